using System.ComponentModel.DataAnnotations;

namespace Marketing.Api.Contract.Problems;

/// <summary>A problem (RFC 9457): the body of every 4xx and 5xx response.</summary>
public sealed record Problem
{
    internal const int MostErrors = 1_000;

    /// <summary>URN of the problem's code.</summary>
    /// <example>urn:marketing-api:problem:plan.notFound</example>
    [Url]
    public required string Type { get; init; }

    /// <summary>Short title of the status, in the caller's language.</summary>
    /// <example>Not found</example>
    [MaxLength(200)]
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    /// <example>404</example>
    [Range(400, 599)]
    public required int Status { get; init; }

    /// <summary>What is wrong and what to do, in the caller's language.</summary>
    /// <example>This workspace has no plan with id 0198c0de-0000-7000-8000-000000000000.</example>
    [MaxLength(10_000)]
    public required string Detail { get; init; }

    /// <summary>The requested path.</summary>
    /// <example>/v1/plans/0198c0de-0000-7000-8000-000000000000</example>
    [MaxLength(10_000)]
    public required string Instance { get; init; }

    /// <summary>Finds the request in logs and traces.</summary>
    /// <example>4bf92f3577b34da6a3ce929d0e0e4736</example>
    [MaxLength(200)]
    public required string TraceId { get; init; }

    /// <summary>Stable code of the problem. Never changes with the language.</summary>
    /// <example>plan.notFound</example>
    [MaxLength(100)]
    [RegularExpression("^[a-z][A-Za-z]*(\\.[a-z][A-Za-z0-9]*)*$")]
    public required string Code { get; init; }

    /// <summary>The values in the detail, as codes and numbers.</summary>
    [MaxLength(50)]
    public IReadOnlyDictionary<string, object?> Args { get; init; } = new Dictionary<string, object?>();

    /// <summary>Every fault of the input. Empty if no field is at fault.</summary>
    [MaxLength(MostErrors)]
    public IReadOnlyList<ProblemFault> Errors { get; init; } = [];
}

/// <summary>One fault of the input.</summary>
public sealed record ProblemFault
{
    /// <summary>JSON pointer to the field in the body, or <c>/name</c> of a query parameter or header.</summary>
    /// <example>/measures/0/target</example>
    [MaxLength(2_000)]
    public required string Pointer { get; init; }

    /// <summary>The part of the request that the pointer refers to.</summary>
    /// <example>body</example>
    [RegularExpression("^(body|query|header)$")]
    [MaxLength(20)]
    public required string In { get; init; }

    /// <summary>Stable code of the fault.</summary>
    /// <example>input.tooLong</example>
    [MaxLength(100)]
    [RegularExpression("^[a-z][A-Za-z]*(\\.[a-z][A-Za-z0-9]*)*$")]
    public required string Code { get; init; }

    /// <summary>What is wrong and what to do, in the caller's language.</summary>
    /// <example>The text has 412 characters; the maximum is 300. Shorten it.</example>
    [MaxLength(10_000)]
    public required string Message { get; init; }

    /// <summary>The values in the message, as codes and numbers.</summary>
    [MaxLength(50)]
    public IReadOnlyDictionary<string, object?> Args { get; init; } = new Dictionary<string, object?>();
}
