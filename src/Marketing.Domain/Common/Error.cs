namespace Marketing.Domain.Common;

/// <summary>An expected failure. Each failure is a named record with a stable code.</summary>
/// <param name="Code">Stable code, such as <c>plan.codeTaken</c>. Clients can branch on it.</param>
public abstract record Error(string Code)
{
    /// <summary>
    /// The arguments of the error: the record's parameters by name, except <c>Pointer</c> and lists of faults.
    /// They fill in the localised message and are part of the problem response.
    /// </summary>
    public virtual IReadOnlyDictionary<string, object?> Args => ErrorArgs.Of(this);

    /// <summary>The faulty members; by default the member in the parameter named <c>Pointer</c>.</summary>
    public virtual IReadOnlyList<RuleFault> Faults => ErrorArgs.PointerOf(this) is { } pointer ? [new(pointer, Code, Args)] : [];
}

/// <summary>The address of an operation, as an argument of an error. Clients get it with the prefix of their request.</summary>
/// <param name="Path">Path and query, such as <c>/v1/changes?start=now</c>.</param>
public sealed record ApiAddress(string Path)
{
    public override string ToString() => Path;
}

/// <summary>The resource does not exist, or the caller must not know that it exists (404).</summary>
public abstract record NotFoundError(string Code) : Error(Code);

/// <summary>The current state does not allow the request, for example because of a duplicate or a reference (409).</summary>
public abstract record ConflictError(string Code) : Error(Code);

/// <summary>The data is valid but breaks a domain rule (422).</summary>
public abstract record RuleError(string Code) : Error(Code);

/// <summary>The caller lacks permission (403).</summary>
public abstract record ForbiddenError(string Code) : Error(Code);

/// <summary>An argument is invalid (400).</summary>
public abstract record InputError(string Code) : Error(Code);

/// <summary>The resource existed but was permanently removed (410).</summary>
public abstract record GoneError(string Code) : Error(Code);

/// <summary>The caller has read an outdated state (412).</summary>
public abstract record PreconditionError(string Code) : Error(Code);

/// <summary>The caller's version of the resource is outdated (412).</summary>
public sealed record StaleVersion(int CurrentVersion) : PreconditionError("resource.stale");

/// <summary>Several rules are broken; each fault names its member (422).</summary>
public sealed record RulesBroken(IReadOnlyList<RuleFault> Broken) : RuleError("input.rulesBroken")
{
    public override IReadOnlyList<RuleFault> Faults => Broken;
}
