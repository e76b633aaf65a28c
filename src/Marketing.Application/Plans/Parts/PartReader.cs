using Marketing.Application.Common;
using Marketing.Domain.Plans.Parts;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>Reads parts of all sections for the change feed.</summary>
internal sealed class PartReader(IMarketingDb db) : IResourceReader
{
    public IReadOnlyList<string> Types { get; } = [.. PlanSections.All.Select(section => section.Type)];

    public Type Response => typeof(PartResponse);

    public IReadOnlyList<string> Scopes { get; } = [Domain.Access.Scopes.PlansRead];

    public async Task<IReadOnlyDictionary<Guid, object>> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var typed = ids.Select(PlanPartId.From).ToList();
        var rows = await db.PlanParts.AsNoTracking().Where(part => typed.Contains(part.Id)).Select(PartRow.Selection).ToListAsync(ct);
        return rows.Where(row => row.IsKnown).ToDictionary(row => row.Id.Value, row => (object)row.ToResponse());
    }
}
