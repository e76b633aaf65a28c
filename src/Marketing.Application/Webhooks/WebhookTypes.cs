using Marketing.Application.Common;
using Marketing.Application.Risks;
using Marketing.Application.Tasks;
using Marketing.Domain.Approvals;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Domain.Occurrences;
using Marketing.Domain.Webhooks;

namespace Marketing.Application.Webhooks;

/// <summary>What endpoints can subscribe to: types of the feed, and the events that are documented in <c>docs/events.md</c>.</summary>
public sealed class WebhookTypes(IEnumerable<IResourceReader> readers)
{
    /// <summary>The events of the feed. Each name begins with the type of its resource.</summary>
    public static readonly IReadOnlyList<string> Events =
    [
        Approval.DueSoon,
        Approval.Due,
        RaiseOverdueTasksHandler.EventName,
        Occurrence.Due,
        Occurrence.Missed,
        RiskFiring.EventName,
        LapseRiskAcceptancesHandler.EventName,
        MissDrillsHandler.EventName,
        Webhook.Test,
    ];

    /// <summary>Returns the types of resources that these scopes can read.</summary>
    public IReadOnlySet<string> VisibleTo(IReadOnlyCollection<string> scopes) =>
        readers.Where(reader => reader.Scopes.Any(scopes.Contains)).SelectMany(reader => reader.Types).ToHashSet(StringComparer.Ordinal);

    /// <summary>Returns why these types cannot be subscribed to with these scopes; null if they can.</summary>
    public Error? RefusalOf(IReadOnlyList<string> types, IReadOnlyCollection<string> scopes)
    {
        var visible = VisibleTo(scopes);
        var allowed = visible.Concat(Events.Where(name => visible.Contains(ResourceOf(name)))).Order(StringComparer.Ordinal).ToList();
        return types.Except(allowed, StringComparer.Ordinal).ToList() is { Count: > 0 } unknown
            ? new WebhookTypesUnknown(unknown, allowed)
            : null;
    }

    /// <summary>Returns whether the endpoint wants an entry of the feed. A test goes only to the endpoint that it tests.</summary>
    public static bool Wants(Webhook webhook, ChangeEntry entry) =>
        entry.Event == Webhook.Test
            ? entry.ResourceId == webhook.Id.Value
            : webhook.Types.Contains(entry.ResourceType) || (entry.Event is { } name && webhook.Types.Contains(name));

    /// <summary>Returns the types of the resources whose entries the endpoint can want.</summary>
    public static IReadOnlyList<string> ResourcesOf(Webhook webhook) =>
        [.. webhook.Types.Select(ResourceOf).Append(ResourceTypes.Webhook).Distinct(StringComparer.Ordinal)];

    private static string ResourceOf(string type) => type.IndexOf('.') is >= 0 and var dot ? type[..dot] : type;
}
