namespace Marketing.Domain.Common;

/// <summary>A typed identifier.</summary>
public interface IEntityId
{
    Guid Value { get; }
}

/// <summary>A typed identifier over a version 7 UUID. Types prevent the mix-up of identifiers of different resources.</summary>
public interface IEntityId<TSelf> : IEntityId, IComparable<TSelf>
    where TSelf : struct, IEntityId<TSelf>
{
    static abstract TSelf From(Guid value);

    /// <summary>Parses an id; see <see cref="EntityId.TryParse(string?, out Guid)"/>.</summary>
    static bool TryParse(string? text, out TSelf id)
    {
        var parsed = EntityId.TryParse(text, out var value);
        id = parsed ? TSelf.From(value) : default;
        return parsed;
    }
}

/// <summary>
/// Creates version 7 identifiers, which sort by creation time and so keep inserts in index order. Rows are inserted in the order of
/// their ids, so rows with unique names are created in the order of these names.
/// </summary>
public static class EntityId
{
    private const int Length = 36;

    public static TId New<TId>()
        where TId : struct, IEntityId<TId> => TId.From(New());

    /// <summary>Returns an id greater than all ids that this process has created before.</summary>
    public static Guid New() => AscendingIds.OfProcess.Next();

    /// <summary>Parses an identifier in the only format accepted: a UUID with hyphens, in either case. Responses have lower case.</summary>
    public static bool TryParse(string? text, out Guid value) => TryParse(text.AsSpan(), out value);

    /// <inheritdoc cref="TryParse(string?, out Guid)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out Guid value) =>
        Guid.TryParseExact(text, "D", out value) && text.Length == Length;
}
