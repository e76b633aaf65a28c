using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Facts;
using Marketing.Application.Results;
using Marketing.Domain.Access;
using Marketing.Domain.Campaigns;

namespace Marketing.Api.Facts;

internal static class ResultEndpoints
{
    private const int BulkBytes = 4_000_000;

    public static void MapResults(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Results");
        api.Post("/v1/results/bulk", "reportResults", ReportResults, Scopes.ResultsWrite).MaxBody(BulkBytes);
        api.Get("/v1/results", "listResults", ListResults, Scopes.CampaignsRead).MayFail(422);
        api.Get("/v1/result-entries", "listResultEntries", ListResultEntries, Scopes.CampaignsRead);
        api.Get("/v1/campaigns/{campaignId}/figures", "getCampaignFigures", GetCampaignFigures, Scopes.CampaignsRead).MayFail(422);
        api.Get("/v1/reports/channels", "reportChannels", ReportChannels, Scopes.CampaignsRead).MayFail(422);
        api.Get("/v1/reports/reconciliation", "reconcileCosts", ReconcileCosts, Scopes.CampaignsRead);
    }

    /// <summary>Report daily results</summary>
    /// <remarks>
    /// Reports up to 1,000 results of campaigns. Source, campaign, channel, day, window and breakdown identify a result: the same again
    /// changes nothing, other figures replace it and stay in its history, an older export never replaces a newer one, and `retract` takes
    /// it back. With `replaceScope`, what the source reported for these days and does not repeat is retracted. Results never post to the
    /// ledger.
    /// </remarks>
    private static Task<Changed<FactBulkResponse>> ReportResults(Body<BulkResultInput> body, UseCases useCases) =>
        useCases.Change(new ReportResults(body.Value));

    /// <summary>List daily results</summary>
    /// <remarks>
    /// Returns results as they are known now, or as they were at `asOf`. CSV has the rows of all pages. Sorts by `date`.
    /// </remarks>
    private static Task<OkOrCsv<Page<ResultResponse>>> ListResults(Query<ListResults> query, UseCases useCases) =>
        useCases.ReadFeed(query.Value, ResultResponse.Feed);

    /// <summary>List the history of daily results</summary>
    /// <remarks>
    /// Returns every report, restatement and retraction by sequence, with what it adds: sums over the rows are always what is known. Rows
    /// are only added, never changed; load new ones with `sequenceFrom`. Never add rows of different windows.
    /// </remarks>
    private static Task<OkOrCsv<Page<ResultEntryRow>>> ListResultEntries(Query<ListResultEntries> query, UseCases useCases) =>
        useCases.ReadFeed(query.Value, ResultEntryRow.Feed);

    /// <summary>Get the figures of a campaign</summary>
    /// <remarks>
    /// Returns CTR, CPC, CPM, CPA, CAC, conversion rate, ROI ratio and net ROI with numerator, denominator, currency and cost basis. A
    /// figure without a value has the reason.
    /// </remarks>
    private static Task<Ok<CampaignFiguresResponse>> GetCampaignFigures(
        CampaignId campaignId,
        Query<CampaignFigureArguments> query,
        UseCases useCases
    ) => useCases.Read(new GetCampaignFigures(campaignId, query.Value));

    /// <summary>Compare channels</summary>
    /// <remarks>
    /// Returns the figures of each channel, ranked by ROI ratio. Channels that return at least as much as all channels together are rated
    /// `high`: money goes there first. The others are rated `low`.
    /// </remarks>
    private static Task<OkOr<ChannelReportResponse, Svg>> ReportChannels(Query<ChannelReportArguments> query, UseCases useCases) =>
        useCases.Read<ChannelReportResponse, ChannelReportResponse, Svg>(
            new ReportChannels(query.Value),
            report => report,
            ChannelReportSvg.Write
        );

    /// <summary>Reconcile media cost with booked cost</summary>
    /// <remarks>
    /// Returns for each campaign, month and currency the cost that platforms report, the cost that is booked in the ledger on its code, and
    /// the difference.
    /// </remarks>
    private static Task<Ok<ReconciliationResponse>> ReconcileCosts(Query<ReconciliationArguments> query, UseCases useCases) =>
        useCases.Read(new ReconcileCosts(query.Value));
}
