using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Application.Plans.Revisions;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Comparison;
using MediatR;

namespace Marketing.Application.Lifecycle;

/// <summary>Which states of a plan to compare.</summary>
public sealed record ComparisonArguments
{
    /// <summary>A number, a view, or a time.</summary>
    public const string StatePattern =
        "^(working|inForce|[1-9][0-9]{0,8}|[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9:.]{8,18}([Zz]|[ +-][0-9]{2}:[0-9]{2}))$";

    private const string Working = "working";

    private const string InForce = "inForce";

    /// <summary>
    /// The earlier state: the number of a submitted revision, `inForce`, `working`, or a time, which stands for the revision that was in
    /// force then. By default, the revision that was approved last.
    /// </summary>
    /// <example>1</example>
    [MaxLength(40)]
    [RegularExpression(StatePattern)]
    public string? From { get; init; }

    /// <summary>The later state, in the same form.</summary>
    /// <example>working</example>
    [MaxLength(40)]
    [RegularExpression(StatePattern)]
    public string To { get; init; } = Working;

    /// <summary>Returns the view that a state names.</summary>
    /// <param name="state">The state.</param>
    /// <param name="pointer">The parameter with the state.</param>
    internal static Result<ContentView> Read(string? state, string pointer) =>
        state switch
        {
            null => ContentView.LatestApproved,
            Working => ContentView.Working,
            InForce => ContentView.InForce,
            _ when int.TryParse(state, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => ContentView.OfRevision(number),
            _ when Rfc3339.TryInstant(state.Replace(' ', '+'), out var at) => ContentView.AsOf(at),
            _ => new ComparedStateUnknown(state, pointer),
        };
}

/// <summary>A time that is compared does not exist.</summary>
public sealed record ComparedStateUnknown(string State, string Pointer) : InputError("comparison.stateUnknown");

/// <summary>Two states of a plan and what differs between them.</summary>
/// <param name="From">The earlier state.</param>
/// <param name="To">The later state.</param>
/// <param name="Differences">What differs.</param>
public sealed record ComparedPlan(ComparedState From, ComparedState To, PlanComparison Differences);

/// <summary>One of two states that are compared.</summary>
public sealed record ComparedState
{
    /// <summary>Number of the revision; null for the working copy while no revision is open.</summary>
    /// <example>1</example>
    [Range(1, int.MaxValue)]
    public required int? Revision { get; init; }

    /// <summary>The content version.</summary>
    /// <example>12</example>
    [Range(0, 9_007_199_254_740_991)]
    public required long ContentVersion { get; init; }
}

/// <summary>Compares two states of a plan's content.</summary>
public sealed record ComparePlan(PlanId PlanId, ComparisonArguments Arguments) : IQuery<ComparedPlan>;

internal sealed class ComparePlanHandler(IMarketingDb db) : IRequestHandler<ComparePlan, Result<ComparedPlan>>
{
    public async Task<Result<ComparedPlan>> Handle(ComparePlan query, CancellationToken cancellationToken)
    {
        var from = ComparisonArguments.Read(query.Arguments.From, "/from");
        var to = ComparisonArguments.Read(query.Arguments.To, "/to");
        if ((from.Error ?? to.Error) is { } unknown)
        {
            return unknown;
        }

        var read = await db.ReadConsistentlyAsync(
            async () => (From: await ReadAsync(from.Value), To: await ReadAsync(to.Value)),
            cancellationToken
        );
        return (read.From.Error ?? read.To.Error) is { } missing ? missing : Compare(read.From.Value, read.To.Value);

        Task<Result<PlanContent>> ReadAsync(ContentView view) => db.Content(view).ReadAsync(query.PlanId, cancellationToken);
    }

    private static Result<ComparedPlan> Compare(PlanContent from, PlanContent to)
    {
        // What is stored as the same text is read once, which also shows that it is equal.
        var before = from.Parts.Select(part => (Stored: Placeless(part), Content: part.Read())).ToList();
        var known = before.ToDictionary(part => part.Stored, part => part.Content);
        var earlier = new ComparedContent(from.Header, [.. before.Select(part => part.Content)]);
        var later = new ComparedContent(to.Header, [.. to.Parts.Select(part => known.GetValueOrDefault(Placeless(part)) ?? part.Read())]);
        var unreadable = earlier.Parts.Concat(later.Parts).FirstOrDefault(part => part is NewerContent);
        return unreadable is null
            ? new ComparedPlan(StateOf(from), StateOf(to), PlanComparison.Of(earlier, later))
            : new PlanPartNewerSchema(unreadable.Ref!);
    }

    private static StoredPart Placeless(StoredPart part) => part with { Id = default, Position = 0 };

    private static ComparedState StateOf(PlanContent content) =>
        new() { Revision = content.Revision, ContentVersion = content.ContentVersion };
}
