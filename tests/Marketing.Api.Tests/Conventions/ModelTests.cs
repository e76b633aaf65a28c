using Marketing.Domain.Catalogues;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketing.Api.Tests.Conventions;

/// <summary>The model contains nothing that SQL Server rejects or silently treats differently than SQLite.</summary>
public sealed class ModelTests : IDisposable
{
    private const int LargestIndexKey = 1700;
    private const int LargestClusteredKey = 900;

    /// <summary>Compatible servers shorten longer names, each in its own way.</summary>
    private const int LongestName = 63;

    /// <summary>Narrative and JSON, which only the request limits.</summary>
    private static readonly HashSet<string> Unbounded = new(StringComparer.Ordinal)
    {
        "Plan.Header",
        "Plan.SearchText",
        "PlanPart.Content",
        "PlanPart.SearchText",
        "Workspace.Settings",
        "AuditEntry.Fields",
        "IdempotencyRecord.Body",
        "PlanSnapshot.Content",
    };

    private readonly SqlServerMarketingDbContext _server = Contexts.SqlServer();
    private readonly SqliteMarketingDbContext _sqlite = Contexts.Sqlite();

    private IModel Model => _server.GetService<IDesignTimeModel>().Model;

    public void Dispose()
    {
        _server.Dispose();
        _sqlite.Dispose();
    }

