using Marketing.Api.Tests.Engines;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Respawn;
using Respawn.Graph;

namespace Marketing.Api.Tests.Support;

/// <summary>
/// How Respawn empties a database on a server. It finds the tables; what is deleted, and in which order, follows from the
/// model: relatives of SQL Server list tables in lower case, compare names otherwise, and may not tell every foreign key.
/// </summary>
internal static class ServerReset
{
    private static readonly Lazy<Dictionary<string, string>> Statements = new(MakeStatements);
    private static readonly Lazy<IReadOnlyList<string>> Kept = new(FindKept);

    /// <summary>Tables whose triggers refuse to delete. Their rows belong to workspaces that no later test knows.</summary>
    public static IReadOnlyList<string> KeptTables => Kept.Value;

    public static RespawnerOptions Options =>
        new()
        {
            DbAdapter = DbAdapter.SqlServer,
            CommandTimeout = 120,
            FormatDeleteStatement = StatementFor,
        };

    /// <summary>Tables outside the model, such as the record of migrations, keep their rows.</summary>
    private static string StatementFor(Table table) => Statements.Value.GetValueOrDefault(table.Name, "");

    private static Dictionary<string, string> MakeStatements()
    {
        using var db = new SqlServerMarketingDbContext(SilentServer.Options());
        return db
            .Model.GetEntityTypes()
            .Where(entity => !KeptTables.Contains(entity.GetTableName()!))
            .ToDictionary(
                entity => entity.GetTableName()!,
                entity => string.Join(' ', Emptying(entity, [])),
                StringComparer.OrdinalIgnoreCase
            );
    }

    private static List<string> FindKept()
    {
        using var db = new SqlServerMarketingDbContext(SilentServer.Options());
        return
        [
            .. db
                .Model.GetEntityTypes()
                .Where(entity => entity.ClrType.IsAssignableTo(typeof(IKeptForever)))
                .Select(entity => entity.GetTableName()!),
        ];
    }

    /// <summary>Whatever refers to a table is emptied before it.</summary>
    private static IEnumerable<string> Emptying(IEntityType entity, HashSet<IEntityType> begun) =>
        begun.Add(entity)
            ? entity
                .GetReferencingForeignKeys()
                .SelectMany(key => Emptying(key.DeclaringEntityType, begun))
                .Append($"DELETE FROM [{entity.GetTableName()}];")
            : [];
}
