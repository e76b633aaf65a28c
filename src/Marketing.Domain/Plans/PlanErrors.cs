using Marketing.Domain.Common;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Plans;

public sealed record PlanNotFound(Guid Id) : NotFoundError("plan.notFound")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["id"] = Id };
}

/// <summary>The content is frozen: no revision of the plan is open for writing.</summary>
public sealed record PlanHasNoOpenRevision(Guid Id) : ConflictError("plan.noOpenRevision")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["id"] = Id };
}

/// <summary>A newer build wrote the plan's cover and narrative, so that this one would lose some of it.</summary>
public sealed record PlanNewerSchema(Guid Id) : ConflictError("plan.newerSchema")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["id"] = Id };
}

public sealed record PlanCodeTaken(string PlanCode, string Pointer = "/code") : ConflictError("plan.codeTaken")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["code"] = PlanCode };

    public override IReadOnlyList<RuleFault> Faults => [new(Pointer, Code, Args)];
}

/// <param name="Section">The section that was searched; null for the whole plan.</param>
/// <param name="Id">The part.</param>
public sealed record PlanPartNotFound(PlanSectionName? Section, Guid Id) : NotFoundError("planPart.notFound")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["section"] = Section, ["id"] = Id };
}

/// <summary>The request names another section than the one that the part belongs to.</summary>
public sealed record PartSectionMismatch(PlanSectionName Section, PlanSectionName Given, string Pointer) : ConflictError("part.sectionMismatch")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["section"] = Section, ["given"] = Given };

    public override IReadOnlyList<RuleFault> Faults => [new(Pointer, Code, Args)];
}

public sealed record PlanPartRefTaken(string Ref, string Pointer = "/ref") : ConflictError("planPart.refTaken")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["ref"] = Ref };

    public override IReadOnlyList<RuleFault> Faults => [new(Pointer, Code, Args)];
}

/// <summary>A newer build wrote the content, so that this one would lose some of it.</summary>
public sealed record PlanPartNewerSchema(string Ref, string? Pointer = null) : ConflictError("planPart.newerSchema")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["ref"] = Ref };

    public override IReadOnlyList<RuleFault> Faults => Pointer is null ? [] : [new(Pointer, Code, Args)];
}

public sealed record PlanSectionFull(PlanSectionName Section, int Max, string Pointer = "") : RuleError("planPart.sectionFull")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["section"] = Section, ["max"] = Max };

    public override IReadOnlyList<RuleFault> Faults => [new(Pointer, Code, Args)];
}

/// <summary>Other parts of the plan name it by its ref.</summary>
public sealed record PlanPartReferenced(string Ref, IReadOnlyList<string> Referrers, string? Pointer = null) : ConflictError("planPart.referenced")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["ref"] = Ref, ["referrers"] = Referrers };

    public override IReadOnlyList<RuleFault> Faults => Pointer is null ? [] : [new(Pointer, Code, Args)];
}

/// <summary>The order that was sent is not one of the parts that the section holds now; each fault names a part that is missing or does not belong.</summary>
public sealed record PlanPartOrderDiffers(PlanSectionName Section, IReadOnlyList<RuleFault> Differences) : ConflictError("planPart.orderDiffers")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["section"] = Section };

    public override IReadOnlyList<RuleFault> Faults => Differences;
}

public sealed record AnchorNotFound(string Anchor) : NotFoundError("anchor.notFound")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["anchor"] = Anchor };
}

/// <summary>The same event is recorded on that day already.</summary>
public sealed record AnchorRecorded(string Anchor, DateOnly Date, Guid ExistingId) : ConflictError("anchor.recorded")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["code"] = Anchor, ["date"] = Date, ["existingId"] = ExistingId };

    public override IReadOnlyList<RuleFault> Faults => [new("/date", Code, Args)];
}

/// <summary>A code names several recorded events, so that it does not tell which one is meant.</summary>
public sealed record AnchorAmbiguous(string Anchor, IReadOnlyList<string> Ids) : ConflictError("anchor.ambiguous")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["code"] = Anchor, ["ids"] = Ids };
}

public sealed record TooManyAnchors(int Max) : RuleError("anchor.tooMany")
{
    public override IReadOnlyDictionary<string, object?> Args => new Dictionary<string, object?> { ["max"] = Max };
}
