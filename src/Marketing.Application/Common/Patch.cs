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

    /// <summary>Returns a new representation, which has the members of the patch, or <see cref="InvalidPatch"/>.</summary>
    /// <param name="defaults">Members of a new representation that the patch can leave out.</param>
    public virtual Result<T> Create(object? defaults = null) => throw new NotSupportedException("The patch changes what exists.");

    /// <summary>Returns the members in the patch as segments of pointers, without those inside them.</summary>
    public virtual IReadOnlyList<string> Members => [];

    /// <summary>Returns the texts in the patch, each with the record type and the JSON name of the member that holds it.</summary>
    public abstract IEnumerable<PatchText> Texts { get; }
}

/// <summary>A text in a patch.</summary>
/// <param name="Holder">The type of the record that has the member.</param>
/// <param name="Member">The member's name in JSON.</param>
/// <param name="Text">The text.</param>
public sealed record PatchText(Type Holder, string Member, string Text);

/// <summary>The patched representation violates its schema (400). Pointers refer to the patched representation.</summary>
public sealed record InvalidPatch(IReadOnlyList<RuleFault> Broken) : InputError("input.invalid")
{
    public override IReadOnlyList<RuleFault> Faults => Broken;
}
