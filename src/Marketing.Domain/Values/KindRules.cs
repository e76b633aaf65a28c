using Marketing.Domain.Common;

namespace Marketing.Domain.Values;

/// <summary>
/// The member rules of a flat value object: the required and optional members of each kind. Every other member must be absent.
/// <c>a|b</c> means exactly one of the two if required, and at most one if optional.
/// </summary>
internal sealed class KindRules<TKind>(string subject, Dictionary<TKind, KindRules<TKind>.Row> rows)
    where TKind : struct, Enum
{
    internal sealed record Row(string Required, string Optional)
    {
        public string[][] RequiredGroups { get; } = Groups(Required);

        public string[][] OptionalGroups { get; } = Groups(Optional);

        public HashSet<string> Known { get; } = [.. Groups(Required).Concat(Groups(Optional)).SelectMany(group => group)];

        private static string[][] Groups(string members) =>
            [.. members.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(group => group.Split('|'))];
    }

    /// <summary>The rules by JSON codes and member names.</summary>
    public IEnumerable<KindMembers> Members =>
        rows.Select(row => new KindMembers(CodeOf(row.Key), row.Value.RequiredGroups, row.Value.OptionalGroups));

    /// <summary>Returns a fault for each missing, unexpected or mutually exclusive member of a value.</summary>
    public IEnumerable<RuleFault> Check(TKind kind, ReadOnlySpan<(string Name, bool Present)> members)
    {
        if (!rows.TryGetValue(kind, out var row))
        {
            return [RuleFault.Of("/kind", $"{subject}.kindUnknown", ("kind", kind))];
        }

        var faults = new List<RuleFault>();
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, isPresent) in members)
        {
            if (isPresent)
            {
                present.Add(name);
                if (!row.Known.Contains(name))
                {
                    faults.Add(RuleFault.Of($"/{name}", $"{subject}.memberNotAllowed", ("kind", CodeOf(kind)), ("member", name)));
                }
            }
        }

        faults.AddRange(
            row.RequiredGroups.Where(group => !group.Any(present.Contains))
                .Select(group => RuleFault.Of($"/{group[0]}", $"{subject}.memberRequired", ("kind", CodeOf(kind)), ("members", group)))
        );
        faults.AddRange(
            row.RequiredGroups.Concat(row.OptionalGroups)
                .Where(group => group.Count(present.Contains) > 1)
                .Select(group => RuleFault.Of($"/{group[^1]}", $"{subject}.membersExclusive", ("kind", CodeOf(kind)), ("members", group)))
        );
        return faults;
    }

    private static string CodeOf(TKind kind)
    {
        var name = kind.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
