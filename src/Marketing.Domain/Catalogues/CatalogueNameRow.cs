using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

/// <summary>One spelling of a live catalogue entry, normalised: the index by which texts of plans are matched.</summary>
public sealed class CatalogueNameRow : IWorkspaceOwned
{
    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>Resource type of the entry, such as <c>party</c>.</summary>
    public string Catalogue { get; init; } = "";

    public string NameKey { get; init; } = "";

    public Guid EntryId { get; init; }
}
