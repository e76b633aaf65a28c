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
