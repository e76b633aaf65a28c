using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

/// <summary>Another entry of the catalogue that is not deleted has this name, regardless of script and case.</summary>
public sealed record CatalogueNameTaken(string Type, string Name, Guid ExistingId) : ConflictError("catalogue.nameTaken")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/name", Code, Args)];
}

/// <summary>Another entry of the catalogue that is not deleted has this code.</summary>
public sealed record CatalogueCodeTaken(string Type, [Arg("code")] string EntryCode, Guid ExistingId) : ConflictError("catalogue.codeTaken")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/code", Code, Args)];
}

/// <summary>Only deleted resources refer to the entry, and would refer to it again if they were restored.</summary>
/// <inheritdoc cref="CatalogueEntryReferenced"/>
public sealed record CatalogueEntryReferencedByDeleted(string Type, IReadOnlyList<string> Referrers)
    : ConflictError("catalogue.referencedByDeleted");

/// <summary>The entry is still referred to.</summary>
/// <param name="Type">Type of the entry.</param>
/// <param name="Referrers">Some of the referring resources, as <c>type/id</c>.</param>
public sealed record CatalogueEntryReferenced(string Type, IReadOnlyList<string> Referrers) : ConflictError("catalogue.referenced");
