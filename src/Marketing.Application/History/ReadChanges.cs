using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.History;

/// <summary>A page of the change feed.</summary>
public sealed record ChangesResponse
{
    /// <summary>The changes, in commit order.</summary>
    public required IReadOnlyList<ChangeResponse> Items { get; init; }

    /// <summary>Cursor for the next request, always present. Send it now or later.</summary>
    public required string NextCursor { get; init; }

    /// <summary>A client that follows the cursors has received every change up to this sequence.</summary>
    /// <example>42</example>
    public required long CoveredUntil { get; init; }

    /// <summary>Whether more changes are available now.</summary>
    public required bool HasMore { get; init; }
}

/// <summary>One change.</summary>
public sealed record ChangeResponse
{
    /// <summary>Number of the change in the workspace: 1, 2, 3 … without gaps.</summary>
    /// <example>42</example>
    public required long Sequence { get; init; }

    /// <summary>Type of the resource.</summary>
    /// <example>plan</example>
    public required string Type { get; init; }

    /// <summary>Id of the resource.</summary>
    public required Guid Id { get; init; }

    /// <summary>Id of the parent resource; null if none.</summary>
    public required Guid? ParentId { get; init; }

    /// <summary>The version the resource has had since; an event does not change it.</summary>
    public required int Version { get; init; }

    /// <summary>The operation on the resource.</summary>
    public required ChangeOp Op { get; init; }

    /// <summary>Name of the event; only if `op` is `event`.</summary>
    /// <example>approval.due</example>
    public required string? Event { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Id of the actor that made the change.</summary>
    public required string By { get; init; }

    /// <summary>Name of the actor at the time of the change; null in entries of earlier versions of the service.</summary>
    /// <example>CRM sync</example>
    [MaxLength(200)]
    public required string? ByName { get; init; }

    /// <summary>The origin of the change.</summary>
    public required ChangeOrigin Origin { get; init; }

    /// <summary>Names of the members that changed.</summary>
    public required IReadOnlyList<string> ChangedFields { get; init; }

    /// <summary>
    /// The current state of the resource, with <c>include=resource</c>, as it is read by its id. Null if it is deleted, or without the
    /// parameter. `type` determines the schema: PlanResponse for `plan`, PartyResponse for `party`, ObjectivePart for `objective`. The
    /// document lists the schemas of all types in `x-resource-schemas`.
    /// </summary>
    public object? Resource { get; init; }

    internal static ChangeResponse Of(ChangeEntry entry, object? resource) =>
        new()
        {
            Sequence = entry.Sequence,
            Type = entry.ResourceType,
            Id = entry.ResourceId,
            ParentId = entry.ParentId,
            Version = entry.ResourceVersion,
            Op = entry.Op,
            Event = entry.Event,
            At = entry.At,
            By = entry.ActorId,
            ByName = entry.ActorName,
            Origin = new ChangeOrigin { System = entry.OriginSystem, Credential = entry.ActorId },
            ChangedFields = entry.FieldNames.Split(',', StringSplitOptions.RemoveEmptyEntries),
            Resource = resource,
        };
}

/// <summary>The origin of a change. Integrations can use it to skip their own changes.</summary>
public sealed record ChangeOrigin
{
    /// <summary>The external system; null if none.</summary>
    /// <example>crm</example>
    public required string? System { get; init; }

    /// <summary>The credential that made the change.</summary>
    /// <example>key:0198c0de000070008000000000000000</example>
    public required string Credential { get; init; }
}

/// <summary>Which origin to exclude.</summary>
public enum OriginExclusion
{
    /// <summary>Changes made with the credential of this request.</summary>
    Self,
}

/// <summary>Additional data to return with each change.</summary>
public enum ChangeInclusion
{
    /// <summary>The current state of the resource.</summary>
    Resource,
}

/// <summary>Where to start without a cursor.</summary>
public enum FeedStart
{
    /// <summary>At the oldest change that is kept.</summary>
    Oldest,

    /// <summary>At the current end: returns only the cursor.</summary>
    Now,
}

/// <summary>Which changes of the feed to read.</summary>
public sealed record ReadChanges : IQuery<ChangesResponse>
{
    public const int MaxPageSize = 1000;

    /// <summary>The maximum number of changes to return.</summary>
    [Range(1, MaxPageSize)]
    public int PageSize { get; init; } = 100;

    /// <summary>The `nextCursor` of the previous response.</summary>
    [MaxLength(500)]
    public string? Cursor { get; init; }

    /// <summary>Where to start if there is no cursor.</summary>
    public FeedStart Start { get; init; } = FeedStart.Oldest;

