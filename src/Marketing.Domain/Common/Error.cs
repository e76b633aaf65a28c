namespace Marketing.Domain.Common;

/// <summary>An expected refusal. Each refusal of the product is a named record with a stable code.</summary>
/// <param name="Code">Stable code such as <c>plan.codeTaken</c>; clients may branch on it.</param>
public abstract record Error(string Code)
{
    /// <summary>
    /// The values that explain the refusal: the record's own parameters by their names, except <c>Pointer</c> and lists of faults.
    /// They fill the localised text and are part of the problem.
    /// </summary>
    public virtual IReadOnlyDictionary<string, object?> Args => ErrorArgs.Of(this);

    /// <summary>The members at fault; by default the one that a parameter named <c>Pointer</c> points to.</summary>
    public virtual IReadOnlyList<RuleFault> Faults => ErrorArgs.PointerOf(this) is { } pointer ? [new(pointer, Code, Args)] : [];
}

/// <summary>What was asked for does not exist, or may not be known to exist (404).</summary>
public abstract record NotFoundError(string Code) : Error(Code);

/// <summary>The state of things does not allow it: a duplicate, a reference, a wrong state (409).</summary>
public abstract record ConflictError(string Code) : Error(Code);

/// <summary>Valid data that break a rule of the domain (422).</summary>
public abstract record RuleError(string Code) : Error(Code);

/// <summary>The caller may not do this (403).</summary>
public abstract record ForbiddenError(string Code) : Error(Code);

/// <summary>An argument that is wrong in itself (400).</summary>
public abstract record InputError(string Code) : Error(Code);

/// <summary>What was asked for has been there and is gone for good (410).</summary>
public abstract record GoneError(string Code) : Error(Code);

/// <summary>The caller's version of the resource is not the current one (412).</summary>
public sealed record StaleVersion(int CurrentVersion) : Error("resource.stale");

/// <summary>Several rules are broken at once; each fault names its member (422).</summary>
public sealed record RulesBroken(IReadOnlyList<RuleFault> Broken) : RuleError("input.rulesBroken")
{
    public override IReadOnlyList<RuleFault> Faults => Broken;
}
