using System.Buffers.Binary;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Domain.Webhooks;

namespace Marketing.Application.Webhooks;

/// <summary>The event that a webhook delivers: one entry of the change feed.</summary>
public sealed record ChangeEvent
{
    private const int IdLength = 16;

    private static readonly JsonSerializerOptions Json = new(WireJson.Stored) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    /// <summary>Id of the event, the same in every delivery; equals the `webhook-id` header.</summary>
    /// <example>0198c0de-7a10-8c3e-9d2b-5f4e3a2b1c0d</example>
    public required Guid Id { get; init; }

    /// <summary>Resource type and operation, or the name of the event.</summary>
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

    /// <summary>The entry, as in the feed without `include=resource`. It contains names of members, never their values.</summary>
    public required ChangeResponse Data { get; init; }

    /// <summary>Renders the event of an entry, always with the same id.</summary>
    public static WebhookEvent Render(ChangeEntry entry, Guid epoch)
    {
        var change = new ChangeEvent
        {
            Id = IdOf(entry, epoch),
            Type = TypeOf(entry),
            Timestamp = entry.At,
            WorkspaceId = entry.WorkspaceId.Value,
            Epoch = epoch,
            Data = ChangeResponse.Of(entry, null),
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(change, Json);
        return new WebhookEvent(change.Id, entry.Sequence, change.Type, entry.ResourceType, entry.ResourceId, body);
    }

    private static string TypeOf(ChangeEntry entry) =>
        entry.Event ?? $"{entry.ResourceType}.{JsonNamingPolicy.CamelCase.ConvertName(entry.Op.ToString())}";

    /// <summary>Derives the id from the place of the entry, as a UUID of version 8.</summary>
    private static Guid IdOf(ChangeEntry entry, Guid epoch)
    {
        Span<byte> place = stackalloc byte[(2 * IdLength) + sizeof(long)];
        entry.WorkspaceId.Value.TryWriteBytes(place, bigEndian: true, out _);
        epoch.TryWriteBytes(place[IdLength..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(place[(2 * IdLength)..], entry.Sequence);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(place, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..IdLength], bigEndian: true);
    }
}
