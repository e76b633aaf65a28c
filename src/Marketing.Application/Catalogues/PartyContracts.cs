using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Application.Catalogues;

/// <summary>A party: whoever plans name as owner, participant, approver or audience.</summary>
public sealed record PartyResponse : CatalogueEntryResponse, IHoldsSecret
{
    /// <summary>What kind of party it is.</summary>
    public required PartyKind Kind { get; init; }

    /// <summary>The department or organisation it belongs to.</summary>
    public required Guid? ParentId { get; init; }

    /// <summary>Whether it stands outside the company.</summary>
    public required bool External { get; init; }

    /// <summary>How to reach it (personal data); null where none is known, or where it was erased; null too in the replay of a retry, which keeps no personal data.</summary>
    public PartyContact? Contact { get; init; }

    /// <summary>The party it was merged into; null unless it was.</summary>
    public required Guid? MergedIntoId { get; init; }

    [JsonIgnore]
    public string? SealedContact { get; init; }

    object IHoldsSecret.WithoutSecret() => this with { Contact = null };
}

/// <summary>How to reach a party. Personal data: stored sealed, and unreadable everywhere once erased.</summary>
public sealed record PartyContact
{
    /// <summary>Whom to ask for.</summary>
    /// <example>陈晓</example>
    [MaxLength(200)]
    [SingleLine]
    public string? Name { get; init; }

    /// <summary>E-mail address.</summary>
    /// <example>chen.xiao@example.com</example>
    [MaxLength(254)]
    [RegularExpression("^[^@\\u0000-\\u0020]+@[^@\\u0000-\\u0020]+$")]
    public string? Email { get; init; }

    /// <summary>Telephone number.</summary>
    /// <example>+86 21 5555 0100</example>
    [MaxLength(50)]
    [SingleLine]
    public string? Phone { get; init; }
}

/// <summary>A party to be registered.</summary>
public sealed record PartyInput : CatalogueEntryInput
{
    /// <summary>What kind of party it is.</summary>
    public required PartyKind Kind { get; init; }

    /// <summary>The department or organisation it belongs to.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>Whether it stands outside the company.</summary>
    public bool External { get; init; }

    /// <summary>How to reach it (personal data).</summary>
    public PartyContact? Contact { get; init; }
}

/// <summary>Which parties to list.</summary>
public sealed record PartyArguments : CatalogueArguments
{
    /// <summary>Only parties of this kind.</summary>
    public PartyKind? Kind { get; init; }

    /// <summary>Only parties right under this one.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>Only parties inside (false) or outside (true) the company.</summary>
    public bool? External { get; init; }
}

/// <summary>Into which party to merge.</summary>
public sealed record MergeInput
{
    /// <summary>The party that remains; it takes over names, members, children and references.</summary>
    public required Guid IntoId { get; init; }
}

internal sealed class PartyProjections : Profile
{
    public PartyProjections() => CreateProjection<Party, PartyResponse>().ForMember(party => party.Contact, member => member.Ignore());
}