    /// <summary>Only changes of resources of these types.</summary>
    [MaxLength(50)]
    [Items(50)]
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Only changes that came from this external system, as `origin.system` names it.</summary>
    [MaxLength(50)]
    [RegularExpression("^[a-z0-9][a-z0-9._-]*$")]
    public string? System { get; init; }

    /// <summary>
    /// Only changes of this plan and of what belongs to it. What was moved out of the plan has the op `leftFilter`.
    /// </summary>
    public Guid? PlanId { get; init; }

    /// <summary>Excludes changes of this origin.</summary>
    public OriginExclusion? ExcludeOrigin { get; init; }

    /// <summary>Additional data to return with each change.</summary>
    [MaxLength(1)]
    public IReadOnlyList<ChangeInclusion> Include { get; init; } = [];
}

/// <summary>
/// The cursor is older than the oldest change kept, from another epoch, or beyond the end. The client must read the lists again.
/// </summary>
public sealed record FeedCursorGone(ApiAddress Baseline) : GoneError("feed.cursorGone");

/// <summary>A resource type that is not in the feed, or that the caller cannot read.</summary>
public sealed record FeedTypeUnknown([Arg("types")] IReadOnlyList<string> Unknown, IReadOnlyList<string> Allowed)
    : InputError("feed.typeUnknown")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/types", Code, Args)];
}

