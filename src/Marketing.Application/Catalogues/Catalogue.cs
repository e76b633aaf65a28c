using AutoMapper;
using AutoMapper.QueryableExtensions;
using Marketing.Application.Common;
using Marketing.Domain.Access;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Catalogues;

/// <summary>
/// The use cases of one catalogue: list, get, match, create, update, delete and restore. A new catalogue derives from it and implements
/// only its specific members.
/// </summary>
internal abstract class Catalogue<TEntry, TId, TInput, TResponse, TArguments>(CatalogueTools tools)
    : IRequestHandler<ListEntries<TArguments, TResponse>, Result<Page<TResponse>>>,
        IRequestHandler<GetEntry<TResponse>, Result<TResponse>>,
        IRequestHandler<MatchEntries<TResponse>, Result<MatchResponse>>,
        IRequestHandler<CreateEntry<TInput, TResponse>, Result<TResponse>>,
        IRequestHandler<UpdateEntry<TInput, TResponse>, Result<TResponse>>,
        IRequestHandler<DeleteEntry<TResponse>, Result<Done>>,
        IRequestHandler<RestoreEntry<TResponse>, Result<TResponse>>,
        IResourceReader,
        ICatalogue
    where TEntry : CatalogueEntry<TId>
    where TId : struct, IEntityId<TId>
    where TInput : CatalogueEntryInput
    where TResponse : CatalogueEntryResponse
    where TArguments : CatalogueArguments
{
    private static readonly SortSet<TEntry, TResponse> Sorts = SortSet<TEntry, TResponse>
        .EndingIn(entry => entry.Id, entry => TId.From(entry.Id))
        .By("name", entry => entry.NameKey, entry => CatalogueName.Key(entry.Name))
        .By("updatedAt", entry => entry.UpdatedAt, entry => entry.UpdatedAt)
        .By("createdAt", entry => entry.CreatedAt, entry => entry.CreatedAt)
        .ByDefault("name");

    /// <summary>Resource type of the entries.</summary>
    public abstract string Type { get; }

    public abstract string Collection { get; }

    public IReadOnlyList<string> Types => [Type];

    public Type Response => typeof(TResponse);

    public IReadOnlyList<string> Scopes => CatalogueScopes.Reading;

    protected IMarketingDb Db => tools.Db;

    protected WorkspaceId WorkspaceId => tools.Context.WorkspaceId;

    public Task<Result<Page<TResponse>>> Handle(ListEntries<TArguments, TResponse> query, CancellationToken cancellationToken) =>
        ReadAsync(ReadsMore(query.Arguments), () => ListAsync(query, cancellationToken), cancellationToken);

    public Task<Result<TResponse>> Handle(GetEntry<TResponse> query, CancellationToken cancellationToken) =>
        ReadAsync(ReadsMore(null), () => GetAsync(query, cancellationToken), cancellationToken);

    public async Task<Result<MatchResponse>> Handle(MatchEntries<TResponse> query, CancellationToken cancellationToken)
    {
        var found = await tools.Matcher.FindAsync(Type, query.Input.Texts, cancellationToken);
        return new MatchResponse { Items = found };
    }

    public async Task<Result<TResponse>> Handle(CreateEntry<TInput, TResponse> command, CancellationToken cancellationToken)
    {
        return await WriteAsync(Make(command.Input), command.Input, cancellationToken);
    }

    public async Task<Result<TResponse>> Handle(UpdateEntry<TInput, TResponse> command, CancellationToken cancellationToken)
    {
        var found = await Db.FindAsync<TEntry, TId>(TId.From(command.Id), command.ExpectedVersion, Missing(command.Id), cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        var changed = command.Patch.ApplyTo(await InputOfAsync(found.Value, cancellationToken));
        return changed.Succeeded ? await WriteAsync(found.Value, changed.Value, cancellationToken) : changed.Error;
    }

    public async Task<Result<Done>> Handle(DeleteEntry<TResponse> command, CancellationToken cancellationToken)
    {
        var found = await Db.FindAsync<TEntry, TId>(TId.From(command.Id), command.ExpectedVersion, Missing(command.Id), cancellationToken);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        if (await ReferrersAsync(command.Id, cancellationToken) is { } referenced)
        {
            return referenced;
        }

        found.Value.Delete(tools.Clock.Instant());
        await tools.Matcher.ForgetAsync(found.Value, cancellationToken);
        return Done.Now;
    }

    public async Task<Result<TResponse>> Handle(RestoreEntry<TResponse> command, CancellationToken cancellationToken)
    {
        var found = await Db.FindAsync<TEntry, TId>(
            TId.From(command.Id),
            command.ExpectedVersion,
            Missing(command.Id),
            cancellationToken,
            includeDeleted: true
        );
        if (!found.Succeeded)
        {
            return found.Error;
        }

        await PrepareRestoreAsync(found.Value, cancellationToken);
        return await WriteAsync(found.Value, await InputOfAsync(found.Value, cancellationToken), cancellationToken);
    }

    public async Task<Result<IReadOnlyList<MatchedEntry>>> AddAsync(IEnumerable<string> names, CancellationToken ct)
    {
        var added = await AddAsync(names.Select(InputOf), ct);
        return added.Succeeded ? added.Value.Select(entry => new MatchedEntry { Id = entry.Id, Name = entry.Name }).ToList() : added.Error;
    }

    /// <summary>Creates entries whose names and codes the caller has checked, and saves them together.</summary>
    /// <returns>The entries, by name.</returns>
    public async Task<Result<TResponse[]>> AddAsync(IEnumerable<TInput> inputs, CancellationToken ct)
    {
        var entries = new List<TEntry>();

        // Ids ascend and rows are inserted by id. In the order of their unique names, of two transactions that add the same names one
        // waits for the other; in any other order each would wait for the other.
        foreach (var input in inputs.OrderBy(input => CatalogueName.Key(input.Name), StringComparer.Ordinal))
        {
            var entry = Make(input);
            Db.Set<TEntry>().Add(entry);
            entries.Add(entry);
            if (await FillAsync(entry, input, ct) is { } refused)
            {
                return refused;
            }
        }

        await Db.SaveChangesAsync(ct);
        return (await ToResponsesAsync(entries, ct)).ToArray();
    }

    public async Task<IReadOnlyDictionary<Guid, object>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var typed = ids.Select(TId.From).ToList();
        var found = await Db.Set<TEntry>()
            .AsNoTracking()
            .Where(entry => typed.Contains(entry.Id))
            .ProjectTo<TResponse>(tools.Mappings)
            .ToListAsync(ct);
        return (await FinishAsync(found, ct)).ToDictionary(entry => entry.Id, entry => (object)entry);
    }

    protected abstract NotFoundError Missing(Guid id);

    /// <summary>Undoes what deleting an entry did to others, before it is restored.</summary>
    protected virtual Task PrepareRestoreAsync(TEntry entry, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Creates an entry; <see cref="DescribeAsync"/> and the naming write its values.</summary>
    protected abstract TEntry Make(TInput input);

    /// <summary>Returns the input for an entry of which only the name is known.</summary>
    protected abstract TInput InputOf(string name);

    /// <summary>Returns the editable representation of an entry.</summary>
    protected abstract Task<TInput> InputOfAsync(TEntry entry, CancellationToken ct);

    /// <summary>Writes the members that only this catalogue has.</summary>
    protected abstract Task<Error?> DescribeAsync(TEntry entry, TInput input, CancellationToken ct);

    /// <summary>Applies the filters that only this catalogue has.</summary>
    protected virtual IQueryable<TEntry> Filter(IQueryable<TEntry> entries, TArguments arguments) => entries;

    /// <summary>Applies filters that are read from the database.</summary>
    protected virtual Task<IQueryable<TEntry>> NarrowAsync(IQueryable<TEntry> entries, TArguments arguments, CancellationToken ct) =>
        Task.FromResult(entries);

    /// <summary>Whether a list, or the read of one entry without arguments, takes more than one statement.</summary>
    protected virtual bool ReadsMore(TArguments? arguments) => false;

    /// <summary>Adds values to responses that a projection cannot compute.</summary>
    protected virtual Task<IReadOnlyList<TResponse>> FinishAsync(IReadOnlyList<TResponse> entries, CancellationToken ct) =>
        Task.FromResult(entries);

    /// <summary>Returns what refers to the entry, as the reason not to delete it; null if nothing does.</summary>
    private async Task<Error?> ReferrersAsync(Guid id, CancellationToken ct)
    {
        var (referrers, allDeleted) = (new List<string>(), true);
        foreach (var referrer in tools.Referrers)
        {
            var found = await referrer.ReferrersOfAsync(Type, id, CatalogueScopes.ReferrersShown, ct);
            referrers.AddRange(found);
            allDeleted = allDeleted && (found.Count == 0 || await referrer.AreDeletedAsync(id, ct));
        }

        return referrers.Count == 0 ? null
            : allDeleted ? new CatalogueEntryReferencedByDeleted(Type, referrers)
            : new CatalogueEntryReferenced(Type, referrers);
    }

    private async Task<Result<Page<TResponse>>> ListAsync(ListEntries<TArguments, TResponse> query, CancellationToken ct)
    {
        var arguments = query.Arguments;
        var entries = Filter(Db.Set<TEntry>().Matching<TEntry, TId>(arguments), arguments);
        if (CatalogueName.CodeKey(arguments.Code) is { } code)
        {
            entries = entries.Where(entry => entry.CodeKey == code);
        }

        entries = await NarrowAsync(entries.Containing(entry => entry.SearchText, arguments.Q), arguments, ct);
        var page = await tools.Pages.ReadAsync(entries, arguments, Sorts, ct);
        return page.Succeeded ? page.Value with { Items = await FinishAsync(page.Value.Items, ct) } : page;
    }

    private async Task<Result<TResponse>> GetAsync(GetEntry<TResponse> query, CancellationToken ct)
    {
        var id = TId.From(query.Id);
        var found = query.IncludeDeleted
            ? await Db.Set<TEntry>()
                .IgnoreQueryFilters([DbFilters.Deletion])
                .AsNoTracking()
                .Where(entry => entry.Id.Equals(id))
                .ProjectTo<TResponse>(tools.Mappings)
                .SingleOrDefaultAsync(ct)
            : await Db.ReadAsync(id, tools.Mappings.ProjectionOf<TEntry, TResponse>, ct);
        return found is null ? Missing(query.Id) : (await FinishAsync([found], ct))[0];
    }

    private Task<T> ReadAsync<T>(bool more, Func<Task<T>> read, CancellationToken ct) => more ? Db.ReadConsistentlyAsync(read, ct) : read();

    private async Task<Result<TResponse>> WriteAsync(TEntry entry, TInput input, CancellationToken ct)
    {
        if (await StoreAsync(entry, input, ct) is { } refused)
        {
            return refused;
        }

        await Db.SaveChangesAsync(ct);
        return await ToResponseAsync(entry, ct);
    }

    /// <summary>Writes an entry, and adds or restores it. A refusal changes nothing.</summary>
    protected async Task<Error?> StoreAsync(TEntry entry, TInput input, CancellationToken ct)
    {
        var (key, codeKey) = (CatalogueName.Key(input.Name), CatalogueName.CodeKey(input.Code));
        var taken = await Db.Set<TEntry>()
            .Where(other => !other.Id.Equals(entry.Id) && (other.NameKey == key || (codeKey != null && other.CodeKey == codeKey)))
            .Select(other => new { other.Id, other.NameKey })
            .FirstOrDefaultAsync(ct);
        if (taken is not null)
        {
            return taken.NameKey == key
                ? new CatalogueNameTaken(Type, input.Name, taken.Id.Value)
                : new CatalogueCodeTaken(Type, input.Code!, taken.Id.Value);
        }

        if (await FillAsync(entry, input, ct) is { } refused)
        {
            return refused;
        }

        if (entry.Version == 0)
        {
            Db.Set<TEntry>().Add(entry);
        }

        // Restored last: while it is filled, DeletedAt shows that its references have to be checked again.
        if (entry.DeletedAt is not null)
        {
            entry.Restore();
        }

        return null;
    }

    private async Task<Error?> FillAsync(TEntry entry, TInput input, CancellationToken ct)
    {
        if (await DescribeAsync(entry, input, ct) is { } refused)
        {
            return refused;
        }

        entry.Call(input.Code, input.Name, input.Aliases);
        await tools.Matcher.LearnAsync(entry, ct);
        return null;
    }

    protected async Task<TResponse> ToResponseAsync(TEntry entry, CancellationToken ct) => (await ToResponsesAsync([entry], ct))[0];

    private Task<IReadOnlyList<TResponse>> ToResponsesAsync(IEnumerable<TEntry> entries, CancellationToken ct) =>
        FinishAsync([.. entries.Select(tools.Responses.Map<TEntry, TResponse>)], ct);
}

/// <summary>A catalogue as plans use it: finds names and creates entries for them.</summary>
internal interface ICatalogue
{
    /// <summary>Resource type of the entries.</summary>
    string Type { get; }

    /// <summary>Name of the collection in paths and in the reports of imports, such as <c>parties</c>.</summary>
    string Collection { get; }

    /// <summary>Creates entries of which only the names are known. The caller has checked that no entry has them.</summary>
    /// <returns>The entries, by name.</returns>
    Task<Result<IReadOnlyList<MatchedEntry>>> AddAsync(IEnumerable<string> names, CancellationToken ct);
}

/// <summary>The services that all catalogues use.</summary>
internal sealed record CatalogueTools(
    IMarketingDb Db,
    PageReader Pages,
    IConfigurationProvider Mappings,
    ResponseMapper Responses,
    RequestContext Context,
    CatalogueMatcher Matcher,
    IEnumerable<ICatalogueReferrer> Referrers,
    TimeProvider Clock
);

/// <summary>Scopes for reading catalogues: every scope that reads data with references to them.</summary>
public static class CatalogueScopes
{
    public static readonly string[] Reading =
    [
        Scopes.PlansRead,
        Scopes.BudgetsRead,
        Scopes.CampaignsRead,
        Scopes.RisksRead,
        Scopes.CataloguesWrite,
    ];

    /// <summary>The maximum number of referrers of each kind that an error lists.</summary>
    internal const int ReferrersShown = 20;
}
