using System.Net;

namespace Marketing.Benchmarks.Measuring;

/// <summary>A request that the servers handle.</summary>
/// <param name="Name">As in the options.</param>
/// <param name="Title">Description of the request.</param>
/// <param name="Goal">The required ratio to the hand-written host; null if there is no goal.</param>
/// <param name="Ours">Creates a request to the service, by running number.</param>
/// <param name="ByHand">Creates the same request to the hand-written host.</param>
internal sealed record Scenario(
    string Name,
    string Title,
    double? Goal,
    Func<int, HttpRequestMessage> Ours,
    Func<int, HttpRequestMessage> ByHand
)
{
    /// <summary>Creates the closest request to the ordinary service; null if it has none.</summary>
    public Func<int, HttpRequestMessage>? Ordinary { get; init; }

    /// <summary>The required ratio to the ordinary service.</summary>
    public double? OrdinaryGoal { get; init; }

    public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

    /// <summary>The maximum number of connections; null for all.</summary>
    public int? Connections { get; init; }
}
