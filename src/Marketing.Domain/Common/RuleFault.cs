namespace Marketing.Domain.Common;

/// <summary>A broken rule in a value or document: the location, the rule and the arguments of the message.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) to the faulty member, relative to the checked value; empty for the whole value.</param>
/// <param name="Code">Stable code of the rule, such as <c>deadline.memberRequired</c>.</param>
/// <param name="Args">Arguments of the message, never null.</param>
public sealed record RuleFault(string Pointer, string Code, IReadOnlyDictionary<string, object?> Args)
{
    /// <summary>Creates a fault with arguments from name-value pairs.</summary>
    public static RuleFault Of(string pointer, string code, params ReadOnlySpan<(string Name, object? Value)> args)
    {
        var named = new Dictionary<string, object?>(args.Length, StringComparer.Ordinal);
        foreach (var (name, value) in args)
        {
            named[name] = value;
        }

        return new RuleFault(pointer, code, named);
    }

    /// <summary>Returns the fault with <paramref name="prefix"/>, such as <c>/lines/3</c>, prepended to its pointer.</summary>
    public RuleFault Under(string prefix) => this with { Pointer = prefix + Pointer };
}
