using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using MediatR;

namespace Marketing.Application.Budgets;

/// <summary>
/// Makes sure that what was known at an instant never changes any more: everything that is recorded from now on gets a later time.
/// </summary>
internal sealed class LedgerMoment(ISender sender, TimeProvider clock)
{
    /// <summary>Units of work that began before may still record with the time at which they began to do so.</summary>
    private static readonly TimeSpan LongestUnit = TimeSpan.FromSeconds(15);

    /// <returns>The instant itself, or an error if it is in the future.</returns>
    public async Task<Result<DateTime?>> SettleAsync(DateTime? asOf, CancellationToken ct)
    {
        var now = clock.Instant();
        if (asOf is not { } at)
        {
            return (DateTime?)null;
        }

        if (at > now)
        {
            return new AsOfInFuture(now);
        }

        if (now - at < LongestUnit)
        {
            var settled = await sender.Send(new SettleRecordedTime(at), ct);
            if (!settled.Succeeded)
            {
                return settled.Error;
            }
        }

        return asOf;
    }
}

/// <summary>
/// Lets everything that is recorded from now on have a later time than this instant. Waits for units of work that are recording.
/// </summary>
public sealed record SettleRecordedTime(DateTime At) : ICommand<Done>, IRepeatable;

internal sealed class SettleRecordedTimeHandler(IMarketingDb db) : IRequestHandler<SettleRecordedTime, Result<Done>>
{
    public async Task<Result<Done>> Handle(SettleRecordedTime command, CancellationToken cancellationToken)
    {
        var later = command.At.AddMicroseconds(1);
        await db.ChangeCounters.GuardAsync(
            counter => counter.SetProperty(row => row.LastAt, row => row.LastAt < later ? later : row.LastAt),
            cancellationToken
        );
        return Done.Now;
    }
}
