using System.Collections.Concurrent;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Marketing.Api.Tests.Engines;

/// <summary>
/// What a command must keep to, so that SQL Server, and simpler servers that speak its protocol, take it. Commands are
/// parsed by the grammar of the compatibility level at which SQL Server is spoken to: what came later is a syntax error.
/// </summary>
internal static class SqlServerRules
{
    private const int MostParameters = 2100;
    private const int MostRowsOfValues = 1000;

    /// <summary>Functions that came after the compatibility level, which the grammar takes for any function.</summary>
    private static readonly HashSet<string> LaterFunctions = new(StringComparer.OrdinalIgnoreCase)
    {
        "OPENJSON",
        "ISJSON",
        "JSON_VALUE",
        "JSON_QUERY",
        "JSON_MODIFY",
        "JSON_OBJECT",
        "JSON_ARRAY",
        "JSON_PATH_EXISTS",
        "STRING_SPLIT",
        "STRING_AGG",
        "STRING_ESCAPE",
        "TRIM",
        "CONCAT_WS",
        "TRANSLATE",
        "GREATEST",
        "LEAST",
        "DATETRUNC",
        "DATEDIFF_BIG",
        "GENERATE_SERIES",
        "APPROX_COUNT_DISTINCT",
    };

    private static readonly ConcurrentDictionary<string, string?> Judged = new(StringComparer.Ordinal);
    private static readonly Lazy<HashSet<string>> FoldingColumns = new(FindFoldingColumns);

    /// <exception cref="SqlServerRuleBrokenException">It breaks a rule.</exception>
    public static void Check(string sql, int parameters)
    {
        var broken = parameters > MostParameters ? $"{parameters} parameters are too many" : Judged.GetOrAdd(sql, Judge);
        if (broken is not null)
        {
            throw new SqlServerRuleBrokenException($"{broken}: {sql}");
        }
    }

    private static string? Judge(string sql)
    {
        using var text = new StringReader(sql);
        var script = new TSql120Parser(initialQuotedIdentifiers: true).Parse(text, out var errors);
        if (errors.Count > 0)
        {
            return $"a syntax error in line {errors[0].Line} ({errors[0].Message})";
        }

        var rules = new Walk();
        script.Accept(rules);
        return rules.Broken.FirstOrDefault();
    }

    /// <summary>
    /// Columns whose text the server orders and compares by its own collation: their order, pages that go on after a text, and what is
    /// found would differ
    /// between the engines. Such a collation may take emoji for nothing at all, so that a search for one finds every row.
    /// </summary>
    private static HashSet<string> FindFoldingColumns()
    {
        using var db = new SqlServerMarketingDbContext(SilentServer.Options());
        var columns = db.GetService<IDesignTimeModel>()
            .Model.GetEntityTypes()
            .SelectMany(entity => entity.GetProperties())
            .ToLookup(
                property => property.ClrType == typeof(string) && property.GetCollation() is null,
                property => property.GetColumnName()
            );
        return [.. columns[true].Except(columns[false])];
    }

    private sealed class Walk : TSqlFragmentVisitor
    {
        public List<string> Broken { get; } = [];

        public override void Visit(MergeSpecification node) => Broken.Add("MERGE");

        public override void Visit(TableHint node) => Broken.Add($"the table hint {node.HintKind}");

        public override void Visit(SetTransactionIsolationLevelStatement node) => Broken.Add($"the isolation level {node.Level}");

        public override void Visit(AlterDatabaseStatement node) => Broken.Add("ALTER DATABASE");

        public override void Visit(ColumnReferenceExpression node) => RequireBrackets(node.MultiPartIdentifier?.Identifiers);

        public override void Visit(NamedTableReference node) => RequireBrackets(node.SchemaObject.Identifiers);

        public override void Visit(IdentifierOrValueExpression node) => RequireBrackets(node.Identifier is null ? null : [node.Identifier]);

        public override void Visit(FunctionCall node) => RefuseLater(node.FunctionName.Value);

        public override void Visit(SchemaObjectFunctionTableReference node) => RefuseLater(node.SchemaObject.BaseIdentifier.Value);

        public override void Visit(UnqualifiedJoin node)
        {
            if (node.UnqualifiedJoinType is UnqualifiedJoinType.CrossApply or UnqualifiedJoinType.OuterApply)
            {
                Broken.Add("APPLY");
            }
        }

        /// <summary>An update that waits for its row sees other rows as they were when it began.</summary>
        public override void Visit(UpdateSpecification node)
        {
            var subqueries = new Subqueries();
            node.WhereClause?.Accept(subqueries);
            if (subqueries.Any)
            {
                Broken.Add("an update that is judged by other rows");
            }
        }

