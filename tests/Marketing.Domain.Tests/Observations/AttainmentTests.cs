using Marketing.Domain.Observations;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Observations;

/// <summary>The formulas of section 5 of the domain, each with values whose quotient is exact.</summary>
public sealed class AttainmentTests
{
    private static readonly TargetExpression FromBaseline = new()
    {
        Kind = TargetKind.Level,
        Value = 35,
        Baseline = 25,
        Direction = Direction.Increase,
    };

    private static readonly TargetExpression Level = new()
    {
        Kind = TargetKind.Level,
        Value = 80,
        Direction = Direction.Achieve,
    };

    private static readonly TargetExpression Ceiling = Level with { Value = 5, Direction = Direction.Decrease };

    private static readonly TargetExpression Rise = new()
    {
        Kind = TargetKind.ChangePercent,
        Value = 20,
        Direction = Direction.Increase,
        ChangeBasis = ChangeBasis.Relative,
    };

    [Fact]
    public void A_level_with_a_baseline_counts_the_way_from_the_baseline()
    {
        var attained = Of(FromBaseline, actual: 30, elapsed: 0.5m);

        attained.ShouldBe(new Attainment(AttainmentFormula.FromBaseline, 30, 25, 35, 0.5m, 30, AttainmentStatus.OnTrack, Gap: null));
        attained.Deviation.ShouldBe(0);
    }

    [Fact]
    public void A_level_without_a_baseline_is_the_share_of_the_target() => Of(Level, actual: 60).Value.ShouldBe(0.75m);

    [Fact]
    public void A_level_not_to_be_exceeded_is_the_target_by_the_actual_value()
    {
        Of(Ceiling, actual: 10).Value.ShouldBe(0.5m);
        Of(Ceiling, actual: 4).Status.ShouldBe(AttainmentStatus.Achieved);
        Of(Ceiling, actual: 10, elapsed: 0.5m).Expected.ShouldBe(10);
        Of(Ceiling, actual: 0).Gap.ShouldBe(AttainmentGap.DivisionByZero);
    }

    [Fact]
    public void A_relative_change_counts_from_the_baseline_in_the_wanted_direction()
    {
        Of(Rise, actual: 110, before: 100, elapsed: 1)
            .ShouldBe(new Attainment(AttainmentFormula.RelativeChange, 110, 100, 20, 0.5m, 120, AttainmentStatus.OffTrack, Gap: null));
        Of(Rise with { Direction = Direction.Decrease }, actual: 90, before: 100).Value.ShouldBe(0.5m);
        Of(Rise, actual: 110, before: 0).Gap.ShouldBe(AttainmentGap.DivisionByZero);
    }

    [Fact]
    public void A_change_in_points_counts_points()
    {
        Of(Rise with { ChangeBasis = ChangeBasis.Points, Value = 5 }, actual: 28, before: 24).Value.ShouldBe(0.8m);
        Of(Rise with { Kind = TargetKind.ChangePoints, Direction = Direction.Decrease, Value = 5 }, actual: 20, before: 24)
            .Value.ShouldBe(0.8m);
    }

    [Fact]
    public void A_change_whose_basis_is_not_stated_has_no_value() =>
        Of(Rise with { ChangeBasis = ChangeBasis.Unspecified }, actual: 110, before: 100)
            .ShouldBe(new Attainment(null, 110, null, 20, null, null, null, AttainmentGap.BasisUnspecified));

    [Fact]
    public void A_count_is_a_share_and_a_multiple_counts_what_was_added()
    {
        Of(Level with { Kind = TargetKind.Count, Value = 10 }, actual: 4).Value.ShouldBe(0.4m);
        var doubled = new TargetExpression { Kind = TargetKind.Multiple, Value = 2 };
        Of(doubled, actual: 150, before: 100, elapsed: 1)
            .ShouldBe(new Attainment(AttainmentFormula.Multiple, 150, 100, 2, 0.5m, 200, AttainmentStatus.OffTrack, Gap: null));
    }

    [Fact]
    public void What_is_to_be_kept_is_judged_by_its_worst_reading_at_any_time()
    {
        var kept = Level with { Value = 95, Direction = Direction.Maintain };

        Attainment.Of(kept, new Readings(97, 95, 98, null), 0.1m).Status.ShouldBe(AttainmentStatus.Achieved);
        var once = Attainment.Of(kept, new Readings(97, 76, 98, null), 0.1m);
        (once.Value, once.Status, once.Expected).ShouldBe((0.8m, AttainmentStatus.AtRisk, 95m));
        Attainment.Of(kept with { Value = 5, Comparator = Comparator.Lte }, new Readings(4, 3, 10, null), 1).Value.ShouldBe(0.5m);
    }

    [Fact]
    public void Status_compares_the_value_with_the_time_that_has_passed()
    {
        AttainmentStatus? At(decimal actual, decimal? elapsed) => Of(Level with { Value = 100 }, actual, elapsed: elapsed).Status;

        At(100, null).ShouldBe(AttainmentStatus.Achieved);
        At(50, 0.5m).ShouldBe(AttainmentStatus.OnTrack);
        At(40, 0.5m).ShouldBe(AttainmentStatus.AtRisk);
        At(39, 0.5m).ShouldBe(AttainmentStatus.OffTrack);
        At(50, null).ShouldBeNull();
    }

    [Fact]
    public void A_missing_input_is_no_value_with_the_reason()
    {
        Of(Level, actual: null).Gap.ShouldBe(AttainmentGap.NoObservation);
        Of(Rise, actual: 110).Gap.ShouldBe(AttainmentGap.BaselineMissing);
        Of(Level with { Value = null, Placeholder = "X" }, actual: 1).Gap.ShouldBe(AttainmentGap.TargetOpen);
        Of(new TargetExpression { Kind = TargetKind.Qualitative, Text = "提升" }, actual: 1).Gap.ShouldBe(AttainmentGap.Qualitative);
        Of(new TargetExpression { Text = "？" }, actual: 1).Gap.ShouldBe(AttainmentGap.TargetUnparsed);
    }

    private static Attainment Of(TargetExpression target, decimal? actual, decimal? before = null, decimal? elapsed = null) =>
        Attainment.Of(target, new Readings(actual, actual, actual, before), elapsed);
}
