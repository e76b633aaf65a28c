using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Budgets;

/// <summary>The posting table, and amounts in minor units.</summary>
public sealed class LedgerEntryTests
{
    private static readonly EntryOrigin Origin = new(new DateOnly(2027, 3, 31));
    private static readonly BudgetLineId A = EntityId.New<BudgetLineId>();
    private static readonly BudgetLineId B = EntityId.New<BudgetLineId>();

    [Theory]
    [InlineData(LedgerEntryKind.Approve, LedgerAccount.Funding, LedgerAccount.Available)]
    [InlineData(LedgerEntryKind.Hold, LedgerAccount.Available, LedgerAccount.Held)]
    [InlineData(LedgerEntryKind.ReleaseHold, LedgerAccount.Held, LedgerAccount.Available)]
    [InlineData(LedgerEntryKind.Commit, LedgerAccount.Available, LedgerAccount.Committed)]
    [InlineData(LedgerEntryKind.Release, LedgerAccount.Committed, LedgerAccount.Available)]
    [InlineData(LedgerEntryKind.Actual, LedgerAccount.Available, LedgerAccount.Spent)]
    [InlineData(LedgerEntryKind.ActualOnCommitment, LedgerAccount.Committed, LedgerAccount.Spent)]
    [InlineData(LedgerEntryKind.Return, LedgerAccount.Available, LedgerAccount.Funding)]
    [InlineData(LedgerEntryKind.CarryOver, LedgerAccount.Funding, LedgerAccount.Available)]
    public void Each_kind_moves_money_from_one_account_to_another(LedgerEntryKind kind, LedgerAccount from, LedgerAccount to) =>
        LedgerEntry.Of(kind, [(A, 40)], Origin).Amounts.ShouldBe([new LedgerAmount(A, from, -40), new LedgerAmount(A, to, 40)]);

    [Fact]
    public void A_transfer_takes_from_one_line_what_it_gives_the_other() =>
        LedgerEntry
            .Between(LedgerEntryKind.Transfer, A, B, 40, Origin)
            .Amounts.ShouldBe([new LedgerAmount(A, LedgerAccount.Available, -40), new LedgerAmount(B, LedgerAccount.Available, 40)]);

    [Fact]
    public void An_entry_and_its_opposite_cancel_each_other()
    {
        var entry = LedgerEntry.Of(LedgerEntryKind.Actual, [(A, 40), (A, 40), (B, 1)], Origin);

        entry
            .Amounts.Concat(LedgerEntry.Opposite(entry.Amounts, Origin).Amounts)
            .GroupBy(amount => (amount.Line, amount.Account))
            .ShouldAllBe(account => account.Sum(amount => amount.Minor) == 0);
    }

    [Fact]
    public void A_reclassification_frees_money_on_one_line_and_uses_it_on_the_other() =>
        LedgerEntry
            .Reclassified((A, null), (B, null), 40, Origin)
            .Amounts.ShouldBe([
                new LedgerAmount(A, LedgerAccount.Spent, -40),
                new LedgerAmount(A, LedgerAccount.Available, 40),
                new LedgerAmount(B, LedgerAccount.Available, -40),
                new LedgerAmount(B, LedgerAccount.Spent, 40),
            ]);

    [Theory]
    [InlineData("12.34", "CNY", 1_234, "12.34")]
    [InlineData("12", "JPY", 12, "12")]
    [InlineData("1.234", "KWD", 1_234, "1.234")]
    [InlineData("100", "CNY", 10_000, "100")]
    public void Amounts_are_counted_in_the_smallest_unit_of_their_currency(string amount, string currency, long minor, string shown)
    {
        var exact = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);

        MinorUnits.Of(exact, currency).ShouldBe(minor);
        MinorUnits.ToAmount(minor, currency).ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(shown);
    }

    [Theory]
    [InlineData("0.5", "JPY")]
    [InlineData("1.2345", "CNY")]
    public void An_amount_finer_than_the_smallest_unit_is_never_rounded(string amount, string currency) =>
        Should.Throw<ArgumentException>(() =>
            MinorUnits.Of(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency)
        );

    [Fact]
    public void A_commitment_is_used_up_as_far_as_it_reaches_and_releases_the_rest()
    {
        var commitment = Commitment.Make(default, default, "CNY", Origin.Date, [new(A, "A", 60), new(A, "A", 40)], null);

        commitment.Use(A, 70).ShouldBe(70);
        commitment.OpenFor(A).ShouldBe(30);
        commitment.Use(A, 50).ShouldBe(30);
        commitment.State.ShouldBe(CommitmentState.Closed);
        commitment.Restore(A, 30);
        commitment.State.ShouldBe(CommitmentState.Open);
        commitment.Release().ShouldBe([(A, 30L)]);
        commitment.OpenMinor.ShouldBe(0);
    }
}
