using Marketing.Application.Budgets;
using Marketing.Application.Facts;
using Marketing.Application.Observations;
using Marketing.Application.Results;
using Marketing.Domain.Access;
using Marketing.Domain.BulkJobs;
using Marketing.Domain.Common;
using MediatR;

namespace Marketing.Application.BulkJobs;

/// <summary>Daily results of campaigns, as in <c>POST /v1/results/bulk</c>.</summary>
internal sealed class ResultRows(ISender sender) : IBulkKind
{
    public BulkJobKind Kind => BulkJobKind.Results;

    public string Scope => Scopes.ResultsWrite;

    public Type Item => typeof(ResultItem);

    public bool HasSource => true;

    public Task<Result<IReadOnlyList<BulkOutcome>>> ApplyAsync(string? source, IReadOnlyList<object> items, CancellationToken ct) =>
        RepeatedRows.ApplyAsync(
            [.. items.Cast<ResultItem>()],
            async rows =>
            {
                var input = new BulkResultInput
                {
                    Source = source!,
                    Mode = BulkMode.Independent,
                    Items = rows,
                };
                return FactRows.OutcomesOf(await sender.Send(new ReportResults(input), ct));
            }
        );
}

/// <summary>Values of metrics, as in <c>POST /v1/observations/bulk</c>.</summary>
internal sealed class ObservationRows(ISender sender) : IBulkKind
{
    public BulkJobKind Kind => BulkJobKind.Observations;

    public string Scope => Scopes.ResultsWrite;

    public Type Item => typeof(ObservationItem);

    public bool HasSource => true;

    public Task<Result<IReadOnlyList<BulkOutcome>>> ApplyAsync(string? source, IReadOnlyList<object> items, CancellationToken ct) =>
        RepeatedRows.ApplyAsync(
            [.. items.Cast<ObservationItem>()],
            async rows =>
            {
                var input = new BulkObservationInput
                {
                    Source = source!,
                    Mode = BulkMode.Independent,
                    Items = rows,
                };
                return FactRows.OutcomesOf(await sender.Send(new ReportObservations(input), ct));
            }
        );
}

/// <summary>What bulks of facts return, as outcomes of rows.</summary>
internal static class FactRows
{
    public static Result<IReadOnlyList<BulkOutcome>> OutcomesOf(Result<FactBulkResponse> applied) =>
        applied.Succeeded
            ? applied.Value.Results.Select(result => new BulkOutcome(EffectOf(result.Status), result.Ref, result.Problem)).ToList()
            : applied.Error;

    private static BulkEffect EffectOf(FactStatus status) =>
        status switch
        {
            FactStatus.Created => BulkEffect.Created,
            FactStatus.Updated or FactStatus.Retracted => BulkEffect.Updated,
            FactStatus.Unchanged or FactStatus.Stale => BulkEffect.Unchanged,
            _ => BulkEffect.Refused,
        };
}
