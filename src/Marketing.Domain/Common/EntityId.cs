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
}

/// <summary>Makes new ids: version 7, so that rows are stored in the order in which they were created.</summary>
public static class EntityId
{
    public static TId New<TId>()
        where TId : struct, IEntityId<TId> => TId.From(Guid.CreateVersion7());
}
