using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.History;

/// <summary>One change in the audit trail.</summary>
public sealed record AuditResponse
{
    /// <summary>Id of the entry.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it happened, in UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Id of the actor that made the change.</summary>
    /// <example>person:5d41402abc4b2a76b9719d911017c592</example>
    public required string By { get; init; }

    /// <summary>The actor's name at that time.</summary>
    /// <example>陈晓</example>
    public required string ByName { get; init; }

    /// <summary>The external system it came from; null if none.</summary>
    /// <example>crm</example>
    public required string? OriginSystem { get; init; }

    /// <summary>Trace id of the request.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The transaction of the change. Entries of the same transaction share it.</summary>
    public required Guid TransactionId { get; init; }

    /// <summary>Type of the resource.</summary>
    /// <example>plan</example>
    public required string Type { get; init; }

    /// <summary>Id of the resource.</summary>
    public required Guid ResourceId { get; init; }

    /// <summary>Id of the parent resource; null if none.</summary>
    public required Guid? ParentId { get; init; }

    /// <summary>The operation on the resource.</summary>
    public required ChangeOp Op { get; init; }

    /// <summary>Version of the resource after the change.</summary>
    public required int ResourceVersion { get; init; }

    /// <summary>The members that changed.</summary>
    public required IReadOnlyList<AuditField> Fields { get; init; }
}

/// <summary>One changed member.</summary>
public sealed record AuditField
{
    /// <summary>Name of the member.</summary>
    /// <example>title</example>
    public required string Field { get; init; }

    /// <summary>
    /// The previous value as JSON; null if there was none. Also null if it is personal and erased, or hidden from callers without the scope
    /// `contacts:read`.
    /// </summary>
    public JsonNode? Old { get; init; }

    /// <summary>
    /// The new value as JSON; null if there is none. Also null if it is personal and erased, or hidden from callers without the scope
    /// `contacts:read`.
    /// </summary>
    public JsonNode? New { get; init; }

    /// <summary>Whether the values were personal data and have been erased.</summary>
    public bool Erased { get; init; }
}

/// <summary>Which changes to list.</summary>
public sealed record ListAudit : ListArguments, IGrowingFeedQuery<AuditResponse>
{
    IQuery<FeedHead> IGrowingFeedQuery<AuditResponse>.Head => new GetAuditHead();

    /// <summary>Entries per page.</summary>
    [Range(1, LargestPage)]
    public override int PageSize { get; init; } = 50;

    /// <summary>Only changes of the resource with this id.</summary>
    public Guid? Resource { get; init; }

    /// <summary>Only changes of resources below the one with this id.</summary>
    public Guid? Parent { get; init; }

    /// <summary>Only changes of resources of this type.</summary>
    [MaxLength(50)]
    public string? Type { get; init; }

    /// <summary>Only changes of this member.</summary>
    [MaxLength(100)]
    [RegularExpression("^[A-Za-z][A-Za-z0-9]*$")]
    public string? Field { get; init; }

    /// <summary>Only changes by this actor.</summary>
    [MaxLength(100)]
    public string? By { get; init; }

    /// <summary>Only changes at or after this time, or since the beginning of this day (UTC).</summary>
    [OrDay]
    public DateTime? From { get; init; }

    /// <summary>Only changes before this time, or before the beginning of this day (UTC).</summary>
    [OrDay]
    public DateTime? To { get; init; }

    /// <summary>Only changes made by the request with this trace id.</summary>
    [MaxLength(100)]
    public string? CorrelationId { get; init; }

    /// <summary>Whether CSV begins with a UTF-8 byte order mark, which Excel needs. JSON ignores it.</summary>
    public bool Bom { get; init; }

    /// <summary>Language of the header and of coded values in CSV. Without it, both are codes. JSON ignores it.</summary>
    public LabelLanguage? Lang { get; init; }

