namespace Marketing.Api.OpenApi;

/// <summary>The groups that operations stand in, in the order of the documentation.</summary>
internal static class Tags
{
    public static IReadOnlyList<(string Name, string Description)> All { get; } =
    [
        ("Plans", "Marketing work plans: cover and narrative, state and revisions."),
        ("Objectives", "What a plan wants to reach and how it is measured."),
        ("Webhooks", "Changes delivered to endpoints of your own, signed as Standard Webhooks 1.0.0 say."),
    ];
}
