using System.Globalization;
using System.Text;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketing.Infrastructure.Transfer;

/// <summary>A table of an export: every table whose rows belong to a workspace.</summary>
internal sealed class TransferTable
{
    private const string Workspace = nameof(IWorkspaceOwned.WorkspaceId);

    private TransferTable(IEntityType entity)
    {
        Name = entity.GetTableName()!;
        Columns =
        [
            .. entity
                .GetProperties()
                .Select(property => new TransferColumn(property))
                .OrderBy(column => column.Name, StringComparer.Ordinal),
        ];
        WorkspaceColumn = Columns.Index().First(column => column.Item.Name == Workspace).Index;
        SelectStatement = $"SELECT {ListOfColumns} FROM [{Name}] WHERE [{Workspace}] = @workspace";
    }

    public string Name { get; }

    public IReadOnlyList<TransferColumn> Columns { get; }

    /// <summary>The place of the column that names the workspace.</summary>
    public int WorkspaceColumn { get; }

    /// <summary>Reads the rows of a workspace in any order: sorting a large table would take its size in memory.</summary>
    public string SelectStatement { get; }

    private string ListOfColumns => string.Join(", ", Columns.Select(column => $"[{column.Name}]"));

    /// <summary>Returns the tables of a model. A table follows those that its foreign keys name.</summary>
    public static IReadOnlyList<TransferTable> Of(IModel model)
    {
        var waiting = model
            .GetEntityTypes()
            .Where(entity => entity.ClrType.IsAssignableTo(typeof(IWorkspaceOwned)))
            .OrderBy(entity => entity.GetTableName(), StringComparer.Ordinal)
            .ToList();
        var ordered = new List<TransferTable>();
        while (waiting.Count > 0)
        {
            var next =
                waiting.Find(entity =>
                    entity.GetForeignKeys().All(key => key.PrincipalEntityType == entity || !waiting.Contains(key.PrincipalEntityType))
                ) ?? throw new InvalidOperationException("The foreign keys of the model form a cycle, so that no order of import exists.");
            waiting.Remove(next);
            ordered.Add(new TransferTable(next));
        }

        return ordered;
    }

    /// <summary>Returns the statement that inserts a number of rows; its parameters are numbered from <c>@p0</c>.</summary>
    public string InsertStatement(int rows)
    {
        var text = new StringBuilder($"INSERT INTO [{Name}] ({ListOfColumns}) VALUES ");
        for (var row = 0; row < rows; row++)
        {
            var names = Enumerable.Range(row * Columns.Count, Columns.Count).Select(ParameterName);
            text.Append(row == 0 ? "(" : ", (").AppendJoin(", ", names).Append(')');
        }

        return text.ToString();
    }

    public static string ParameterName(int number) => string.Create(CultureInfo.InvariantCulture, $"@p{number}");
}
