using Marketing.Domain.Common;

namespace Marketing.Domain.External;

/// <summary>A resource with ids in other systems. It repeats its keys, so that links are in its history, its ETag and the feed.</summary>
public interface IExternallyKnown : IResource
{
    /// <summary>The ids, at most one for each system, in the order of the systems.</summary>
    IReadOnlyList<ExternalIdValue> ExternalIds { get; }

    /// <summary>Notes the id in another system; null if it has none there.</summary>
    void Know(string system, string? id);
}

public static class ExternalIdLists
{
    /// <summary>Returns the ids with another id for a system, or with none.</summary>
    public static IReadOnlyList<ExternalIdValue> With(this IReadOnlyList<ExternalIdValue> ids, string system, string? id) =>
        [
            .. ids.Where(known => known.System != system)
                .Concat(id is null ? [] : [new ExternalIdValue { System = system, Id = id }])
                .OrderBy(known => known.System, StringComparer.Ordinal),
        ];
}
