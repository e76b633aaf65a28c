namespace Marketing.Api.Contract.Input;

/// <summary>Collects the faults of one part of a request, up to a limit.</summary>
/// <param name="source">The part of the request, one of <see cref="InputSource"/>.</param>
internal sealed class FaultCollector(string source)
{
    /// <summary>The maximum number of faults in a response.</summary>
    public const int Limit = 100;

    private static readonly Dictionary<string, object?> NoArgs = [];
    private List<InputFault>? _faults;

    /// <summary>The current position of the walk.</summary>
    public PointerPath Path { get; } = new();

    /// <summary>The faults found so far.</summary>
    public IReadOnlyList<InputFault> Faults => _faults ?? (IReadOnlyList<InputFault>)[];

    /// <summary>Whether the limit is reached; further faults are ignored.</summary>
    public bool IsFull => _faults?.Count >= Limit;

    /// <summary>Whether no faults were found.</summary>
    public bool IsEmpty => _faults is null;

    /// <summary>Adds a fault at the current position.</summary>
    public void Add(string code, params ReadOnlySpan<(string Name, object? Value)> args)
    {
        if (!IsFull)
        {
            (_faults ??= []).Add(new InputFault(Path.ToString(), source, code, ToDictionary(args)));
        }
    }

    /// <summary>Adds a fault of a member of the object at the current position.</summary>
    public void AddAt(string escapedName, string code, params ReadOnlySpan<(string Name, object? Value)> args)
    {
        Path.Push(escapedName);
        Add(code, args);
        Path.Pop();
    }

    private static Dictionary<string, object?> ToDictionary(ReadOnlySpan<(string Name, object? Value)> args)
    {
        if (args.IsEmpty)
        {
            return NoArgs;
        }

        var named = new Dictionary<string, object?>(args.Length, StringComparer.Ordinal);
        foreach (var (name, value) in args)
        {
            named[name] = value;
        }

        return named;
    }
}
