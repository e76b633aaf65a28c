using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
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

        // One extra row shows whether there are more; rows that the filter skips count as covered.
        var wanted = query.Types.Count > 0 ? query.Types.ToList() : [.. visible.Keys];
        var rows = await db
            .ChangeEntries.AsNoTracking()
            .Where(entry =>
                entry.Sequence > position.After && entry.Sequence <= counter.LastSequence && wanted.Contains(entry.ResourceType)
            )
            .Where(entry => query.ExcludeOrigin == null || entry.ActorId != context.Caller.ActorId)
            .OrderBy(entry => entry.Sequence)
            .Take(query.PageSize + 1)
            .ToListAsync(ct);
        var more = rows.Count > query.PageSize;
        var items = more ? rows[..query.PageSize] : rows;
        var covered = more ? items[^1].Sequence : counter.LastSequence;
        return new ChangesResponse
        {
            Items = await ToResponsesAsync(items, query, visible, ct),
            NextCursor = codec.Protect(WireJson.Store(new FeedPosition(counter.Epoch, covered))),
            CoveredUntil = covered,
            HasMore = more,
        };
    }

    private static async Task<IReadOnlyList<ChangeResponse>> ToResponsesAsync(
        List<ChangeEntry> entries,
        ReadChanges query,
        Dictionary<string, IResourceReader> visible,
        CancellationToken ct
    )
    {
        var resources = new Dictionary<Guid, object>();
        if (query.Include.Contains(ChangeInclusion.Resource))
        {
            foreach (var ofReader in entries.GroupBy(entry => visible[entry.ResourceType]))
            {
                foreach (var (id, resource) in await ofReader.Key.ReadAsync([.. ofReader.Select(entry => entry.ResourceId).Distinct()], ct))
                {
                    resources[id] = resource;
                }
            }
        }

        return
        [
            .. entries.Select(entry => new ChangeResponse
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
                Resource = resources.GetValueOrDefault(entry.ResourceId),
            }),
        ];
    }

    private sealed record FeedPosition([property: JsonRequired] Guid Epoch, [property: JsonRequired] long After)
    {
        public static FeedPosition At(FeedStart start, ChangeCounter counter) =>
            new(counter.Epoch, start == FeedStart.Now ? counter.LastSequence : counter.PurgedThrough);

        public bool IsIn(ChangeCounter counter) =>
            Epoch == counter.Epoch && After >= counter.PurgedThrough && After <= counter.LastSequence;

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
}
