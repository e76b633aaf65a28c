using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Plans.Parts;

/// <summary>Writes a part's content with the members of its own record. The ref is left out: it is a member of the part.</summary>
internal sealed class PartContentConverter : JsonConverter<PlanPartContent>
{
    private static readonly ConditionalWeakTable<JsonSerializerOptions, JsonSerializerOptions> WithoutRefs = [];

    public override PlanPartContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Content is read as the record of its section.");

    public override void Write(Utf8JsonWriter writer, PlanPartContent value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, value.GetType(), WithoutRefs.GetValue(options, LeaveOutRefs));

    private static JsonSerializerOptions LeaveOutRefs(JsonSerializerOptions options) => new(options)
    {
        TypeInfoResolver = options.TypeInfoResolver!.WithAddedModifier(static type =>
        {
            if (type.Type.IsAssignableTo(typeof(PlanPartContent)) && type.Properties.FirstOrDefault(IsRef) is { } member)
            {
                type.Properties.Remove(member);
            }
        }),
    };

    private static bool IsRef(JsonPropertyInfo member) =>
        member.AttributeProvider is System.Reflection.PropertyInfo { Name: nameof(PlanPartContent.Ref) } property && property.DeclaringType == typeof(PlanPartContent);
}
