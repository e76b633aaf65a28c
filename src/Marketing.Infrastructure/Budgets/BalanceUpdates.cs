using System.Data.Common;
using System.Globalization;
using System.Text;
using Marketing.Application.Budgets;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Budgets;

/// <summary>
/// Sends the updates of a booking and the read of what they led to as one command. All other bookings of the budget wait for these rows,
/// so each round trip under their lock delays everybody. A row tells by its last posting whether its guard let it change.
/// </summary>
internal sealed class BalanceUpdates(MarketingDbContext db) : IBalanceUpdates
{
    /// <summary>Balances in one command: each takes at most nine parameters, and SQL Server 2,098.</summary>
    private const int RowsAtOnce = 200;

    public async Task<IReadOnlyList<BudgetBalance>> ApplyAsync(Guid posting, IReadOnlyList<BalanceUpdate> updates, CancellationToken ct)
    {
        var rows = new List<BudgetBalance>();

        // The order of the key, so that bookings never wait for each other in a circle.
        var ordered = updates
            .OrderBy(update => update.Change.BudgetId)
            .ThenBy(update => update.Change.OwnerId.ToString(), StringComparer.Ordinal);
        foreach (var some in ordered.Chunk(RowsAtOnce))
        {
            rows.AddRange(await SendAsync(posting, some, ct));
        }

        return rows;
    }

    private async Task<List<BudgetBalance>> SendAsync(Guid posting, BalanceUpdate[] updates, CancellationToken ct)
    {
        await using var maker = db.Database.GetDbConnection().CreateCommand();
        var command = new Command(db, maker, posting);
        foreach (var update in updates)
        {
            command.Update(update);
        }

        command.Read(updates);
        return await db
            .BudgetBalances.FromSqlRaw(command.Text, command.Parameters)
            .IgnoreQueryFilters([DbFilters.Workspace])
            .AsNoTracking()
            .ToListAsync(ct);
    }

    private sealed class Command(MarketingDbContext db, DbCommand maker, Guid posting)
    {
        private readonly StringBuilder _text = new();
        private readonly List<DbParameter> _parameters = [];
        private readonly Dictionary<(string Column, object Value), string> _names = [];

        public string Text => _text.ToString();

        public object[] Parameters => [.. _parameters];

        public void Update(BalanceUpdate update)
        {
            var change = update.Change;
            _text
                .Append("UPDATE [BudgetBalances] SET ")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"[Available] = [Available] + {Add(nameof(BudgetBalance.Available), change.Available)}"
                )
                .Append(CultureInfo.InvariantCulture, $", [Held] = [Held] + {Add(nameof(BudgetBalance.Held), change.Held)}")
                .Append(
                    CultureInfo.InvariantCulture,
                    $", [Committed] = [Committed] + {Add(nameof(BudgetBalance.Committed), change.Committed)}"
                )
                .Append(CultureInfo.InvariantCulture, $", [Actual] = [Actual] + {Add(nameof(BudgetBalance.Actual), change.Actual)}")
                .Append(CultureInfo.InvariantCulture, $", [LastPosting] = {Name(nameof(BudgetBalance.LastPosting), posting)}\nWHERE ")
                .Append(KeyOf(change))
                .Append(CultureInfo.InvariantCulture, $" AND [Revision] = {Name(nameof(BudgetBalance.Revision), update.Revision)}")
                .Append(CultureInfo.InvariantCulture, $" AND ([Blocks] & {Name(nameof(BudgetBalance.Blocks), (int)update.Blocks)}) = 0");
            if (update.Closings is { } closings)
            {
                _text.Append(CultureInfo.InvariantCulture, $" AND [Closings] = {Name(nameof(BudgetBalance.Closings), closings)}");
            }

            if (update.Needed is { } needed)
            {
                var enough = $"[Available] >= {Add(nameof(BudgetBalance.Available), needed)}";
                _text.Append(update.UnlessAllowedAt is { } stage ? $" AND ({ControlAt(stage)} OR {enough})" : $" AND {enough}");
            }

            _text.Append(";\n");
        }

        public void Read(IEnumerable<BalanceUpdate> updates)
        {
            var columns = db.BudgetBalances.EntityType.GetProperties().Select(column => $"[{column.GetColumnName()}]");
            _text
                .Append("SELECT ")
                .AppendJoin(", ", columns)
                .Append("\nFROM [BudgetBalances]\nWHERE ")
                .AppendJoin("\n   OR ", updates.Select(update => $"({KeyOf(update.Change)})"));
        }

        private string KeyOf(BalanceChange change) =>
            $"[WorkspaceId] = {Name(nameof(BudgetBalance.WorkspaceId), db.Workspace)}"
            + $" AND [BudgetId] = {Name(nameof(BudgetBalance.BudgetId), change.BudgetId)}"
            + $" AND [OwnerId] = {Name(nameof(BudgetBalance.OwnerId), change.OwnerId)}";

        private string ControlAt(BookingStage stage)
        {
            var column = stage == BookingStage.Commitment ? nameof(BudgetBalance.CommitmentControl) : nameof(BudgetBalance.ActualControl);
            return $"[{column}] <> {Name(column, ControlLevel.Stop)}";
        }

        /// <summary>Returns the name of the one parameter that carries a value of a key, or of all updates.</summary>
        private string Name(string column, object value)
        {
            if (!_names.TryGetValue((column, value), out var name))
            {
                _names.Add((column, value), name = Add(column, value));
            }

            return name;
        }

        /// <summary>
        /// Adds a parameter. Amounts have one each, even if they are equal, so that the text stays the same and a server finds its plan.
        /// </summary>
        private string Add(string column, object value)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"@p{_parameters.Count}");
            _parameters.Add(db.BudgetBalances.EntityType.FindProperty(column)!.ParameterFor(maker, name, value));
            return name;
        }
    }
}
