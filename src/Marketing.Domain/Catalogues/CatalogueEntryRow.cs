using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

/// <summary>
/// A live entry of any catalogue: what content may refer to. Content refers to this row by a foreign key, so that an entry is
/// never deleted while somebody writes its name into a plan at the same moment.
/// </summary>
public sealed class CatalogueEntryRow : IWorkspaceOwned
{
    private CatalogueEntryRow()
    {
    }

    public CatalogueEntryRow(ICatalogueEntry entry) =>
        (WorkspaceId, EntryId, Catalogue, Name) = (entry.WorkspaceId, entry.Key, entry.Type, entry.Name);

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid EntryId { get; private set; }

    /// <summary>Resource type of the entry, such as <c>party</c>.</summary>
    public string Catalogue { get; private set; } = "";

    /// <summary>Its name, as answers of matching show it.</summary>
    public string Name { get; set; } = "";
}
