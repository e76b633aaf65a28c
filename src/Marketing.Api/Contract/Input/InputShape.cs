using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Marketing.Domain.Values;

namespace Marketing.Api.Contract.Input;

/// <summary>The kinds of values in requests.</summary>
internal enum ShapeKind
{
    Object,

    /// <summary>An object of one of several forms.</summary>
    Union,
    Array,
    Map,
    Text,
    Enumeration,
    Boolean,
    Integer,
    Decimal,
    Date,
    Instant,
    Uuid,

    /// <summary>A merge patch, checked when it is applied.</summary>
    Patch,

    /// <summary>Any value.</summary>
    Any,
}

/// <summary>The allowed form of a value in a request. The only source of limits for the walker and the OpenAPI document.</summary>
/// <param name="kind">The kind of value.</param>
/// <param name="type">The CLR type without <see cref="Nullable{T}"/>.</param>
/// <param name="jsonType">The JSON type: object, array, string, boolean or integer.</param>
internal abstract class InputShape(ShapeKind kind, Type type, string jsonType)
{
    public ShapeKind Kind { get; } = kind;

    public Type Type { get; } = type;

    public string JsonType { get; } = jsonType;

    /// <summary>The schema's <c>format</c>; null if there is none.</summary>
    public virtual string? Format => null;

    /// <summary>The schema's patterns; a value must match all of them. ECMA-262 and .NET interpret them alike.</summary>
    public virtual IReadOnlyList<string> Patterns => [];
}

/// <summary>Any JSON value.</summary>
internal sealed class AnyShape() : InputShape(ShapeKind.Any, typeof(object), "any");

/// <summary>A merge patch inside a request. Its members are checked when it is applied, so that one item alone is refused.</summary>
/// <param name="type">The CLR type.</param>
/// <param name="document">The shape of the document that the patch changes.</param>
internal sealed class PatchShape(Type type, ObjectShape document) : InputShape(ShapeKind.Patch, type, "object")
{
    public ObjectShape Document { get; } = document;
}

/// <summary>Distinguishes shapes of one CLR type.</summary>
/// <param name="Name">What distinguishes it: the discriminator's value, or the omitted member.</param>
/// <param name="Content">The type of the member that depends on the discriminator; null if there is none.</param>
/// <param name="Discriminator">Name of the member that always has this value; null if there is none.</param>
internal sealed record ShapeForm(string Name, Type? Content = null, string? Discriminator = null);

/// <summary>An object that is closed: unknown members are rejected.</summary>
/// <param name="type">The CLR type.</param>
/// <param name="form">Distinguishes shapes of the same type; null for the declared type.</param>
internal sealed class ObjectShape(Type type, ShapeForm? form = null) : InputShape(ShapeKind.Object, type, "object")
{
    /// <summary>The maximum number of members, so that a walk can track the seen ones on the stack.</summary>
    public const int MostProperties = 256;

    private InputProperty[] _properties = [];

    /// <summary>Distinguishes shapes of the same type; null for the declared type.</summary>
    public ShapeForm? Form { get; } = form;

    /// <summary>The shape of the text that can replace the object: the day of a planned date. Null for all other objects.</summary>
    public InputShape? Shorthand { get; private set; }

    /// <summary>The members in declaration order. Shapes may be recursive.</summary>
    public IReadOnlyList<InputProperty> Properties => _properties;

    /// <summary>The name of the type in the labels of its members, such as <c>planSignatory</c>.</summary>
    public string LabelName { get; } = LabelNameOf(type.Name);

    /// <summary>The names of the members, for error messages.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Returns the member with this name; null if there is none.</summary>
    public InputProperty? Find(string name) => Array.Find(_properties, property => property.Name == name);

    private static string LabelNameOf(string name)
    {
        var plain = name.EndsWith("Input", StringComparison.Ordinal) ? name[..^"Input".Length] : name;
        return JsonNamingPolicy.CamelCase.ConvertName(plain);
    }

    internal void Complete(InputProperty[] properties)
    {
        _properties = properties;
        Names = [.. properties.Select(property => property.Name)];
        Shorthand = Type == typeof(PlannedDate) ? Find("date")?.Shape : null;
    }

