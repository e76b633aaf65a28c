using System.Net;

namespace Marketing.Benchmarks.Measuring;

/// <summary>One thing that both servers are asked to do.</summary>
/// <param name="Name">As in the options.</param>
/// <param name="Title">What is asked.</param>
/// <param name="Goal">The ratio to the hand-written host that is wanted; none where there is no goal.</param>
/// <param name="Ours">Makes a request to the service, by running number.</param>
/// <param name="ByHand">Makes the same request to the hand-written host.</param>
internal sealed record Scenario(
    string Name,
    string Title,
    double? Goal,
    Func<int, HttpRequestMessage> Ours,
    Func<int, HttpRequestMessage> ByHand
)
{
    public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

    /// <summary>Connections at most; all where none is given.</summary>
    public int? Connections { get; init; }
}
