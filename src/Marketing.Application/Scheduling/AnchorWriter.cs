using System.Text.RegularExpressions;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Scheduling;

/// <summary>Code shared by the use cases of events: addressing and validation.</summary>
internal sealed partial class AnchorWriter(IMarketingDb db, RequestContext context)
{
    private const int IdsShown = 20;

    /// <summary>
    /// Locks the plan until the transaction ends, so that its events have one writer at a time. Duplicates and the maximum number can
    /// then be checked reliably. Changes neither the plan nor its content.
    /// </summary>
    public async Task<Error?> HoldAsync(PlanId planId, CancellationToken ct) =>
        await db.Plans.Where(plan => plan.Id == planId).GuardAsync(plan => plan.SetProperty(p => p.Status, p => p.Status), ct) == 1
            ? null
            : new PlanNotFound(planId.Value);

    /// <summary>Returns the id of an event addressed by id, or by a code that is recorded once.</summary>
    public async Task<Result<PlanAnchorId>> IdOfAsync(PlanId planId, string anchor, CancellationToken ct)
    {
        anchor = CodeIn(anchor);
        var named = db.PlanAnchors.AsNoTracking().Where(row => row.PlanId == planId);
        if (Guid.TryParse(anchor, out var id))
        {
            var typed = PlanAnchorId.From(id);
            named = named.Where(row => row.Id == typed);
        }
        else
        {
            var key = CatalogueName.Key(AnchorCode.Canonical(anchor));
            named = named.Where(row => row.CodeKey == key);
        }

        var ids = await named.OrderBy(row => row.Date).ThenBy(row => row.Id).Select(row => row.Id).Take(IdsShown).ToListAsync(ct);
        return ids switch
        {
            [] => new AnchorNotFound(anchor),
            [var only] => only,
            _ => new AnchorAmbiguous(anchor, [.. ids.Select(each => each.Value.ToString())]),
        };
    }

    /// <summary>Loads the event for writing. The plan must be locked.</summary>
    public async Task<Result<PlanAnchor>> FindAsync(PlanId planId, string anchor, ExpectedVersion? expectedVersion, CancellationToken ct)
    {
        if (await HoldAsync(planId, ct) is { } missing)
        {
            return missing;
        }

        var id = await IdOfAsync(planId, anchor, ct);
        return id.Succeeded
            ? await db.FindAsync<PlanAnchor, PlanAnchorId>(id.Value, expectedVersion, new AnchorNotFound(anchor), ct)
            : id.Error;
    }

    /// <summary>Returns the code in a path; null if no code has this form.</summary>
    public static string? CodeOfPath(string anchor) =>
        CodeIn(anchor) is var code && code.EnumerateRunes().Count() <= ValueLimits.Anchor && CodePattern().IsMatch(code) ? code : null;

    /// <summary>Returns every fault of an event to be recorded, or the id of the part it is about.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="code">The code from the request.</param>
    /// <param name="subject">Ref of the part.</param>
    /// <param name="codePointer">JSON pointer to the code.</param>
    /// <param name="ct">Cancels the read.</param>
    public async Task<Result<PlanPartId?>> CheckAsync(PlanId planId, string code, string? subject, string codePointer, CancellationToken ct)
    {
        var faults = AnchorCode.Check(code, codePointer).ToList();
        var key = subject is null ? null : PartRef.KeyOf(subject);
        var part = key is null
            ? null
            : await db
                .PlanParts.Where(part => part.PlanId == planId && part.RefKey == key)
                .Select(part => (PlanPartId?)part.Id)
                .SingleOrDefaultAsync(ct);
        if (subject is not null && part is null)
        {
            faults.Add(RuleFault.Of("/subject", "anchor.subjectUnknown", ("ref", subject)));
        }

        if (faults.Count > 0)
        {
            return new RulesBroken(faults);
        }

        return part;
    }

    /// <summary>Adds an event. The plan must be locked.</summary>
    public async Task<Result<PlanAnchor>> AddAsync(
        PlanId planId,
        string code,
        string? name,
        DateOnly date,
        PlanPartId? subject,
        CancellationToken ct
    )
    {
        if (await db.PlanAnchors.CountAsync(anchor => anchor.PlanId == planId, ct) >= PlanAnchor.Most)
        {
            return new TooManyAnchors(PlanAnchor.Most);
        }

        var added = PlanAnchor.Record(context.WorkspaceId, planId, code, name, date, subject);
        if (await TwinAsync(added, ct) is { } twin)
        {
            return twin;
        }

        db.PlanAnchors.Add(added);
        return added;
    }

    /// <summary>Returns an error if the same event is already recorded for this day and part.</summary>
    public async Task<Error?> TwinAsync(PlanAnchor anchor, CancellationToken ct)
    {
        var twin = await db
            .PlanAnchors.Where(row =>
                row.PlanId == anchor.PlanId
                && row.CodeKey == anchor.CodeKey
                && row.Date == anchor.Date
                && row.SubjectId == anchor.SubjectId
                && row.Id != anchor.Id
            )
            .Select(row => (PlanAnchorId?)row.Id)
            .FirstOrDefaultAsync(ct);
        return twin is { } existing ? new AnchorRecorded(anchor.Code, anchor.Date, existing.Value) : null;
    }

    public Task<AnchorResponse> ReadAsync(PlanAnchorId id, CancellationToken ct) =>
        db.PlanAnchors.AsNoTracking().Where(anchor => anchor.Id == id).Select(AnchorResponse.Selection(db)).SingleAsync(ct);

    /// <summary>Decodes slashes, which servers leave escaped in a path.</summary>
    private static string CodeIn(string anchor) => anchor.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(ValueLimits.AnchorPattern)]
    private static partial Regex CodePattern();
}
