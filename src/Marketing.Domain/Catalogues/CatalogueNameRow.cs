using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

/// <summary>A normalised name or alias of a catalogue entry that is not deleted. Used to match texts of plans.</summary>
public sealed class CatalogueNameRow : IWorkspaceOwned
{
    public WorkspaceId WorkspaceId { get; init; }

    /// <summary>Resource type of the entry, such as <c>party</c>.</summary>
    public string Catalogue { get; init; } = "";

    public string NameKey { get; init; } = "";

    public Guid EntryId { get; init; }
}
