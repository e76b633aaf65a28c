using System.Security.Cryptography;
using System.Text;
using Marketing.Domain.Common;

namespace Marketing.Domain.Budgets;

/// <summary>
/// The booking of a record of another system. Its key is unique forever, so that a record sent again, by whatever request, is booked once.
/// </summary>
public sealed class LedgerSource : IWorkspaceOwned, IKeptForever
{
    public const int SystemLength = 50;
    public const int IdLength = 200;
    public const int LineLength = 100;

    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>SHA-256 of system, id and line, which together are too long for a key.</summary>
    public byte[] Key { get; init; } = [];

    public string System { get; init; } = "";

    public string SourceId { get; init; } = "";

    /// <summary>Line of the record; empty if it has none.</summary>
    public string Line { get; init; } = "";

    public BudgetId BudgetId { get; init; }

    /// <summary>The line named in the booking.</summary>
    public BudgetLineId LineId { get; init; }

    /// <summary>The entries that it led to, in their order.</summary>
    public IReadOnlyList<Guid> EntryIds { get; init; } = [];

    public CommitmentId? CommitmentId { get; init; }

    /// <summary>SHA-256 of what was booked.</summary>
    public byte[] Hash { get; init; } = [];

    /// <summary>Returns the key of a record of another system.</summary>
    public static byte[] KeyOf(SourceRef source) => SHA256.HashData(Encoding.UTF8.GetBytes($"{source.System}\n{source.Id}\n{source.Line}"));
}
