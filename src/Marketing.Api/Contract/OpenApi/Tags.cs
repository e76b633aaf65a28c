namespace Marketing.Api.Contract.OpenApi;

/// <summary>The groups that operations stand in, in the order of the documentation.</summary>
internal static class Tags
{
    public static IReadOnlyList<(string Name, string Description)> All { get; } =
    [
        ("Plans", "Marketing work plans: cover and narrative, state and revisions."),
        ("Objectives", "What a plan wants to reach and how it is measured."),
        ("WorkPackages", "What is to be done: work packages with subtasks, actions, owners, deadlines and resources."),
        ("Phases", "The phases of a plan and their windows."),
        ("Milestones", "What is reached when."),
        ("Resources", "People, material and money that a plan counts on."),
        ("Sections", "Everything else that a plan holds, section by section: whole, or entry by entry."),
        ("Schedule", "The calendar that a plan's deadlines, windows and rhythms make, and the events that they count from."),
        ("Tables", "Flat tables over the content of all plans, for BI tools and spreadsheets: JSON pages, or one CSV stream."),
        ("Parties", "Departments, teams, roles and persons that plans name as responsible."),
        ("Partners", "Whom the company works with from outside: KOL, media, agencies, distributors."),
        ("Channels", "Ways by which the company reaches customers: owned, earned or paid."),
        ("Segments", "Groups of customers that plans address and measure."),
        ("Metrics", "Figures that plans set targets for and results are reported in, with unit, direction and the way they add up."),
        ("Workspaces", "Brands or business units, each shut off from the others, and their settings."),
        ("Members", "Persons of a workspace and their roles."),
        ("ApiKeys", "Credentials of machines."),
        ("Me", "The caller."),
        ("Audit", "Who changed what, when, from which value to which."),
        ("Changes", "Every change of the workspace in the order of commits."),
        ("Labels", "What the values of enumerations are called, in three languages."),
        ("Webhooks", "Announced, not sent yet: changes delivered to endpoints of your own, signed as Standard Webhooks 1.0.0 say."),
    ];
}
