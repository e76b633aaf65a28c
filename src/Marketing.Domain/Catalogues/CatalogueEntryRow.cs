using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

/// <summary>
/// An entry of any catalogue that is not deleted. Content, parties, partners and members refer to this row by a foreign key, so an entry
/// cannot be deleted while another transaction adds a reference to it.
/// </summary>
public sealed class CatalogueEntryRow : IWorkspaceOwned
{
    private CatalogueEntryRow() { }

    public CatalogueEntryRow(ICatalogueEntry entry) =>
        (WorkspaceId, EntryId, Catalogue, Name) = (entry.WorkspaceId, entry.Key, entry.Type, entry.Name);

    public WorkspaceId WorkspaceId { get; private set; }

    public Guid EntryId { get; private set; }

    /// <summary>Resource type of the entry, such as <c>party</c>.</summary>
    public string Catalogue { get; private set; } = "";

    /// <summary>Name of the entry, returned with matches.</summary>
    public string Name { get; set; } = "";
}
