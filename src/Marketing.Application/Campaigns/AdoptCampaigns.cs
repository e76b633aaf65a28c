using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Application.Scheduling;
using Marketing.Domain.Budgets;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Scheduling;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Campaigns;

/// <summary>The campaigns of a plan, by the parts that they were adopted from.</summary>
public sealed record AdoptedCampaignsResponse
{
    public const int MaxCampaigns = 1_000;

    /// <summary>The campaigns in the order of the parts.</summary>
    [MaxLength(MaxCampaigns)]
    public required IReadOnlyList<AdoptedCampaignResponse> Campaigns { get; init; }

    /// <summary>How many of them the request created.</summary>
    [Range(0, MaxCampaigns)]
    public required int Created { get; init; }
}

/// <summary>A campaign and the part that it was adopted from.</summary>
public sealed record AdoptedCampaignResponse
{
    /// <summary>Ref of the part.</summary>
    /// <example>CA1</example>
    [MaxLength(PlanPart.RefLength)]
    public required string Ref { get; init; }

    /// <summary>Id of the campaign.</summary>
    public required Guid Id { get; init; }

    /// <summary>Code of the campaign.</summary>
    [MaxLength(Campaign.CodeLength)]
    public required string Code { get; init; }
}

/// <summary>Makes a campaign of each campaign part of a plan's working copy that has none.</summary>
public sealed record AdoptCampaigns(PlanId PlanId) : ICommand<AdoptedCampaignsResponse>;

internal sealed class AdoptCampaignsHandler(IMarketingDb db, RequestContext context, CampaignPlans plans)
    : IRequestHandler<AdoptCampaigns, Result<AdoptedCampaignsResponse>>
{
    public async Task<Result<AdoptedCampaignsResponse>> Handle(AdoptCampaigns command, CancellationToken cancellationToken)
    {
        var read = await db.ReadScheduleAsync(command.PlanId, ContentView.Working, cancellationToken);
        if (!read.Succeeded)
        {
            return read.Error;
        }

        var parts = read.Value.Parts.Where(part => part.Content is PlanCampaign).ToList();
        if (parts.Count == 0)
        {
            return new PlanHasNoCampaigns(command.PlanId.Value);
        }

        PlanId? plan = command.PlanId;
        var adopted = await db
            .Campaigns.Where(campaign => campaign.PlanId == plan && campaign.PartKey != null)
            .ToDictionaryAsync(campaign => campaign.PartKey!, cancellationToken);
        var missing = parts.Where(part => !adopted.ContainsKey(PartRef.KeyOf(part.Ref))).ToList();
        var ended = missing.Count > 0 ? await plans.WhyNotInAsync(command.PlanId.Value, CampaignStatus.Planned, cancellationToken) : null;
        if (ended is not null)
        {
            return ended;
        }

        var sources = new AdoptionSources(
            command.PlanId,
            read.Value.Entries(DateOnly.MinValue, DateOnly.MinValue).Where(entry => entry.Pointer == "/window").ToLookup(e => e.Part.Id),
            await CodesOfChannelsAsync(missing, cancellationToken),
            await LinesAsync(command.PlanId, cancellationToken)
        );
        foreach (var part in missing)
        {
            var content = (PlanCampaign)part.Content;
            var (terms, channels) = sources.TermsOf(part, content);
            var campaign = Campaign.Adopt(context.WorkspaceId, terms, channels, new AdoptedCampaign(part.Ref, content));
            if (!campaign.Succeeded)
            {
                return campaign.Error;
            }

            db.Campaigns.Add(campaign.Value);
            adopted.Add(campaign.Value.PartKey!, campaign.Value);
        }

        await db.SaveChangesAsync(cancellationToken);
        return new AdoptedCampaignsResponse
        {
            Campaigns =
            [
                .. parts
                    .Select(part => adopted[PartRef.KeyOf(part.Ref)])
                    .Select(campaign => new AdoptedCampaignResponse
                    {
                        Ref = campaign.Adopted!.Ref,
                        Id = campaign.Id.Value,
                        Code = campaign.Code,
                    }),
            ],
            Created = missing.Count,
        };
    }

    private async Task<Dictionary<Guid, string>> CodesOfChannelsAsync(List<ScheduledPart> parts, CancellationToken ct)
    {
        var ids = parts
            .SelectMany(part => ((PlanCampaign)part.Content).Channels)
            .Select(channel => channel.ChannelId)
            .OfType<Guid>()
            .Select(ChannelId.From)
            .Distinct()
            .ToList();
        return await db.Set<Channel>()
            .Where(channel => ids.Contains(channel.Id) && channel.Code != null)
            .ToDictionaryAsync(channel => channel.Id.Value, channel => channel.Code!, ct);
    }

    /// <summary>Returns the lines of the adopted budget, by the key of the part that they were adopted from.</summary>
    private async Task<Dictionary<string, CampaignBudgetLine>> LinesAsync(PlanId id, CancellationToken ct)
    {
        PlanId? plan = id;
        var lines = await db
            .Budgets.Where(budget => budget.PlanId == plan && budget.IsAdopted)
            .Join(db.BudgetLines, budget => budget.Id, line => line.BudgetId, (budget, line) => new { budget.Code, line.Terms })
            .ToListAsync(ct);
        return lines
            .Where(line => line.Terms.PartRef is not null)
            .DistinctBy(line => PartRef.KeyOf(line.Terms.PartRef!))
            .ToDictionary(
                line => PartRef.KeyOf(line.Terms.PartRef!),
                line => new CampaignBudgetLine { BudgetCode = line.Code, LineCode = line.Terms.Code }
            );
    }
}

