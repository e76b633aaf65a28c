using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Occurrences;
using Marketing.Domain.Workspaces;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Occurrences;

/// <summary>Reads stored occurrences, and judges their state by today's date.</summary>
internal sealed class OccurrenceReader(IMarketingDb db, TimeProvider clock) : IResourceReader
{
    public IReadOnlyList<string> Types { get; } = [ResourceTypes.Occurrence];

    public Type Response => typeof(OccurrenceResponse);

    public IReadOnlyList<string> Scopes { get; } = [Domain.Access.Scopes.PlansRead];

    public async Task<IReadOnlyDictionary<Guid, object>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var typed = ids.Select(OccurrenceId.From).ToList();
        var found = await db.Occurrences.AsNoTracking().Where(occurrence => typed.Contains(occurrence.Id)).ToListAsync(ct);
        return found.ToDictionary(occurrence => occurrence.Id.Value, occurrence => (object)ToResponse(occurrence));
    }

    /// <summary>Returns today's date where a plan has this time zone.</summary>
    public DateOnly Today(string timeZone) => WorkCalendar.Of(WorkspaceSettings.Default, timeZone).DayOf(clock.Instant());

    public OccurrenceResponse ToResponse(Occurrence occurrence) => OccurrenceResponse.Of(occurrence, Today(occurrence.TimeZone));
}

/// <summary>Reads one stored occurrence.</summary>
public sealed record GetOccurrence(OccurrenceId Id) : IQuery<OccurrenceResponse>;

internal sealed class GetOccurrenceHandler(IMarketingDb db, OccurrenceReader reader)
    : IRequestHandler<GetOccurrence, Result<OccurrenceResponse>>
{
    public async Task<Result<OccurrenceResponse>> Handle(GetOccurrence query, CancellationToken cancellationToken) =>
        await db.Occurrences.AsNoTracking().SingleOrDefaultAsync(occurrence => occurrence.Id == query.Id, cancellationToken) is { } found
            ? reader.ToResponse(found)
            : new OccurrenceNotFound(query.Id.Value);
}
