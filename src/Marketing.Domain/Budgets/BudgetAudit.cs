using Marketing.Domain.Common;
using Marketing.Domain.Values;

namespace Marketing.Domain.Budgets;

public readonly record struct BudgetAuditId(Guid Value) : IEntityId<BudgetAuditId>
{
    public static BudgetAuditId From(Guid value) => new(value);

    public int CompareTo(BudgetAuditId other) => Value.CompareTo(other.Value);
}

/// <summary>An audit of how a budget is carried out (R18). Each finding becomes a task of its owner.</summary>
public sealed class BudgetAudit : Resource<BudgetAuditId>
{
    public const int TitleLength = 200;
    public const int TextLength = 2_000;
    public const int MaxFindings = 100;

    protected override string TypeName => ResourceTypes.BudgetAudit;

    protected override Guid? Parent => BudgetId.Value;

    private BudgetAudit() { }

    private BudgetAudit(WorkspaceId workspaceId, BudgetId budgetId)
        : base(workspaceId) => BudgetId = budgetId;

    public BudgetId BudgetId { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>The day of the audit.</summary>
    public DateOnly Date { get; private set; }

    /// <summary>Only bookings that take effect on or after this day were audited.</summary>
    public DateOnly? From { get; private set; }

    /// <summary>Only bookings that take effect on or before this day were audited.</summary>
    public DateOnly? Through { get; private set; }

    public string? Conclusion { get; private set; }

    public IReadOnlyList<AuditFinding> Findings { get; private set; } = [];

    /// <summary>Records an audit.</summary>
    public static BudgetAudit Record(
        Budget budget,
        string title,
        DateOnly date,
        (DateOnly? From, DateOnly? Through) audited,
        string? conclusion,
        IReadOnlyList<AuditFinding> findings
    ) =>
        new(budget.WorkspaceId, budget.Id)
        {
            Title = title,
            Date = date,
            From = audited.From,
            Through = audited.Through,
            Conclusion = conclusion,
            Findings = findings,
        };
}

/// <summary>Something that an audit found.</summary>
/// <param name="Text">What was found.</param>
/// <param name="LineCode">Code of the line; null for the whole budget.</param>
/// <param name="EntryId">The ledger entry; null if it is about none.</param>
/// <param name="Owner">Who has to deal with it.</param>
/// <param name="DueDate">By when.</param>
/// <param name="TaskId">The task of the owner.</param>
public sealed record AuditFinding(string Text, string? LineCode, Guid? EntryId, PartyRef Owner, DateOnly DueDate, Guid TaskId);

public sealed record BudgetAuditNotFound(Guid Id) : NotFoundError("budgetAudit.notFound");
