using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Budgets;

/// <summary>How to adopt the budget of a plan.</summary>
public sealed record AdoptBudgetInput
{
    /// <summary>Code of the budget; by default the code of the plan, or else one made of the plan's id.</summary>
    /// <example>LAUNCH-2027</example>
    [MaxLength(Budget.CodeLength)]
    [RegularExpression(ValueLimits.TrimmedPattern)]
    public string? Code { get; init; }
}

/// <summary>The budget of a plan, with its lines by the parts that they were adopted from.</summary>
public sealed record AdoptedBudgetResponse
{
    /// <summary>The budget.</summary>
    public required BudgetResponse Budget { get; init; }

    /// <summary>The lines.</summary>
    [MaxLength(Domain.Budgets.Budget.MaxLines)]
    public required IReadOnlyList<AdoptedLine> Lines { get; init; }

    /// <summary>Whether the request created the budget.</summary>
    [JsonIgnore]
    public bool IsNew { get; init; }
}

/// <summary>A line and the part that it was adopted from.</summary>
public sealed record AdoptedLine
{
    /// <summary>Ref of the part.</summary>
    /// <example>BL-1</example>
    [MaxLength(100)]
    public required string Ref { get; init; }

    /// <summary>Id of the line.</summary>
    public required Guid Id { get; init; }

    /// <summary>Code of the line.</summary>
    [MaxLength(Domain.Budgets.Budget.CodeLength)]
    public required string Code { get; init; }
}

/// <summary>
/// Makes a budget of the budget parts of a plan's working copy. A plan is adopted once; later, lines are added for parts that have none, as
/// long as the budget is in draft.
/// </summary>
public sealed record AdoptBudget(PlanId PlanId, AdoptBudgetInput Input) : ICommand<AdoptedBudgetResponse>;

internal sealed class AdoptBudgetHandler(IMarketingDb db, RequestContext context, BudgetStore store, BudgetWords words)
    : IRequestHandler<AdoptBudget, Result<AdoptedBudgetResponse>>
{
    public async Task<Result<AdoptedBudgetResponse>> Handle(AdoptBudget command, CancellationToken cancellationToken)
    {
        var read = await db.Content(ContentView.Working).ReadAsync(command.PlanId, cancellationToken);
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var plan = read.Value;
        var parts = plan.Parts.Select(part => (part.Ref, Content: part.Read())).ToList();
        var whole = parts.Select(part => part.Content).OfType<PlanBudget>().FirstOrDefault();
        var planned = parts.Where(part => part.Content is PlanBudgetLine).Select(part => (part.Ref, (PlanBudgetLine)part.Content)).ToList();
        if (planned.Count == 0)
        {
            return new PlanHasNoBudget(command.PlanId.Value);
        }

        var adopted = await db.Budgets.SingleOrDefaultAsync(
            budget => budget.PlanId == command.PlanId && budget.IsAdopted,
            cancellationToken
        );
        var budget = adopted;
        if (budget is null)
        {
            var terms = TermsOf(command, plan.Header, whole);
            if (await store.CodeTakenAsync(terms.Code, null, cancellationToken) is { } taken)
            {
                return taken;
            }

            var drafted = Budget.Draft(context.WorkspaceId, terms, isAdopted: true);
            if (!drafted.Succeeded)
            {
                return drafted.Error;
            }

            budget = drafted.Value;
            db.Budgets.Add(budget);
            db.BudgetRevisions.Add(BudgetRevision.Open(budget));
            await db.SaveChangesAsync(cancellationToken);
        }

        var lines = await AddMissingAsync(budget, planned, cancellationToken);
        return lines.Succeeded
            ? new AdoptedBudgetResponse
            {
                Budget = store.ToResponse(budget),
                Lines =
                [
                    .. lines.Value.Select(line => new AdoptedLine
                    {
                        Ref = line.Terms.PartRef!,
                        Id = line.Id.Value,
                        Code = line.Terms.Code,
                    }),
                ],
                IsNew = adopted is null,
            }
            : lines.Error;
    }

    private async Task<Result<IReadOnlyList<BudgetLine>>> AddMissingAsync(
        Budget budget,
        List<(string Ref, PlanBudgetLine Part)> planned,
        CancellationToken ct
    )
    {
        await store.HoldAsync(budget.Id, ct);
        var lines = await store.LinesAsync(budget.Id, ct);
        var missing = planned.Where(part => lines.TrueForAll(line => line.Terms.PartRef != part.Ref)).ToList();
        var open = await db
            .BudgetRevisions.Where(revision => revision.BudgetId == budget.Id && revision.Status == RevisionStatus.Draft)
            .SingleOrDefaultAsync(ct);
        if (missing.Count > 0 && open is not null)
        {
            var position = lines.Count == 0 ? 0 : lines[^1].Position;
            foreach (var (reference, part) in missing)
            {
                var line = BudgetLine.Add(budget, ++position, TermsOf(reference, part, budget.Currency));
                if (!line.Succeeded)
                {
                    return line.Error;
                }

                db.BudgetLines.Add(line.Value);
                lines.Add(line.Value);
            }

            if (await words.LinkAsync(lines, _ => "", ct) is { } unknown)
            {
                return unknown;
            }

            budget.CountContent(open);
            await db.SaveChangesAsync(ct);
        }

        return Result<IReadOnlyList<BudgetLine>>.Of([.. lines.Where(line => line.Terms.PartRef is not null)]);
    }

    private static BudgetTerms TermsOf(AdoptBudget command, PlanHeader header, PlanBudget? whole) =>
        new()
        {
            PlanId = command.PlanId.Value,
            Code = command.Input.Code ?? header.Code ?? $"PLAN-{command.PlanId.Value:N}"[..21],
            Title = header.Title,
            Currency = header.Currency,
            PeriodStart = header.PeriodStart?.Date,
            PeriodEnd = header.PeriodEnd?.Date,
            ContingencyRange = whole?.ContingencyRange,
            StatedTotal = whole?.Total,
        };

    private static BudgetLineTerms TermsOf(string reference, PlanBudgetLine part, string currency) =>
        new()
        {
            Code = reference.Length <= Budget.CodeLength ? reference : reference[..Budget.CodeLength],
            Category = part.Category,
            Kind = part.Kind,
            Amount = part.Amount is { } amount ? amount with { Currency = amount.Currency ?? currency } : null,
            Purpose = part.Purpose ?? (part.PurposeItems.Count > 0 ? string.Join('\n', part.PurposeItems) : null),
            Breakdown = part.Breakdown,
            PhaseRef = part.Phase,
            PartRef = reference,
        };
}

/// <summary>The plan has no budget lines.</summary>
public sealed record PlanHasNoBudget(Guid Id) : RuleError("plan.noBudget");
