using System.ComponentModel.DataAnnotations;

namespace Marketing.Api.Contract.Problems;

/// <summary>A refusal or failure (RFC 9457), the same shape for every 4xx and 5xx.</summary>
public sealed record Problem
{
    internal const int MostErrors = 1_000;

    /// <summary>Names the kind of problem; stands for the code.</summary>
    /// <example>urn:marketing-api:problem:plan.notFound</example>
    [Url]
    public required string Type { get; init; }

    /// <summary>The kind of refusal in a few words, in the language asked for.</summary>
    /// <example>Not found</example>
    [MaxLength(200)]
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    /// <example>404</example>
    [Range(400, 599)]
    public required int Status { get; init; }

    /// <summary>What is wrong and what can be done, in the language asked for.</summary>
    /// <example>There is no such plan.</example>
    [MaxLength(10_000)]
    public required string Detail { get; init; }

    /// <summary>The path that was asked for.</summary>
    /// <example>/v1/plans/0198c0de-0000-7000-8000-000000000000</example>
    [MaxLength(10_000)]
    public required string Instance { get; init; }

    /// <summary>Ties the answer to logs and traces.</summary>
    /// <example>4bf92f3577b34da6a3ce929d0e0e4736</example>
    [MaxLength(200)]
    public required string TraceId { get; init; }

    /// <summary>Stable code; never changes with the language.</summary>
    /// <example>plan.notFound</example>
    [MaxLength(100)]
    [RegularExpression("^[a-z][A-Za-z]*(\\.[a-z][A-Za-z0-9]*)*$")]
    public required string Code { get; init; }

    /// <summary>The values that the detail was made from.</summary>
    [MaxLength(50)]
    public IReadOnlyDictionary<string, object?> Args { get; init; } = new Dictionary<string, object?>();

    /// <summary>Each fault of the input, all at once; empty where no member is to blame.</summary>
    [MaxLength(MostErrors)]
    public IReadOnlyList<ProblemFault> Errors { get; init; } = [];
}

/// <summary>One fault of the input.</summary>
public sealed record ProblemFault
{
    /// <summary>JSON pointer of the member in the body; <c>/name</c> for a query parameter or header.</summary>
    /// <example>/measures/0/target</example>
    [MaxLength(2_000)]
    public required string Pointer { get; init; }

    /// <summary>Where the pointer points into.</summary>
    /// <example>body</example>
    [RegularExpression("^(body|query|header)$")]
    [MaxLength(20)]
    public required string In { get; init; }

    /// <summary>Stable code of the fault.</summary>
    /// <example>input.tooLong</example>
    [MaxLength(100)]
    [RegularExpression("^[a-z][A-Za-z]*(\\.[a-z][A-Za-z0-9]*)*$")]
    public required string Code { get; init; }

    /// <summary>The fault in words, in the language asked for.</summary>
    /// <example>At most 300 characters.</example>
    [MaxLength(10_000)]
    public required string Message { get; init; }

    /// <summary>The values that the message was made from.</summary>
    [MaxLength(50)]
    public IReadOnlyDictionary<string, object?> Args { get; init; } = new Dictionary<string, object?>();
}