    IFeedQuery<AuditResponse> IFeedQuery<AuditResponse>.ForPage(string? cursor, int? pageSize) =>
        this with
        {
            Cursor = cursor,
            PageSize = pageSize ?? PageSize,
        };

    IFeedQuery<AuditResponse> IGrowingFeedQuery<AuditResponse>.Until(FeedHead head)
    {
        var end = head.Last?.AddMicroseconds(1);
        return this with { To = end is null || end > To ? To : end };
    }
}

/// <summary>A changed member in the audit trail, as a row of CSV. An entry without changed members is one row.</summary>
public sealed record AuditRow
{
    public static readonly Feed<AuditRow> Feed = new("audit");

    /// <summary>Id of the entry. The rows of an entry share it.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it happened, in UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Id of the actor that made the change.</summary>
    public required string By { get; init; }

    /// <summary>The actor's name at that time.</summary>
    public required string ByName { get; init; }

    /// <summary>The external system it came from.</summary>
    public required string? OriginSystem { get; init; }

    /// <summary>Trace id of the request.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The transaction of the change. Entries of the same transaction share it.</summary>
    public required Guid TransactionId { get; init; }

    /// <summary>Type of the resource.</summary>
    public required string Type { get; init; }

    /// <summary>Id of the resource.</summary>
    public required Guid ResourceId { get; init; }

    /// <summary>Id of the parent resource.</summary>
    public required Guid? ParentId { get; init; }

    /// <summary>The operation on the resource.</summary>
    public required ChangeOp Op { get; init; }

    /// <summary>Version of the resource after the change.</summary>
    public required int ResourceVersion { get; init; }

    /// <summary>Name of the member that changed.</summary>
    public required string? Field { get; init; }

    /// <summary>The previous value: text as it is, anything else as JSON.</summary>
    public required JsonNode? Old { get; init; }

    /// <summary>The new value: text as it is, anything else as JSON.</summary>
    public required JsonNode? New { get; init; }

    /// <summary>Returns a row for each changed member of an entry.</summary>
    public static IEnumerable<AuditRow> Of(AuditResponse entry) =>
        entry
            .Fields.DefaultIfEmpty()
            .Select(field => new AuditRow
            {
                Id = entry.Id,
                At = entry.At,
                By = entry.By,
                ByName = entry.ByName,
                OriginSystem = entry.OriginSystem,
                CorrelationId = entry.CorrelationId,
                TransactionId = entry.TransactionId,
                Type = entry.Type,
                ResourceId = entry.ResourceId,
                ParentId = entry.ParentId,
                Op = entry.Op,
                ResourceVersion = entry.ResourceVersion,
                Field = field?.Field,
                Old = field?.Old,
                New = field?.New,
            });
}

/// <summary>Reads when the newest entry of the audit trail was written.</summary>
public sealed record GetAuditHead : IQuery<FeedHead>;

internal sealed class GetAuditHeadHandler(IMarketingDb db) : IRequestHandler<GetAuditHead, Result<FeedHead>>
{
    public async Task<Result<FeedHead>> Handle(GetAuditHead query, CancellationToken cancellationToken) =>
        new FeedHead(await db.AuditEntries.MaxAsync(entry => (DateTime?)entry.At, cancellationToken));
}

internal sealed class ListAuditHandler(IMarketingDb db, AuditReader reader, PageReader pages)
    : IRequestHandler<ListAudit, Result<Page<AuditResponse>>>
{
    internal static readonly SortSet<AuditEntry, AuditEntry> Sorts = SortSet<AuditEntry, AuditEntry>
        .EndingIn(entry => entry.Id, entry => entry.Id)
        .By("at", entry => entry.At, entry => entry.At)
        .ByDefault("-at");

    public Task<Result<Page<AuditResponse>>> Handle(ListAudit query, CancellationToken cancellationToken) =>
        db.ReadConsistentlyAsync(() => ReadAsync(query, cancellationToken), cancellationToken);

    private async Task<Result<Page<AuditResponse>>> ReadAsync(ListAudit query, CancellationToken ct)
    {
        var page = await pages.ReadAsync(reader.Matching(query), query, Sorts, entry => entry, ct);
        return page.Succeeded
            ? new Page<AuditResponse>(await reader.ToResponsesAsync(page.Value.Items, ct), page.Value.NextCursor, page.Value.Total)
            : page.Error;
    }
}

