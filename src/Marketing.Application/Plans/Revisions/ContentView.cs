using Marketing.Domain.Common;
using Marketing.Domain.Plans;

namespace Marketing.Application.Plans.Revisions;

/// <summary>A query that selects a view.</summary>
public interface IViewed
{
    PlanView? View { get; }
}

/// <summary>The query of a read that shows one view of a plan.</summary>
public record ViewArguments : IViewed
{
    /// <summary>Which content to read. By default the working copy.</summary>
    public PlanView? View { get; init; }
}

/// <summary>The query of a read that shows one view of a plan, or what was in force at a time.</summary>
public sealed record DocumentArguments : ViewArguments
{
    /// <summary>A time in the past: returns the content of the revision that was in force then.</summary>
    public DateTime? AsOf { get; init; }

    public Result<ContentView> ToView() =>
        AsOf is not { } at ? ContentView.Of(View)
        : View is null ? ContentView.AsOf(at)
        : new AsOfWithView();
}

/// <summary>Which content of a plan to read.</summary>
public sealed record ContentView
{
    private ContentView() { }

    /// <summary>What is being written, or waits for a decision.</summary>
    public static ContentView Working { get; } = new();

    /// <summary>What the company works by.</summary>
    public static ContentView InForce { get; } = new() { IsInForce = true };

    /// <summary>What was approved last, whether or not it is in force.</summary>
    public static ContentView LatestApproved { get; } = new() { IsLatestApproved = true };

    public bool IsInForce { get; private init; }

    public bool IsLatestApproved { get; private init; }

    /// <summary>The number of a submitted revision; null for the other views.</summary>
    public int? Revision { get; private init; }

    /// <summary>The time for which the content is read; null for the other views.</summary>
    public DateTime? At { get; private init; }

    /// <summary>The view that a client asks for; the working copy by default.</summary>
    public static ContentView Of(PlanView? view) => view == PlanView.InForce ? InForce : Working;

    /// <summary>Returns an error if the view is that of a time that has not come yet.</summary>
    public Error? Fault(TimeProvider clock) => At > clock.GetUtcNow().UtcDateTime ? new AsOfInFuture(At.Value) : null;

    /// <summary>What the company worked by at a time.</summary>
    public static ContentView AsOf(DateTime at) => new() { At = at };

    /// <summary>A revision as it was submitted.</summary>
    public static ContentView OfRevision(int number) => new() { Revision = number };
}
