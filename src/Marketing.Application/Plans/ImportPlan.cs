using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.PlanParts;
using Marketing.Domain.Common;
using Marketing.Domain.Objectives;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Application.Plans;

/// <summary>A whole plan as one document: the form in which plans are imported.</summary>
public sealed record PlanDocument
{
    /// <summary>Version of the document's schema.</summary>
    /// <example>1</example>
    [Range(1, 1)]
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Cover and narrative.</summary>
    public required PlanHeader Plan { get; init; }

    /// <summary>The objectives in their order.</summary>
    [MaxLength(200)]
    public IReadOnlyList<Objective> Objectives { get; init; } = [];
}

/// <summary>What an import made.</summary>
public sealed record ImportResponse : IVersioned
{
    int IVersioned.Version => Plan.Version;

    /// <summary>The new plan.</summary>
    public required PlanResponse Plan { get; init; }

    /// <summary>How many parts each section has received.</summary>
    public required ImportCounts Imported { get; init; }
}

/// <summary>Parts by section.</summary>
public sealed record ImportCounts
{
    /// <summary>Number of objectives.</summary>
    /// <example>5</example>
    public required int Objectives { get; init; }
}

/// <summary>Creates a plan with all its parts in one transaction: everything or nothing.</summary>
public sealed record ImportPlan(PlanDocument Document) : ICommand<ImportResponse>;

internal sealed class ImportPlanHandler(PartWriter parts, PlanWriter plans, ISender sender, IMarketingDb db) : IRequestHandler<ImportPlan, Result<ImportResponse>>
{
    public async Task<Result<ImportResponse>> Handle(ImportPlan command, CancellationToken cancellationToken)
    {
        var document = command.Document;
        var unknown = await plans.UnknownSignatoriesAsync(document.Plan, cancellationToken);
        List<RuleFault> faults =
        [
            .. document.Plan.Check().Concat(unknown?.Faults ?? []).Select(fault => fault.Under("/plan")),
            .. document.Objectives.SelectMany((objective, i) => objective.Check().Select(fault => fault.Under($"/objectives/{i}"))),
            .. RefsGivenTwice(document),
        ];
        if (faults.Count > 0)
        {
            return new RulesBroken(faults);
        }

        var plan = await sender.Send(new CreatePlan(document.Plan), cancellationToken);
        if (!plan.Succeeded)
        {
            return plan.Error is PlanCodeTaken taken ? taken with { Pointer = "/plan/code" } : plan.Error;
        }

        var added = await parts.AddAsync(PlanId.From(plan.Value.Id), document.Objectives, cancellationToken);
        if (!added.Succeeded)
        {
            return added.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return new ImportResponse { Plan = plan.Value, Imported = new ImportCounts { Objectives = added.Value.Count } };
    }

    private static IEnumerable<RuleFault> RefsGivenTwice(PlanDocument document)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return document.Objectives.Select((objective, i) => (objective.Ref, Pointer: $"/objectives/{i}/ref"))
            .Where(part => part.Ref is not null && !seen.Add(part.Ref))
            .Select(part => RuleFault.Of(part.Pointer, "planPart.refTaken", ("ref", part.Ref)));
    }
}
