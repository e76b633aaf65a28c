using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Marketing.Application.Common;

namespace Marketing.Api.Contract.Input;

/// <summary>The member of an object whose type depends on another member, the discriminator.</summary>
/// <param name="Property">The dependent member.</param>
/// <param name="Discriminator">The member that determines its type.</param>
/// <param name="Types">The types by the discriminator's values.</param>
internal sealed record DiscriminatedMember(
    JsonPropertyInfo Property,
    JsonPropertyInfo Discriminator,
    IReadOnlyDictionary<string, Type> Types
)
{
    /// <summary>Whether a type has such a member.</summary>
    public static bool IsIn(Type type) =>
        type.GetProperties().Any(property => property.IsDefined(typeof(DiscriminatedByAttribute), inherit: true));

    /// <summary>Returns the dependent member of a type; null if there is none.</summary>
    public static DiscriminatedMember? In(JsonTypeInfo type)
    {
        var property = type.Properties.FirstOrDefault(candidate => AttributeOf(candidate) is not null);
        if (property is null || AttributeOf(property) is not { } attribute)
        {
            return null;
        }

        var name = JsonNamingPolicy.CamelCase.ConvertName(attribute.Discriminator);
        var types = attribute.Types.ToDictionary(each => WordOf(each.Key, type.Options), each => each.Value, StringComparer.Ordinal);
        return new DiscriminatedMember(property, type.Properties.Single(candidate => candidate.Name == name), types);
    }

    private static DiscriminatedByAttribute? AttributeOf(JsonPropertyInfo property) =>
        property
            .AttributeProvider?.GetCustomAttributes(typeof(DiscriminatedByAttribute), inherit: true)
            .Cast<DiscriminatedByAttribute>()
            .SingleOrDefault();

    private static string WordOf(object value, JsonSerializerOptions options) =>
        JsonSerializer.SerializeToElement(value, value.GetType(), options).GetString()!;
}
