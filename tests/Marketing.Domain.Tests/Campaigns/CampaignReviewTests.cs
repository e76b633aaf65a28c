using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Campaigns;

/// <summary>The legal department countersigns campaigns that use customer data (R35).</summary>
public sealed class CampaignReviewTests
{
    [Theory]
    [InlineData(true, true, false, typeof(CampaignNotCountersigned))]
    [InlineData(true, true, true, null)]
    [InlineData(true, false, false, null)]
    [InlineData(false, true, false, null)]
    public void A_campaign_with_customer_data_starts_once_it_is_countersigned_where_the_workspace_wants_it(
        bool wanted,
        bool usesCustomerData,
        bool countersigned,
        Type? error
    )
    {
        var campaign = Planned(usesCustomerData);
        if (countersigned)
        {
            campaign.RequestReview("anna");
            campaign.DecideReview(1, countersigned: true);
        }

        (campaign.WhyNotStarted(wanted)?.GetType()).ShouldBe(error);
    }

    [Fact]
    public void A_request_alone_and_a_return_are_no_countersignature()
    {
        var campaign = Planned(usesCustomerData: true);

        campaign.RequestReview("anna").Succeeded.ShouldBeTrue();
        campaign.WhyNotStarted(true).ShouldBeOfType<CampaignNotCountersigned>();
        campaign.DecideReview(1, countersigned: false).Succeeded.ShouldBeTrue();
        campaign.WhyNotStarted(true).ShouldBeOfType<CampaignNotCountersigned>();
    }

    [Fact]
    public void A_change_makes_the_countersignature_outdated_and_needs_another_round()
    {
        var campaign = Planned(usesCustomerData: true);
        campaign.RequestReview("anna");
        campaign.DecideReview(1, countersigned: true);

        campaign.OutdateReview();

        campaign.WhyNotStarted(true).ShouldBeOfType<CampaignNotCountersigned>();
        campaign.RequestReview("ben");
        (campaign.Review!.State, campaign.Review.Round, campaign.Review.RequestedBy).ShouldBe((CampaignReviewState.Requested, 2, "ben"));
    }

    [Fact]
    public void One_round_is_open_at_a_time_and_decided_once()
    {
        var campaign = Planned(usesCustomerData: true);
        campaign.DecideReview(1, countersigned: true).Error.ShouldBeOfType<CampaignReviewNotRequested>();
        campaign.RequestReview("anna");

        campaign.RequestReview("ben").Error.ShouldBeOfType<CampaignReviewPending>();
        campaign.DecideReview(2, countersigned: true).Error.ShouldBeOfType<CampaignReviewNotRequested>();
        campaign.DecideReview(1, countersigned: true).Succeeded.ShouldBeTrue();
        campaign.DecideReview(1, countersigned: false).Error.ShouldBeOfType<CampaignReviewNotRequested>();
    }

    [Fact]
    public void Only_a_planned_campaign_is_submitted()
    {
        var campaign = Planned(usesCustomerData: true);
        campaign.Take(campaign.Execution.Start(new DateOnly(2027, 3, 1)));

        campaign.RequestReview("anna").Error.ShouldBeOfType<CampaignInWrongStatus>().Allowed.ShouldBe(["planned"]);
    }

    private static Campaign Planned(bool usesCustomerData) =>
        Campaign
            .Plan(
                WorkspaceId.From(Guid.NewGuid()),
                new CampaignTerms
                {
                    Title = "会员短信",
                    Kind = CampaignKind.Crm,
                    UsesCustomerData = usesCustomerData,
                },
                []
            )
            .Value;
}
