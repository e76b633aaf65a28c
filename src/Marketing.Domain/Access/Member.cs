using System.Security.Cryptography;
using System.Text;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Domain.Access;

public readonly record struct MemberId(Guid Value) : IEntityId<MemberId>
{
    public static MemberId From(Guid value) => new(value);

    public int CompareTo(MemberId other) => Value.CompareTo(other.Value);
}

/// <summary>A person in a workspace, identified by the issuer and subject of the token, with roles in the workspace.</summary>
public sealed class Member : Resource<MemberId>
{
    public const int IssuerLength = 255;

    /// <summary>OpenID Connect allows 255 characters.</summary>
    public const int SubjectLength = 255;
    public const int DisplayNameLength = 200;

    protected override string TypeName => ResourceTypes.Member;

    private Member() { }

    private Member(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public string Issuer { get; private set; } = "";

    public string Subject { get; private set; } = "";

    /// <summary>Actor identifier of the person, the same in every workspace. Used in <c>createdBy</c> and the audit trail.</summary>
    public string ActorId { get; private set; } = "";

    public string DisplayName { get; private set; } = "";

    /// <summary>Normalised display name, for sorting and searching.</summary>
    [NotAudited]
    public string NameKey { get; private set; } = "";

    public IReadOnlyList<Role> Roles { get; private set; } = [];

    /// <summary>Party that represents the person in plans.</summary>
    public PartyId? PartyId { get; private set; }

    public static Member Join(
        WorkspaceId workspaceId,
        string issuer,
        string subject,
        string displayName,
        IReadOnlyList<Role> roles,
        PartyId? partyId = null
    )
    {
        var member = new Member(workspaceId)
        {
            Issuer = issuer,
            Subject = subject,
            ActorId = PersonActor.IdOf(issuer, subject),
        };
        member.Change(displayName, roles, partyId);
        return member;
    }

    public void Change(string displayName, IReadOnlyList<Role> roles, PartyId? partyId)
    {
        (DisplayName, Roles, PartyId) = (displayName, [.. roles.Distinct().Order()], partyId);
        NameKey = CatalogueName.Key(displayName);
    }

    public void StandFor(PartyId partyId) => PartyId = partyId;
}

/// <summary>Derives a person's actor identifier from issuer and subject. It is the same in every workspace.</summary>
public static class PersonActor
{
    public static string IdOf(string issuer, string subject)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}"));
        return "person:" + Convert.ToHexStringLower(hash.AsSpan(0, 16));
    }
}
