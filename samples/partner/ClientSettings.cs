using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketing.Client;

/// <summary>What the generated client needs for this API.</summary>
public partial class MarketingClient
{
    /// <summary>Reads a resource of the change feed, whose type depends on the change.</summary>
    public T Read<T>(object resource) =>
        JsonSerializer.SerializeToElement(resource, JsonSerializerSettings).Deserialize<T>(JsonSerializerSettings)!;

    static partial void UpdateJsonSerializerSettings(JsonSerializerOptions settings)
    {
        // In a merge patch null clears a member: members that were never set must be left out.
        settings.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;

        // The generator puts a converter on members of an enumeration, but not on lists of them.
        settings.Converters.Add(new JsonStringEnumConverter());
    }
}

/// <summary>A patch that can clear members.</summary>
public partial class CampaignUpsertPatch
{
    /// <summary>The members to clear, each with the value null.</summary>
    [JsonExtensionData]
    public IDictionary<string, object?> Cleared { get; set; } = new Dictionary<string, object?>();
}

/// <summary>A patch that can clear members.</summary>
public partial class CampaignWindowPatch
{
    /// <summary>The members to clear, each with the value null.</summary>
    [JsonExtensionData]
    public IDictionary<string, object?> Cleared { get; set; } = new Dictionary<string, object?>();
}
