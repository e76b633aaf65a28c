using System.Globalization;
using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Application.Scheduling;
using Marketing.Domain.Common;
using Marketing.Domain.Occurrences;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Occurrences;

/// <summary>Records that something took place.</summary>
public sealed record HoldOccurrence(PlanId PlanId, ExpectedVersion? ExpectedVersion, HoldOccurrenceInput Input)
    : ICommand<OccurrenceResponse>;

internal sealed class HoldOccurrenceHandler(OccurrenceWriter occurrences) : IRequestHandler<HoldOccurrence, Result<OccurrenceResponse>>
{
    public Task<Result<OccurrenceResponse>> Handle(HoldOccurrence command, CancellationToken cancellationToken)
    {
        var input = command.Input;
        return occurrences.WriteAsync(
            (command.PlanId, input.Ref, input.Date),
            command.ExpectedVersion,
            (occurrence, today) => occurrence.Hold(new OccurrenceRecord(input.HeldOn, input.Note, input.MinutesUrl), today),
            cancellationToken
        );
    }
}

/// <summary>Records that something is called off.</summary>
public sealed record SkipOccurrence(PlanId PlanId, ExpectedVersion? ExpectedVersion, SkipOccurrenceInput Input)
    : ICommand<OccurrenceResponse>;

internal sealed class SkipOccurrenceHandler(OccurrenceWriter occurrences) : IRequestHandler<SkipOccurrence, Result<OccurrenceResponse>>
{
    public Task<Result<OccurrenceResponse>> Handle(SkipOccurrence command, CancellationToken cancellationToken) =>
        occurrences.WriteAsync(
            (command.PlanId, command.Input.Ref, command.Input.Date),
            command.ExpectedVersion,
            (occurrence, _) => occurrence.Skip(command.Input.Reason),
            cancellationToken
        );
}

/// <summary>Takes back what was recorded about an occurrence.</summary>
public sealed record ReopenOccurrence(PlanId PlanId, ExpectedVersion? ExpectedVersion, ReopenOccurrenceInput Input)
    : ICommand<OccurrenceResponse>;

internal sealed class ReopenOccurrenceHandler(OccurrenceWriter occurrences) : IRequestHandler<ReopenOccurrence, Result<OccurrenceResponse>>
{
    public Task<Result<OccurrenceResponse>> Handle(ReopenOccurrence command, CancellationToken cancellationToken) =>
        occurrences.WriteAsync(
            (command.PlanId, command.Input.Ref, command.Input.Date),
            command.ExpectedVersion,
            (occurrence, _) => occurrence.Reopen(),
            cancellationToken
        );
}

/// <summary>Writes on occurrences, stored or not.</summary>
internal sealed class OccurrenceWriter(IMarketingDb db, RequestContext context, OccurrenceReader reader)
{
    private const int NoVersion = 0;
    private const int DaysShown = 5;

    /// <summary>Finds the occurrence, or stores it as the content in force plans it, and writes on it.</summary>
    /// <param name="key">The plan, the ref of the item and the planned day.</param>
    /// <param name="expectedVersion">The version that the caller has read; null to accept any.</param>
    /// <param name="write">Writes on the occurrence; gets today's date too.</param>
    /// <param name="ct">Cancels the write.</param>
    public async Task<Result<OccurrenceResponse>> WriteAsync(
        (PlanId PlanId, string Ref, DateOnly Date) key,
        ExpectedVersion? expectedVersion,
        Func<Occurrence, DateOnly, Result<Done>> write,
        CancellationToken ct
    )
    {
        var found = await FindAsync(key.PlanId, key.Ref, key.Date, expectedVersion, ct);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var occurrence = found.Value;
        if (write(occurrence, reader.Today(occurrence.TimeZone)).Error is { } refused)
        {
            return refused;
        }

        await db.SaveChangesAsync(ct);
        return reader.ToResponse(occurrence);
    }

    private async Task<Result<Occurrence>> FindAsync(
        PlanId planId,
        string item,
        DateOnly date,
        ExpectedVersion? expectedVersion,
        CancellationToken ct
    )
    {
        if (!await db.Plans.AnyAsync(plan => plan.Id == planId, ct))
        {
            return new PlanNotFound(planId.Value);
        }

        var key = PartRef.KeyOf(item);
        var stored = await db.Occurrences.SingleOrDefaultAsync(
            occurrence => occurrence.PlanId == planId && occurrence.RefKey == key && occurrence.Date == date,
            ct
        );
        if (stored is not null)
        {
            return expectedVersion?.Allows(stored.Version) == false ? new StaleVersion(stored.Version) : stored;
        }

        return expectedVersion is { AllowsMissing: false } ? new StaleVersion(NoVersion) : await StoreAsync(planId, item, date, ct);
    }

    private async Task<Result<Occurrence>> StoreAsync(PlanId planId, string item, DateOnly date, CancellationToken ct)
    {
        var read = await db.ReadScheduleAsync(planId, ContentView.InForce, ct);
        if (!read.Succeeded)
        {
            return read.Error is PlanNotInForce ? new OccurrencePlanNotInForce(planId.Value) : read.Error;
        }

        var sources = read.Value;
        if (Occurrence.WhyTooFar(date, reader.Today(sources.TimeZone)) is { } tooFar)
        {
            return tooFar;
        }

        var planned = Planned(sources, item, date, date).FirstOrDefault();
        if (planned is null)
        {
            var around = Planned(sources, item, date.Around(-PlannedOccurrence.DaysAhead), date.Around(PlannedOccurrence.DaysAhead));
            var nearest = around.OrderBy(each => Math.Abs(each.Date.DayNumber - date.DayNumber)).Take(DaysShown);
            return new OccurrenceNotPlanned(
                item,
                date,
                [.. nearest.Select(each => each.Date).Order().Select(day => day.ToString("O", CultureInfo.InvariantCulture))]
            );
        }

        var stored = Occurrence.Of(context.WorkspaceId, planId, planned, sources.TimeZone);
        db.Occurrences.Add(stored);
        return stored;
    }

    private static IEnumerable<PlannedOccurrence> Planned(ScheduleSources sources, string item, DateOnly from, DateOnly to) =>
        PlannedOccurrence.Of(sources.Entries(from, to)).Where(planned => PartRef.AreSame(planned.Ref, item));
}
