using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketing.Client;

/// <summary>What the generated client needs for this API.</summary>
public partial class MarketingClient
{
    static partial void UpdateJsonSerializerSettings(JsonSerializerOptions settings)
    {
        // In a merge patch null clears a member: members that were never set must be left out.
        settings.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;

        // The generator puts a converter on members of an enumeration, but not on lists of them.
        settings.Converters.Add(new JsonStringEnumConverter());
    }
}
