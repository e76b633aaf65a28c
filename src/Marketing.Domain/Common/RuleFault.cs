namespace Marketing.Domain.Common;

/// <summary>One broken rule inside a value or document: where it is, which rule it is, and the figures that explain it.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) to the faulty member, relative to the value that was checked; empty for the value as a whole.</param>
/// <param name="Code">Stable code of the rule, such as <c>deadline.memberRequired</c>.</param>
/// <param name="Args">Figures and names that a message needs, never null.</param>
public sealed record RuleFault(string Pointer, string Code, IReadOnlyDictionary<string, object?> Args)
{
    /// <summary>A fault with its arguments as name and value pairs.</summary>
    public static RuleFault Of(string pointer, string code, params ReadOnlySpan<(string Name, object? Value)> args)
    {
        var named = new Dictionary<string, object?>(args.Length, StringComparer.Ordinal);
        foreach (var (name, value) in args)
        {
            named[name] = value;
        }

        return new RuleFault(pointer, code, named);
    }

    /// <summary>The same fault seen from an outer value, whose pointer <paramref name="prefix"/> leads to the checked one (<c>/lines/3</c>).</summary>
    public RuleFault Under(string prefix) => this with { Pointer = prefix + Pointer };
}
