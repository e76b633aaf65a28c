using Marketing.Domain.Scheduling;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Scheduling;

/// <summary>Networks whose times were computed by hand.</summary>
public sealed class CriticalPathTests
{
    /// <summary>
    /// A(3) and B(4) start; C(5) follows A, D(2) follows A and B, E(3) follows C and D.
    /// Forward: A 0–3, B 0–4, C 3–8, D 4–6, E 8–11. Backward from 11: E 8–11, C 3–8, D 6–8, A 0–3, B 2–6.
    /// </summary>
    [Fact]
    public void The_longest_chain_is_critical()
    {
        var times = CriticalPath.Of(
            [new("A", 3), new("B", 4), new("C", 5), new("D", 2), new("E", 3)],
            [new("A", "C"), new("A", "D"), new("B", "D"), new("C", "E"), new("D", "E")]
        );

        times["A"].ShouldBe(new NetworkTimes(0, 3, 0, 3));
        times["B"].ShouldBe(new NetworkTimes(0, 4, 2, 6));
        times["C"].ShouldBe(new NetworkTimes(3, 8, 3, 8));
        times["D"].ShouldBe(new NetworkTimes(4, 6, 6, 8));
        times["E"].ShouldBe(new NetworkTimes(8, 11, 8, 11));
        Critical(times).ShouldBe("A C E");
        times["B"].TotalFloat.ShouldBe(2);
    }

    /// <summary>
    /// A(2) → B(3) with a lag of 4, A → C(6) with an overlap of 1, both → the milestone M(0); C → M with a lag of 1.
    /// Forward: A 0–2, B 6–9, C 1–7, M max(9, 7+1) = 9. Backward from 9: B 6–9, C ends by 8, so 2–8; A ends by min(6−4, 2+1) = 2.
    /// </summary>
    [Fact]
    public void Lags_delay_and_overlaps_advance_what_follows()
    {
        var times = CriticalPath.Of(
            [new("A", 2), new("B", 3), new("C", 6), new("M", 0)],
            [new("A", "B", 4), new("A", "C", -1), new("B", "M"), new("C", "M", 1)]
        );

        times["A"].ShouldBe(new NetworkTimes(0, 2, 0, 2));
        times["B"].ShouldBe(new NetworkTimes(6, 9, 6, 9));
        times["C"].ShouldBe(new NetworkTimes(1, 7, 2, 8));
        times["M"].ShouldBe(new NetworkTimes(9, 9, 9, 9));
        Critical(times).ShouldBe("A B M");
    }

    /// <summary>
    /// A(5) → B(2); C(3) cannot start before day 10; D(1) follows B and C.
    /// Forward: A 0–5, B 5–7, C 10–13, D 13–14. Backward from 14: D 13–14, C 10–13, B 11–13, A 6–11.
    /// </summary>
    [Fact]
    public void A_fixed_start_can_make_a_short_activity_critical()
    {
        var times = CriticalPath.Of(
            [new("A", 5), new("B", 2), new("C", 3, NotBefore: 10), new("D", 1)],
            [new("A", "B"), new("B", "D"), new("C", "D")]
        );

        times["A"].ShouldBe(new NetworkTimes(0, 5, 6, 11));
        times["B"].ShouldBe(new NetworkTimes(5, 7, 11, 13));
        times["C"].ShouldBe(new NetworkTimes(10, 13, 10, 13));
        times["D"].ShouldBe(new NetworkTimes(13, 14, 13, 14));
        Critical(times).ShouldBe("C D");
    }

    [Fact]
    public void Activities_in_a_circle_and_those_behind_it_have_no_times()
    {
        var times = CriticalPath.Of([new("A", 1), new("B", 1), new("C", 1), new("D", 1)], [new("B", "C"), new("C", "B"), new("C", "D")]);

        times.Keys.ShouldBe(["A"]);
    }

    private static string Critical(IReadOnlyDictionary<string, NetworkTimes> times) =>
        string.Join(' ', times.Where(entry => entry.Value.IsCritical).Select(entry => entry.Key).Order());
}
