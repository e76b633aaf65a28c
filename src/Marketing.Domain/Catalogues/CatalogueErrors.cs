using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

/// <summary>Another live entry of the catalogue has this name, in whatever script or case.</summary>
public sealed record CatalogueNameTaken(string Type, string Name, Guid ExistingId) : ConflictError("catalogue.nameTaken")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["type"] = Type, ["name"] = Name, ["existingId"] = ExistingId };

    public override IReadOnlyList<RuleFault> Faults => [new("/name", Code, Args)];
}

/// <summary>Another live entry of the catalogue has this code.</summary>
public sealed record CatalogueCodeTaken(string Type, string EntryCode, Guid ExistingId) : ConflictError("catalogue.codeTaken")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["type"] = Type, ["code"] = EntryCode, ["existingId"] = ExistingId };

    public override IReadOnlyList<RuleFault> Faults => [new("/code", Code, Args)];
}

/// <summary>Something still refers to the entry.</summary>
/// <param name="Type">Type of the entry.</param>
/// <param name="Referrers">Some of what refers to it, as <c>type/id</c>.</param>
public sealed record CatalogueEntryReferenced(string Type, IReadOnlyList<string> Referrers) : ConflictError("catalogue.referenced")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["type"] = Type, ["referrers"] = Referrers };
}
