using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Application.Plans;

/// <summary>The steps of a plan. Each is an operation, `POST /v1/plans/{planId}/` followed by this word.</summary>
public enum PlanStep
{
    /// <summary>Submits the working revision.</summary>
    Submit,

    /// <summary>Records a positive review.</summary>
    Review,

    /// <summary>Approves the reviewed revision.</summary>
    Approve,

    /// <summary>Returns the submitted revision to its author.</summary>
    Return,

    /// <summary>Takes a submission back.</summary>
    Withdraw,

    /// <summary>Opens the next revision.</summary>
    Revise,

    /// <summary>Drops the open revision.</summary>
    Discard,

    /// <summary>Begins the execution.</summary>
    Activate,

    /// <summary>Interrupts the execution.</summary>
    Suspend,

    /// <summary>Continues the execution.</summary>
    Resume,

    /// <summary>Stops the execution for good.</summary>
    Terminate,

    /// <summary>Ends the execution as planned.</summary>
    Complete,

    /// <summary>Takes the completion back.</summary>
    Reopen,

    /// <summary>Closes the plan.</summary>
    Archive,
}

/// <summary>A step of a plan, and whether the caller can take it now.</summary>
public sealed record PlanAction
{
    /// <summary>The step.</summary>
    public required PlanStep Action { get; init; }

    /// <summary>Whether the step would succeed now.</summary>
    /// <example>false</example>
    public required bool Allowed { get; init; }

    /// <summary>Why the caller cannot take the step now, as the step itself would respond; empty if they can.</summary>
    [MaxLength(1_000)]
    public IReadOnlyList<ActionReason> Reasons { get; init; } = [];

    /// <summary>The error that the step would return.</summary>
    internal Error? Refusal { get; init; }

    /// <summary>Returns the error of the step; null if there is none, or if its operation does not accept the caller.</summary>
    public Error? WhyNot() => Refusal;
}

/// <summary>A reason why a step cannot be taken.</summary>
public sealed record ActionReason
{
    /// <summary>Stable code of the problem, or of the finding.</summary>
    /// <example>plan.wrongStatus</example>
    [MaxLength(100)]
    public required string Code { get; init; }

    /// <summary>What is wrong and what to do, in the language of Accept-Language.</summary>
    /// <example>The plan has findings that block this step. Resolve each of them, then try again.</example>
    [MaxLength(10_000)]
    public required string Message { get; init; }

    /// <summary>JSON pointer into the plan's document; null if the reason is not about its content.</summary>
    /// <example>/objectives/1/measures</example>
    [MaxLength(2_000)]
    public required string? Pointer { get; init; }

    /// <summary>The values in the message, as codes and numbers.</summary>
    [MaxLength(50)]
    public required IReadOnlyDictionary<string, object?> Args { get; init; }
}