    [Fact]
    public void The_migrations_of_both_engines_are_up_to_date_with_the_model()
    {
        _server.Database.HasPendingModelChanges().ShouldBeFalse();
        _sqlite.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public void Every_text_and_binary_has_a_length_unless_it_is_narrative_or_JSON()
    {
        var open = Properties()
            .Where(property => ClrTypeOf(property) == typeof(string) || ClrTypeOf(property) == typeof(byte[]))
            .Where(property => LengthOf(property) is null)
            .Select(NameOf)
            .ToList();
        var ofCatalogues = Model
            .GetEntityTypes()
            .Where(entity => entity.ClrType.IsAssignableTo(typeof(ICatalogueEntry)))
            .SelectMany(entity => new[] { $"{entity.DisplayName()}.Aliases", $"{entity.DisplayName()}.SearchText" });
        var unbounded = Unbounded.Concat(ofCatalogues).ToList();
        open.Except(unbounded).ShouldBeEmpty();
        unbounded.Except(open).ShouldBeEmpty("these have a length now: remove them from the list");
    }

    [Fact]
    public void Every_key_and_index_is_within_the_size_limits()
    {
        foreach (var entity in Model.GetEntityTypes())
        {
            foreach (var index in entity.GetIndexes())
            {
                SizeOf(index.Properties)
                    .ShouldBeLessThanOrEqualTo(
                        LargestIndexKey,
                        $"{entity.DisplayName()}: {string.Join(", ", index.Properties.Select(p => p.Name))}"
                    );
            }

            foreach (var key in entity.GetKeys())
            {
                var largest = key.IsPrimaryKey() && key.IsClustered() != false ? LargestClusteredKey : LargestIndexKey;
                SizeOf(key.Properties)
                    .ShouldBeLessThanOrEqualTo(
                        largest,
                        $"{entity.DisplayName()}: key {string.Join(", ", key.Properties.Select(p => p.Name))}"
                    );
            }
        }
    }

    [Fact]
    public void Every_name_is_short_enough_for_compatible_servers() =>
        Model
            .GetEntityTypes()
            .SelectMany(entity =>
                entity
                    .GetProperties()
                    .Select(property => property.GetColumnName())
                    .Append(entity.GetTableName()!)
                    .Concat(entity.GetKeys().Select(key => key.GetName()!))
                    .Concat(entity.GetForeignKeys().Select(key => key.GetConstraintName()!))
                    .Concat(entity.GetIndexes().Select(index => index.GetDatabaseName()!))
            )
            .Where(name => name.Length > LongestName)
            .ShouldBeEmpty();

    [Fact]
    public void Every_decimal_states_precision_and_scale() =>
        Properties()
            .Where(property => ClrTypeOf(property) == typeof(decimal))
            .Where(property => property.GetPrecision() is null || property.GetScale() is null)
            .Select(NameOf)
            .ShouldBeEmpty();

    [Fact]
    public void Every_instant_has_six_digits_and_no_amount_is_a_float()
    {
        Properties()
            .Where(property => ClrTypeOf(property) == typeof(DateTime))
            .Where(property => property.GetPrecision() != 6)
            .Select(NameOf)
            .ShouldBeEmpty();
        Properties()
            .Where(property => ClrTypeOf(property) == typeof(double) || ClrTypeOf(property) == typeof(float))
            .Select(NameOf)
            .ShouldBeEmpty();
    }

    [Fact]
    public void At_most_one_cascade_path_connects_two_tables()
    {
        foreach (var start in Model.GetEntityTypes())
        {
            var reached = new List<string>();
            Follow(start, reached, []);
            reached
                .GroupBy(name => name)
                .Where(paths => paths.Count() > 1)
                .Select(paths => $"{start.DisplayName()} → {paths.Key}")
                .ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_unique_index_over_nullable_columns_is_filtered()
    {
        var treacherous =
            from entity in Model.GetEntityTypes()
            from index in entity.GetIndexes()
            where index.IsUnique
            from property in index.Properties
            where
                property.IsNullable
                && index.GetFilter()?.Contains($"[{property.GetColumnName()}] IS NOT NULL", StringComparison.Ordinal) != true
            select $"{entity.DisplayName()}: {property.Name}";
        treacherous.ShouldBeEmpty();
    }

    [Fact]
    public void Unique_columns_and_keys_are_compared_by_code_point_on_both_engines()
    {
        var folding =
            from entity in Model.GetEntityTypes()
            from property in entity
                .GetIndexes()
                .Where(index => index.IsUnique)
                .SelectMany(index => index.Properties)
                .Concat(entity.GetKeys().SelectMany(key => key.Properties))
                .Distinct()
            where
                ClrTypeOf(property) == typeof(string)
                && !property.ClrType.IsEnum
                && Nullable.GetUnderlyingType(property.ClrType)?.IsEnum != true
                && property.GetCollation() is null
            select NameOf(property);
        folding.ShouldBeEmpty();
    }

    /// <summary>By triggers, whose SQL is in the scripts next to the migrations.</summary>
    [Fact]
    public void Every_append_only_table_is_protected_by_triggers()
    {
        foreach (var entity in Model.GetEntityTypes())
        {
            var (isAppendOnly, isKept) = (
                entity.ClrType.IsAssignableTo(typeof(Domain.Common.IAppendOnly)),
                entity.ClrType.IsAssignableTo(typeof(Domain.Common.IKeptForever))
            );
            var table = entity.GetTableName();
            entity
                .GetDeclaredTriggers()
                .Select(trigger => trigger.GetDatabaseName())
                .ShouldBe(
                    new[] { isAppendOnly ? $"{table}_NoUpdate" : null, isKept ? $"{table}_NoDelete" : null }.OfType<string>(),
                    ignoreOrder: true
                );
        }
    }

    [Fact]
    public void Every_owned_row_is_filtered_by_its_workspace()
    {
        var open = Model
            .GetEntityTypes()
            .Where(entity => entity.ClrType.IsAssignableTo(typeof(Domain.Common.IWorkspaceOwned)))
            .Where(entity => entity.GetDeclaredQueryFilters().All(filter => filter.Key != Application.Common.DbFilters.Workspace))
            .Select(entity => entity.DisplayName());
        open.ShouldBeEmpty();
        Model
            .GetEntityTypes()
            .Where(entity => !entity.ClrType.IsAssignableTo(typeof(Domain.Common.IWorkspaceOwned)))
            .Select(entity => entity.DisplayName())
            .ShouldBe(["Lease"]);
    }

    [Fact]
    public void A_row_can_only_refer_to_rows_of_its_own_workspace()
    {
        var loose =
            from entity in Model.GetEntityTypes()
            from key in entity.GetForeignKeys()
            where
                key.Properties.All(property => property.Name != "WorkspaceId")
                || key.PrincipalKey.Properties.All(property => property.Name != "WorkspaceId")
            select $"{entity.DisplayName()}: {string.Join(", ", key.Properties.Select(property => property.Name))}";
        loose.ShouldBeEmpty();
    }

    private IEnumerable<IProperty> Properties() => Model.GetEntityTypes().SelectMany(entity => entity.GetProperties());

    private static string NameOf(IReadOnlyProperty property) => $"{property.DeclaringType.DisplayName()}.{property.Name}";

    /// <summary>The type in the database.</summary>
    private static Type ClrTypeOf(IReadOnlyProperty property)
    {
        var type = property.FindRelationalTypeMapping()?.Converter?.ProviderClrType ?? property.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static int? LengthOf(IReadOnlyProperty property) =>
        property.FindRelationalTypeMapping() is { Size: { } size } ? size : property.GetMaxLength();

    private static int SizeOf(IEnumerable<IReadOnlyProperty> columns) =>
        columns.Sum(column =>
        {
            var type = ClrTypeOf(column);
            return type == typeof(string) ? 2 * (LengthOf(column) ?? 1_000_000)
                : type == typeof(byte[]) ? LengthOf(column) ?? 1_000_000
                : type == typeof(Guid) ? 16
                : 9;
        });

    private static void Follow(IReadOnlyEntityType from, List<string> reached, HashSet<IReadOnlyForeignKey> walked)
    {
        foreach (
            var key in from.GetReferencingForeignKeys()
                .Where(key => key.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.SetNull && walked.Add(key))
        )
        {
            reached.Add(key.DeclaringEntityType.DisplayName());
            Follow(key.DeclaringEntityType, reached, [.. walked]);
        }
    }
}

/// <summary>Contexts that never open a connection.</summary>
internal static class Contexts
{
    public static SqlServerMarketingDbContext SqlServer()
    {
        var options = new DbContextOptionsBuilder<SqlServerMarketingDbContext>();
        PersistenceSetup.UseSqlServer(
            options,
            new DatabaseOptions { Provider = DatabaseProvider.SqlServer, ConnectionString = "Server=nowhere" }
        );
        return new SqlServerMarketingDbContext(options.Options);
    }

    public static SqliteMarketingDbContext Sqlite(string file = ":memory:")
    {
        var options = new DbContextOptionsBuilder<SqliteMarketingDbContext>();
        PersistenceSetup.UseSqlite(
            options,
            new DatabaseOptions { Provider = DatabaseProvider.Sqlite, ConnectionString = $"Data Source={file}" }
        );
        return new SqliteMarketingDbContext(options.Options);
    }
}
