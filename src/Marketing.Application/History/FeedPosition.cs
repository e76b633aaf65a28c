using System.Text.Json;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Domain.History;

namespace Marketing.Application.History;

/// <summary>A place in the change feed, as cursors contain it.</summary>
/// <param name="Epoch">The epoch of the feed.</param>
/// <param name="After">The sequence of the last entry before the place.</param>
internal sealed record FeedPosition([property: JsonRequired] Guid Epoch, [property: JsonRequired] long After)
{
    public static FeedPosition At(FeedStart start, ChangeCounter counter) =>
        new(counter.Epoch, start == FeedStart.Now ? counter.LastSequence : counter.PurgedThrough);

    public bool IsIn(ChangeCounter counter) => Epoch == counter.Epoch && After >= counter.PurgedThrough && After <= counter.LastSequence;

    /// <summary>Parses a cursor of the feed; null if it is not one.</summary>
    public static FeedPosition? Read(string? payload)
    {
        try
        {
            return payload is null ? null : WireJson.Load<FeedPosition>(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
