using Marketing.Domain.Common;
using Marketing.Domain.Values;

namespace Marketing.Domain.Phrases;

/// <summary>Parses the text of planned amounts and compares it with the other members.</summary>
public static class MoneyText
{
    /// <summary>
    /// Returns the value completed from its text (850万元: amount 8500000, unitScale 10000); unchanged if it has an amount or a placeholder.
    /// </summary>
    public static PlannedMoney WithAmountFromText(this PlannedMoney money)
    {
        if (money.Amount is not null || money.Placeholder is not null || money.Text is null)
        {
            return money;
        }

        var parsed = Parse(money, money.Text);
        return parsed.Currency == money.Currency
            ? money with
            {
                Amount = parsed.Amount,
                Placeholder = parsed.Placeholder,
                UnitScale = money.UnitScale ?? parsed.UnitScale,
            }
            : money;
    }

    /// <summary>Returns the value with its text parsed, in <paramref name="currency"/> if neither it nor its text names one.</summary>
    public static PlannedMoney Read(this PlannedMoney money, string currency)
    {
        var named = money.Currency ?? (money.Text is null ? currency : MoneyParser.Parse(money.Text, currency).Currency);
        return (money with { Currency = named }).WithAmountFromText();
    }

    /// <summary>Returns a fault if the text states a different amount or currency.</summary>
    public static IEnumerable<RuleFault> Contradictions(this PlannedMoney money)
    {
        if (money.Text is null || Parse(money, money.Text) is not { Amount: { } amount } read)
        {
            yield break;
        }

        var otherCurrency = money.Currency is not null && read.Currency != money.Currency;
        if (otherCurrency || (money.Amount is { } given && given != amount) || money.Placeholder is not null)
        {
            yield return RuleFault.Of(
                "/text",
                "money.textContradictsAmount",
                ("amount", money.Amount),
                ("currency", money.Currency),
                ("textAmount", amount),
                ("textCurrency", read.Currency)
            );
        }
    }

    private static PlannedMoney Parse(PlannedMoney money, string text) =>
        money.Currency is null ? MoneyParser.Parse(text) : MoneyParser.Parse(text, money.Currency);
}
