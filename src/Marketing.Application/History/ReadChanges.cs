using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.History;

/// <summary>A stretch of the change feed.</summary>
public sealed record ChangesResponse
{
    /// <summary>The changes, in the order in which they were committed.</summary>
    public required IReadOnlyList<ChangeResponse> Items { get; init; }

    /// <summary>Where to go on, always given: ask again with it, now or later.</summary>
    public required string NextCursor { get; init; }

    /// <summary>Every change up to this sequence has been answered by now to whoever follows the cursors.</summary>
    /// <example>42</example>
    public required long CoveredUntil { get; init; }

    /// <summary>Whether more changes are waiting.</summary>
    public required bool HasMore { get; init; }
}

/// <summary>One change.</summary>
public sealed record ChangeResponse
{
    /// <summary>Its number in the workspace: 1, 2, 3 … without a gap.</summary>
    /// <example>42</example>
    public required long Sequence { get; init; }

    /// <summary>Type of the resource.</summary>
    /// <example>plan</example>
    public required string Type { get; init; }

    /// <summary>Id of the resource.</summary>
    public required Guid Id { get; init; }

    /// <summary>Id of the resource it lives under; null for none.</summary>
    public required Guid? ParentId { get; init; }

    /// <summary>The version the resource has had since; an event does not change it.</summary>
    public required int Version { get; init; }

    /// <summary>What happened to it.</summary>
    public required ChangeOp Op { get; init; }

    /// <summary>Name of the event; only if `op` is `event`.</summary>
    /// <example>approval.due</example>
    public required string? Event { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Who did it.</summary>
    public required string By { get; init; }

    /// <summary>Where it came from.</summary>
    public required ChangeOrigin Origin { get; init; }

    /// <summary>Names of the members that changed.</summary>
    public required IReadOnlyList<string> ChangedFields { get; init; }

    /// <summary>The resource as it is now, with <c>include=resource</c>; null where it is deleted, or not asked for.</summary>
    public object? Resource { get; init; }
}

/// <summary>Where a change came from; lets a partner leave out its own.</summary>
public sealed record ChangeOrigin
{
    /// <summary>The external system; null for none.</summary>
    /// <example>crm</example>
    public required string? System { get; init; }

    /// <summary>The credential that wrote it.</summary>
    /// <example>key:0198c0de000070008000000000000000</example>
    public required string Credential { get; init; }
}

/// <summary>Whose changes to leave out.</summary>
public enum OriginExclusion
{
    /// <summary>Those of the credential that asks.</summary>
    Self,
}

/// <summary>What to put into each change.</summary>
public enum ChangeInclusion
{
    /// <summary>The resource as it is now.</summary>
    Resource,
}

/// <summary>Where a new reader begins.</summary>
public enum FeedStart
{
    /// <summary>At the oldest change kept.</summary>
    Oldest,

    /// <summary>Now: only the cursor is answered.</summary>
    Now,
}

/// <summary>Which stretch of the feed to read.</summary>
public sealed record ReadChanges : IQuery<ChangesResponse>
{
    public const int MaxPageSize = 1000;

    /// <summary>Most changes to answer.</summary>
    [Range(1, MaxPageSize)]
    public int PageSize { get; init; } = 100;

    /// <summary>Where to go on: the `nextCursor` of the answer before.</summary>
    [MaxLength(500)]
    public string? Cursor { get; init; }

    /// <summary>Where to begin without a cursor.</summary>
    public FeedStart Start { get; init; } = FeedStart.Oldest;

    /// <summary>Only changes of resources of these types.</summary>
    [MaxLength(50)]
    [Items(50)]
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Leaves out the changes of this origin.</summary>
    public OriginExclusion? ExcludeOrigin { get; init; }

