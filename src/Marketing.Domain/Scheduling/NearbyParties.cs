using Marketing.Domain.Plans;
using Marketing.Domain.Values;

namespace Marketing.Domain.Scheduling;

/// <summary>Finds the parties that a time value is about.</summary>
public static class NearbyParties
{
    /// <summary>
    /// Returns the parties named closest around a place in a part: those of the subtask, or else those of its work package. They are
    /// owners, participants, recipients, whatever the record has.
    /// </summary>
    /// <param name="nodes">All values of the part.</param>
    /// <param name="pointer">JSON pointer inside the part.</param>
    public static IReadOnlyList<PartyRef> Of(IReadOnlyList<ContentNode> nodes, string pointer)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        return nodes
                .Where(node => node.Value is PartyRef { Text.Length: > 0 })
                .Select(node => (Holder: HolderOf(node.Pointer), Party: (PartyRef)node.Value))
                .Where(each => pointer.StartsWith(each.Holder + "/", StringComparison.Ordinal))
                .GroupBy(each => each.Holder, each => each.Party)
                .MaxBy(group => group.Key.Length)
                ?.DistinctBy(party => (party.Text, party.PartyId))
                .ToList()
            ?? [];
    }

    private static string HolderOf(string pointer)
    {
        var member = char.IsAsciiDigit(pointer[^1]) ? pointer[..pointer.LastIndexOf('/')] : pointer;
        return member[..member.LastIndexOf('/')];
    }
}
