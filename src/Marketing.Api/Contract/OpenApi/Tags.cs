namespace Marketing.Api.Contract.OpenApi;

/// <summary>The tags of operations, in the order of the documentation.</summary>
internal static class Tags
{
    public static IReadOnlyList<(string Name, string Description)> All { get; } =
    [
        ("Plans", "Marketing work plans: cover and narrative, state and revisions."),
        ("Parts", "The parts of plans: all sections as one typed resource, single parts, and whole sections."),
        ("Objectives", "The objectives of a plan and how they are measured."),
        ("WorkPackages", "Work packages with subtasks, actions, owners, deadlines and resources."),
        ("Phases", "The phases of a plan and their windows."),
        ("Milestones", "The milestones of a plan."),
        ("Resources", "People, material and money that a plan needs."),
        ("Schedule", "The calendar computed from a plan's deadlines, windows and rhythms, and the events that they count from."),
        ("Parties", "Departments, teams, roles and people that plans name as responsible."),
        ("Partners", "External partners of the company: KOL, media, agencies, distributors."),
        ("Channels", "Channels through which the company reaches customers: owned, earned or paid."),
        ("Segments", "Customer segments that plans address and measure."),
        ("Metrics", "Metrics for targets and results, with unit, direction and aggregation."),
        ("Workspaces", "Brands or business units, isolated from each other, and their settings."),
        ("Members", "The people of a workspace and their roles."),
        ("ApiKeys", "Credentials of machines."),
        ("Me", "The caller."),
        ("Audit", "Who changed what, when, from which value to which."),
        ("Changes", "Every change of the workspace, in commit order."),
        ("Labels", "Labels of enumeration values in three languages."),
        ("Webhooks", "Announced, not sent yet: changes delivered to your own endpoints, signed according to Standard Webhooks 1.0.0."),
    ];
}
