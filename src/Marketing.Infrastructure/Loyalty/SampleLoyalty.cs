using Marketing.Application.Loyalty;
using Marketing.Domain.Loyalty;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.SampleData;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Loyalty;

/// <summary>Loyalty programmes of the second sample plan, in every state.</summary>
internal sealed class SampleLoyalty : ISampleStep
{
    private const string PlanCode = "TRAIL-CLUB-2027";

    public int Order => SampleOrder.Plans + 80;

    public async Task WriteAsync(SystemScope workspace, CancellationToken ct)
    {
        var plan = await workspace.Db.Plans.Where(row => row.Code == PlanCode).Select(row => row.Id.Value).SingleAsync(ct);
        foreach (var (terms, moves) in Programmes(plan))
        {
            var programme = await workspace.RunAsync(new CreateLoyaltyProgramme(terms), ct);
            foreach (var move in moves)
            {
                await workspace.RunAsync(new MoveLoyaltyProgramme(LoyaltyProgrammeId.From(programme.Id), null, move, On: null), ct);
            }
        }
    }

    private static (LoyaltyTerms Terms, LoyaltyMove[] Moves)[] Programmes(Guid plan) =>
        [
            (
                new()
                {
                    PlanId = plan,
                    Code = "TRAIL-CLUB",
                    Name = "Trail Club",
                    Text = "Free membership in two tiers.",
                    Tiers =
                    [
                        new()
                        {
                            Name = "Path",
                            Criteria = "on joining",
                            Benefits = ["care tips"],
                        },
                        new()
                        {
                            Name = "Ridge",
                            Criteria = "five visits a year",
                            Activity = new PlannedNumber { Value = 5, Unit = "visits" },
                            Benefits = ["free care once a year", "early access"],
                        },
                    ],
                    PointRules =
                    [
                        new()
                        {
                            Event = "each euro spent",
                            Points = new PlannedNumber { Value = 1, Unit = "points" },
                        },
                    ],
                    Redemptions = ["care set", "guided tour"],
                },
                [LoyaltyMove.Start]
            ),
            (
                new()
                {
                    PlanId = plan,
                    Code = "REFER-A-FRIEND",
                    Name = "老友推荐礼",
                    Text = "老会员邀请好友首次购买，双方均有奖励。",
                    ReferrerReward = "好友首单完成后赠 300 积分。",
                    RefereeReward = "首单立减 20 元。",
                },
                [LoyaltyMove.Start, LoyaltyMove.Pause]
            ),
            (
                new()
                {
                    PlanId = plan,
                    Code = "BIRTHDAY",
                    Name = "会员生日月",
                    Occasions = ["会员生日"],
                    VipServices = ["专属客服"],
                },
                []
            ),
            (
                new()
                {
                    PlanId = plan,
                    Code = "WINTER-STAMPS",
                    Name = "Winter stamps",
                    Text = "One stamp for each visit between December and February.",
                },
                [LoyaltyMove.Start, LoyaltyMove.End]
            ),
        ];
}
