namespace Marketing.Domain.Common;

/// <summary>Any typed identifier.</summary>
public interface IEntityId
{
    Guid Value { get; }
}

/// <summary>A typed identifier over a version-7 UUID, so that one kind of id is never passed for another.</summary>
public interface IEntityId<TSelf> : IEntityId, IComparable<TSelf>
    where TSelf : struct, IEntityId<TSelf>
{
    static abstract TSelf From(Guid value);

    /// <summary>Parses an id; see <see cref="EntityId.TryParse"/>.</summary>
    static bool TryParse(string? text, out TSelf id)
    {
        var parsed = EntityId.TryParse(text, out var value);
        id = parsed ? TSelf.From(value) : default;
        return parsed;
    }
}

/// <summary>Makes new ids: version 7, so that rows are stored in the order in which they were created.</summary>
public static class EntityId
{
    public static TId New<TId>()
        where TId : struct, IEntityId<TId> => TId.From(Guid.CreateVersion7());

    /// <summary>Parses the only text form of an id that the API accepts in paths: a lower-case UUID with hyphens.</summary>
    public static bool TryParse(string? text, out Guid value) =>
        Guid.TryParseExact(text, "D", out value) && !text.AsSpan().ContainsAnyInRange('A', 'F');
}
