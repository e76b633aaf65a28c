using Marketing.Application.Common;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>Reads parts of one section; those of a deleted plan are gone with it.</summary>
internal sealed class PartReader<TContent>(IMarketingDb db) : IResourceReader
    where TContent : PlanPartContent
{
    public string Type => PlanSections.Of<TContent>().Type;

    public IReadOnlyList<string> Scopes { get; } = [Domain.Access.Scopes.PlansRead];

    public async Task<IReadOnlyDictionary<Guid, object>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var typed = ids.Select(PlanPartId.From).ToList();
        var rows = await db.PlanParts.AsNoTracking().Where(part => typed.Contains(part.Id) && db.Plans.Any(plan => plan.Id == part.PlanId)).Select(PartRow.Selection).ToListAsync(ct);
        return rows.ToDictionary(row => row.Id.Value, row => (object)row.Answer<TContent>());
    }
}
