using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Marketing.Infrastructure.Persistence;

/// <summary>Collects the changes of one unit of work.</summary>
internal interface IWriteLog : IChangeLog
{
    string ActorId { get; }

    string ActorName { get; }

    WorkspaceId WorkspaceId { get; }

    /// <summary>Records one change of a tracked resource for the audit trail and the feed.</summary>
    void Note(EntityEntry entry, IResource resource, ChangeOp op);

    /// <summary>Records that rows were saved, whether or not they are resources.</summary>
    void NoteSave();
}
