using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Marketing.Api.Contract.Input;
using Marketing.Application.Common;

namespace Marketing.Api.Contract.OpenApi.Schemas;

/// <summary>
/// Builds the shapes of responses like those of requests: from the serializer's metadata and the same attributes, with wide bounds for
/// members without limits. Every member is always written, so all are required.
/// </summary>
/// <param name="options">The serializer options for responses.</param>
internal sealed class ResponseShapes(JsonSerializerOptions options)
{
    private const int LongestText = 100_000;
    private const int MostItems = 10_000;
    private const int MostMembers = 1_000;
    private const int LongestKey = 200;
    private const int MostDigits = 28;
    private const long SafeInteger = 9_007_199_254_740_991;
    private const string AnyKey = @"^[^\u0000-\u001f]*$";

    /// <summary>The shape of decimals without limits.</summary>
    public static DecimalShape AnyDecimal { get; } = Decimal(typeof(decimal), MemberLimits.None);

    private readonly Dictionary<(Type Type, string? Without), InputShape> _known = [];
    private readonly NullabilityInfoContext _nullability = new();

    /// <summary>Returns the shape of a response type.</summary>
    public InputShape Of(Type type) => Of(type, MemberLimits.None, null);

    private InputShape Of(Type declared, MemberLimits limits, NullabilityInfo? nullability)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return Scalar(type, limits) ?? Composite(type, limits, nullability);
    }

    private InputShape? Scalar(Type type, MemberLimits limits) =>
        type == typeof(decimal) || limits.DecimalString is not null ? Decimal(type, limits)
        : type == typeof(string) ? Text(limits)
        : type.IsEnum ? new EnumerationShape(type, WordsOf(type))
        : type == typeof(bool) ? new BooleanShape()
        : type == typeof(Guid) ? new UuidShape()
        : type == typeof(DateOnly) ? new DateShape(inResponse: true)
        : type == typeof(DateTime) ? new InstantShape()
        : type == typeof(int) || type == typeof(short) || type == typeof(byte) ? Integer(type, limits, int.MinValue, int.MaxValue)
        : type == typeof(long) ? Integer(type, limits, -SafeInteger, SafeInteger)
        : type == typeof(object) || type == typeof(JsonElement) || type.IsAssignableTo(typeof(JsonNode)) ? new AnyShape()
        : null;

    private InputShape Composite(Type type, MemberLimits limits, NullabilityInfo? nullability)
    {
        var info = options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => Array(type, info.ElementType!, limits, nullability),
            JsonTypeInfoKind.Dictionary => Map(type, info.ElementType!, limits, nullability),
            JsonTypeInfoKind.Object => Object(info, limits.Without),
            _ => throw new InvalidOperationException($"{type}: the document cannot describe how this type is written."),
        };
    }

    private InputShape Object(JsonTypeInfo info, string? without)
    {
        if (_known.TryGetValue((info.Type, without), out var known))
        {
            return known;
        }

        if (DiscriminatedMember.In(info) is { } dependent)
        {
            return Union(info, dependent);
        }

        var shape = new ObjectShape(info.Type, without is null ? null : new ShapeForm($"without {without}"));
        _known.Add((info.Type, without), shape);
        shape.Complete([.. Written(info).Where(property => property.Name != without).Select(Member)]);
        return shape;
    }

    private UnionShape Union(JsonTypeInfo info, DiscriminatedMember dependent)
    {
        var union = new UnionShape(info.Type);
        _known.Add((info.Type, null), union);
        var limits = MemberLimits.Of(dependent.Property.AttributeProvider);
        var others = Written(info).Where(property => property != dependent.Property).ToDictionary(property => property, Member);
        var forms = dependent.Types.ToDictionary(
            form => form.Key,
            form => Form(new ShapeForm(form.Key, form.Value, dependent.Discriminator.Name), Of(form.Value, limits, null)),
            StringComparer.Ordinal
        );
        union.Complete(others[dependent.Discriminator], dependent.Property.Name, forms, Form(new ShapeForm("undecided"), new AnyShape()));
        return union;

        ObjectShape Form(ShapeForm name, InputShape content)
        {
            var form = new ObjectShape(info.Type, name);
            form.Complete([
                .. Written(info).Select(property => property == dependent.Property ? Dependent(property, content) : others[property]),
            ]);
            return form;
        }
    }

    private static InputProperty Dependent(JsonPropertyInfo property, InputShape content) =>
        new(property.Name, content) { Required = true, Member = property.AttributeProvider as MemberInfo };

    private static IEnumerable<JsonPropertyInfo> Written(JsonTypeInfo info) =>
        info.Properties.Where(property => property.Get is not null).OrderBy(property => property.Order);

    private InputProperty Member(JsonPropertyInfo property)
    {
        var member = property.AttributeProvider as PropertyInfo;
        var nullability = member is null || IsOfTypeParameter(member) ? null : _nullability.Create(member);
        var limits = MemberLimits.Of(property.AttributeProvider, ParameterOf(member));
        var shape = Of(property.PropertyType, limits, nullability);
        return new InputProperty(
            property.Name,
            member?.GetCustomAttribute<DiscriminatorAttribute>() is { } only ? Narrowing.To(shape, WordOf(only.Value)) : shape
        )
        {
            Required = true,
            Nullable = IsNullable(property.PropertyType, nullability),
            Member = member,
        };
    }

    /// <summary>Whether the member's declared type is a type parameter, which has no nullability.</summary>
    private static bool IsOfTypeParameter(PropertyInfo member) =>
        member.DeclaringType is { IsGenericType: true } type
        && type.GetGenericTypeDefinition().GetProperty(member.Name)?.PropertyType.ContainsGenericParameters == true;

    /// <summary>Returns the parameter of a positional record that declares the property. Attributes may be on either.</summary>
    private static ParameterInfo? ParameterOf(PropertyInfo? member) =>
        member
            ?.DeclaringType?.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .FirstOrDefault(parameter => parameter.Name == member.Name && parameter.ParameterType == member.PropertyType);

    private static bool IsNullable(Type type, NullabilityInfo? nullability) =>
        type.IsValueType ? Nullable.GetUnderlyingType(type) is not null : nullability?.ReadState == NullabilityState.Nullable;

    private ArrayShape Array(Type type, Type element, MemberLimits limits, NullabilityInfo? nullability)
    {
        var items = type.IsArray ? nullability?.ElementType : nullability?.GenericTypeArguments.ElementAtOrDefault(0);
        return new ArrayShape(type, Of(element, limits.ForItems(), items))
        {
            ItemsNullable = IsNullable(element, items),
            MinItems = limits.MinLength ?? 0,
            MaxItems = limits.MaxLength ?? MostItems,
        };
    }

    private MapShape Map(Type type, Type element, MemberLimits limits, NullabilityInfo? nullability)
    {
        var values = nullability?.GenericTypeArguments.ElementAtOrDefault(1);
        var keys = new TextShape([TextRule.Of(limits.Keys?.Pattern ?? AnyKey)]) { MaxLength = limits.Keys?.MaxLength ?? LongestKey };
        return new MapShape(type, Of(element, limits.ForItems(), values), keys)
        {
            ValuesNullable = IsNullable(element, values),
            MaxProperties = limits.MaxLength ?? MostMembers,
        };
    }

    private static TextShape Text(MemberLimits limits) =>
        new([.. limits.Patterns.Select(TextRule.Of)])
        {
            MinLength = Math.Max(limits.MinLength ?? 0, limits.NotBlank ? 1 : 0),
            MaxLength = limits.MaxLength ?? limits.Form?.MaxLength ?? LongestText,
            NotBlank = limits.NotBlank,
            SingleLine = limits.SingleLine,
            Form = limits.Form,
        };

    private static IntegerShape Integer(Type type, MemberLimits limits, long least, long greatest) =>
        new(type)
        {
            Allowed = limits.AllowedNumbers,
            Minimum =
                limits.AllowedNumbers.Count > 0 ? limits.AllowedNumbers.Min()
                : limits.Range is { } low ? Math.Max(least, decimal.ToInt64(MemberLimits.ToDecimal(low.Minimum)))
                : least,
            Maximum =
                limits.AllowedNumbers.Count > 0 ? limits.AllowedNumbers.Max()
                : limits.Range is { } high ? Math.Min(greatest, decimal.ToInt64(MemberLimits.ToDecimal(high.Maximum)))
                : greatest,
        };

    private static DecimalShape Decimal(Type type, MemberLimits limits) =>
        new(type)
        {
            MaxIntegerDigits = limits.DecimalString?.MaxIntegerDigits ?? MostDigits,
            MaxFractionDigits = limits.DecimalString?.MaxFractionDigits ?? MostDigits,
            AllowNegative =
                limits.DecimalString?.AllowNegative ?? (limits.Range is null || MemberLimits.ToDecimal(limits.Range.Minimum) < 0),
            Minimum = limits.Range is null ? null : MemberLimits.ToDecimal(limits.Range.Minimum),
            Maximum = limits.Range is null ? null : MemberLimits.ToDecimal(limits.Range.Maximum),
        };

    private string[] WordsOf(Type type) => [.. Enum.GetValues(type).Cast<object>().Select(WordOf).Distinct(StringComparer.Ordinal)];

    private string WordOf(object value) => JsonSerializer.SerializeToElement(value, value.GetType(), options).GetString()!;
}
