using Marketing.Domain.Common;
using Marketing.Domain.Plans.Content;

namespace Marketing.Domain.Campaigns;

public readonly record struct OfferId(Guid Value) : IEntityId<OfferId>
{
    public static OfferId From(Guid value) => new(value);

    public int CompareTo(OfferId other) => Value.CompareTo(other.Value);
}

/// <summary>An offer to customers, of a campaign or of none, with its terms and the limits that it must respect.</summary>
public sealed class Offer : Resource<OfferId>
{
    public const int CodeLength = 50;
    public const int TitleLength = 300;
    public const int TextLength = 2_000;

    protected override string TypeName => ResourceTypes.Offer;

    protected override Guid? Parent => CampaignId?.Value;

    private Offer() { }

    private Offer(WorkspaceId workspaceId)
        : base(workspaceId) { }

    public string Code { get; private set; } = "";

    /// <summary>The code in upper case: codes are unique regardless of case.</summary>
    [NotAudited]
    public string CodeKey { get; private set; } = "";

    public string Title { get; private set; } = "";

    public CampaignId? CampaignId { get; private set; }

    public OfferKind? Kind { get; private set; }

    /// <summary>Conditions of the offer.</summary>
    public string? Terms { get; private set; }

    /// <summary>Limits that the offer must respect, such as no sale below cost.</summary>
    public string? Guardrails { get; private set; }

    public DateOnly? ValidFrom { get; private set; }

    /// <summary>The last day on which it is valid.</summary>
    public DateOnly? ValidTo { get; private set; }

    /// <summary>Normalised title, code and terms.</summary>
    [NotAudited]
    public string SearchText { get; private set; } = "";

    /// <summary>Returns the form in which codes are compared.</summary>
    public static string KeyOf(string code) => code.ToUpperInvariant();

    /// <summary>Creates an offer.</summary>
    public static Result<Offer> Create(WorkspaceId workspaceId, OfferContent content)
    {
        var offer = new Offer(workspaceId);
        return offer.Write(content) is { Succeeded: false, Error: var error } ? error : offer;
    }

    /// <summary>Replaces what it says.</summary>
    public Result<Done> Write(OfferContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.ValidFrom is { } from && content.ValidTo is { } to && to < from)
        {
            return new RulesBroken([RuleFault.Of("/validTo", "offer.periodNotRising", ("from", from), ("to", to))]);
        }

        (Code, CodeKey, Title) = (content.Code, KeyOf(content.Code), content.Title);
        (CampaignId, Kind, Terms, Guardrails) = (content.CampaignId, content.Kind, content.Terms, content.Guardrails);
        (ValidFrom, ValidTo) = (content.ValidFrom, content.ValidTo);
        SearchText = Text.SearchText.Normalise(string.Join('\n', Title, Code, Terms ?? ""));
        return Done.Now;
    }
}

/// <summary>What an offer says.</summary>
public sealed record OfferContent
{
    public required string Code { get; init; }

    public required string Title { get; init; }

    public CampaignId? CampaignId { get; init; }

    public OfferKind? Kind { get; init; }

    public string? Terms { get; init; }

    public string? Guardrails { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }
}

public sealed record OfferNotFound(Guid Id) : NotFoundError("offer.notFound");

/// <summary>Another offer has the code.</summary>
public sealed record OfferCodeTaken([Arg("code")] string OfferCode, Guid ExistingId, string Pointer = "/code")
    : ConflictError("offer.codeTaken");
