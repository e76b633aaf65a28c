using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;

namespace Marketing.Api.Contract.Input;

/// <summary>Reads members of type <see cref="Patch{T}"/> as merge patches.</summary>
internal sealed class PatchConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Patch<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(PatchConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
}

/// <summary>Copies the bytes of a patch, which outlives the body.</summary>
internal sealed class PatchConverter<T> : JsonConverter<Patch<T>>
    where T : notnull
{
    public override Patch<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var patch = JsonDocument.ParseValue(ref reader);
        return new MergePatch<T>(JsonMarshal.GetRawUtf8Value(patch.RootElement).ToArray());
    }

    public override void Write(Utf8JsonWriter writer, Patch<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Patches are only read.");
}
