using System.Globalization;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.Facts;

namespace Marketing.Domain.Results;

public readonly record struct ResultId(Guid Value) : IEntityId<ResultId>
{
    public static ResultId From(Guid value) => new(value);

    public int CompareTo(ResultId other) => Value.CompareTo(other.Value);
}

/// <summary>Whether figures can still change.</summary>
public enum ResultStatus
{
    /// <summary>The platform can still change them.</summary>
    Provisional,

    /// <summary>The platform has closed the day.</summary>
    Final,
}

/// <summary>What a daily result is about. Together with its source, this is its natural key.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="CampaignCode">Its code when the result was first reported.</param>
/// <param name="ChannelId">The channel's entry in the catalogue.</param>
/// <param name="ChannelCode">Its code when the result was first reported.</param>
/// <param name="Date">The day of the account.</param>
/// <param name="Window">The attribution window; empty for none.</param>
/// <param name="Breakdown">The part of the campaign, such as an ad group; empty for the whole.</param>
public sealed record ResultSubject(
    CampaignId CampaignId,
    string CampaignCode,
    Guid ChannelId,
    string ChannelCode,
    DateOnly Date,
    string Window,
    string Breakdown
)
{
    /// <summary>Returns the natural key of the result.</summary>
    public byte[] KeyOf(string source) =>
        FactKey.Of(
            source,
            CampaignId.Value.ToString("N"),
            ChannelId.ToString("N"),
            Date.ToString("O", CultureInfo.InvariantCulture),
            Window,
            Breakdown
        );
}

/// <summary>What a platform counted on a day. Amounts are in millionths.</summary>
public sealed record ResultFigures
{
    public required long Impressions { get; init; }

    public required long Clicks { get; init; }

    public required long ConversionMicros { get; init; }

    public required long? NewCustomers { get; init; }

    public required long CostMicros { get; init; }

    public required long RevenueMicros { get; init; }

    public required string Currency { get; init; }

    public required ResultStatus Status { get; init; }

    public required string? AccountTimeZone { get; init; }

    /// <summary>Values of other metrics, by their codes.</summary>
    public required IReadOnlyDictionary<string, decimal> Metrics { get; init; }

    public bool Equals(ResultFigures? other) =>
        other is not null
        && (Impressions, Clicks, ConversionMicros, NewCustomers, CostMicros, RevenueMicros)
            == (other.Impressions, other.Clicks, other.ConversionMicros, other.NewCustomers, other.CostMicros, other.RevenueMicros)
        && (Currency, Status, AccountTimeZone) == (other.Currency, other.Status, other.AccountTimeZone)
        && Metrics.Count == other.Metrics.Count
        && Metrics.All(metric => other.Metrics.TryGetValue(metric.Key, out var value) && value == metric.Value);

    public override int GetHashCode() => HashCode.Combine(Impressions, Clicks, ConversionMicros, CostMicros, RevenueMicros, Currency);
}

/// <summary>
/// The result of a campaign on a channel and a day, as it is known now. Restatements and retractions change this row and leave a
/// <see cref="ResultEntry"/> each.
/// </summary>
public sealed class DailyResult : IWorkspaceOwned, IReportedResult
{
    public const int WindowLength = 50;
    public const int BreakdownLength = 200;
    public const int TimeZoneLength = 64;
    public const int MaxMetrics = 50;

    private static readonly Dictionary<string, decimal> NoMetrics = [];

    private DailyResult() { }

    public ResultId Id { get; private init; }

    public WorkspaceId WorkspaceId { get; private init; }

    /// <summary>Hash of the natural key, unique in the workspace.</summary>
    public byte[] Key { get; private init; } = [];

    public string Source { get; private init; } = "";

    public CampaignId CampaignId { get; private init; }

    public string CampaignCode { get; private init; } = "";

    public Guid ChannelId { get; private init; }

    public string ChannelCode { get; private init; } = "";

    public DateOnly Date { get; private init; }

    public string Window { get; private init; } = "";

    public string Breakdown { get; private init; } = "";

    public string Currency { get; private set; } = "";

    public ResultStatus Status { get; private set; }

    public string? AccountTimeZone { get; private set; }

    public long Impressions { get; private set; }

    public long Clicks { get; private set; }

    public long ConversionMicros { get; private set; }

    public long? NewCustomers { get; private set; }

    public long CostMicros { get; private set; }

    public long RevenueMicros { get; private set; }

    public IReadOnlyDictionary<string, decimal> Metrics { get; private set; } = NoMetrics;

    /// <summary>Whether the result is taken back. Its figures are zero then.</summary>
    public bool IsRetracted { get; private set; } = true;

    public DateTime? SourceExportedAt { get; private set; }

    /// <summary>Number of the last entry.</summary>
    public int Version { get; private set; }

