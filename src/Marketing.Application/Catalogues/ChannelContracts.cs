using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Application.Catalogues;

/// <summary>A channel: a way by which the company reaches customers, to sell, to advertise or to talk.</summary>
public sealed record ChannelResponse : CatalogueEntryResponse
{
    /// <summary>What kind of channel it is.</summary>
    public required ChannelType Type { get; init; }

    /// <summary>Platform that it runs on; the labels suggest some (`platform`).</summary>
    /// <example>wechatOfficialAccount</example>
    public required string? Platform { get; init; }

    /// <summary>Whose it is; null where that is not said.</summary>
    public required ChannelOwnership? Ownership { get; init; }

    /// <summary>Whether it is in use; one that is not stays for what names it.</summary>
    public required bool Active { get; init; }

    /// <summary>More about it.</summary>
    public required string? Description { get; init; }
}

/// <summary>A channel to be registered.</summary>
public sealed record ChannelInput : CatalogueEntryInput
{
    /// <summary>What kind of channel it is.</summary>
    public required ChannelType Type { get; init; }

    /// <summary>Platform that it runs on; any text, the labels suggest some (`platform`).</summary>
    /// <example>wechatOfficialAccount</example>
    [MaxLength(Channel.PlatformLength)]
    [NotBlank]
    [SingleLine]
    public string? Platform { get; init; }

    /// <summary>Whose it is.</summary>
    public ChannelOwnership? Ownership { get; init; }

    /// <summary>Whether it is in use; one that is not stays for what names it.</summary>
    public bool Active { get; init; } = true;

    /// <summary>More about it.</summary>
    [MaxLength(Channel.DescriptionLength)]
    public string? Description { get; init; }
}

/// <summary>Which channels to list.</summary>
public sealed record ChannelArguments : CatalogueArguments
{
    /// <summary>Only channels of this kind.</summary>
    public ChannelType? Type { get; init; }

    /// <summary>Only channels on this platform.</summary>
    [MaxLength(Channel.PlatformLength)]
    public string? Platform { get; init; }

    /// <summary>Only owned, earned or paid channels.</summary>
    public ChannelOwnership? Ownership { get; init; }

    /// <summary>Only channels in use (true) or out of use (false).</summary>
    public bool? Active { get; init; }
}

internal sealed class ChannelProjections : Profile
{
    public ChannelProjections() => CreateProjection<Channel, ChannelResponse>();
}