    /// <summary>Returns the index of a member by its unescaped name, trying the expected index first; −1 if there is none.</summary>
    internal int IndexOf(ReadOnlySpan<byte> name, int expected)
    {
        if (expected < _properties.Length && name.SequenceEqual(_properties[expected].Utf8Name))
        {
            return expected;
        }

        for (var i = 0; i < _properties.Length; i++)
        {
            if (name.SequenceEqual(_properties[i].Utf8Name))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>An object of one of several forms: the value of one member, the discriminator, selects the form.</summary>
/// <param name="type">The CLR type, the same for all forms.</param>
internal sealed class UnionShape(Type type) : InputShape(ShapeKind.Union, type, "object")
{
    /// <summary>The member that selects the form; an enumeration.</summary>
    public InputProperty Discriminator { get; private set; } = null!;

    /// <summary>The member whose shape depends on the discriminator; the other members are the same in all forms.</summary>
    public string Dependent { get; private set; } = "";

    /// <summary>The forms by the discriminator's values.</summary>
    public IReadOnlyDictionary<string, ObjectShape> Forms { get; private set; } = new Dictionary<string, ObjectShape>();

    /// <summary>The members that do not depend on the discriminator, for objects whose discriminator is missing or unknown.</summary>
    public ObjectShape Undecided { get; private set; } = null!;

    /// <summary>Returns the form that an object selects; null if its discriminator is missing or unknown.</summary>
    public ObjectShape? FormOf(JsonElement value)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (Discriminator.Is(member))
            {
                return member.Value.ValueKind == JsonValueKind.String && Forms.TryGetValue(InputText.Of(member.Value), out var form)
                    ? form
                    : null;
            }
        }

        return null;
    }

    internal void Complete(
        InputProperty discriminator,
        string dependent,
        IReadOnlyDictionary<string, ObjectShape> forms,
        ObjectShape undecided
    ) => (Discriminator, Dependent, Forms, Undecided) = (discriminator, dependent, forms, undecided);
}

/// <summary>A member of an object.</summary>
internal sealed class InputProperty
{
    private readonly byte[] _utf8Name;

    internal InputProperty(string name, InputShape shape) =>
        (Name, Shape, _utf8Name, PathName) = (name, shape, Encoding.UTF8.GetBytes(name), PointerPath.Escape(name));

    /// <summary>The name in JSON.</summary>
    public string Name { get; }

    public InputShape Shape { get; }

    /// <summary>Whether the member is required (null may still be allowed).</summary>
    public bool Required { get; init; }

    /// <summary>Whether null is allowed.</summary>
    public bool Nullable { get; init; }

    /// <summary>The value if the member is absent; null if that is null or only the type knows it.</summary>
    public object? Default { get; init; }

    /// <summary>The property that holds the member's value, for descriptions.</summary>
    public MemberInfo? Member { get; init; }

    /// <summary>Whether a member of a document has this name.</summary>
    public bool Is(JsonProperty member)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        return raw.Contains((byte)'\\') ? InputText.NameOf(member) == Name : raw.SequenceEqual(_utf8Name);
    }

    internal ReadOnlySpan<byte> Utf8Name => _utf8Name;

    internal string PathName { get; }
}

/// <summary>A list of values.</summary>
internal sealed class ArrayShape(Type type, InputShape items) : InputShape(ShapeKind.Array, type, "array")
{
    public InputShape Items { get; } = items;

    public bool ItemsNullable { get; init; }

    public int MinItems { get; init; }

    public int MaxItems { get; init; }
}

/// <summary>An object whose member names are data.</summary>
internal sealed class MapShape(Type type, InputShape values, TextShape keys) : InputShape(ShapeKind.Map, type, "object")
{
    public InputShape Values { get; } = values;

    public bool ValuesNullable { get; init; }

    /// <summary>The allowed keys.</summary>
    public TextShape Keys { get; } = keys;

    public int MinProperties { get; init; }

    public int MaxProperties { get; init; }
}

/// <summary>A string. Lengths are counted in Unicode code points; in UTF-16, a string has at most twice as many units.</summary>
internal sealed class TextShape(TextRule[] rules) : InputShape(ShapeKind.Text, typeof(string), "string")
{
    /// <summary>The pattern of a text that can have several lines: no C0 controls except tab, CR and LF.</summary>
    public const string LinesPattern = @"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$";

    /// <summary>The pattern of a text of one line.</summary>
    public const string SingleLinePattern = @"^[^\x00-\x1f\x85\u2028\u2029]*$";

    private const string NotBlankPattern = @"\S";

    public int MinLength { get; init; }

    public int MaxLength { get; init; }

    /// <summary>Whether at least one character must not be white space.</summary>
    public bool NotBlank { get; init; }

    /// <summary>Whether line breaks and tabs are rejected.</summary>
    public bool SingleLine { get; init; }

    /// <summary>The named format of the string; null if there is none.</summary>
    public TextFormat? Form { get; init; }

    public override string? Format => Form?.Name;

    public override IReadOnlyList<string> Patterns
    {
        get
        {
            List<string> patterns = [.. rules.Select(rule => rule.Pattern)];
            if (Form is not null)
            {
                patterns.Add(Form.Pattern);
            }

            if (patterns.Count == 0)
            {
                patterns.Add(SingleLine ? SingleLinePattern : LinesPattern);
            }

            if (NotBlank)
            {
                patterns.Add(NotBlankPattern);
            }

            return patterns;
        }
    }

