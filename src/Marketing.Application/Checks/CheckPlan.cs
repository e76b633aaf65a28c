using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Revisions;
using Marketing.Application.Scheduling;
using Marketing.Domain.Budgets;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Checks;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Checks;

/// <summary>Filters for findings. The counts always cover the whole plan.</summary>
public sealed record CheckArguments
{
    /// <summary>The section name for the cover and narrative.</summary>
    public const string Cover = "plan";

    /// <summary>Only findings of these severities, separated by commas.</summary>
    [MaxLength(3)]
    public IReadOnlyList<CheckSeverity> Severity { get; init; } = [];

    /// <summary>
    /// Only findings in these sections (<c>workPackages,risks</c>), separated by commas; <c>plan</c> selects the cover and narrative.
    /// </summary>
    [MaxLength(60)]
    [Items(PlanPart.SectionLength, Pattern = "^[a-z][A-Za-z]*$")]
    public IReadOnlyList<string> Section { get; init; } = [];

    /// <summary>Only findings with these codes, separated by commas.</summary>
    /// <example>check.placeholderOpen</example>
    [MaxLength(60)]
    [Items(100, Pattern = "^[a-z][A-Za-z]*(\\.[a-z][A-Za-z0-9]*)*$")]
    public IReadOnlyList<string> Code { get; init; } = [];

    /// <summary>Which content to check. By default the working copy.</summary>
    public PlanView? View { get; init; }

    internal Error? Fault()
    {
        var sections = PlanSections.All.Select(section => section.Name).Prepend(Cover).ToList();
        return Section.FirstOrDefault(name => !sections.Contains(name)) is { } section ? new CheckSectionUnknown(section, sections)
            : Code.FirstOrDefault(code => !CheckCodes.IsKnown(code)) is { } code
                ? new CheckCodeUnknown(code, [.. CheckCodes.All.Select(known => known.Code)])
            : null;
    }

    internal bool Take(CheckFinding finding) =>
        (Severity.Count == 0 || Severity.Contains(finding.Code.Severity))
        && (Section.Count == 0 || Section.Contains(finding.Item.Section ?? Cover))
        && (Code.Count == 0 || Code.Contains(finding.Code.Code));
}

/// <summary>The findings of a check.</summary>
/// <param name="All">Every finding, in the order of the document.</param>
/// <param name="Shown">The findings that the filters select.</param>
public sealed record CheckReport(IReadOnlyList<CheckFinding> All, IReadOnlyList<CheckFinding> Shown);

/// <summary>Checks a plan for completeness and consistency; writes nothing.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="Arguments">Which findings to return.</param>
/// <param name="View">Which content to check; null for the working copy.</param>
public sealed record CheckPlan(PlanId PlanId, CheckArguments Arguments, ContentView? View = null) : IQuery<CheckReport>;

internal sealed class CheckPlanHandler(IMarketingDb db) : IRequestHandler<CheckPlan, Result<CheckReport>>
{
    public async Task<Result<CheckReport>> Handle(CheckPlan query, CancellationToken cancellationToken)
    {
        if (query.Arguments.Fault() is { } fault)
        {
            return fault;
        }

        var read = await db.ReadConsistentlyAsync(
            () => db.ReadCheckedPlanAsync(query.PlanId, query.View, cancellationToken),
            cancellationToken
        );
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var found = PlanCheck.Run(read.Value);
        return new CheckReport(found, [.. found.Where(query.Arguments.Take)]);
    }
}

internal static class CheckedPlans
{
    /// <summary>Returns what a plan is checked by. The caller reads consistently, or has locked the content.</summary>
    public static async Task<Result<CheckedPlan>> ReadCheckedPlanAsync(
        this IMarketingDb db,
        PlanId id,
        ContentView? view,
        CancellationToken ct
    )
    {
        var read = await db.ReadScheduleAsync(id, view, ct);
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var sources = read.Value;
        return new CheckedPlan(sources.Header, sources.Parts)
        {
            Anchors = sources.Occurrences,
            HasOlderReadings = sources.ReadingVersion < PhraseReader.Grammar,
            IsWorkingDay = sources.Calendar.IsWorkingDay,
            PartyNames = await db.NamesAsync(sources, ct),
            MetricUnits = await db.UnitsAsync(sources, ct),
            Adopted = await db.AdoptedAsync(id, ct),
        };
    }

    /// <summary>Returns the working copy of the budget that the plan was adopted into; null if there is none.</summary>
    private static async Task<AdoptedBudget?> AdoptedAsync(this IMarketingDb db, PlanId id, CancellationToken ct)
    {
        var budget = await db.Budgets.AsNoTracking().SingleOrDefaultAsync(budget => budget.PlanId == id && budget.IsAdopted, ct);
        if (budget is null)
        {
            return null;
        }

        var lines = await db
            .BudgetLines.AsNoTracking()
            .Where(line => line.BudgetId == budget.Id)
            .OrderBy(line => line.Position)
            .ThenBy(line => line.Id)
            .ToListAsync(ct);
        return new AdoptedBudget(
            budget.Code,
            new BudgetContent(budget.Terms, [.. lines.Select(line => new BudgetContentLine(line.Id.Value, line.Terms))])
        );
    }

    /// <summary>Returns the name and aliases of each party that the plan is linked to.</summary>
    private static async Task<ILookup<Guid, string>> NamesAsync(this IMarketingDb db, ScheduleSources sources, CancellationToken ct)
    {
        var parties = Linked<PartyRef>(sources);
        var names = await db
            .CatalogueNames.AsNoTracking()
            .Where(name => name.Catalogue == ResourceTypes.Party && parties.Contains(name.EntryId))
            .Select(name => new { name.EntryId, name.NameKey })
            .ToListAsync(ct);
        return names.ToLookup(name => name.EntryId, name => name.NameKey);
    }

    /// <summary>Returns the unit of each metric that the plan is linked to.</summary>
    private static async Task<IReadOnlyDictionary<Guid, string>> UnitsAsync(
        this IMarketingDb db,
        ScheduleSources sources,
        CancellationToken ct
    )
    {
        var linked = Linked<MetricRef>(sources).Select(id => new MetricId(id)).ToList();
        var units = await db.Set<Metric>()
            .AsNoTracking()
            .Where(metric => linked.Contains(metric.Id) && metric.Unit != null)
            .Select(metric => new { metric.Id, metric.Unit })
            .ToListAsync(ct);
        return units.ToDictionary(metric => metric.Id.Value, metric => metric.Unit!);
    }

    private static List<Guid> Linked<TRef>(ScheduleSources sources)
        where TRef : class, ICatalogueRef =>
        [
            .. sources
                .Parts.Select(part => (object)part.Content)
                .Prepend(sources.Header)
                .SelectMany(ContentTree.Nodes)
                .Select(node => (node.Value as TRef)?.EntryId)
                .OfType<Guid>()
                .Distinct(),
        ];
}

/// <summary>There is no section with this name.</summary>
public sealed record CheckSectionUnknown(string Section, IReadOnlyList<string> Allowed) : InputError("check.sectionUnknown")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/section", Code, Args)];
}

/// <summary>No finding has this code.</summary>
public sealed record CheckCodeUnknown([Arg("code")] string FindingCode, IReadOnlyList<string> Allowed) : InputError("check.codeUnknown")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/code", Code, Args)];
}
