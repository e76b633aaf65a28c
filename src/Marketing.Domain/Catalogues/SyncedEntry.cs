using Marketing.Domain.Common;
using Marketing.Domain.External;

namespace Marketing.Domain.Catalogues;

/// <summary>Base class of catalogue entries that are synchronised with other systems.</summary>
public abstract class SyncedEntry<TId> : CatalogueEntry<TId>, IExternallyKnown
    where TId : struct, IEntityId<TId>
{
    protected SyncedEntry() { }

    protected SyncedEntry(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public IReadOnlyList<ExternalIdValue> ExternalIds { get; private set; } = [];

    public void Know(string system, string? id) => ExternalIds = ExternalIds.With(system, id);
}