        public override void Visit(QuerySpecification node)
        {
            if (
                node.OffsetClause is not null
                && node.OrderByClause?.OrderByElements.Any(element => element.Expression is ScalarSubquery) != false
            )
            {
                Broken.Add("OFFSET over an arbitrary order");
            }
        }

        public override void Visit(ExpressionWithSortOrder node) => RefuseFolding("an order by", node.Expression);

        public override void Visit(BooleanComparisonExpression node)
        {
            RefuseFolding("a comparison of", node.FirstExpression);
            RefuseFolding("a comparison of", node.SecondExpression);
        }

        public override void Visit(LikePredicate node) => RefuseFolding("a comparison of", node.FirstExpression);

        public override void Visit(InPredicate node) => RefuseFolding("a comparison of", node.Expression);

        /// <summary>
        /// A page that goes on after a row states a bound beside its alternatives: from those alone the server finds no place in an index
        /// to begin at, and reads it from its first row.
        /// </summary>
        public override void Visit(WhereClause node)
        {
            var conditions = Parts(node.SearchCondition, BooleanBinaryExpressionType.And).ToList();
            foreach (var condition in conditions)
            {
                var alternatives = Parts(condition, BooleanBinaryExpressionType.Or).ToList();
                foreach (var (column, comparison) in alternatives.Select(Compared).OfType<(string Column, BooleanComparisonType)>())
                {
                    var ties = alternatives.Any(other =>
                        Parts(other, BooleanBinaryExpressionType.And).Skip(1).Any()
                        && Parts(other, BooleanBinaryExpressionType.And).Select(Compared).Contains((column, BooleanComparisonType.Equals))
                    );
                    if (ties && Bound(comparison) is { } bound && !conditions.Select(Compared).Contains((column, bound)))
                    {
                        Broken.Add($"a page after a value of {column} without a bound");
                    }
                }
            }
        }

        public override void Visit(ValuesInsertSource node)
        {
            if (node.RowValues.Count > MostRowsOfValues)
            {
                Broken.Add($"{node.RowValues.Count} rows in one list of values");
            }
        }

        public override void Visit(ExecutableStringList node)
        {
            foreach (var text in node.Strings.OfType<StringLiteral>())
            {
                if (Judge(text.Value) is { } broken)
                {
                    Broken.Add($"within EXEC, {broken}");
                }
            }
        }

        private static IEnumerable<BooleanExpression> Parts(BooleanExpression? condition, BooleanBinaryExpressionType joined) =>
            condition switch
            {
                null => [],
                BooleanParenthesisExpression inner => Parts(inner.Expression, joined),
                BooleanBinaryExpression both when both.BinaryExpressionType == joined =>
                [
                    .. Parts(both.FirstExpression, joined),
                    .. Parts(both.SecondExpression, joined),
                ],
                _ => [condition],
            };

        private static (string Column, BooleanComparisonType)? Compared(BooleanExpression condition) =>
            condition
                is BooleanComparisonExpression
                {
                    FirstExpression: ColumnReferenceExpression { MultiPartIdentifier.Identifiers: [.., var column] },
                } comparison
                ? (column.Value, comparison.ComparisonType)
                : null;

        private static BooleanComparisonType? Bound(BooleanComparisonType comparison) =>
            comparison switch
            {
                BooleanComparisonType.LessThan => BooleanComparisonType.LessThanOrEqualTo,
                BooleanComparisonType.GreaterThan => BooleanComparisonType.GreaterThanOrEqualTo,
                _ => null,
            };

        private void RefuseFolding(string what, ScalarExpression expression)
        {
            if (
                expression is ColumnReferenceExpression { MultiPartIdentifier.Identifiers: [.., var column] }
                && FoldingColumns.Value.Contains(column.Value)
            )
            {
                Broken.Add($"{what} {column.Value}, which has the collation of the database");
            }
        }

        /// <summary>Other grammars reserve other words; what stands in brackets is a name in all of them.</summary>
        private void RequireBrackets(IEnumerable<Identifier>? names)
        {
            if (names?.FirstOrDefault(name => name.QuoteType != QuoteType.SquareBracket) is { } bare)
            {
                Broken.Add($"the name {bare.Value} without brackets");
            }
        }

        private void RefuseLater(string function)
        {
            if (LaterFunctions.Contains(function))
            {
                Broken.Add($"the function {function}");
            }
        }
    }

    private sealed class Subqueries : TSqlFragmentVisitor
    {
        public bool Any { get; private set; }

        public override void Visit(QuerySpecification node) => Any = true;
    }
}

/// <summary>A command that SQL Server, or a relative of it, would refuse.</summary>
internal sealed class SqlServerRuleBrokenException(string message) : Exception(message);
