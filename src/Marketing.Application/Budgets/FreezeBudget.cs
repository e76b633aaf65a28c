using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using MediatR;

namespace Marketing.Application.Budgets;

/// <summary>Which spending to stop.</summary>
public sealed record FreezeInput
{
    /// <summary>Codes of the lines; omit them for the whole budget. A line above others stops those too.</summary>
    [MaxLength(100)]
    [Items(Budget.CodeLength)]
    public IReadOnlyList<string> LineCodes { get; init; } = [];

    /// <summary>Why spending is stopped.</summary>
    /// <example>等待季度复盘结果</example>
    [MaxLength(Budget.ReasonLength)]
    [NotBlank]
    public required string Reason { get; init; }
}

/// <summary>Which spending to let go on.</summary>
public sealed record UnfreezeInput
{
    /// <summary>Codes of the lines; omit them for the whole budget.</summary>
    [MaxLength(100)]
    [Items(Budget.CodeLength)]
    public IReadOnlyList<string> LineCodes { get; init; } = [];

    /// <summary>Why spending goes on.</summary>
    /// <example>复盘已完成</example>
    [MaxLength(Budget.ReasonLength)]
    public string? Reason { get; init; }
}

/// <summary>Stops new spending at once, or lets it go on.</summary>
/// <param name="Id">The budget.</param>
/// <param name="ExpectedVersion">The version that the client has read; null to accept any.</param>
/// <param name="LineCodes">Codes of the lines; none for the whole budget.</param>
/// <param name="Reason">Why spending is stopped; null to let it go on.</param>
public sealed record FreezeBudget(BudgetId Id, ExpectedVersion? ExpectedVersion, IReadOnlyList<string> LineCodes, string? Reason)
    : ICommand<BudgetResponse>;

internal sealed class FreezeBudgetHandler(IMarketingDb db, BudgetStore store, Bookings bookings)
    : IRequestHandler<FreezeBudget, Result<BudgetResponse>>
{
    public async Task<Result<BudgetResponse>> Handle(FreezeBudget command, CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(command.Id, command.ExpectedVersion, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var spending = await bookings.ReadAsync(command.Id, command.LineCodes, cancellationToken);
        if (!spending.Succeeded)
        {
            return spending.Error;
        }

        var unknown = command.LineCodes.Select((code, i) => (code, i)).Where(line => spending.Value.Find(line.code) is null).ToList();
        if (unknown.Count > 0)
        {
            return new RulesBroken([
                .. unknown.Select(line => RuleFault.Of($"/lineCodes/{line.i}", "budget.lineUnknown", ("code", line.code))),
            ]);
        }

        var budget = found.Value;
        var owners = command.LineCodes.Count == 0 ? [budget.Id.Value] : spending.Value.Lines.Select(line => line.OwnerId).ToList();
        IReadOnlyList<string?> codes = command.LineCodes.Count == 0 ? [null] : [.. spending.Value.Lines.Select(line => line.Terms.Code)];
        foreach (var code in codes)
        {
            if (command.Reason is { } reason)
            {
                budget.Freeze(new SpendingFreeze(code, reason, store.Actor, store.Now));
            }
            else
            {
                budget.Unfreeze(code);
            }
        }

        const int Frozen = (int)SpendingBlock.Frozen;
        var freezes = command.Reason is not null;
        await db.UpdateAsync(
            db.BudgetBalances.Where(row => row.BudgetId == budget.Id && owners.Contains(row.OwnerId)),
            row => row.SetProperty(r => r.Blocks, r => freezes ? r.Blocks | Frozen : r.Blocks & ~Frozen),
            [new SilentNote("The budget lists its freezes.")],
            cancellationToken
        );
        await db.SaveChangesAsync(cancellationToken);
        return store.ToResponse(budget);
    }
}