    /// <summary>What to put into each change.</summary>
    [MaxLength(1)]
    public IReadOnlyList<ChangeInclusion> Include { get; init; } = [];
}

/// <summary>The cursor is older than what is kept, of another epoch, or beyond the end: start again from a fresh baseline.</summary>
public sealed record FeedCursorGone(string Baseline) : GoneError("feed.cursorGone");

/// <summary>A resource type that is not in the feed, or not for this caller.</summary>
public sealed record FeedTypeUnknown([Arg("types")] IReadOnlyList<string> Unknown, IReadOnlyList<string> Allowed) : InputError("feed.typeUnknown")
{
    public override IReadOnlyList<RuleFault> Faults => [new("/types", Code, Args)];
}

internal sealed class ReadChangesHandler(IMarketingDb db, RequestContext context, ICursorCodec codec, IEnumerable<IResourceReader> readers)
    : IRequestHandler<ReadChanges, Result<ChangesResponse>>
{
    /// <summary>Takes a reader to a state from which the feed goes on.</summary>
    private const string Baseline = "/v1/changes?start=now";

    public async Task<Result<ChangesResponse>> Handle(ReadChanges query, CancellationToken cancellationToken)
    {
        var visible = readers.Where(reader => reader.Scopes.Any(context.Caller.Scopes.Contains))
            .SelectMany(reader => reader.Types, (reader, type) => (type, reader)).ToDictionary(entry => entry.type, entry => entry.reader);
        if (query.Types.Where(type => !visible.ContainsKey(type)).ToList() is { Count: > 0 } unknown)
        {
            return new FeedTypeUnknown(unknown, [.. visible.Keys.Order(StringComparer.Ordinal)]);
        }

        var counter = await db.ChangeCounters.AsNoTracking().SingleAsync(cancellationToken);
        var position = query.Cursor is { } cursor ? FeedPosition.Read(codec.Unprotect(cursor)) : FeedPosition.At(query.Start, counter);
        if (position is null)
        {
            return new BadCursor();
        }

        if (!position.IsIn(counter))
        {
            return new FeedCursorGone(Baseline);
        }

        // One row more than asked tells whether there are more; filtered rows count as covered.
        var wanted = query.Types.Count > 0 ? query.Types.ToList() : [.. visible.Keys];
        var rows = await db.ChangeEntries.AsNoTracking()
            .Where(entry => entry.Sequence > position.After && entry.Sequence <= counter.LastSequence && wanted.Contains(entry.ResourceType))
            .Where(entry => query.ExcludeOrigin == null || entry.ActorId != context.Caller.ActorId)
            .OrderBy(entry => entry.Sequence).Take(query.PageSize + 1).ToListAsync(cancellationToken);
        var more = rows.Count > query.PageSize;
        var items = more ? rows[..query.PageSize] : rows;
        var covered = more ? items[^1].Sequence : counter.LastSequence;
        return new ChangesResponse
        {
            Items = await ToResponsesAsync(items, query, visible, cancellationToken),
            NextCursor = codec.Protect(WireJson.Store(new FeedPosition(counter.Epoch, covered))),
            CoveredUntil = covered,
            HasMore = more,
        };
    }

    private static async Task<IReadOnlyList<ChangeResponse>> ToResponsesAsync(
        List<ChangeEntry> entries, ReadChanges query, Dictionary<string, IResourceReader> visible, CancellationToken ct)
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

        return [.. entries.Select(entry => new ChangeResponse
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
            Origin = new ChangeOrigin { System = entry.OriginSystem, Credential = entry.ActorId },
            ChangedFields = entry.FieldNames.Split(',', StringSplitOptions.RemoveEmptyEntries),
            Resource = resources.GetValueOrDefault(entry.ResourceId),
        })];
    }

    private sealed record FeedPosition([property: JsonRequired] Guid Epoch, [property: JsonRequired] long After)
    {
        public static FeedPosition At(FeedStart start, ChangeCounter counter) =>
            new(counter.Epoch, start == FeedStart.Now ? counter.LastSequence : counter.PurgedThrough);

        public bool IsIn(ChangeCounter counter) => Epoch == counter.Epoch && After >= counter.PurgedThrough && After <= counter.LastSequence;

        /// <summary>What a cursor of the feed says; null for any other text.</summary>
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
