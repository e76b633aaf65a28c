using System.Text;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Application.External;
using Marketing.Application.Facts;
using Marketing.Application.Plans;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Common;
using Marketing.Domain.External;
using Marketing.Domain.Plans;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Campaigns;

/// <summary>Creates, changes and deletes many campaigns.</summary>
public sealed record WriteCampaignsInBulk(CampaignBulkInput Input) : PhraseCommand<CampaignBulkResponse>
{
    protected override void Read(PhraseReader reader)
    {
        foreach (var patch in Input.Items.Select(item => item.Campaign).OfType<Patch<CampaignUpsert>>())
        {
            reader.Prepare(patch);
        }
    }
}

/// <summary>
/// Applies many items in one transaction. An item is judged as a whole before it changes anything, so a refused item leaves nothing behind.
/// </summary>
internal sealed class WriteCampaignsInBulkHandler(IMarketingDb db, ExternalKeys keys, CampaignWriter writer, CampaignDeletion deletion)
    : IRequestHandler<WriteCampaignsInBulk, Result<CampaignBulkResponse>>
{
    public async Task<Result<CampaignBulkResponse>> Handle(WriteCampaignsInBulk command, CancellationToken cancellationToken)
    {
        var items = command.Input.Items;
        var batch = await LoadAsync(items, cancellationToken);
        var outcomes = new List<Outcome>();
        for (var i = 0; i < items.Count; i++)
        {
            outcomes.Add(await ApplyAsync(i, items[i], command.Phrases, batch, cancellationToken));
        }

        if (command.Input.Mode == BulkMode.Atomic && outcomes.Exists(outcome => outcome.Error is not null))
        {
            return WhyRefused(outcomes);
        }

        await db.SaveChangesAsync(cancellationToken);
        return new CampaignBulkResponse { Results = [.. outcomes.Select((outcome, i) => outcome.ToResult(i, items[i].Ref))] };
    }

    private static Error WhyRefused(List<Outcome> outcomes)
    {
        var repeated = outcomes.SelectMany((outcome, i) => outcome.Error is FactRepeated ? outcome.FaultsAt(i) : []).ToList();
        return repeated.Count > 0
            ? new FactsRepeated(repeated)
            : new BulkRefused([.. outcomes.SelectMany((outcome, i) => outcome.FaultsAt(i))]);
    }

    /// <summary>Reads what the items name.</summary>
    private async Task<Batch> LoadAsync(IReadOnlyList<CampaignBulkItem> items, CancellationToken ct)
    {
        var known = await keys.FindAllAsync(ResourceTypes.Campaign, items.Select(item => item.ExternalId).OfType<ExternalIdValue>(), ct);
        var ids = known.ConvertAll(key => CampaignId.From(key.ResourceId));
        var named = items.Where(item => item.ExternalId is null).Select(item => item.Code).OfType<string>();
        var codes = named.Select(Campaign.KeyOf).Distinct().ToList();
        var campaigns = await db
            .Campaigns.IgnoreQueryFilters([DbFilters.Deletion])
            .Where(campaign => ids.Contains(campaign.Id) || (codes.Contains(campaign.CodeKey) && campaign.DeletedAt == null))
            .ToListAsync(ct);
        return new Batch(
            items,
            known.ToDictionary(key => Convert.ToHexString(key.Key)),
            campaigns.ToDictionary(campaign => campaign.Id),
            campaigns.Where(campaign => campaign.DeletedAt is null).ToDictionary(campaign => campaign.CodeKey)
        );
    }

    private async Task<Outcome> ApplyAsync(int index, CampaignBulkItem item, PhraseReader phrases, Batch batch, CancellationToken ct)
    {
        if (item.ExternalId is { } named && keys.WhyForbidden(named.System, named.Id) is { } forbidden)
        {
            return Outcome.Refused(forbidden);
        }

        var key = batch.KeyOf(item);
        var target = batch.TargetOf(item, key);
        if (batch.FirstWith(index, target) is { } first)
        {
            return Outcome.Refused(new FactRepeated(first));
        }

        if (item.Version is { } read && target is null or { DeletedAt: null } && target?.Version != read)
        {
            return target is null ? Outcome.Refused(WhyUnknown(item)) : Outcome.Refused(new StaleVersion(target.Version), "/version");
        }

        return item.Op == CampaignBulkOp.Delete
            ? await DeleteAsync(item, target, ct)
            : await UpsertAsync(item, key, target, phrases, batch, ct);
    }

    private static Error WhyUnknown(CampaignBulkItem item) =>
        item.ExternalId is { } id ? new ExternalIdNotFound(id.System, id.Id)
        : item.Code is { } code ? new CampaignCodeUnknown(code)
        : new CampaignItemIncomplete("externalId", "/externalId");

    private async Task<Outcome> DeleteAsync(CampaignBulkItem item, Campaign? target, CancellationToken ct)
    {
        if (target is null)
        {
            return Outcome.Refused(WhyUnknown(item));
        }

        if (target.DeletedAt is not null)
        {
            return Outcome.Of(target, CampaignBulkStatus.Unchanged);
        }

        var deleted = await deletion.DeleteAsync(target.Id, null, ct);
        return deleted.Succeeded ? Outcome.Of(target, CampaignBulkStatus.Deleted) : Outcome.Refused(deleted.Error);
    }

    private async Task<Outcome> UpsertAsync(
        CampaignBulkItem item,
        ExternalKey? key,
        Campaign? target,
        PhraseReader phrases,
        Batch batch,
        CancellationToken ct
    )
    {
        if (target?.DeletedAt is not null)
        {
            return Outcome.Refused(new ExternalTargetDeleted(item.ExternalId!.System, item.ExternalId.Id, target.Id.Value));
        }

        if (item.Campaign is not { } patch)
        {
            return Outcome.Refused(new CampaignItemIncomplete("campaign", "/campaign"));
        }

        var patched = target is null ? CampaignUpsert.New(patch) : patch.ApplyTo(new CampaignUpsert(target.Terms));
        if (!patched.Succeeded)
        {
            return Outcome.Refused(patched.Error, InCampaign);
        }

        var sent = patched.Value.SourceUpdatedAt;
        if (sent is not null && item.ExternalId is null)
        {
            return Outcome.Refused(new CampaignItemIncomplete("externalId", "/externalId"));
        }

        var read = phrases.Read(patched.Value.Alone(), currency: null, target?.Terms);
        if ((key?.WhyStale(sent) ?? batch.WhyCodeTaken(read.Content.Code, target)) is { } refused)
        {
            return Outcome.Refused(refused, InCampaign);
        }

        return target is null
            ? await CreateAsync(item, read, sent, batch, ct)
            : await ChangeAsync(item, key, target, read, sent, batch, ct);
    }

    private async Task<Outcome> CreateAsync(
        CampaignBulkItem item,
        ReadContent<CampaignTerms> read,
        DateTime? sent,
        Batch batch,
        CancellationToken ct
    )
    {
        var created = await writer.CreateAsync(read, ct);
        if (!created.Succeeded)
        {
            return Outcome.Refused(created.Error, InCampaign);
        }

        var campaign = created.Value;
        db.Campaigns.Add(campaign);
        if (item.ExternalId is { } id)
        {
            keys.Add(campaign, id.System, id.Id).Follow(sent);
        }

        batch.Note(campaign);
        return Outcome.Of(campaign, CampaignBulkStatus.Created);
    }

    private async Task<Outcome> ChangeAsync(
        CampaignBulkItem item,
        ExternalKey? key,
        Campaign campaign,
        ReadContent<CampaignTerms> read,
        DateTime? sent,
        Batch batch,
        CancellationToken ct
    )
    {
        if (await writer.WriteAsync(campaign, read, ct, item.ExternalId?.System) is { } refused)
        {
            return Outcome.Refused(refused, InCampaign);
        }

        key?.Follow(sent);
        batch.Note(campaign);
        return Outcome.Of(campaign, CampaignBulkStatus.Updated);
    }

    private const string InCampaign = "/campaign";

    private sealed record Outcome(Campaign? Campaign, CampaignBulkStatus Status, int VersionBefore)
    {
        public Error? Error { get; private init; }

        private string Place { get; init; } = "";

        public static Outcome Of(Campaign campaign, CampaignBulkStatus status) => new(campaign, status, campaign.Version);

        /// <summary>Returns the outcome of a refused item.</summary>
        /// <param name="error">Why it is refused.</param>
        /// <param name="place">The member of the item that the error refers to.</param>
        public static Outcome Refused(Error error, string place = "") =>
            new(null, CampaignBulkStatus.Failed, 0) { Error = error, Place = place };

        /// <summary>Returns what is wrong, with pointers into the request.</summary>
        public IEnumerable<RuleFault> FaultsAt(int index) => Error is null ? [] : BulkRefused.FaultsOf(Error, index, Place);

        /// <summary>Returns the result. Call it after the save, which gives a changed campaign its next version.</summary>
        public CampaignBulkResult ToResult(int index, string? name) =>
            new()
            {
                Index = index,
                Ref = name,
                Status = Status == CampaignBulkStatus.Updated && Campaign!.Version == VersionBefore ? CampaignBulkStatus.Unchanged : Status,
                Id = Campaign?.Id.Value,
                Version = Campaign?.Version,
                Problem = Error is null ? null : BulkProblem.Of(Error, index, Place),
            };
    }

    /// <summary>What the items name, while they are applied.</summary>
    private sealed class Batch(
        IReadOnlyList<CampaignBulkItem> items,
        Dictionary<string, ExternalKey> keys,
        Dictionary<CampaignId, Campaign> campaigns,
        Dictionary<string, Campaign> byCode
    )
    {
        private readonly IReadOnlyDictionary<int, int> _repeated = FactBulk.RepeatedIn(
            items.Select(item =>
                item.ExternalId is { } id ? ExternalKey.KeyOf(ResourceTypes.Campaign, id.System, id.Id)
                : item.Code is { } code ? Encoding.UTF8.GetBytes(Campaign.KeyOf(code))
                : null
            )
        );

        private readonly Dictionary<CampaignId, int> _named = [];
        private readonly Dictionary<string, Campaign> _written = [];

        public ExternalKey? KeyOf(CampaignBulkItem item) =>
            item.ExternalId is { } id
                ? keys.GetValueOrDefault(Convert.ToHexString(ExternalKey.KeyOf(ResourceTypes.Campaign, id.System, id.Id)))
                : null;

        public Campaign? TargetOf(CampaignBulkItem item, ExternalKey? key) =>
            key is not null ? campaigns.GetValueOrDefault(CampaignId.From(key.ResourceId))
            : item.ExternalId is null && item.Code is { } code ? byCode.GetValueOrDefault(Campaign.KeyOf(code))
            : null;

        /// <summary>Returns the first item with the same key or the same campaign; null if this is the first.</summary>
        public int? FirstWith(int index, Campaign? target)
        {
            if (_repeated.TryGetValue(index, out var first))
            {
                return first;
            }

            return target is null || _named.TryAdd(target.Id, index) ? null : _named[target.Id];
        }

        /// <summary>Returns an error if an earlier item has given the code to another campaign.</summary>
        public CampaignCodeTaken? WhyCodeTaken(string? code, Campaign? target) =>
            code is not null && _written.TryGetValue(Campaign.KeyOf(code), out var other) && other != target
                ? new CampaignCodeTaken(code, other.Id.Value, target?.Id.Value)
                : null;

        public void Note(Campaign campaign) => _written[campaign.CodeKey] = campaign;
    }
}
