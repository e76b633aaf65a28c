using System.CommandLine;
using Marketing.Infrastructure.Budgets;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary><c>verify-ledger</c>: rebuilds the balances of all budgets from the ledger and compares them with the stored ones.</summary>
internal sealed class VerifyLedgerCommand(BuildServices services)
    : HostCommand("verify-ledger", "Rebuilds the balances of all budgets from the ledger, and lists those that differ.", services)
{
    protected override async Task<int> RunAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        var (budgets, differences) = await services.GetRequiredService<LedgerVerification>().RunAsync(ct);
        foreach (var difference in differences)
        {
            var line = difference.Line.Length > 0 ? $"line {difference.Line}" : "the whole budget";
            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                $"Budget {difference.Budget}, {line}: {difference.Account} is {difference.Balance}, the ledger adds up to {difference.Ledger}."
            );
        }

        if (differences.Count > 0)
        {
            return ExitCodes.Failed;
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync($"The balances of {budgets} budget(s) equal the ledger.");
        return ExitCodes.Succeeded;
    }
}
