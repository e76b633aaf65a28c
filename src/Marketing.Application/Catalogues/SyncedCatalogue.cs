using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.External;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Application.Catalogues;

/// <summary>The members that every entry of a synchronised catalogue has.</summary>
public abstract record SyncedEntryResponse : CatalogueEntryResponse
{
    /// <summary>Ids in other systems.</summary>
    [MaxLength(ContentLimits.Items)]
    [JsonPropertyOrder(80)]
    public required IReadOnlyList<ExternalIdValue> ExternalIds { get; init; }
}

/// <summary>Query parameters of lists of synchronised entries.</summary>
public abstract record SyncedEntryArguments : CatalogueArguments
{
    /// <summary>Only what has this id in another system, as `system/id`.</summary>
    [MaxLength(ExternalKey.FilterLength)]
    [RegularExpression(ExternalKey.FilterPattern)]
    public string? ExternalId { get; init; }
}

/// <summary>Creates or changes the entry with an id of another system.</summary>
public sealed record UpsertEntry<TSent, TResponse>(ExternalWrite<TSent> Write) : ICommand<TResponse>;

/// <summary>Links an entry to its id in another system, or unlinks it.</summary>
/// <param name="Id">The entry.</param>
/// <param name="System">The system.</param>
/// <param name="ExpectedVersion">The version that the caller has read.</param>
/// <param name="ExternalId">The id there; null to unlink it.</param>
public sealed record LinkEntry<TResponse>(Guid Id, string System, ExpectedVersion? ExpectedVersion, string? ExternalId)
    : ICommand<TResponse>;

/// <summary>A catalogue whose entries other systems write by their own ids.</summary>
/// <param name="tools">The services that all catalogues use.</param>
/// <param name="sync">The services that all synchronised catalogues use.</param>
internal abstract class SyncedCatalogue<TEntry, TId, TInput, TSent, TResponse, TArguments>(CatalogueTools tools, SyncTools sync)
    : Catalogue<TEntry, TId, TInput, TResponse, TArguments>(tools),
        IRequestHandler<UpsertEntry<TSent, TResponse>, Result<TResponse>>,
        IRequestHandler<LinkEntry<TResponse>, Result<TResponse>>,
        ISyncTarget<TEntry, TSent>
    where TEntry : SyncedEntry<TId>
    where TId : struct, IEntityId<TId>
    where TInput : CatalogueEntryInput
    where TSent : class, TInput, ISent
    where TResponse : SyncedEntryResponse
    where TArguments : SyncedEntryArguments
{
    protected ExternalKeys Keys => sync.Keys;

    public async Task<Result<TResponse>> Handle(UpsertEntry<TSent, TResponse> command, CancellationToken cancellationToken)
    {
        var written = await sync.Writes.UpsertAsync(command.Write, this, cancellationToken);
        return written.Succeeded
            ? await ToResponseAsync(written.Value.Resource, cancellationToken) with
            {
                WasCreated = written.Value.IsNew,
            }
            : written.Error;
    }

    public async Task<Result<TResponse>> Handle(LinkEntry<TResponse> command, CancellationToken cancellationToken)
    {
        var linked = await sync.Keys.LinkAsync(
            command.System,
            command.ExternalId,
            () => Db.FindAsync<TEntry, TId>(TId.From(command.Id), command.ExpectedVersion, Missing(command.Id), cancellationToken),
            cancellationToken
        );
        return linked.Succeeded ? await ToResponseAsync(linked.Value, cancellationToken) : linked.Error;
    }

    public Task<Result<TEntry>> FindAsync(Guid id, ExpectedVersion? expectedVersion, CancellationToken ct) =>
        Db.FindAsync<TEntry, TId>(TId.From(id), expectedVersion, Missing(id), ct, includeDeleted: true);

    public async Task<TSent> ReadAsync(TEntry resource, CancellationToken ct) => SentOf(await InputOfAsync(resource, ct));

    public Result<TSent> New(Patch<TSent> patch) => patch.Create();

    public async Task<Result<TEntry>> CreateAsync(TSent sent, CancellationToken ct)
    {
        var entry = Make(sent);
        return await StoreAsync(entry, sent, ct) is { } refused ? refused : entry;
    }

    public Task<Error?> WriteAsync(TEntry resource, TSent sent, string? system, CancellationToken ct) => StoreAsync(resource, sent, ct);

    public async Task<Error?> RestoreAsync(TEntry resource, CancellationToken ct)
    {
        await PrepareRestoreAsync(resource, ct);
        return null;
    }

    /// <summary>Returns the editable representation as another system sends it.</summary>
    protected abstract TSent SentOf(TInput input);

    protected override bool ReadsMore(TArguments? arguments) => base.ReadsMore(arguments) || arguments?.ExternalId is not null;

    protected override async Task<IQueryable<TEntry>> NarrowAsync(IQueryable<TEntry> entries, TArguments arguments, CancellationToken ct)
    {
        if (arguments.ExternalId is not { } filter)
        {
            return entries;
        }

        var id = TId.From(await sync.Keys.NamedByAsync(Type, filter, ct) ?? Guid.Empty);
        return entries.Where(entry => entry.Id.Equals(id));
    }
}

/// <summary>The services that all synchronised catalogues use.</summary>
internal sealed record SyncTools(ExternalKeys Keys, ExternalWrites Writes);
