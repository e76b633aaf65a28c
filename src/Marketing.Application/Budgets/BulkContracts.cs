using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;

namespace Marketing.Application.Budgets;

/// <summary>What happens to the other items if one is refused.</summary>
public enum BulkMode
{
    /// <summary>All items are applied, or none.</summary>
    Atomic,

    /// <summary>The other items are applied.</summary>
    Independent,
}

/// <summary>What happened to an item.</summary>
public enum BulkStatus
{
    /// <summary>It was applied.</summary>
    Created,

    /// <summary>Something with its code was replaced.</summary>
    Updated,

    /// <summary>It had been applied before.</summary>
    Unchanged,

    /// <summary>It was refused.</summary>
    Failed,
}

/// <summary>Bookings for one bulk.</summary>
public sealed record BulkCommitmentInput
{
    public const int Most = 1_000;

    /// <summary>What happens to the other items if one is refused.</summary>
    public required BulkMode Mode { get; init; }

    /// <summary>The bookings.</summary>
    [MinLength(1)]
    [MaxLength(Most)]
    public required IReadOnlyList<CommitmentItem> Items { get; init; }
}

/// <inheritdoc cref="BulkCommitmentInput"/>
public sealed record BulkActualInput
{
    /// <summary>What happens to the other items if one is refused.</summary>
    public required BulkMode Mode { get; init; }

    /// <summary>The bookings.</summary>
    [MinLength(1)]
    [MaxLength(BulkCommitmentInput.Most)]
    public required IReadOnlyList<ActualItem> Items { get; init; }
}

/// <summary>A commitment in a bulk.</summary>
public sealed record CommitmentItem : CommitmentInput, IBulkItem
{
    /// <summary>Your own name for the item. It is returned with its result.</summary>
    /// <example>order-17</example>
    [MaxLength(100)]
    public string? Ref { get; init; }

    /// <summary>Code of the budget.</summary>
    /// <example>BRAND-2027</example>
    [MaxLength(Budget.CodeLength)]
    public required string BudgetCode { get; init; }
}

/// <summary>An actual in a bulk.</summary>
public sealed record ActualItem : ActualInput, IBulkItem
{
    /// <summary>Your own name for the item. It is returned with its result.</summary>
    /// <example>invoice-17</example>
    [MaxLength(100)]
    public string? Ref { get; init; }

    /// <summary>Code of the budget.</summary>
    /// <example>BRAND-2027</example>
    [MaxLength(Budget.CodeLength)]
    public required string BudgetCode { get; init; }
}

/// <summary>A booking in a bulk.</summary>
internal interface IBulkItem : IBooking
{
    string? Ref { get; }

    string BudgetCode { get; }
}

/// <summary>What happened to the items of a bulk.</summary>
public sealed record BulkResponse
{
    /// <summary>A result for each item, in the order of the items.</summary>
    [MaxLength(BulkCommitmentInput.Most)]
    public required IReadOnlyList<BulkResult> Results { get; init; }
}

/// <summary>What happened to an item.</summary>
public sealed record BulkResult
{
    /// <summary>Place of the item, starting with 0.</summary>
    [Range(0, BulkCommitmentInput.Most)]
    public required int Index { get; init; }

    /// <summary>Your own name for the item.</summary>
    [MaxLength(100)]
    public required string? Ref { get; init; }

    /// <summary>Whether it was applied.</summary>
    public required BulkStatus Status { get; init; }

    /// <summary>The line, the commitment, or the first ledger entry of an actual; null if the item was refused.</summary>
    public required Guid? Id { get; init; }

    /// <summary>Why the item was refused; null if it was not.</summary>
    public required BulkProblem? Problem { get; init; }
}

/// <summary>Why an item was refused.</summary>
public sealed record BulkProblem
{
    /// <summary>Stable code, as of a problem response.</summary>
    /// <example>budget.lineOverdrawn</example>
    [MaxLength(100)]
    public required string Code { get; init; }

    /// <summary>The arguments of the code, as of a problem response.</summary>
    public required JsonNode? Args { get; init; }

    /// <summary>The faulty members; the item itself if no member is at fault.</summary>
    [MaxLength(1_000)]
    public required IReadOnlyList<BulkFault> Errors { get; init; }

    internal static BulkProblem Of(Error error) => Of(error, error.Faults);

    /// <summary>Returns why an item was refused. Pointers refer to the request.</summary>
    internal static BulkProblem Of(Error error, int index, string member = "") => Of(error, BulkRefused.FaultsOf(error, index, member));

    /// <summary>Returns the problem of an item as one of a row. Pointers refer to the row.</summary>
    internal BulkProblem OfRow() => this with { Errors = [.. Errors.Select(fault => fault with { Pointer = InRow(fault.Pointer) })] };

    private static BulkProblem Of(Error error, IEnumerable<RuleFault> faults) =>
        new()
        {
            Code = error.Code,
            Args = JsonSerializer.SerializeToNode(error.Args, WireJson.Stored),
            Errors = [.. faults.Select(fault => BulkFault.Of(fault.Pointer, fault.Code, fault.Args))],
        };

    private static string InRow(string pointer) =>
        !pointer.StartsWith(BulkRefused.Items, StringComparison.Ordinal) ? pointer
        : pointer.IndexOf('/', BulkRefused.Items.Length) is > 0 and var member ? pointer[member..]
        : "";
}

/// <summary>A faulty member of an item.</summary>
public sealed record BulkFault
{
    /// <summary>JSON pointer into the request; in a job, into the row.</summary>
    /// <example>/items/3/lineCode</example>
    [MaxLength(500)]
    public required string Pointer { get; init; }

    /// <summary>Stable code of the fault.</summary>
    /// <example>budget.lineUnknown</example>
    [MaxLength(100)]
    public required string Code { get; init; }

    /// <summary>The arguments of the code, as of a problem response: the value, and what is allowed.</summary>
    public required JsonNode? Args { get; init; }

    /// <summary>Returns a fault with the arguments of its code.</summary>
    public static BulkFault Of(string pointer, string code, IReadOnlyDictionary<string, object?> args) =>
        new()
        {
            Pointer = pointer,
            Code = code,
            Args = JsonSerializer.SerializeToNode(args, WireJson.Stored),
        };
}
