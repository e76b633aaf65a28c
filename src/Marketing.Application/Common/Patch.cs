using Marketing.Domain.Common;

namespace Marketing.Application.Common;

/// <summary>
/// A partial change of a representation that clients edit. A use case applies it inside the unit of work to the current state: a rerun
/// after a lost race patches the newer state. The API layer implements it for JSON merge patches; use cases do not know the format.
/// </summary>
public abstract class Patch<T>
{
    /// <summary>Returns the changed representation, or <see cref="InvalidPatch"/> with everything that is wrong with it.</summary>
    public abstract Result<T> ApplyTo(T current);
}

/// <summary>The patched representation violates its schema (400). Pointers refer to the patched representation.</summary>
public sealed record InvalidPatch(IReadOnlyList<RuleFault> Broken) : InputError("input.invalid")
{
    public override IReadOnlyList<RuleFault> Faults => Broken;
}
