using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Marketing.Application.Common;

namespace Marketing.Api.Contract.Input;

/// <summary>
/// Builds the shape of a request type from the serializer's metadata and the members' attributes. Members that are unbounded, or that a
/// schema cannot express, are programming errors. All of them are reported at once.
/// </summary>
/// <param name="options">The serializer options for requests.</param>
internal sealed class InputShapeBuilder(JsonSerializerOptions options)
{
    private const long SafeInteger = 9_007_199_254_740_991;
    private const int DefaultIntegerDigits = 18;
    private const int DefaultFractionDigits = 6;
    private const int MostDigits = 28;

    private readonly Dictionary<(Type Type, string? Without), InputShape> _objects = [];
    private readonly NullabilityInfoContext _nullability = new();
    private readonly List<string> _problems = [];

    /// <summary>Builds the shape.</summary>
    /// <exception cref="InvalidOperationException">The type has unbounded or unsupported members; the message lists them.</exception>
    public InputShape Build(Type type)
    {
        var shape = Build(new Place(type.Name, type, MemberLimits.None, null));
        return _problems.Count == 0 ? shape : throw new InvalidOperationException(string.Join(Environment.NewLine, _problems));
    }

    private InputShape Build(Place place)
    {
        var type = Nullable.GetUnderlyingType(place.Type) ?? place.Type;
        Demand(place, place.Limits.AllowedValues is null || IntegerBounds(type) is not null, "[AllowedValues] is for integers");
        if (place.Limits.DecimalString is not null || type == typeof(decimal))
        {
            return BuildDecimal(place, type);
        }

        if (type == typeof(string))
        {
            return BuildText(place);
        }

        if (IntegerBounds(type) is var (least, greatest))
        {
            return BuildInteger(place, type, least, greatest);
        }

        return BuildFixed(place, type) ?? BuildComposite(place, type);
    }

    private InputShape? BuildFixed(Place place, Type type)
    {
        InputShape? shape =
            type.IsEnum ? new EnumerationShape(type, WordsOf(type))
            : type == typeof(bool) ? new BooleanShape()
            : type == typeof(Guid) ? new UuidShape()
            : type == typeof(DateOnly) ? new DateShape()
            : type == typeof(DateTime) ? new InstantShape(place.Limits.OrDay)
            : type == typeof(DayOrInstant) ? new InstantShape(orDay: true) { KeepsDay = true }
            : null;
        if (shape is not null)
        {
            Demand(
                place,
                !HasLength(place.Limits) && place.Limits.Range is null && !place.Limits.ForText,
                "has a limit for another kind of value"
            );
        }

        return shape;
    }