/// <summary>Reads entries of the audit trail and decrypts the personal values in them.</summary>
internal sealed class AuditReader(IMarketingDb db, PersonalData personal, RequestContext context)
{
    public IQueryable<AuditEntry> Matching(ListAudit query)
    {
        var entries = db.AuditEntries.AsNoTracking();
        if (query.Resource is { } resource)
        {
            entries = entries.Where(entry => entry.ResourceId == resource);
        }

        if (query.Parent is { } parent)
        {
            entries = entries.Where(entry => entry.ParentId == parent);
        }

        if (query.Type is { } type)
        {
            entries = entries.Where(entry => entry.ResourceType == type);
        }

        if (query.Field is { } field)
        {
            var between = $",{field},";
            entries = entries.Where(entry => entry.FieldNames.Contains(between));
        }

        if (query.By is { } by)
        {
            var actor = by.ToLowerInvariant();
            entries = entries.Where(entry => entry.ActorId == actor);
        }

        if (query.From is { } from)
        {
            entries = entries.Where(entry => entry.At >= from);
        }

        if (query.To is { } to)
        {
            entries = entries.Where(entry => entry.At < to);
        }

        return query.CorrelationId is { } correlation ? entries.Where(entry => entry.CorrelationId == correlation) : entries;
    }

    public async Task<IReadOnlyList<AuditResponse>> ToResponsesAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        var responses = new List<AuditResponse>(entries.Count);
        foreach (var entry in entries)
        {
            var fields = new List<AuditField>();
            foreach (var stored in WireJson.Load<List<StoredField>>(entry.Fields))
            {
                fields.Add(
                    stored.Sealed is true
                        ? await OpenAsync(entry.ResourceId, stored, ct)
                        : new AuditField
                        {
                            Field = stored.Field,
                            Old = stored.Old,
                            New = stored.New,
                        }
                );
            }

            responses.Add(ToResponse(entry, fields));
        }

        return responses;
    }

    private static AuditResponse ToResponse(AuditEntry entry, List<AuditField> fields) =>
        new()
        {
            Id = entry.Id,
            At = entry.At,
            By = entry.ActorId,
            ByName = entry.ActorName,
            OriginSystem = entry.OriginSystem,
            CorrelationId = entry.CorrelationId,
            TransactionId = entry.TransactionId,
            Type = entry.ResourceType,
            ResourceId = entry.ResourceId,
            ParentId = entry.ParentId,
            Op = entry.Op,
            ResourceVersion = entry.ResourceVersion,
            Fields = fields,
        };

    private async Task<AuditField> OpenAsync(Guid subjectId, StoredField field, CancellationToken ct)
    {
        if (!context.Caller.Scopes.Contains(Scopes.ContactsRead))
        {
            return new AuditField
            {
                Field = field.Field,
                Old = null,
                New = null,
            };
        }

        var (old, now) = (await OpenAsync(subjectId, field.Old, ct), await OpenAsync(subjectId, field.New, ct));
        var erased = (field.Old is not null && old is null) || (field.New is not null && now is null);
        return new AuditField
        {
            Field = field.Field,
            Old = old,
            New = now,
            Erased = erased,
        };
    }

    private async Task<JsonNode?> OpenAsync(Guid subjectId, JsonNode? hidden, CancellationToken ct) =>
        hidden is not null && await personal.UnsealAsync(subjectId, hidden.GetValue<string>(), ct) is { } plain
            ? JsonNode.Parse(plain)
            : null;

    private sealed record StoredField(string Field, JsonNode? Old, JsonNode? New, bool? Sealed);
}
