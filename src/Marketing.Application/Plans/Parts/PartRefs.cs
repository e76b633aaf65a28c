using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>
/// Assigns refs to parts and to the items inside them. A ref is unique among all parts and items of the plan. Writers lock the plan's
/// revision row, so that no ref can be taken between check and commit. The keys of both tables are the last safeguard.
/// </summary>
internal sealed class PartRefs(IMarketingDb db)
{
    /// <summary>Assigns a ref to each draft and to each item inside it, and returns those that are malformed or taken.</summary>
    public async Task<IReadOnlyList<Error>> AssignAsync(PartDrafts request, CancellationToken ct)
    {
        var assignment = new RefAssignment(request);
        assignment.ClaimGiven();
        assignment.Generate();
        if (!request.Plan.IsNew)
        {
            await LookUpAsync(request, assignment, ct);
        }

        if (assignment.Refusals.Count == 0)
        {
            assignment.NameItems();
        }

        return assignment.Refusals;
    }

    /// <summary>Writes the refs to the parts, and stores the refs of items.</summary>
    public async Task StoreAsync(PartDrafts request, CancellationToken ct)
    {
        foreach (var draft in request.Drafts)
        {
            draft.Part.Rename(draft.Ref!.Value);
        }

        var (before, after) = (ItemsBefore(request), ItemsAfter(request));
        var changed = before
            .Keys.Union(after.Keys, StringComparer.Ordinal)
            .Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key))
            .ToList();
        if (changed.Count == 0)
        {
            return;
        }

        var rows = request.Plan.IsNew ? [] : await RowsAsync(request.Plan.Id, changed, ct);
        foreach (var key in changed)
        {
            if (after.GetValueOrDefault(key) is not { } item)
            {
                rows.GetValueOrDefault(key)?.Retire();
            }
            else if (rows.TryGetValue(key, out var row))
            {
                row.Take(item.Part, item.Ref);
            }
            else
            {
                db.PlanRefs.Add(PlanRef.Of(item.Part, item.Ref));
            }
        }
    }

    /// <summary>Frees the refs of the items inside a part that is deleted.</summary>
    public Task RetireAsync(PlanPart part, CancellationToken ct) =>
        HoldsItems(part)
            ? db.PlanRefs.Where(row => row.PartId == part.Id).GuardAsync(row => row.SetProperty(r => r.IsRetired, true), ct)
            : Task.CompletedTask;

    private Task<Dictionary<string, PlanRef>> RowsAsync(PlanId plan, List<string> keys, CancellationToken ct) =>
        db
            .PlanRefs.Where(row => row.PlanId == plan && keys.Contains(row.RefKey))
            .ToDictionaryAsync(row => row.RefKey, StringComparer.Ordinal, ct);

    /// <summary>
    /// Looks up the owners of claimed and referenced refs. A generated ref that is in use, or ever was, is replaced by the next one.
    /// </summary>
    private async Task LookUpAsync(PartDrafts request, RefAssignment assignment, CancellationToken ct)
    {
        var own = request.Own;
        var referred = assignment.References().ToList();
        do
        {
            var claimed = assignment.TakeUnchecked();
            await LookUpPartsAsync(request, assignment, own, [.. claimed.Union(referred, StringComparer.Ordinal)], ct);
            await LookUpItemsAsync(request.Plan.Id, assignment, own, claimed, ct);
            referred.Clear();
        } while (assignment.Regenerate());
    }

    private async Task LookUpPartsAsync(
        PartDrafts request,
        RefAssignment assignment,
        HashSet<PlanPartId> own,
        List<string> keys,
        CancellationToken ct
    )
    {
        var plan = request.Plan.Id;
        var parts =
            keys.Count == 0
                ? []
                : await db
                    .PlanParts.AsNoTracking()
                    .Where(part => part.PlanId == plan && keys.Contains(part.RefKey))
                    .Select(part => new
                    {
                        part.Id,
                        part.Section,
                        part.Ref,
                        part.RefKey,
                    })
                    .ToListAsync(ct);
        foreach (var part in parts.Where(part => !own.Contains(part.Id)))
        {
            request.Others[part.RefKey] = new PartTarget(part.Id, part.Section, part.Ref);
            assignment.Occupy(part.RefKey, isLive: true);
        }
    }

    private async Task LookUpItemsAsync(
        PlanId plan,
        RefAssignment assignment,
        HashSet<PlanPartId> own,
        List<string> keys,
        CancellationToken ct
    )
    {
        var items =
            keys.Count == 0
                ? []
                : await db
                    .PlanRefs.AsNoTracking()
                    .Where(row => row.PlanId == plan && keys.Contains(row.RefKey))
                    .Select(row => new
                    {
                        row.RefKey,
                        row.PartId,
                        row.IsRetired,
                    })
                    .ToListAsync(ct);
        foreach (var item in items)
        {
            assignment.Occupy(item.RefKey, isLive: !item.IsRetired && !own.Contains(item.PartId));
        }
    }

    private static Dictionary<string, StoredItem> ItemsBefore(PartDrafts request)
    {
        var items = new Dictionary<string, StoredItem>(StringComparer.Ordinal);
        foreach (var draft in request.Written.Where(draft => draft.Before is not null))
        {
            Add(items, draft.Part, draft.Before!);
        }

        foreach (var part in request.Leaving.Where(HoldsItems))
        {
            Add(items, part, StoredContent.Read(part));
        }

        return items;
    }

    private static Dictionary<string, StoredItem> ItemsAfter(PartDrafts request)
    {
        var items = new Dictionary<string, StoredItem>(StringComparer.Ordinal);
        foreach (var draft in request.Written)
        {
            Add(items, draft.Part, draft.Content);
        }

        return items;
    }

    private static void Add(Dictionary<string, StoredItem> items, PlanPart part, PlanPartContent content)
    {
        foreach (var (_, item) in ContentTree.Items(content).Where(found => found.Item.Ref is not null))
        {
            var given = PartRef.Of(item.Ref!);
            items[given.Key] = new StoredItem(part, given);
        }
    }

    private static bool HoldsItems(PlanPart part) => ContentTree.HoldsItems(PlanSections.Find(part.Section)!.Content);

    private sealed record StoredItem(PlanPart Part, PartRef Ref);
}
