using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;

namespace Marketing.Domain.Campaigns;

/// <summary>Kinds of what belongs to a campaign and has a date.</summary>
public enum CampaignItemKind
{
    /// <summary>The window of the campaign.</summary>
    Window,

    /// <summary>Content.</summary>
    Content,

    /// <summary>An offer.</summary>
    Offer,

    /// <summary>Money that was booked.</summary>
    Booking,

    /// <summary>Money of the campaign's budget lines that is not booked.</summary>
    Budget,
}

/// <summary>Something that a new window moves, or leaves where it is.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">Its title or words.</param>
/// <param name="From">Its date before; null without a date.</param>
/// <param name="To">Its date from now on; equal to <paramref name="From"/> if it stays.</param>
public sealed record CampaignMove(CampaignItemKind Kind, string Title, DateOnly? From, DateOnly? To)
{
    public bool Stays => From == To;
}

/// <summary>Moves campaigns to another window.</summary>
internal static class CampaignMoves
{
    /// <summary>Returns the terms in another window, and where everything with a date is.</summary>
    /// <param name="terms">What the campaign says.</param>
    /// <param name="window">The new window.</param>
    /// <param name="moveContent">Whether contents and offers move by the same number of days.</param>
    public static (CampaignTerms Terms, IReadOnlyList<CampaignMove> Moves) MovedTo(
        this CampaignTerms terms,
        CampaignWindow window,
        bool moveContent
    )
    {
        var days = moveContent && terms.Window is { } before ? window.Start.DayNumber - before.Start.DayNumber : 0;
        var moved = terms with
        {
            Window = window,
            Contents = [.. terms.Contents.Select(content => content with { PublishOn = Shift(content.PublishOn, days) })],
            Offers = [.. terms.Offers.Select(offer => offer with { Window = Shift(offer.Window, days) })],
        };
        return (moved, [.. Compare(terms, moved)]);
    }

    private static IEnumerable<CampaignMove> Compare(CampaignTerms before, CampaignTerms after)
    {
        yield return new CampaignMove(CampaignItemKind.Window, before.Title, before.Window?.Start, after.Window?.Start);
        foreach (var (old, @new) in before.Contents.Zip(after.Contents))
        {
            yield return new CampaignMove(CampaignItemKind.Content, old.Title, old.PublishOn?.Date, @new.PublishOn?.Date);
        }

        foreach (var (old, @new) in before.Offers.Zip(after.Offers))
        {
            yield return new CampaignMove(CampaignItemKind.Offer, old.Text, old.Window?.Start?.Date, @new.Window?.Start?.Date);
        }
    }

    // The words of the plan name the old date, so they go.
    private static PlannedDate? Shift(PlannedDate? date, int days) =>
        days != 0 && date is { Date: { } day } ? date with { Date = day.AddDays(days), Text = null } : date;

    private static PeriodWindow? Shift(PeriodWindow? window, int days) =>
        days == 0 || window?.Start?.Date is null
            ? window
            : window with
            {
                Text = null,
                Start = Shift(window.Start, days),
                End = Shift(window.End, days),
            };

    private static Deadline? Shift(Deadline? bound, int days) =>
        bound is { Date: { } day } ? bound with { Date = day.AddDays(days), Text = null } : bound;
}