    internal ReadOnlySpan<TextRule> Rules => rules;
}

/// <summary>One of a closed list of values.</summary>
internal sealed class EnumerationShape(Type type, IReadOnlyList<string> names) : InputShape(ShapeKind.Enumeration, type, "string")
{
    private const int MostNamesTold = 50;

    /// <summary>The values in JSON, in declaration order.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>The values that a fault lists; limited in number.</summary>
    public IReadOnlyList<string> NamesTold { get; } = names.Count <= MostNamesTold ? names : [.. names.Take(MostNamesTold)];
}

/// <summary>True or false.</summary>
internal sealed class BooleanShape() : InputShape(ShapeKind.Boolean, typeof(bool), "boolean");

/// <summary>A JSON number without fraction or exponent.</summary>
internal sealed class IntegerShape(Type type) : InputShape(ShapeKind.Integer, type, "integer")
{
    public long Minimum { get; init; }

    public long Maximum { get; init; }

    /// <summary>The only allowed numbers; empty if all within the bounds are allowed.</summary>
    public IReadOnlyList<long> Allowed { get; init; } = [];

    public override string? Format => Type == typeof(long) ? "int64" : "int32";
}

/// <summary>A decimal number as a string, converted to <see cref="decimal"/> or kept as sent.</summary>
internal sealed class DecimalShape(Type type) : InputShape(ShapeKind.Decimal, type, "string")
{
    public int MaxIntegerDigits { get; init; }

    public int MaxFractionDigits { get; init; }

    public bool AllowNegative { get; init; }

    /// <summary>The minimum; null if only the digits limit it.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The maximum; null if only the digits limit it.</summary>
    public decimal? Maximum { get; init; }

    public bool ExclusiveMinimum { get; init; }

    public bool ExclusiveMaximum { get; init; }

    /// <summary>The maximum length in characters.</summary>
    public int MaxLength => (AllowNegative ? 1 : 0) + MaxIntegerDigits + (MaxFractionDigits > 0 ? 1 + MaxFractionDigits : 0);

    public override string? Format => "decimal";

    public override IReadOnlyList<string> Patterns => [$"^{(IsAboveZero ? @"(?!0(\.0+)?$)" : "")}{(AllowNegative ? "-?" : "")}{Digits}$"];

    private bool IsAboveZero => Minimum > 0 || (Minimum == 0 && ExclusiveMinimum);

    private string Digits =>
        Maximum is 1 or 10 or 100 && !AllowNegative && !ExclusiveMaximum
            ? $"({Maximum}{Fraction("0")}|{Whole((int)Math.Log10((double)Maximum))}{Fraction("[0-9]")})"
            : Whole(MaxIntegerDigits) + Fraction("[0-9]");

    private static string Whole(int digits) => digits == 0 ? "0" : $"(0|[1-9][0-9]{{0,{digits - 1}}})";

    private string Fraction(string digit) => MaxFractionDigits > 0 ? $@"(\.{digit}{{1,{MaxFractionDigits}}})?" : "";
}

/// <summary>A calendar date <c>YYYY-MM-DD</c> from 1900 to 2200; any year if computed from such dates.</summary>
internal sealed class DateShape(bool inResponse = false) : InputShape(ShapeKind.Date, typeof(DateOnly), "string")
{
    public override string? Format => "date";

    public override IReadOnlyList<string> Patterns { get; } =
    [inResponse ? "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" : "^(19[0-9]{2}|2[01][0-9]{2}|2200)-[0-9]{2}-[0-9]{2}$"];
}

/// <summary>An RFC 3339 date-time from 1900 to 2200 with an offset, converted to UTC.</summary>
/// <param name="orDay">Whether a day is accepted too, which begins at midnight UTC.</param>
internal sealed class InstantShape(bool orDay = false) : InputShape(ShapeKind.Instant, typeof(DateTime), "string")
{
    public bool OrDay => orDay;

    /// <summary>Whether a day stays a day, whose beginning and end depend on the time zone of what is read.</summary>
    public bool KeepsDay { get; init; }

    /// <summary>Name of the form in faults.</summary>
    public string Form => orDay ? "day-or-date-time" : "date-time";

    public override string? Format => orDay ? null : "date-time";

    public override IReadOnlyList<string> Patterns { get; } =
    ["^(19[0-9]{2}|2[01][0-9]{2}|2200)-[0-9]{2}-[0-9]{2}" + (orDay ? "([Tt].*)?$" : "[Tt]")];
}

/// <summary>A UUID with hyphens. Requests can use either case; responses have lower case.</summary>
internal sealed class UuidShape() : InputShape(ShapeKind.Uuid, typeof(Guid), "string")
{
    public override string? Format => "uuid";

    public override IReadOnlyList<string> Patterns { get; } = ["^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"];
}
