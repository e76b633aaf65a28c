using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Marketing.Api.Contract.Input;

/// <summary>Reads and writes objects with a member whose type depends on another member, in any order.</summary>
/// <param name="members">The options that show the members of such objects: without converters of objects.</param>
/// <param name="contents">The options for the values of the members: the same as the API's, without this converter.</param>
internal sealed class UnionConverterFactory(JsonSerializerOptions members, JsonSerializerOptions contents) : JsonConverterFactory
{
    private static readonly ConcurrentDictionary<Type, bool> Unions = new();

    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert is { IsClass: true, IsAbstract: false } && Unions.GetOrAdd(typeToConvert, DiscriminatedMember.IsIn);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(UnionConverter<>).MakeGenericType(typeToConvert), members, contents)!;
}

/// <summary>Reads and writes one such type. The object has already been validated.</summary>
internal sealed class UnionConverter<T> : JsonConverter<T>
{
    private readonly JsonTypeInfo<T> _type;
    private readonly DiscriminatedMember _dependent;
    private readonly JsonEncodedText[] _names;
    private readonly JsonPropertyInfo[] _properties;
    private readonly JsonSerializerOptions _contents;

    public UnionConverter(JsonSerializerOptions members, JsonSerializerOptions contents)
    {
        _type = (JsonTypeInfo<T>)members.GetTypeInfo(typeof(T));
        _dependent = DiscriminatedMember.In(_type)!;
        _properties = [.. _type.Properties.OrderBy(property => property.Order)];
        _names = [.. _properties.Select(property => JsonEncodedText.Encode(property.Name, members.Encoder))];
        _contents = MemberLimits.Of(_dependent.Property.AttributeProvider).Without is { } without ? Without(contents, without) : contents;
    }

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var read = _type.CreateObject!();
        foreach (var property in _properties)
        {
            if (property.Set is { } set && document.RootElement.TryGetProperty(property.Name, out var value))
            {
                set(
                    read!,
                    value.Deserialize(property == _dependent.Property ? TypeIn(document.RootElement) : property.PropertyType, _contents)
                );
            }
        }

        return read;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        for (var i = 0; i < _properties.Length; i++)
        {
            if (_properties[i].Get is { } get)
            {
                var member = get(value!);
                writer.WritePropertyName(_names[i]);
                JsonSerializer.Serialize(
                    writer,
                    member,
                    _properties[i] == _dependent.Property && member is not null ? member.GetType() : _properties[i].PropertyType,
                    _contents
                );
            }
        }

        writer.WriteEndObject();
    }

    private Type TypeIn(JsonElement value) => _dependent.Types[value.GetProperty(_dependent.Discriminator.Name).GetString()!];

    private JsonSerializerOptions Without(JsonSerializerOptions complete, string name)
    {
        var contents = _dependent.Property.PropertyType;
        var options = new JsonSerializerOptions(complete);
        options.TypeInfoResolver = options.TypeInfoResolver!.WithAddedModifier(type =>
        {
            if (type.Type.IsAssignableTo(contents) && type.Properties.FirstOrDefault(property => property.Name == name) is { } omitted)
            {
                type.Properties.Remove(omitted);
            }
        });
        options.MakeReadOnly();
        return options;
    }
}

/// <summary>Reads and replaces the discriminator of a value.</summary>
internal static class UnionMembers<T>
    where T : notnull
{
    private static readonly JsonTypeInfo<T> Type = (JsonTypeInfo<T>)JsonInput.Members.GetTypeInfo(typeof(T));

    private static readonly JsonPropertyInfo Discriminator = DiscriminatedMember.In(Type)!.Discriminator;

    public static string DiscriminatorOf(T value) =>
        JsonSerializer.SerializeToElement(Discriminator.Get!(value), Discriminator.PropertyType, JsonInput.Members).GetString()!;

    /// <summary>Returns a copy of the value with another discriminator.</summary>
    public static T With(T value, string word)
    {
        var copy = Type.CreateObject!();
        foreach (var property in Type.Properties.Where(property => property is { Get: not null, Set: not null }))
        {
            property.Set!(
                copy,
                property == Discriminator
                    ? JsonSerializer.SerializeToElement(word).Deserialize(Discriminator.PropertyType, JsonInput.Members)
                    : property.Get!(value)
            );
        }

        return copy;
    }
}