/// <summary>What campaigns are adopted from, beside their parts.</summary>
internal sealed record AdoptionSources(
    PlanId PlanId,
    ILookup<PlanPartId, ScheduleEntry> Windows,
    IReadOnlyDictionary<Guid, string> ChannelCodes,
    IReadOnlyDictionary<string, CampaignBudgetLine> Lines
)
{
    /// <summary>Words by which plans name kinds of campaigns, in normalised form; the first that occurs decides.</summary>
    private static readonly (CampaignKind Kind, string[] Words)[] Words =
    [
        (CampaignKind.Launch, ["上市", "发布", "首发", "launch"]),
        (CampaignKind.Promotion, ["促销", "优惠", "抢购", "promotion", "sale"]),
        (CampaignKind.Crm, ["会员", "客户", "用户关怀", "crm", "loyalty"]),
        (CampaignKind.Content, ["内容", "content", "种草"]),
        (CampaignKind.Event, ["活动", "展会", "event"]),
    ];

    /// <summary>Returns what the campaign of a part says, and the ids of its channels.</summary>
    public (CampaignTerms Terms, IReadOnlyList<Guid> Channels) TermsOf(ScheduledPart part, PlanCampaign content)
    {
        var channels = content
            .Channels.Select(channel => channel.ChannelId)
            .OfType<Guid>()
            .Where(ChannelCodes.ContainsKey)
            .Distinct()
            .ToList();
        var dates = Windows[part.Id].Select(entry => entry.Dates).FirstOrDefault(found => found.Count > 0)?[0];
        var terms = new CampaignTerms
        {
            PlanId = PlanId.Value,
            Title = content.Name,
            Kind = KindOf($"{content.Kind} {content.Name}"),
            Theme = content.Theme,
            Description = content.Description,
            Window = dates is { Start: { } start, End: var end } ? new CampaignWindow { Start = start, End = end } : null,
            PhaseRef = content.Phase,
            TaskRefs = content.WorkPackages,
            ObjectiveRefs = content.Objectives,
            Channels = [.. channels.Select(channel => ChannelCodes[channel])],
            Segments = content.Segments,
            Partners = content.Partners,
            Owners = content.Owners,
            BudgetLines =
            [
                .. content.BudgetLines.Select(line => Lines.GetValueOrDefault(PartRef.KeyOf(line))).OfType<CampaignBudgetLine>(),
            ],
            Contents = content.Contents,
            Offers = content.Offers,
        };
        return (terms, channels);
    }

    private static CampaignKind KindOf(string text)
    {
        var normal = Domain.Text.SearchText.Normalise(text);
        return Words
            .Where(kind => kind.Words.Any(word => normal.Contains(Domain.Text.SearchText.Normalise(word), StringComparison.Ordinal)))
            .Select(kind => kind.Kind)
            .Append(CampaignKind.Other)
            .First();
    }
}
