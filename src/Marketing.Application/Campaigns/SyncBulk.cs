using System.Text;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Application.Facts;
using Marketing.Domain.Common;
using Marketing.Domain.External;

namespace Marketing.Application.Campaigns;

/// <summary>What bulks need to know about a type of resources, besides what single writes need.</summary>
internal abstract class BulkTarget<TResource, TSent> : ISyncTarget<TResource, TSent>
    where TResource : class, IExternallyKnown
    where TSent : class, ISent
{
    public abstract string Type { get; }

    /// <summary>How codes name resources; null if the type has none.</summary>
    public virtual BulkCodes<TResource, TSent>? Codes => null;

    public abstract Task<Result<TResource>> FindAsync(Guid id, ExpectedVersion? expectedVersion, CancellationToken ct);

    /// <summary>Reads resources by their ids, even if they are deleted, and by the keys of their codes.</summary>
    public abstract Task<List<TResource>> LoadAsync(IReadOnlyList<Guid> ids, IReadOnlyList<string> codes, CancellationToken ct);

    public abstract Task<TSent> ReadAsync(TResource resource, CancellationToken ct);

    public abstract Result<TSent> New(Patch<TSent> patch);

    public abstract Task<Result<TResource>> CreateAsync(TSent sent, CancellationToken ct);

    public abstract Task<Error?> WriteAsync(TResource resource, TSent sent, string? system, CancellationToken ct);

    public abstract Task<Error?> RestoreAsync(TResource resource, CancellationToken ct);

    /// <summary>Deletes a resource. A refusal changes nothing.</summary>
    public abstract Task<Error?> DeleteAsync(TResource resource, CancellationToken ct);

    /// <summary>Returns the error of an item that lacks a member.</summary>
    public abstract Error Incomplete(string member);
}

/// <summary>How codes name resources of a type.</summary>
/// <param name="Normalise">Returns the form in which codes are compared.</param>
/// <param name="KeyOf">Returns the code of a resource in this form.</param>
/// <param name="SentIn">Returns the code that is sent, if there is one.</param>
/// <param name="Unknown">Returns the error if nothing has a code.</param>
/// <param name="Taken">Returns the error if another resource has a code: code, other resource, resource that wants it.</param>
internal sealed record BulkCodes<TResource, TSent>(
    Func<string, string> Normalise,
    Func<TResource, string> KeyOf,
    Func<TSent, string?> SentIn,
    Func<string, Error> Unknown,
    Func<string, TResource, TResource?, Error> Taken
);

