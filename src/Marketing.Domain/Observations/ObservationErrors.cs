using Marketing.Domain.Common;

namespace Marketing.Domain.Observations;

/// <summary>No metric of the catalogue has the code.</summary>
public sealed record ObservedMetricUnknown([Arg("code")] string MetricCode, string Pointer = "/metric")
    : RuleError("observation.metricUnknown");

/// <summary>The plan has no measure with the ref.</summary>
public sealed record ObservedMeasureUnknown(Guid PlanId, string Ref, string Pointer = "/measure/ref")
    : RuleError("observation.measureUnknown");

/// <summary>The measure is linked to another metric.</summary>
public sealed record ObservedMetricDiffers(string Ref, string Metric, string MeasuredBy, string Pointer = "/metric")
    : RuleError("observation.metricDiffers");

/// <summary>An observation that is not retracted needs a value.</summary>
public sealed record ObservedValueMissing(string Pointer = "/value") : RuleError("observation.valueMissing");

/// <summary>The observation was never reported.</summary>
public sealed record ObservationUnknown() : RuleError("observation.unknown");
