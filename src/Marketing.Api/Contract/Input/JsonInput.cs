using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Marketing.Application.Common;

namespace Marketing.Api.Contract.Input;

/// <summary>Reads JSON bodies strictly. Returns a value, or every fault with its pointer.</summary>
internal static class JsonInput
{
    private static readonly ConcurrentDictionary<Type, InputShape> Shapes = new();

    /// <summary>Options that show the members of every type, including those with a custom converter.</summary>
    public static JsonSerializerOptions Members { get; } = CreateOptions();

    /// <summary>JSON options of the whole API.</summary>
    public static JsonSerializerOptions Options { get; } =
        CreateOptions(
            new UnionConverterFactory(Members, CreateOptions(new PlannedDateConverter(Members))),
            new PlannedDateConverter(Members),
            new PatchConverterFactory()
        );

    /// <summary>Applies the API's JSON settings to other options, such as those of the framework.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.AllowDuplicateProperties = false;
        options.AllowTrailingCommas = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.DictionaryKeyPolicy = null;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.PropertyNameCaseInsensitive = false;
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.ReadCommentHandling = JsonCommentHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.WriteIndented = false;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new DecimalStringConverter());
    }

    /// <summary>Returns the shape of a request type; built once.</summary>
    /// <exception cref="InvalidOperationException">The type has unbounded members; the message lists them.</exception>
    public static InputShape Describe(Type type) => Shapes.GetOrAdd(type, static key => new InputShapeBuilder(Members).Build(key));

    /// <summary>Reads a body.</summary>
    /// <typeparam name="T">A request type that <see cref="Describe"/> accepts.</typeparam>
    /// <param name="utf8">The body's bytes.</param>
    /// <returns>The value, or every fault up to <see cref="FaultCollector.Limit"/>. Only one fault if the bytes are not JSON.</returns>
    public static InputResult<T> Read<T>(ReadOnlyMemory<byte> utf8)
    {
        var shape = Describe(typeof(T));
        return Read<T>(shape, utf8, new FaultCollector(InputSource.Body));
    }

    /// <summary>
    /// Applies a JSON merge patch (RFC 7396). A null in the patch sets a nullable member to null and removes a key of a map; for a
    /// required or non-nullable member it is a fault. Read-only members are ignored.
    /// </summary>
    /// <typeparam name="T">A request type whose shape is an object or a union: the editable representation.</typeparam>
    /// <param name="current">The current value.</param>
    /// <param name="patchUtf8">
    /// The patch. The patch of a union must contain the discriminator. If it differs from the current one, only the discriminator is
    /// changed, so that the use case can reject it.
    /// </param>
    /// <returns>The merged value, or every fault; pointers refer to the merged document.</returns>
    public static InputResult<T> Merge<T>(T current, ReadOnlyMemory<byte> patchUtf8)
        where T : notnull
    {
        var shape = Describe(typeof(T));
        var faults = new FaultCollector(InputSource.Body);
        if (!JsonParsing.TryParse(patchUtf8, faults, out var patch))
        {
            return InputResult<T>.Refused(faults.Faults);
        }

        using (patch)
        {
            if (FormOf(shape, patch.RootElement, faults) is not { } form)
            {
                return InputResult<T>.Refused(faults.Faults);
            }

            if (shape is UnionShape && UnionMembers<T>.DiscriminatorOf(current) != form.Form!.Name)
            {
                return InputResult<T>.Of(UnionMembers<T>.With(current, form.Form.Name));
            }

            var merged = MergePatch.Apply(form, JsonSerializer.SerializeToUtf8Bytes(current, Options), patch.RootElement, faults);
            return Read<T>(shape, merged, faults);
        }
    }

    /// <summary>Reads a JSON merge patch as a new value. Members that it leaves out have their defaults, or are missing.</summary>
    /// <typeparam name="T">A request type whose shape is an object or a union.</typeparam>
    /// <param name="defaults">An object with members that the patch can leave out.</param>
    /// <param name="patchUtf8">The patch.</param>
    public static InputResult<T> Create<T>(object defaults, ReadOnlyMemory<byte> patchUtf8)
    {
        var shape = Describe(typeof(T));
        var faults = new FaultCollector(InputSource.Body);
        if (!JsonParsing.TryParse(patchUtf8, faults, out var patch))
        {
            return InputResult<T>.Refused(faults.Faults);
        }

        using (patch)
        {
            return FormOf(shape, patch.RootElement, faults) is { } form
                ? Read<T>(
                    shape,
                    MergePatch.Apply(form, JsonSerializer.SerializeToUtf8Bytes(defaults, Options), patch.RootElement, faults),
                    faults
                )
                : InputResult<T>.Refused(faults.Faults);
        }
    }

    /// <summary>
    /// Returns the members of an object as segments of pointers, up to the number of faults that are reported. Returns none if it is not
    /// valid JSON.
    /// </summary>
    public static IReadOnlyList<string> MembersIn(ReadOnlyMemory<byte> utf8)
    {
        if (!JsonParsing.TryParse(utf8, new FaultCollector(InputSource.Body), out var document))
        {
            return [];
        }

        using (document)
        {
            return document.RootElement.ValueKind == JsonValueKind.Object
                ?
                [
                    .. document
                        .RootElement.EnumerateObject()
                        .Take(FaultCollector.Limit)
                        .Select(each => PointerPath.Escape(InputText.NameOf(each))),
                ]
                : [];
        }
    }

    /// <summary>Returns the texts in a patch, each with the type and the member that holds it; none if it is not valid JSON.</summary>
    public static IReadOnlyList<PatchText> TextsIn<T>(ReadOnlyMemory<byte> patchUtf8)
    {
        if (!JsonParsing.TryParse(patchUtf8, new FaultCollector(InputSource.Body), out var patch))
        {
            return [];
        }

        using (patch)
        {
            var texts = new List<PatchText>();
            PatchTexts.Collect(Describe(typeof(T)), patch.RootElement, texts);
            return texts;
        }
    }

    /// <summary>Reads a text with a known shape, adding to the faults found before.</summary>
    internal static InputResult<T> Read<T>(InputShape shape, ReadOnlyMemory<byte> utf8, FaultCollector faults)
    {
        if (!JsonParsing.TryParse(utf8, faults, out var document))
        {
            return InputResult<T>.Refused(faults.Faults);
        }

        using (document)
        {
            using (var walker = new JsonWalker(faults))
            {
                walker.Walk(shape, nullable: false, document.RootElement);
            }

            return faults.IsEmpty
                ? InputResult<T>.Of(document.RootElement.Deserialize<T>(Options)!)
                : InputResult<T>.Refused(faults.Faults);
        }
    }

    private static ObjectShape? FormOf(InputShape shape, JsonElement patch, FaultCollector faults)
    {
        if (patch.ValueKind != JsonValueKind.Object)
        {
            faults.Add(InputCode.Type, ("expected", "object"), ("actual", JsonWalker.NameOf(patch.ValueKind)));
            return null;
        }

        if (shape is not UnionShape union)
        {
            return (ObjectShape)shape;
        }

        var form = union.FormOf(patch);
        if (form is null)
        {
            using var walker = new JsonWalker(faults);
            walker.RefuseUndecided(union, patch);
        }

        return form;
    }

    private static JsonSerializerOptions CreateOptions(params ReadOnlySpan<JsonConverter> converters)
    {
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Flattening.Modify } },
        };
        Configure(options);
        foreach (var converter in converters)
        {
            options.Converters.Add(converter);
        }

        options.MakeReadOnly();
        return options;
    }
}
