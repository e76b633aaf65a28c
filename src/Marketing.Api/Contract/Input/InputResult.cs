using System.Diagnostics.CodeAnalysis;

namespace Marketing.Api.Contract.Input;

/// <summary>The result of reading input: a value, or every fault found (at most <see cref="FaultCollector.Limit"/>).</summary>
/// <typeparam name="T">The type of the value.</typeparam>
internal sealed class InputResult<T>
{
    private InputResult(T? value, IReadOnlyList<InputFault> faults) => (Value, Faults) = (value, faults);

    /// <summary>The value; null if there are faults.</summary>
    public T? Value { get; }

    /// <summary>The faults, in the order of the document; empty if there is a value.</summary>
    public IReadOnlyList<InputFault> Faults { get; }

    /// <summary>Whether a value was read.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsValid => Faults.Count == 0;

    /// <summary>Returns a result with a value.</summary>
    public static InputResult<T> Of(T value) => new(value, []);

    /// <summary>Returns a result with faults.</summary>
    public static InputResult<T> Refused(IReadOnlyList<InputFault> faults) => new(default, faults);
}