    private InputShape BuildComposite(Place place, Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Patch<>))
        {
            var document = new Place(place.Name, type.GetGenericArguments()[0], MemberLimits.None, null);
            return new PatchShape(type, (ObjectShape)Build(document));
        }

        var info = options.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Enumerable:
                return BuildArray(place, type, info.ElementType!);
            case JsonTypeInfoKind.Dictionary:
                return BuildMap(place, type, info);
            case JsonTypeInfoKind.Object when type != typeof(object):
                Demand(
                    place,
                    !HasLength(place.Limits) && place.Limits.Range is null && !place.Limits.ForText,
                    "has a limit for another kind of value"
                );
                return BuildObject(place, info);
            default:
                _problems.Add($"{place.Name}: {type.Name} is not supported; use a type that the schema can limit.");
                return new BooleanShape();
        }
    }

    private InputShape BuildObject(Place place, JsonTypeInfo info)
    {
        var without = place.Limits.Without;
        if (_objects.TryGetValue((info.Type, without), out var known))
        {
            return known;
        }

        CheckObject(place with { Name = info.Type.Name }, info);
        if (DiscriminatedMember.In(info) is { } dependent)
        {
            return BuildUnion(info, dependent);
        }

        var shape = new ObjectShape(info.Type, without is null ? null : new ShapeForm($"without {without}"));
        _objects.Add((info.Type, without), shape);
        shape.Complete([
            .. info
                .Properties.Where(property => IsWritable(property) && property.Name != without)
                .Select(property => BuildProperty(info.Type, property)),
        ]);
        return shape;
    }

    private UnionShape BuildUnion(JsonTypeInfo info, DiscriminatedMember dependent)
    {
        var union = new UnionShape(info.Type);
        _objects.Add((info.Type, null), union);
        var members = info
            .Properties.Where(property => IsWritable(property) && property != dependent.Property)
            .Select(property => BuildProperty(info.Type, property))
            .ToList();
        var limits = MemberLimits.Of(dependent.Property.AttributeProvider);
        var forms = dependent.Types.ToDictionary(
            form => form.Key,
            form =>
                Form(
                    new ShapeForm(form.Key, form.Value, dependent.Discriminator.Name),
                    Build(new Place($"{info.Type.Name}.{dependent.Property.Name}", form.Value, limits, null))
                ),
            StringComparer.Ordinal
        );
        union.Complete(
            members.Single(member => member.Name == dependent.Discriminator.Name),
            dependent.Property.Name,
            forms,
            Form(new ShapeForm("undecided"), new AnyShape())
        );
        return union;

        ObjectShape Form(ShapeForm name, InputShape content)
        {
            var form = new ObjectShape(info.Type, name);
            form.Complete([
                .. from property in info.Properties
                where IsWritable(property)
                select property == dependent.Property
                    ? Dependent(property, content)
                    : members.Single(member => member.Name == property.Name),
            ]);
            return form;
        }
    }

    private static InputProperty Dependent(JsonPropertyInfo property, InputShape content) =>
        new(property.Name, content)
        {
            Required = property.IsRequired,
            Nullable = IsNullable(property),
            Member = property.AttributeProvider as MemberInfo,
        };

    private void CheckObject(Place place, JsonTypeInfo info)
    {
        Demand(place, info.PolymorphismOptions is null, "polymorphic types are not supported in requests");
        Demand(place, info.Properties.Count <= ObjectShape.MostProperties, "too many members");
        Demand(place, !info.Properties.Any(property => property.IsExtensionData), "extension data would allow unknown members");
        Demand(
            place,
            !info.Type.IsValueType
                || info.ConstructorAttributeProvider is ConstructorInfo { IsPublic: true }
                || info.Type.GetConstructors().Length == 0,
            "the serializer ignores the constructor of a struct without [JsonConstructor]"
        );
    }

    private static bool IsWritable(JsonPropertyInfo property) => property.Set is not null || property.AssociatedParameter is not null;

    private InputProperty BuildProperty(Type owner, JsonPropertyInfo property)
    {
        var parameter = property.AssociatedParameter;
        var limits = MemberLimits.Of(property.AttributeProvider, parameter?.AttributeProvider);
        var place = new Place($"{owner.Name}.{property.Name}", property.PropertyType, limits, NullabilityOf(property));
        return new InputProperty(property.Name, Build(place))
        {
            Required = property.IsRequired || limits.Required || parameter is { HasDefaultValue: false, IsMemberInitializer: false },
            Nullable = IsNullable(property),
            Default = parameter is { HasDefaultValue: true } ? parameter.DefaultValue : null,
            Member = property.AttributeProvider as MemberInfo,
        };
    }

    /// <summary>
    /// Whether the member allows null. The serializer treats members typed by a type parameter as nullable, although none is declared so.
    /// </summary>
    private static bool IsNullable(JsonPropertyInfo property) =>
        property.PropertyType.IsValueType
            ? Nullable.GetUnderlyingType(property.PropertyType) is not null
            : !IsOfTypeParameter(property.AttributeProvider as MemberInfo)
                && (property.AssociatedParameter?.IsNullable ?? property.IsSetNullable);

    private static bool IsOfTypeParameter(MemberInfo? member) =>
        member is PropertyInfo { DeclaringType: { IsGenericType: true } type }
        && type.GetGenericTypeDefinition().GetProperty(member.Name)?.PropertyType.IsGenericParameter == true;

    private NullabilityInfo? NullabilityOf(JsonPropertyInfo property) =>
        property.AttributeProvider switch
        {
            PropertyInfo member => _nullability.Create(member),
            FieldInfo member => _nullability.Create(member),
            _ => null,
        };

    private ArrayShape BuildArray(Place place, Type type, Type element)
    {
        Demand(place, place.Limits.MaxLength is > 0, "an array needs [MaxLength], the maximum number of items");
        var items = place.Item(
            element,
            type.IsArray ? place.Nullability?.ElementType : place.Nullability?.GenericTypeArguments.ElementAtOrDefault(0)
        );
        return new ArrayShape(type, Build(items))
        {
            ItemsNullable = items.IsNullable,
            MinItems = place.Limits.MinLength ?? 0,
            MaxItems = place.Limits.MaxLength ?? 0,
        };
    }

    private MapShape BuildMap(Place place, Type type, JsonTypeInfo info)
    {
        var keys = place.Limits.Keys;
        Demand(place, info.KeyType == typeof(string), "a map's keys must be strings");
        Demand(place, place.Limits.MaxLength is > 0, "a map needs [MaxLength], the maximum number of members");
        Demand(place, keys is not null, "a map needs [KeyPattern]");
        var values = place.Item(info.ElementType!, place.Nullability?.GenericTypeArguments.ElementAtOrDefault(1));
        var keyShape = new TextShape(Compile(place, keys is null ? [] : [keys.Pattern])) { MaxLength = keys?.MaxLength ?? 0 };
        return new MapShape(type, Build(values), keyShape)
        {
            ValuesNullable = values.IsNullable,
            MinProperties = place.Limits.MinLength ?? 0,
            MaxProperties = place.Limits.MaxLength ?? 0,
        };
    }

    private TextShape BuildText(Place place)
    {
        var limits = place.Limits;
        Demand(place, limits.Range is null, "[Range] is for numbers");
        Demand(
            place,
            (limits.MaxLength ?? limits.Form?.MaxLength) is > 0,
            "a string needs a maximum length ([MaxLength], or [Items] for the items of an array)"
        );
        return new TextShape(Compile(place, limits.Patterns))
        {
            MinLength = Math.Max(limits.MinLength ?? 0, limits.NotBlank ? 1 : 0),
            MaxLength = limits.MaxLength ?? limits.Form?.MaxLength ?? 0,
            NotBlank = limits.NotBlank,
            SingleLine = limits.SingleLine,
            Form = limits.Form,
        };
    }

    private TextRule[] Compile(Place place, IReadOnlyList<string> patterns)
    {
        foreach (var pattern in patterns)
        {
            Demand(
                place,
                pattern.StartsWith('^') && pattern.EndsWith('$'),
                $"the pattern {pattern} must be anchored; otherwise it means something else in the schema"
            );
            Demand(
                place,
                !Regex.IsMatch(pattern, @"\\[dDwWsSbB]"),
                $"the pattern {pattern} must list its characters: .NET and ECMA-262 differ on \\d, \\w, \\s and \\b"
            );
        }

        return [.. patterns.Select(TextRule.Of)];
    }

    private IntegerShape BuildInteger(Place place, Type type, long least, long greatest)
    {
        Demand(place, !HasLength(place.Limits) && !place.Limits.ForText, "a number cannot have a length or a pattern");
        if (place.Limits.Range is { } range)
        {
            least = Math.Max(least, decimal.ToInt64(MemberLimits.ToDecimal(range.Minimum)) + (range.MinimumIsExclusive ? 1 : 0));
            greatest = Math.Min(greatest, decimal.ToInt64(MemberLimits.ToDecimal(range.Maximum)) - (range.MaximumIsExclusive ? 1 : 0));
        }

        var allowed = place.Limits.AllowedNumbers;
        return allowed.Count == 0
            ? new IntegerShape(type) { Minimum = least, Maximum = greatest }
            : new IntegerShape(type)
            {
                Minimum = allowed.Min(),
                Maximum = allowed.Max(),
                Allowed = allowed,
            };
    }

    private DecimalShape BuildDecimal(Place place, Type type)
    {
        var digits = place.Limits.DecimalString;
        var range = place.Limits.Range;
        Demand(place, !place.Limits.ForText && !HasLength(place.Limits), "a decimal number's length and pattern come from its digits");
        Demand(place, type == typeof(string) || type == typeof(decimal), "[DecimalString] is for strings and decimals");
        Demand(
            place,
            digits is null or { MaxIntegerDigits: > 0, MaxFractionDigits: >= 0 }
                && digits?.MaxIntegerDigits + digits?.MaxFractionDigits is null or <= MostDigits,
            $"a decimal number has 1 to {MostDigits} digits"
        );
        return new DecimalShape(type)
        {
            MaxIntegerDigits = digits?.MaxIntegerDigits ?? DefaultIntegerDigits,
            MaxFractionDigits = digits?.MaxFractionDigits ?? DefaultFractionDigits,
            AllowNegative = digits?.AllowNegative ?? (range is null || MemberLimits.ToDecimal(range.Minimum) < 0),
            Minimum = range is null ? null : MemberLimits.ToDecimal(range.Minimum),
            Maximum = range is null ? null : MemberLimits.ToDecimal(range.Maximum),
            ExclusiveMinimum = range?.MinimumIsExclusive ?? false,
            ExclusiveMaximum = range?.MaximumIsExclusive ?? false,
        };
    }

    private string[] WordsOf(Type type) =>
        [
            .. Enum.GetValuesAsUnderlyingType(type)
                .Cast<object>()
                .Select(value => JsonSerializer.SerializeToElement(Enum.ToObject(type, value), type, options).GetString()!)
                .Distinct(StringComparer.Ordinal),
        ];

    private static (long Least, long Greatest)? IntegerBounds(Type type) =>
        type == typeof(int) ? (int.MinValue, int.MaxValue)
        : type == typeof(long) ? (-SafeInteger, SafeInteger)
        : type == typeof(short) ? (short.MinValue, short.MaxValue)
        : type == typeof(byte) ? (byte.MinValue, byte.MaxValue)
        : null;

    private static bool HasLength(MemberLimits limits) => limits.MaxLength is not null || limits.MinLength is not null;

    private void Demand(Place place, bool met, string problem)
    {
        if (!met)
        {
            _problems.Add($"{place.Name}: {problem}.");
        }
    }

    private sealed record Place(string Name, Type Type, MemberLimits Limits, NullabilityInfo? Nullability)
    {
        public bool IsNullable =>
            Type.IsValueType
                ? System.Nullable.GetUnderlyingType(Type) is not null
                : Nullability?.WriteState == NullabilityState.Nullable || Nullability?.ReadState == NullabilityState.Nullable;

        public Place Item(Type element, NullabilityInfo? nullability) => new($"{Name}[]", element, Limits.ForItems(), nullability);
    }
}
