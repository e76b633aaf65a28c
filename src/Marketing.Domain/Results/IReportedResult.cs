using Marketing.Domain.Campaigns;

namespace Marketing.Domain.Results;

/// <summary>What a daily result and the steps of its history have in common.</summary>
public interface IReportedResult
{
    string Source { get; }

    CampaignId CampaignId { get; }

    Guid ChannelId { get; }

    string ChannelCode { get; }

    DateOnly Date { get; }

    string Window { get; }

    string Breakdown { get; }

    string Currency { get; }

    ResultStatus Status { get; }
}
