using Marketing.Domain.Budgets;

namespace Marketing.Application.Budgets;

/// <summary>A budget that takes bookings, with the balances of the lines that a booking names.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="Lines">The balances, each once.</param>
/// <param name="Closed">The months that are closed.</param>
/// <param name="Closings">The closings that <paramref name="Closed"/> includes.</param>
internal sealed record SpendingLines(Budget Budget, IReadOnlyList<BudgetBalance> Lines, ClosedMonths Closed, int Closings)
{
    public BudgetBalance? Find(string code) => Lines.FirstOrDefault(line => line.CodeKey == Budget.KeyOf(code));
}
