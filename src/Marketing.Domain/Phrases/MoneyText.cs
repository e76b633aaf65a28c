using Marketing.Domain.Common;
using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>Reads the words of planned amounts and compares them with their members.</summary>
public static class MoneyText
{
    /// <summary>Returns the value with what its words say, if they are all that is given (850万元: amount 8500000, unitScale 10000).</summary>
    public static PlannedMoney WithAmountFromText(this PlannedMoney money)
    {
        if (money.Amount is not null || money.Placeholder is not null || money.Text is null)
        {
            return money;
        }

        var read = Parse(money, money.Text);
        return read.Currency == money.Currency
            ? money with { Amount = read.Amount, Placeholder = read.Placeholder, UnitScale = money.UnitScale ?? read.UnitScale }
            : money;
    }

    /// <summary>Returns the value with its words read, in <paramref name="currency"/> if neither it nor its words name one.</summary>
    public static PlannedMoney Read(this PlannedMoney money, string currency)
    {
        var named = money.Currency ?? (money.Text is null ? currency : MoneyParser.Parse(money.Text, currency).Currency);
        return (money with { Currency = named }).WithAmountFromText();
    }

    /// <summary>Returns a fault if the words name another amount or currency than the members.</summary>
    public static IEnumerable<RuleFault> Contradictions(this PlannedMoney money)
    {
        if (money.Text is null || Parse(money, money.Text) is not { Amount: { } amount } read)
        {
            yield break;
        }

        var otherCurrency = money.Currency is not null && read.Currency != money.Currency;
        if (otherCurrency || (money.Amount is { } given && given != amount) || money.Placeholder is not null)
        {
            yield return RuleFault.Of("/text", "money.textContradictsAmount",
                ("amount", money.Amount), ("currency", money.Currency), ("textAmount", amount), ("textCurrency", read.Currency));
        }
    }

    private static PlannedMoney Parse(PlannedMoney money, string text) =>
        money.Currency is null ? MoneyParser.Parse(text) : MoneyParser.Parse(text, money.Currency);
}
