using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Application.Common;
using Marketing.Domain.Campaigns;

namespace Marketing.Application.External;

/// <summary>The members of resources that systems can own.</summary>
internal static class SyncedMembers
{
    /// <summary>The names of a campaign's members.</summary>
    public static readonly IReadOnlySet<string> Campaign = typeof(CampaignTerms)
        .GetProperties()
        .Where(property => property.SetMethod is not null)
        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Returns the names of the members in which two states differ.</summary>
    public static IEnumerable<string> Changed(CampaignTerms before, CampaignTerms after)
    {
        var (old, @new) = (Members(before), Members(after));
        return Campaign.Where(member => !JsonNode.DeepEquals(old[member], @new[member]));
    }

    private static JsonObject Members(CampaignTerms terms) => JsonNode.Parse(WireJson.Store(terms))!.AsObject();
}
