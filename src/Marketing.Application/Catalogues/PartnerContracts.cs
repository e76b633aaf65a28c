using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Application.Catalogues;

/// <summary>A partner: whoever the company works with from outside, such as KOL, media, agencies and distributors.</summary>
public sealed record PartnerResponse : CatalogueEntryResponse
{
    /// <summary>What kind of partner it is.</summary>
    public required PartnerKind Kind { get; init; }

    /// <summary>The party that it is among those responsible; contact data, which are personal, are kept there and erased there.</summary>
    public required Guid? PartyId { get; init; }

    /// <summary>Platform on which it is mainly found; the labels suggest some (`platform`).</summary>
    /// <example>xiaohongshu</example>
    public required string? Platform { get; init; }

    /// <summary>Conditions of the cooperation, in words.</summary>
    /// <example>年度框架合作,按篇结算</example>
    public required string? Terms { get; init; }
}

/// <summary>A partner to be registered.</summary>
public sealed record PartnerInput : CatalogueEntryInput
{
    /// <summary>What kind of partner it is.</summary>
    public required PartnerKind Kind { get; init; }

    /// <summary>The party that it is among those responsible; contact data, which are personal, are kept there and erased there.</summary>
    public Guid? PartyId { get; init; }

    /// <summary>Platform on which it is mainly found; any text, the labels suggest some (`platform`).</summary>
    /// <example>xiaohongshu</example>
    [MaxLength(Partner.PlatformLength)]
    [NotBlank]
    [SingleLine]
    public string? Platform { get; init; }

    /// <summary>Conditions of the cooperation, in words.</summary>
    /// <example>年度框架合作,按篇结算</example>
    [MaxLength(Partner.TermsLength)]
    public string? Terms { get; init; }
}

/// <summary>Which partners to list.</summary>
public sealed record PartnerArguments : CatalogueArguments
{
    /// <summary>Only partners of this kind.</summary>
    public PartnerKind? Kind { get; init; }

    /// <summary>Only partners found on this platform.</summary>
    [MaxLength(Partner.PlatformLength)]
    public string? Platform { get; init; }

    /// <summary>Only the partners that are this party.</summary>
    public Guid? PartyId { get; init; }
}

internal sealed class PartnerProjections : Profile
{
    public PartnerProjections() => CreateProjection<Partner, PartnerResponse>();
}
