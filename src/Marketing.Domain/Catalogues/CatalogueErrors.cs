using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

/// <summary>Another live entry of the catalogue has this name, in whatever script or case.</summary>
public sealed record CatalogueNameTaken(string Type, string Name, Guid ExistingId) : ConflictError("catalogue.nameTaken")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/name", Code, Args)];
}

/// <summary>Another live entry of the catalogue has this code.</summary>
public sealed record CatalogueCodeTaken(string Type, [Arg("code")] string EntryCode, Guid ExistingId) : ConflictError("catalogue.codeTaken")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/code", Code, Args)];
}

/// <summary>Something still refers to the entry.</summary>
/// <param name="Type">Type of the entry.</param>
/// <param name="Referrers">Some of what refers to it, as <c>type/id</c>.</param>
public sealed record CatalogueEntryReferenced(string Type, IReadOnlyList<string> Referrers) : ConflictError("catalogue.referenced");