    private ResultFigures? Figures =>
        IsRetracted
            ? null
            : new ResultFigures
            {
                Impressions = Impressions,
                Clicks = Clicks,
                ConversionMicros = ConversionMicros,
                NewCustomers = NewCustomers,
                CostMicros = CostMicros,
                RevenueMicros = RevenueMicros,
                Currency = Currency,
                Status = Status,
                AccountTimeZone = AccountTimeZone,
                Metrics = Metrics,
            };

    public static DailyResult New(WorkspaceId workspaceId, string source, ResultSubject subject) =>
        new()
        {
            Id = EntityId.New<ResultId>(),
            WorkspaceId = workspaceId,
            Key = subject.KeyOf(source),
            Source = source,
            CampaignId = subject.CampaignId,
            CampaignCode = subject.CampaignCode,
            ChannelId = subject.ChannelId,
            ChannelCode = subject.ChannelCode,
            Date = subject.Date,
            Window = subject.Window,
            Breakdown = subject.Breakdown,
        };

    /// <summary>Whether what is known was exported later. An export without a time is never older.</summary>
    public bool IsNewerThan(DateTime? exportedAt) => exportedAt < SourceExportedAt;

    /// <summary>Writes what the platform counted, or takes it back.</summary>
    /// <param name="figures">The figures; null to take them back.</param>
    /// <param name="exportedAt">When the source exported them.</param>
    /// <returns>
    /// The entries; none if nothing changed. A change of the currency takes the old figures back first, so that each currency adds up.
    /// </returns>
    public IReadOnlyList<ResultEntry> Report(ResultFigures? figures, DateTime? exportedAt)
    {
        var before = Figures;
        if (Equals(before, figures))
        {
            SourceExportedAt = exportedAt > SourceExportedAt || SourceExportedAt is null ? exportedAt : SourceExportedAt;
            return [];
        }

        SourceExportedAt = exportedAt ?? SourceExportedAt;
        return before is not null && figures is not null && before.Currency != figures.Currency
            ? [Step(before, null, exportedAt), Step(null, figures, exportedAt)]
            : [Step(before, figures, exportedAt)];
    }

    private ResultEntry Step(ResultFigures? before, ResultFigures? after, DateTime? exportedAt)
    {
        Version++;
        IsRetracted = after is null;
        (Impressions, Clicks, ConversionMicros) = (after?.Impressions ?? 0, after?.Clicks ?? 0, after?.ConversionMicros ?? 0);
        (NewCustomers, CostMicros, RevenueMicros) = (after?.NewCustomers, after?.CostMicros ?? 0, after?.RevenueMicros ?? 0);
        (Currency, Status) = (after?.Currency ?? Currency, after?.Status ?? Status);
        AccountTimeZone = after is null ? AccountTimeZone : after.AccountTimeZone;
        Metrics = after?.Metrics ?? NoMetrics;
        return new ResultEntry
        {
            WorkspaceId = WorkspaceId,
            ResultId = Id,
            Version = Version,
            Op =
                after is null ? FactOp.Retracted
                : Version == 1 ? FactOp.Created
                : FactOp.Restated,
            Source = Source,
            CampaignId = CampaignId,
            CampaignCode = CampaignCode,
            ChannelId = ChannelId,
            ChannelCode = ChannelCode,
            Date = Date,
            Window = Window,
            Breakdown = Breakdown,
            Currency = Currency,
            Status = Status,
            AccountTimeZone = AccountTimeZone,
            Impressions = Impressions,
            Clicks = Clicks,
            ConversionMicros = ConversionMicros,
            NewCustomers = NewCustomers,
            CostMicros = CostMicros,
            RevenueMicros = RevenueMicros,
            Metrics = Metrics,
            DeltaImpressions = Impressions - (before?.Impressions ?? 0),
            DeltaClicks = Clicks - (before?.Clicks ?? 0),
            DeltaConversionMicros = ConversionMicros - (before?.ConversionMicros ?? 0),
            DeltaNewCustomers = (NewCustomers ?? 0) - (before?.NewCustomers ?? 0),
            DeltaCostMicros = CostMicros - (before?.CostMicros ?? 0),
            DeltaRevenueMicros = RevenueMicros - (before?.RevenueMicros ?? 0),
            DeltaMetrics = DeltasOf(before?.Metrics ?? NoMetrics, Metrics),
            SourceExportedAt = exportedAt,
        };
    }

    private static SortedDictionary<string, decimal> DeltasOf(
        IReadOnlyDictionary<string, decimal> before,
        IReadOnlyDictionary<string, decimal> after
    )
    {
        var deltas = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var code in before.Keys.Union(after.Keys))
        {
            var delta = after.GetValueOrDefault(code) - before.GetValueOrDefault(code);
            if (delta != 0)
            {
                deltas.Add(code, delta);
            }
        }

        return deltas;
    }
}
