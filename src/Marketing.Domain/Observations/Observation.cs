using System.Globalization;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Facts;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Observations;

public readonly record struct ObservationId(Guid Value) : IEntityId<ObservationId>
{
    public static ObservationId From(Guid value) => new(value);

    public int CompareTo(ObservationId other) => Value.CompareTo(other.Value);
}

/// <summary>What an observation is about. Together with its source, this is its natural key.</summary>
/// <param name="MetricId">The metric.</param>
/// <param name="MetricCode">Code of the metric when the observation was first reported.</param>
/// <param name="ForDate">The day for which the value was measured.</param>
/// <param name="Scope">Part of the market; empty for the whole.</param>
/// <param name="PlanId">The plan of the measure; null if it is about no measure in particular.</param>
/// <param name="MeasureRef">Ref of the measure.</param>
public sealed record ObservationSubject(
    MetricId MetricId,
    string MetricCode,
    DateOnly ForDate,
    string Scope,
    PlanId? PlanId,
    string? MeasureRef
)
{
    /// <summary>Returns the natural key of the observation.</summary>
    public byte[] KeyOf(string source) =>
        FactKey.Of(
            source,
            MetricId.Value.ToString("N"),
            ForDate.ToString("O", CultureInfo.InvariantCulture),
            Scope,
            PlanId?.Value.ToString("N") ?? "",
            MeasureRef is null ? "" : PartRef.KeyOf(MeasureRef)
        );
}

/// <summary>What was measured.</summary>
/// <param name="Micros">The value in millionths.</param>
/// <param name="SampleSize">Number of cases that it was measured on.</param>
public sealed record ObservedValue(long Micros, int? SampleSize);

/// <summary>
/// The value of a metric on a day, as it is known now. Restatements and retractions change this row and leave an
/// <see cref="ObservationEntry"/> each.
/// </summary>
public sealed class Observation : IWorkspaceOwned, IObserved
{
    public const int ScopeLength = 200;

    private Observation() { }

    public ObservationId Id { get; private init; }

    public WorkspaceId WorkspaceId { get; private init; }

    /// <summary>Hash of the natural key, unique in the workspace.</summary>
    public byte[] Key { get; private init; } = [];

    public string Source { get; private init; } = "";

    public MetricId MetricId { get; private init; }

    /// <summary>The metric's row in the catalogue. By it, the database refuses to delete a metric with observations.</summary>
    public Guid MetricEntryId { get; private init; }

    public string MetricCode { get; private init; } = "";

    public DateOnly ForDate { get; private init; }

    public string Scope { get; private init; } = "";

    public PlanId? PlanId { get; private init; }

    public string? MeasureRef { get; private init; }

    /// <summary>The value in millionths; null while it is retracted.</summary>
    public long? Micros { get; private set; }

    public int? SampleSize { get; private set; }

    public DateTime? SourceExportedAt { get; private set; }

    /// <summary>Number of the last entry.</summary>
    public int Version { get; private set; }

    public static Observation New(WorkspaceId workspaceId, string source, ObservationSubject subject) =>
        new()
        {
            Id = EntityId.New<ObservationId>(),
            WorkspaceId = workspaceId,
            Key = subject.KeyOf(source),
            Source = source,
            MetricId = subject.MetricId,
            MetricEntryId = subject.MetricId.Value,
            MetricCode = subject.MetricCode,
            ForDate = subject.ForDate,
            Scope = subject.Scope,
            PlanId = subject.PlanId,
            MeasureRef = subject.MeasureRef,
        };

    /// <summary>Whether an export is older than what is known. An export without a time is never older.</summary>
    public bool IsNewerThan(DateTime? exportedAt) => exportedAt < SourceExportedAt;

    /// <summary>Writes what was measured, or takes it back.</summary>
    /// <param name="value">The value; null to take it back.</param>
    /// <param name="exportedAt">When the source exported it.</param>
    /// <returns>The entry; null if nothing changed.</returns>
    public ObservationEntry? Report(ObservedValue? value, DateTime? exportedAt)
    {
        if (value is null ? Micros is null : (Micros, SampleSize) == (value.Micros, value.SampleSize))
        {
            SourceExportedAt = exportedAt > SourceExportedAt || SourceExportedAt is null ? exportedAt : SourceExportedAt;
            return null;
        }

        var before = Micros ?? 0;
        (Micros, SampleSize, Version) = (value?.Micros, value?.SampleSize, Version + 1);
        SourceExportedAt = exportedAt ?? SourceExportedAt;
        return new ObservationEntry
        {
            WorkspaceId = WorkspaceId,
            ObservationId = Id,
            Version = Version,
            Op =
                Micros is null ? FactOp.Retracted
                : Version == 1 ? FactOp.Created
                : FactOp.Restated,
            Source = Source,
            MetricId = MetricId,
            MetricCode = MetricCode,
            ForDate = ForDate,
            Scope = Scope,
            PlanId = PlanId,
            MeasureRef = MeasureRef,
            Micros = Micros,
            DeltaMicros = (Micros ?? 0) - before,
            SampleSize = SampleSize,
            SourceExportedAt = exportedAt,
        };
    }
}