/// <summary>
/// Applies many items in one transaction. An item is judged as a whole before it changes anything, so a refused item leaves nothing behind.
/// </summary>
internal sealed class SyncBulk<TResource, TSent>(IMarketingDb db, ExternalKeys keys, BulkTarget<TResource, TSent> target)
    where TResource : class, IExternallyKnown
    where TSent : class, ISent
{
    public async Task<Result<SyncBulkResponse>> ApplyAsync(BulkMode mode, IReadOnlyList<SyncBulkItem<TSent>> items, CancellationToken ct)
    {
        var batch = await LoadAsync(items, ct);
        var outcomes = new List<Outcome>();
        for (var i = 0; i < items.Count; i++)
        {
            outcomes.Add(await ApplyAsync(i, items[i], batch, ct));
        }

        if (mode == BulkMode.Atomic && outcomes.Exists(outcome => outcome.Error is not null))
        {
            return WhyRefused(outcomes);
        }

        await db.SaveChangesAsync(ct);
        return new SyncBulkResponse { Results = [.. outcomes.Select((outcome, i) => outcome.ToResult(i, items[i].Ref))] };
    }

    private static Error WhyRefused(List<Outcome> outcomes)
    {
        var repeated = outcomes.SelectMany((outcome, i) => outcome.Error is FactRepeated ? outcome.FaultsAt(i) : []).ToList();
        return repeated.Count > 0
            ? new FactsRepeated(repeated)
            : new BulkRefused([.. outcomes.SelectMany((outcome, i) => outcome.FaultsAt(i))]);
    }

    /// <summary>Reads what the items name.</summary>
    private async Task<Batch> LoadAsync(IReadOnlyList<SyncBulkItem<TSent>> items, CancellationToken ct)
    {
        var known = await keys.FindAllAsync(target.Type, items.Select(item => item.ExternalId).OfType<ExternalIdValue>(), ct);
        var ids = known.ConvertAll(key => key.ResourceId);
        var codes = items
            .Where(item => item.ExternalId is null)
            .Select(item => item.Code)
            .OfType<string>()
            .Select(code => target.Codes!.Normalise(code))
            .Distinct()
            .ToList();
        var resources = await target.LoadAsync(ids, codes, ct);
        return new Batch(
            target,
            items,
            known.ToDictionary(key => Convert.ToHexString(key.Key)),
            resources.ToDictionary(resource => resource.Key)
        );
    }

    private async Task<Outcome> ApplyAsync(int index, SyncBulkItem<TSent> item, Batch batch, CancellationToken ct)
    {
        if (item.ExternalId is { } named && keys.WhyForbidden(named.System, named.Id) is { } forbidden)
        {
            return Outcome.Refused(forbidden);
        }

        var key = batch.KeyOf(item);
        var resource = batch.ResourceOf(item, key);
        if (batch.FirstWith(index, resource) is { } first)
        {
            return Outcome.Refused(new FactRepeated(first));
        }

        if (item.Version is { } read && resource is null or { DeletedAt: null } && resource?.Version != read)
        {
            return resource is null ? Outcome.Refused(WhyUnknown(item)) : Outcome.Refused(new StaleVersion(resource.Version), "/version");
        }

        return item.Op == SyncBulkOp.Delete ? await DeleteAsync(item, resource, ct) : await UpsertAsync(item, key, resource, batch, ct);
    }

    private Error WhyUnknown(SyncBulkItem<TSent> item) =>
        item.ExternalId is { } id ? new ExternalIdNotFound(id.System, id.Id)
        : item.Code is { } code ? target.Codes!.Unknown(code)
        : target.Incomplete("externalId");

    private async Task<Outcome> DeleteAsync(SyncBulkItem<TSent> item, TResource? resource, CancellationToken ct)
    {
        if (WhyNotRead(item) is { } ignored)
        {
            return Outcome.Refused(ignored);
        }

        if (resource is null)
        {
            return Outcome.Refused(WhyUnknown(item));
        }

        if (resource.DeletedAt is not null)
        {
            return Outcome.Of(resource, SyncBulkStatus.Unchanged);
        }

        return await target.DeleteAsync(resource, ct) is { } refused
            ? Outcome.Refused(refused)
            : Outcome.Of(resource, SyncBulkStatus.Deleted);
    }

    /// <summary>Returns an error for members that a delete does not read: all but the code that names the resource.</summary>
    private static RulesBroken? WhyNotRead(SyncBulkItem<TSent> item)
    {
        var ignored = (item.Sent?.Members ?? []).Where(member => member != "code" || item.ExternalId is not null || item.Code is null);
        var faults = ignored
            .Select(member => RuleFault.Of($"/{item.Member}/{member}", "bulk.deleteWithMember", ("member", $"{item.Member}.{member}")))
            .ToList();
        return faults.Count == 0 ? null : new RulesBroken(faults);
    }

    private async Task<Outcome> UpsertAsync(
        SyncBulkItem<TSent> item,
        ExternalKey? key,
        TResource? resource,
        Batch batch,
        CancellationToken ct
    )
    {
        if (resource?.DeletedAt is not null)
        {
            return Outcome.Refused(new ExternalTargetDeleted(item.ExternalId!.System, item.ExternalId.Id, resource.Key));
        }

        if (item.Sent is not { } patch)
        {
            return Outcome.Refused(target.Incomplete(item.Member));
        }

        var place = $"/{item.Member}";
        var patched = resource is null ? target.New(patch) : patch.ApplyTo(await target.ReadAsync(resource, ct));
        if (!patched.Succeeded)
        {
            return Outcome.Refused(patched.Error, place);
        }

        var sent = patched.Value;
        if (sent.SourceUpdatedAt is not null && item.ExternalId is null)
        {
            return Outcome.Refused(target.Incomplete("externalId"));
        }

        if ((key?.WhyStale(sent.SourceUpdatedAt) ?? batch.WhyCodeTaken(sent, resource)) is { } refused)
        {
            return Outcome.Refused(refused, place);
        }

        var written = resource is null ? await CreateAsync(item, sent, ct) : await ChangeAsync(item, key, resource, sent, ct);
        if (!written.Succeeded)
        {
            return Outcome.Refused(written.Error, place);
        }

        batch.Note(written.Value);
        return Outcome.Of(written.Value, resource is null ? SyncBulkStatus.Created : SyncBulkStatus.Updated);
    }

    private async Task<Result<TResource>> CreateAsync(SyncBulkItem<TSent> item, TSent sent, CancellationToken ct)
    {
        var created = await target.CreateAsync(sent, ct);
        if (created.Succeeded && item.ExternalId is { } id)
        {
            keys.Add(created.Value, id.System, id.Id).Follow(sent.SourceUpdatedAt);
        }

        return created;
    }

    private async Task<Result<TResource>> ChangeAsync(
        SyncBulkItem<TSent> item,
        ExternalKey? key,
        TResource resource,
        TSent sent,
        CancellationToken ct
    )
    {
        if (await target.WriteAsync(resource, sent, item.ExternalId?.System, ct) is { } refused)
        {
            return refused;
        }

        key?.Follow(sent.SourceUpdatedAt);
        return resource;
    }

    private sealed record Outcome(TResource? Resource, SyncBulkStatus Status, int VersionBefore)
    {
        public Error? Error { get; private init; }

        private string Place { get; init; } = "";

        public static Outcome Of(TResource resource, SyncBulkStatus status) => new(resource, status, resource.Version);

        /// <summary>Returns the outcome of a refused item.</summary>
        /// <param name="error">Why it is refused.</param>
        /// <param name="place">The member of the item that the error refers to.</param>
        public static Outcome Refused(Error error, string place = "") =>
            new(null, SyncBulkStatus.Failed, 0) { Error = error, Place = place };

        /// <summary>Returns what is wrong, with pointers into the request.</summary>
        public IEnumerable<RuleFault> FaultsAt(int index) => Error is null ? [] : BulkRefused.FaultsOf(Error, index, Place);

        /// <summary>Returns the result. Call it after the save, which gives a changed resource its next version.</summary>
        public SyncBulkResult ToResult(int index, string? name) =>
            new()
            {
                Index = index,
                Ref = name,
                Status = Status == SyncBulkStatus.Updated && Resource!.Version == VersionBefore ? SyncBulkStatus.Unchanged : Status,
                Id = Resource?.Key,
                Version = Resource?.Version,
                Problem = Error is null ? null : BulkProblem.Of(Error, index, Place),
            };
    }

    /// <summary>What the items name, while they are applied.</summary>
    private sealed class Batch(
        BulkTarget<TResource, TSent> target,
        IReadOnlyList<SyncBulkItem<TSent>> items,
        Dictionary<string, ExternalKey> keys,
        Dictionary<Guid, TResource> resources
    )
    {
        private readonly IReadOnlyDictionary<int, int> _repeated = FactBulk.RepeatedIn(
            items.Select(item =>
                item.ExternalId is { } id ? ExternalKey.KeyOf(target.Type, id.System, id.Id)
                : item.Code is { } code ? Encoding.UTF8.GetBytes(target.Codes!.Normalise(code))
                : null
            )
        );

        private readonly Dictionary<string, TResource> _byCode = target.Codes is { } codes
            ? resources.Values.Where(resource => resource.DeletedAt is null).ToDictionary(codes.KeyOf)
            : [];

        private readonly Dictionary<Guid, int> _named = [];
        private readonly Dictionary<string, TResource> _written = [];

        public ExternalKey? KeyOf(SyncBulkItem<TSent> item) =>
            item.ExternalId is { } id
                ? keys.GetValueOrDefault(Convert.ToHexString(ExternalKey.KeyOf(target.Type, id.System, id.Id)))
                : null;

        public TResource? ResourceOf(SyncBulkItem<TSent> item, ExternalKey? key) =>
            key is not null ? resources.GetValueOrDefault(key.ResourceId)
            : item.ExternalId is null && item.Code is { } code ? _byCode.GetValueOrDefault(target.Codes!.Normalise(code))
            : null;

        /// <summary>Returns the first item with the same key or the same resource; null if this is the first.</summary>
        public int? FirstWith(int index, TResource? resource)
        {
            if (_repeated.TryGetValue(index, out var first))
            {
                return first;
            }

            return resource is null || _named.TryAdd(resource.Key, index) ? null : _named[resource.Key];
        }

        /// <summary>Returns an error if an earlier item has given the code to another resource.</summary>
        public Error? WhyCodeTaken(TSent sent, TResource? resource) =>
            target.Codes is { } codes
            && codes.SentIn(sent) is { } code
            && _written.TryGetValue(codes.Normalise(code), out var other)
            && other != resource
                ? codes.Taken(code, other, resource)
                : null;

        public void Note(TResource resource)
        {
            if (target.Codes is { } codes)
            {
                _written[codes.KeyOf(resource)] = resource;
            }
        }
    }
}
