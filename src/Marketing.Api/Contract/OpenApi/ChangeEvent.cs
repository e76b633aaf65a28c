using System.ComponentModel.DataAnnotations;
using Marketing.Application.History;

namespace Marketing.Api.Contract.OpenApi;

/// <summary>The event that a webhook delivers: one entry of the change feed.</summary>
internal sealed record ChangeEvent
{
    /// <summary>Id of the event, the same in every delivery; equals the `webhook-id` header.</summary>
    /// <example>0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d</example>
    public required Guid Id { get; init; }

    /// <summary>Resource type and operation.</summary>
    /// <example>plan.updated</example>
    [MaxLength(100)]
    [RegularExpression("^[a-z][A-Za-z]*\\.[a-z][A-Za-z]*$")]
    public required string Type { get; init; }

    /// <summary>When it happened, in UTC.</summary>
    public required DateTime Timestamp { get; init; }

    /// <summary>The workspace it happened in.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>
    /// Epoch of the database. It changes after a restore from a backup; sequences of different epochs cannot be compared.
    /// </summary>
    public required Guid Epoch { get; init; }

    /// <summary>The entry, as in the feed.</summary>
    public required ChangeResponse Data { get; init; }
}
