using Marketing.Application.Campaigns;
using Marketing.Domain.Plans.Content;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.SampleData;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Campaigns;

/// <summary>Content assets and offers of the sample campaigns.</summary>
internal sealed class SampleContent : ISampleStep
{
    private const string CampaignCode = "SPARK-TEASER";

    public int Order => SampleOrder.Plans + 75;

    public async Task WriteAsync(SystemScope workspace, CancellationToken ct)
    {
        var id = await workspace.Db.Campaigns.Where(row => row.Code == CampaignCode).Select(row => row.Id).SingleAsync(ct);
        foreach (var asset in Assets(id.Value))
        {
            await workspace.RunAsync(new CreateContentAsset(asset), ct);
        }

        foreach (var offer in Offers(id.Value))
        {
            await workspace.RunAsync(new CreateOffer(offer), ct);
        }
    }

    private static ContentAssetInput[] Assets(Guid campaign) =>
        [
            new()
            {
                Title = "倒计时海报",
                CampaignId = campaign,
                Format = ContentFormat.Poster,
                PlannedOn = new DateOnly(2027, 1, 4),
                PublishedOn = new DateOnly(2027, 1, 5),
                Link = "https://www.example.com/spark/countdown",
            },
            new()
            {
                Title = "Behind the scenes of Spark",
                CampaignId = campaign,
                Format = ContentFormat.Video,
                PlannedOn = new DateOnly(2027, 2, 15),
            },
        ];

    private static OfferInput[] Offers(Guid campaign) =>
        [
            new()
            {
                Code = "SPARK-FIRST",
                Title = "首销优惠",
                CampaignId = campaign,
                Kind = OfferKind.FirstSale,
                Terms = "每人限购一件",
                Guardrails = "售价不低于成本价",
                ValidFrom = new DateOnly(2027, 1, 4),
                ValidTo = new DateOnly(2027, 1, 31),
            },
            new()
            {
                Code = "SPARK-EARLY",
                Title = "Early-bird offer",
                CampaignId = campaign,
                Kind = OfferKind.EarlyBird,
                ValidTo = new DateOnly(2027, 1, 3),
            },
        ];
}