internal sealed class ReadChangesHandler(IMarketingDb db, RequestContext context, ICursorCodec codec, IEnumerable<IResourceReader> readers)
    : IRequestHandler<ReadChanges, Result<ChangesResponse>>
{
    /// <summary>Where a client gets a new cursor, before it reads the lists again.</summary>
    private static readonly ApiAddress Baseline = new("/v1/changes?start=now");

    /// <summary>Entries that one request looks at, at most.</summary>
    private const int MostScanned = 20_000;

    /// <summary>The member that names the plan of a resource.</summary>
    private const string PlanMember = "planId";

    private const string MovedToOtherPlan = $",{PlanMember},";

    public async Task<Result<ChangesResponse>> Handle(ReadChanges query, CancellationToken cancellationToken)
    {
        var visible = readers
            .Where(reader => reader.Scopes.Any(context.Caller.Scopes.Contains))
            .SelectMany(reader => reader.Types, (reader, type) => (type, reader))
            .ToDictionary(entry => entry.type, entry => entry.reader);
        if (query.Types.Where(type => !visible.ContainsKey(type)).ToList() is { Count: > 0 } unknown)
        {
            return new FeedTypeUnknown(unknown, [.. visible.Keys.Order(StringComparer.Ordinal)]);
        }

        return await db.ReadConsistentlyAsync(() => ReadAsync(query, visible, cancellationToken), cancellationToken);
    }

    private async Task<Result<ChangesResponse>> ReadAsync(
        ReadChanges query,
        Dictionary<string, IResourceReader> visible,
        CancellationToken ct
    )
    {
        var counter = await db.ChangeCounters.AsNoTracking().SingleAsync(ct);
        var position = query.Cursor is { } cursor ? FeedPosition.Read(codec.Unprotect(cursor)) : FeedPosition.At(query.Start, counter);
        if (position is null)
        {
            return new BadCursor();
        }

        if (!position.IsIn(counter))
        {
            return new FeedCursorGone(Baseline);
        }

        var found = await FindAsync(query, position.After, counter.LastSequence, visible.Keys, ct);
        return new ChangesResponse
        {
            Items = await ToResponsesAsync(found.Entries, query, visible, ct),
            NextCursor = codec.Protect(WireJson.Store(new FeedPosition(counter.Epoch, found.Covered))),
            CoveredUntil = found.Covered,
            HasMore = found.HasMore,
        };
    }

    /// <summary>
    /// Finds the next entries. Those that a filter skips count as covered. A filter that finds little ends after some entries, so that a
    /// page takes a bounded time.
    /// </summary>
    private async Task<Found> FindAsync(ReadChanges query, long after, long last, IEnumerable<string> visible, CancellationToken ct)
    {
        var wanted = query.Types.Count > 0 ? query.Types.ToList() : [.. visible];
        var entries = new List<FoundEntry>();
        var covered = after;
        for (var scanned = 0; scanned < MostScanned; )
        {
            // One extra row shows whether there are more. Filters in memory need more rows than they keep.
            var batch = query.System is null && query.PlanId is null ? query.PageSize + 1 : ReadChanges.MaxPageSize;
            var rows = await Filtered(query, wanted)
                .Where(entry => entry.Sequence > covered && entry.Sequence <= last)
                .OrderBy(entry => entry.Sequence)
                .Take(batch)
                .ToListAsync(ct);
            var ofSystem = rows.Where(row => query.System is not { } system || row.OriginSystem == system).ToList();
            entries.AddRange(await JudgeAsync(query, ofSystem, ct));
            if (entries.Count > query.PageSize)
            {
                entries.RemoveRange(query.PageSize, entries.Count - query.PageSize);
                return new Found(entries, entries[^1].Entry.Sequence, true);
            }

            if (rows.Count < batch)
            {
                return new Found(entries, last, false);
            }

            (covered, scanned) = (rows[^1].Sequence, scanned + rows.Count);
        }

        return new Found(entries, covered, true);
    }

    private IQueryable<ChangeEntry> Filtered(ReadChanges query, List<string> types)
    {
        var entries = db.ChangeEntries.AsNoTracking().Where(entry => types.Contains(entry.ResourceType));
        if (query.ExcludeOrigin is not null)
        {
            entries = entries.Where(entry => entry.ActorId != context.Caller.ActorId);
        }

        return query.PlanId is { } plan
            ? entries.Where(entry => entry.ResourceId == plan || entry.ParentId == plan || entry.FieldNames.Contains(MovedToOtherPlan))
            : entries;
    }

    /// <summary>
    /// Keeps the entries of the plan, and what left it: resources that the entry moved to another plan or to none. The audit trail knows
    /// where they were.
    /// </summary>
    private async Task<IEnumerable<FoundEntry>> JudgeAsync(ReadChanges query, List<ChangeEntry> rows, CancellationToken ct)
    {
        if (query.PlanId is not { } plan)
        {
            return rows.Select(row => new FoundEntry(row, false));
        }

        var moved = rows.Where(row => row.ResourceId != plan && row.ParentId != plan).ToList();
        var ids = moved.Select(row => row.ResourceId).Distinct().ToList();
        var audited =
            ids.Count == 0
                ? []
                : await db
                    .AuditEntries.AsNoTracking()
                    .Where(entry => ids.Contains(entry.ResourceId) && entry.FieldNames.Contains(MovedToOtherPlan))
                    .Select(entry => new
                    {
                        entry.ResourceId,
                        entry.ResourceVersion,
                        entry.Fields,
                    })
                    .ToListAsync(ct);
        var left = audited
            .Where(entry => WireJson.Load<List<FieldChange>>(entry.Fields).Exists(field => field.Field == PlanMember && WasIn(plan, field)))
            .Select(entry => (entry.ResourceId, entry.ResourceVersion))
            .ToHashSet();
        return rows.Select(row => new FoundEntry(row, left.Contains((row.ResourceId, row.ResourceVersion)) && row.ParentId != plan))
            .Where(found => found.HasLeft || found.Entry.ResourceId == plan || found.Entry.ParentId == plan);
    }

    private static bool WasIn(Guid plan, FieldChange field) => Guid.TryParse((string?)field.Old, out var old) && old == plan;

    private static async Task<IReadOnlyList<ChangeResponse>> ToResponsesAsync(
        List<FoundEntry> entries,
        ReadChanges query,
        Dictionary<string, IResourceReader> visible,
        CancellationToken ct
    )
    {
        var resources = new Dictionary<Guid, object>();
        if (query.Include.Contains(ChangeInclusion.Resource))
        {
            foreach (var ofReader in entries.Select(found => found.Entry).GroupBy(entry => visible[entry.ResourceType]))
            {
                foreach (var (id, resource) in await ofReader.Key.ReadAsync([.. ofReader.Select(entry => entry.ResourceId).Distinct()], ct))
                {
                    resources[id] = resource;
                }
            }
        }

        return
        [
            .. entries.Select(found =>
                found.HasLeft
                    ? ChangeResponse.Of(found.Entry, null) with
                    {
                        Op = ChangeOp.LeftFilter,
                    }
                    : ChangeResponse.Of(found.Entry, resources.GetValueOrDefault(found.Entry.ResourceId))
            ),
        ];
    }

    /// <param name="Entries">The entries of the page.</param>
    /// <param name="Covered">The last sequence that was looked at.</param>
    /// <param name="HasMore">Whether there is more to look at.</param>
    private sealed record Found(List<FoundEntry> Entries, long Covered, bool HasMore);

    /// <param name="Entry">The entry.</param>
    /// <param name="HasLeft">Whether the entry took the resource out of the filter.</param>
    private sealed record FoundEntry(ChangeEntry Entry, bool HasLeft);
}
