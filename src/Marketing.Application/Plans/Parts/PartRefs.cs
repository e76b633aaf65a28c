using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>
/// Gives parts, and the items inside them, their refs. A ref is unique among all parts and items of the plan. Writers of a plan
/// hold its revision row, so that none of them can take a ref between the check and the commit; the keys of both tables guard
/// the rest.
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

    /// <summary>Names the parts, and stores the refs of items.</summary>
    public async Task StoreAsync(PartDrafts request, CancellationToken ct)
    {
        foreach (var draft in request.Drafts)
        {
            draft.Part.Rename(draft.Ref!.Value);
        }

        var (before, after) = (ItemsBefore(request), ItemsAfter(request));
        var changed = before.Keys.Union(after.Keys, StringComparer.Ordinal).Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key)).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        var plan = request.Plan.Id;
        var known = request.Plan.IsNew ? [] : await db.PlanRefs.Where(row => row.PlanId == plan && changed.Contains(row.RefKey)).ToListAsync(ct);
        var rows = known.ToDictionary(row => row.RefKey, StringComparer.Ordinal);
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
    public Task RetireAsync(PlanPart part, CancellationToken ct) => ContentTree.HoldsItems(PlanSections.Find(part.Section)!.Content)
        ? db.PlanRefs.Where(row => row.PartId == part.Id).GuardAsync(row => row.SetProperty(r => r.IsRetired, true), ct)
        : Task.CompletedTask;

    /// <summary>Looks up who has the refs that are claimed or referred to. A generated ref that is in use, or ever was, gives way to the next one.</summary>
    private async Task LookUpAsync(PartDrafts request, RefAssignment assignment, CancellationToken ct)
    {
        var plan = request.Plan.Id;
        var own = request.Own;
        var referred = assignment.References().ToList();
        do
        {
            var claimed = assignment.TakeUnchecked();
            var named = claimed.Union(referred, StringComparer.Ordinal).ToList();
            referred.Clear();
            var parts = named.Count == 0 ? [] : await db.PlanParts.AsNoTracking().Where(part => part.PlanId == plan && named.Contains(part.RefKey))
                .Select(part => new { part.Id, part.Section, part.Ref, part.RefKey }).ToListAsync(ct);
            foreach (var part in parts.Where(part => !own.Contains(part.Id)))
            {
                request.Others[part.RefKey] = new PartTarget(part.Id, part.Section, part.Ref);
                assignment.Occupy(part.RefKey, isLive: true);
            }

            var items = claimed.Count == 0 ? [] : await db.PlanRefs.AsNoTracking().Where(row => row.PlanId == plan && claimed.Contains(row.RefKey))
                .Select(row => new { row.RefKey, row.PartId, row.IsRetired }).ToListAsync(ct);
            foreach (var item in items)
            {
                assignment.Occupy(item.RefKey, isLive: !item.IsRetired && !own.Contains(item.PartId));
            }
        }
        while (assignment.Regenerate());
    }

    private static Dictionary<string, StoredItem> ItemsBefore(PartDrafts request)
    {
        var items = new Dictionary<string, StoredItem>(StringComparer.Ordinal);
        var contents = request.Drafts.Where(draft => draft is { Before: not null, KeepsContent: false }).Select(draft => (draft.Part, Content: draft.Before!))
            .Concat(request.Leaving.Where(part => ContentTree.HoldsItems(PlanSections.Find(part.Section)!.Content)).Select(part => (part, StoredContent.Read(part))));
        foreach (var (part, content) in contents)
        {
            Add(items, part, content);
        }

        return items;
    }

    private static Dictionary<string, StoredItem> ItemsAfter(PartDrafts request)
    {
        var items = new Dictionary<string, StoredItem>(StringComparer.Ordinal);
        foreach (var draft in request.Drafts.Where(draft => !draft.KeepsContent))
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

    private sealed record StoredItem(PlanPart Part, PartRef Ref);
}
