using Marketing.Domain.Common;

namespace Marketing.Domain.Occurrences;

public sealed record OccurrenceNotFound(Guid Id) : NotFoundError("occurrence.notFound");

/// <summary>The content in force plans nothing for this item on this day.</summary>
/// <param name="Ref">Ref of the item.</param>
/// <param name="Date">The day.</param>
/// <param name="Planned">The nearest days on which the item is planned.</param>
/// <param name="Pointer">JSON pointer to the day.</param>
public sealed record OccurrenceNotPlanned(string Ref, DateOnly Date, IReadOnlyList<string> Planned, string Pointer = "/date")
    : RuleError("occurrence.notPlanned");

public sealed record OccurrenceTooFarAhead(DateOnly Date, DateOnly Last, string Pointer = "/date") : RuleError("occurrence.tooFarAhead");

public sealed record OccurrenceHeldInFuture(DateOnly HeldOn, DateOnly Today, string Pointer = "/heldOn")
    : RuleError("occurrence.heldInFuture");

/// <summary>The company does not work by the plan yet, so nothing of it takes place.</summary>
public sealed record OccurrencePlanNotInForce(Guid Id) : ConflictError("occurrence.planNotInForce");

/// <summary>There is no record to take back.</summary>
public sealed record OccurrenceNotRecorded(string Ref, DateOnly Date) : ConflictError("occurrence.notRecorded");
