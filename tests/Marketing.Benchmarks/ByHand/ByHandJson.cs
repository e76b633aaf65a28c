using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Documents;
using Marketing.Domain.Plans;

namespace Marketing.Benchmarks.ByHand;

/// <summary>A plan in responses of the hand-written host: like that of the service, but with the header as one member.</summary>
internal sealed record ByHandPlan
{
    public required Guid Id { get; init; }

    public required int Version { get; init; }

    public required PlanHeader Header { get; init; }

    public required PlanStatus Status { get; init; }

    public string? StatusReason { get; init; }

    public required RevisionResponse? WorkingRevision { get; init; }

    public RevisionResponse? ApprovedRevision { get; init; }

    public RevisionResponse? InForceRevision { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public string? CreatedByName { get; init; }

    public required DateTime UpdatedAt { get; init; }

    public required string UpdatedBy { get; init; }

    public string? UpdatedByName { get; init; }

    public required long ContentVersion { get; init; }

    public required DateTime ContentUpdatedAt { get; init; }

    public required DateTime? DeletedAt { get; init; }
}

/// <summary>Source-generated serialization for the hand-written host.</summary>
[JsonSerializable(typeof(Page<PlanSummary>))]
[JsonSerializable(typeof(ByHandPlan))]
[JsonSerializable(typeof(PlanHeader))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(ChangesResponse))]
internal sealed partial class ByHandJson : JsonSerializerContext
{
    /// <summary>Options as in the API.</summary>
    public static readonly ByHandJson Wire = new(Writing(JsonIgnoreCondition.Never));

    /// <summary>Options as in the tables: nulls are omitted.</summary>
    public static readonly ByHandJson Stored = new(Writing(JsonIgnoreCondition.WhenWritingNull));

    private static JsonSerializerOptions Writing(JsonIgnoreCondition ignored) =>
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = ignored,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new InstantConverter(), new DecimalStringConverter() },
        };
}
