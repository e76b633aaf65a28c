namespace Marketing.Domain.History;

/// <summary>Kinds of changes to a resource.</summary>
public enum ChangeOp
{
    /// <summary>The resource was created.</summary>
    Created,

    /// <summary>Some members of the resource changed.</summary>
    Updated,

    /// <summary>The resource was deleted.</summary>
    Deleted,

    /// <summary>The resource was restored.</summary>
    Restored,

    /// <summary>A moment came, such as a due date; the resource did not change. Only in the feed.</summary>
    Event,

    /// <summary>The change took the resource out of the filter of the request. Only in the feed.</summary>
    LeftFilter,
}
