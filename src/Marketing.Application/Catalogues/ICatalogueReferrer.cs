namespace Marketing.Application.Catalogues;

/// <summary>One entry is merged into another of the same catalogue.</summary>
/// <param name="Catalogue">Resource type of both, such as <c>party</c>.</param>
/// <param name="FromId">The entry that goes.</param>
/// <param name="IntoId">The entry that remains.</param>
public sealed record EntryMerge(string Catalogue, Guid FromId, Guid IntoId);

/// <summary>
/// Implemented by each feature whose rows refer to catalogue entries; implementations in this assembly are registered by themselves.
/// </summary>
internal interface ICatalogueReferrer
{
    /// <summary>Makes everything that may still change refer to the remaining entry.</summary>
    Task RepointAsync(EntryMerge merge, CancellationToken ct);
}
