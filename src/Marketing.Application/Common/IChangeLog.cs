using Marketing.Domain.History;

namespace Marketing.Application.Common;

/// <summary>
/// Notes what a use case changed without loading it, so that audit trail and feed stay complete. Changes of loaded rows are
/// noted when they are saved; see <see cref="GuardedWrites"/> for bulk statements.
/// </summary>
public interface IChangeLog
{
    /// <summary>The time with which all rows of the unit are stamped, in UTC.</summary>
    DateTime Now { get; }

    /// <summary>The transaction, as audit entries and markers name it.</summary>
    Guid TransactionId { get; }

    /// <summary>Notes one change; it is recorded when the unit of work commits.</summary>
    void Note(ChangeNote note);

    /// <summary>
    /// Adds a row that is inserted when the unit of work is recorded, with the sequence of its change, which must be noted too.
    /// </summary>
    void Append(INumbered row);
}
