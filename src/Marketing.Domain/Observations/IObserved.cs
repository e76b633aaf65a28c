using Marketing.Domain.Catalogues;
using Marketing.Domain.Plans;

namespace Marketing.Domain.Observations;

/// <summary>What an observation and the steps of its history have in common.</summary>
public interface IObserved
{
    string Source { get; }

    MetricId MetricId { get; }

    DateOnly ForDate { get; }

    string Scope { get; }

    PlanId? PlanId { get; }

    string? MeasureRef { get; }

    /// <summary>The value in millionths; null if it is retracted.</summary>
    long? Micros { get; }
}
