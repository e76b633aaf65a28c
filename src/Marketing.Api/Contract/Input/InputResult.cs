using System.Diagnostics.CodeAnalysis;

namespace Marketing.Api.Contract.Input;

/// <summary>What was read: a value, or every fault found (at most <see cref="FaultCollector.Limit"/>).</summary>
/// <typeparam name="T">The type of the value.</typeparam>
internal sealed class InputResult<T>
{
    private InputResult(T? value, IReadOnlyList<InputFault> faults) => (Value, Faults) = (value, faults);

    /// <summary>The value; null where there are faults.</summary>
    public T? Value { get; }

    /// <summary>The faults, as the document is walked; empty where there is a value.</summary>
    public IReadOnlyList<InputFault> Faults { get; }

    /// <summary>Whether a value was read.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsValid => Faults.Count == 0;

    /// <summary>A good reading.</summary>
    public static InputResult<T> Of(T value) => new(value, []);

    /// <summary>A reading refused.</summary>
    public static InputResult<T> Refused(IReadOnlyList<InputFault> faults) => new(default, faults);
}

/// <summary>What a merge patch made of a document: the merged value, or every fault found.</summary>
/// <typeparam name="T">The type of the document.</typeparam>
/// <param name="Result">The merged value or the faults, whose pointers are those of the merged document.</param>
/// <param name="Changes">The known top-level members that the patch names, with whatever value.</param>
internal sealed record MergeResult<T>(InputResult<T> Result, MergeChanges Changes);

/// <summary>The top-level members that a merge patch names.</summary>
/// <param name="Members">Wire names, known ones only.</param>
internal sealed record MergeChanges(IReadOnlySet<string> Members)
{
    /// <summary>A patch that names nothing.</summary>
    public static MergeChanges None { get; } = new(new HashSet<string>(StringComparer.Ordinal));

    /// <summary>Whether the patch names the member.</summary>
    public bool Names(string member) => Members.Contains(member);
}
