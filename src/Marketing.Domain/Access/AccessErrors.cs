using Marketing.Domain.Common;

namespace Marketing.Domain.Access;

public sealed record MemberNotFound(Guid Id) : NotFoundError("member.notFound");

public sealed record MemberTaken(string Subject) : ConflictError("member.taken")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/subject", Code, Args)];
}

/// <summary>A workspace must keep at least one administrator.</summary>
public sealed record LastAdministrator() : ConflictError("member.lastAdministrator");

/// <summary>Only a person can make someone an administrator.</summary>
public sealed record AdministratorsByPersons() : ForbiddenError("member.administratorsByPersons");

public sealed record ApiKeyNotFound(Guid Id) : NotFoundError("apiKey.notFound");

/// <summary>A key cannot have scopes its creator lacks.</summary>
public sealed record ScopesBeyondCaller([Arg("scopes")] IReadOnlyList<string> Beyond) : RuleError("apiKey.scopesBeyondCaller")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/scopes", Code, Args)];
}

/// <summary>A key limited to one system cannot create keys for another.</summary>
public sealed record SystemBeyondCaller(string System) : RuleError("apiKey.systemBeyondCaller")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/system", Code, Args)];
}

public sealed record ScopesUnknown(IReadOnlyList<string> Unknown) : RuleError("apiKey.scopesUnknown")
{
    public override IReadOnlyDictionary<string, object?> Args =>
        new Dictionary<string, object?> { ["scopes"] = Unknown, ["allowed"] = Scopes.All.Keys };

    public override IReadOnlyList<RuleFault> Faults => [new("/scopes", Code, Args)];
}

public sealed record ExpiryInThePast(DateTime ExpiresAt) : RuleError("apiKey.expiryInThePast")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/expiresAt", Code, Args)];
}

/// <summary>An API key cannot have scopes reserved for people.</summary>
public sealed record ScopesForPersons([Arg("scopes")] IReadOnlyList<string> Signing) : RuleError("apiKey.scopesForPersons")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/scopes", Code, Args)];
}
