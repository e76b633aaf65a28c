using Marketing.Application.Budgets;
using Marketing.Application.Campaigns;
using Marketing.Application.Results;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Results;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.SampleData;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Results;

/// <summary>Three campaigns of a sample plan with 90 days of results on four channels. Two days are restated.</summary>
internal sealed class SampleResults : ISampleStep
{
    private const string PlanCode = "SPARK-2027";
    private const int Days = 90;
    private const string Source = "ad-platforms";

    private static readonly DateOnly First = new(2027, 1, 4);

    private static readonly SampleCampaign[] Campaigns =
    [
        new("SPARK-TEASER", "上市预热投放", CampaignKind.Launch, ["FEED", "DOUYIN"], 4_200),
        new("SPARK-KOL", "达人种草", CampaignKind.Content, ["XHS"], 2_600),
        new("SPARK-CLUB", "会员招募", CampaignKind.Crm, ["WECHAT-OA"], 900),
    ];

    public int Order => SampleOrder.Plans + 70;

    public async Task WriteAsync(SystemScope workspace, CancellationToken ct)
    {
        var plan = await workspace.Db.Plans.Where(row => row.Code == PlanCode).Select(row => row.Id).SingleAsync(ct);
        foreach (var campaign in Campaigns)
        {
            var terms = new CampaignTerms
            {
                PlanId = plan.Value,
                Code = campaign.Code,
                Title = campaign.Title,
                Kind = campaign.Kind,
                Channels = campaign.Channels,
                Window = new CampaignWindow { Start = First, End = First.AddDays(Days - 1) },
            };
            await workspace.RunAsync(new CreateCampaign(terms), ct);
        }

        await ReportAsync(workspace, [.. Rows(Enumerable.Range(0, Days), ResultStatus.Provisional, 0)], ct);
        await ReportAsync(workspace, [.. Rows([30, 31], ResultStatus.Final, 3)], ct);
    }

    private static async Task ReportAsync(SystemScope workspace, IReadOnlyList<ResultItem> rows, CancellationToken ct)
    {
        var bulk = new BulkResultInput
        {
            Source = Source,
            Mode = BulkMode.Atomic,
            Items = rows,
        };
        await workspace.RunAsync(new ReportResults(bulk), ct);
    }

    /// <summary>Results that rise slowly and are lower at weekends.</summary>
    private static IEnumerable<ResultItem> Rows(IEnumerable<int> days, ResultStatus status, int more) =>
        from day in days
        from campaign in Campaigns
        from channel in campaign.Channels
        let date = First.AddDays(day)
        let share = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 70 : 100
        let cost = campaign.DailyCost * share / 100m
        let clicks = (long)cost * (3 + (channel.Length % 3)) / 5
        let conversions = (clicks * (20 + (day % 9)) / 1_000) + more
        select new ResultItem
        {
            Campaign = new ResultCampaign { Code = campaign.Code },
            Channel = channel,
            Date = date,
            AccountTimeZone = "Asia/Shanghai",
            Impressions = clicks * 45,
            Clicks = clicks,
            Conversions = conversions,
            NewCustomers = conversions * 3 / 5,
            Cost = cost,
            Revenue = conversions * (128 + day),
            Currency = "CNY",
            Status = status,
        };

    private sealed record SampleCampaign(string Code, string Title, CampaignKind Kind, string[] Channels, int DailyCost);
}
