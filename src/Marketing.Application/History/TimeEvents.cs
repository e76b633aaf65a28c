using System.Text.RegularExpressions;
using Marketing.Application.Common;
using Marketing.Domain.History;

namespace Marketing.Application.History;

/// <summary>Raises events that are caused by time, not by a write, each once.</summary>
public sealed partial class TimeEvents(IMarketingDb db, RequestContext context, TimeProvider clock)
{
    /// <summary>Raises the event unless one with this key was raised before; also if two processes try at once.</summary>
    /// <param name="raised">The event.</param>
    /// <param name="onceKey">Identifies subject and occasion: with a new due date, an approval can be due again.</param>
    /// <param name="ct">Cancels the look-up.</param>
    /// <returns>Whether the event is new.</returns>
    /// <exception cref="ArgumentException">The name is not two words in camel case with a dot between, or a text is too long.</exception>
    public async Task<bool> RaiseAsync(EventNote raised, string onceKey, CancellationToken ct)
    {
        if (raised.Name.Length > RaisedEvent.NameLength || !NamePattern().IsMatch(raised.Name))
        {
            throw new ArgumentException(
                $"{raised.Name} is not a valid event name. Use resource.event, such as approval.due.",
                nameof(raised)
            );
        }

        if (onceKey.Length is 0 or > RaisedEvent.OnceKeyLength)
        {
            throw new ArgumentException(
                $"The once-key has {onceKey.Length} characters; use 1 to {RaisedEvent.OnceKeyLength}.",
                nameof(onceKey)
            );
        }

        if (await db.RaisedEvents.FindAsync([context.WorkspaceId, onceKey], ct) is not null)
        {
            return false;
        }

        db.RaisedEvents.Add(
            new RaisedEvent
            {
                WorkspaceId = context.WorkspaceId,
                OnceKey = onceKey,
                Name = raised.Name,
                RaisedAt = clock.Instant(),
            }
        );
        db.Log.Note(raised);
        return true;
    }

    [GeneratedRegex(@"\A[a-z][A-Za-z]*\.[a-z][A-Za-z]*\z")]
    private static partial Regex NamePattern();
}
