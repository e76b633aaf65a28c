using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketing.Infrastructure.Persistence;

namespace Marketing.Infrastructure.Startup;

/// <summary>
/// Tables and views: either those that a build needs, embedded as a file for each engine, or those of a database. Names are
/// case-insensitive. Details that a database's catalogue does not provide are null.
/// </summary>
internal sealed record SchemaManifest
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public SortedDictionary<string, TableManifest> Tables { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Views { get; init; } = [];

    /// <summary>Reads the tables and views that this build needs on an engine.</summary>
    public static SchemaManifest For(DatabaseProvider engine)
    {
        var name = $"{typeof(Persistence.Migrations.MigrationScripts).Namespace}.{engine}.schema.json";
        using var stream =
            typeof(SchemaManifest).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} does not exist.");
        return JsonSerializer.Deserialize<SchemaManifest>(stream, Form)!;
    }

    public string ToJson() => JsonSerializer.Serialize(this, Form) + "\n";

    /// <summary>Returns everything that is missing in a database or incompatible with this build. More is allowed.</summary>
    public IEnumerable<string> MissingIn(SchemaManifest database)
    {
        foreach (var (name, needed) in Tables)
        {
            if (!database.Tables.TryGetValue(name, out var table))
            {
                yield return $"table {name}";
                continue;
            }

            foreach (var missing in needed.MissingIn(table))
            {
                yield return $"{missing} of table {name}";
            }
        }

        foreach (var view in Views.Except(database.Views, StringComparer.OrdinalIgnoreCase))
        {
            yield return $"view {view}";
        }
    }
}

/// <summary>A table, with the properties that reads and writes depend on.</summary>
internal sealed record TableManifest
{
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public SortedDictionary<string, ColumnManifest> Columns { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<UniqueManifest>? Unique { get; init; }

    public IReadOnlyList<string>? Triggers { get; init; }

    public IEnumerable<string> MissingIn(TableManifest table)
    {
        foreach (var (name, needed) in Columns)
        {
            if (!table.Columns.TryGetValue(name, out var column))
            {
                yield return $"column {name}";
            }
            else if (needed.DifferenceTo(column) is { } difference)
            {
                yield return $"column {name} ({difference})";
            }
        }

        // Rows inserted by this build have no value for a column added by a later build.
        foreach (var (name, column) in table.Columns)
        {
            if (!Columns.ContainsKey(name) && column is { IsNullable: false, HasDefault: false })
            {
                yield return $"default for the unknown column {name}";
            }
        }

        foreach (var needed in (Unique ?? []).Where(needed => table.Unique?.Any(needed.IsHeldBy) == false))
        {
            yield return $"unique index over {string.Join(", ", needed.Columns)}{(needed.Filter is { } filter ? $" where {filter}" : "")}";
        }

        foreach (
            var trigger in (Triggers ?? []).Where(trigger => table.Triggers?.Contains(trigger, StringComparer.OrdinalIgnoreCase) == false)
        )
        {
            yield return $"trigger {trigger}";
        }
    }
}

/// <summary>A column.</summary>
/// <param name="Type">The type with its length, as the engine writes it.</param>
/// <param name="IsNullable">Whether it allows NULL.</param>
/// <param name="Collation">The required collation; null for the default of the database.</param>
/// <param name="HasDefault">Whether it has a default value.</param>
internal sealed record ColumnManifest(string? Type = null, bool? IsNullable = null, string? Collation = null, bool HasDefault = false)
{
    /// <summary>Returns how the database's column is incompatible with this build; null if it is compatible.</summary>
    public string? DifferenceTo(ColumnManifest column)
    {
        if (column.Type is not null && !ColumnType.Parse(column.Type).Holds(ColumnType.Parse(Type!)))
        {
            return $"{column.Type} instead of {Type}";
        }

        if (column.IsNullable is { } nullable && nullable != IsNullable)
        {
            return nullable ? "allows NULL" : "does not allow NULL";
        }

        return
            Collation is not null && column.Collation is not null && !column.Collation.Equals(Collation, StringComparison.OrdinalIgnoreCase)
            ? $"collation {column.Collation} instead of {Collation}"
            : null;
    }
}

/// <summary>A unique index, or a key.</summary>
/// <param name="Columns">The columns that are unique together, in any order.</param>
/// <param name="Filter">The filter; null for all rows, empty if the catalogue does not provide it.</param>
internal sealed record UniqueManifest(IReadOnlyList<string> Columns, string? Filter = null)
{
    public bool IsHeldBy(UniqueManifest index) =>
        index.Columns.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(Columns)
        && (index.Filter is "" || Bare(index.Filter) == Bare(Filter));

    /// <summary>Returns the condition without the characters that engines add or remove when they store it.</summary>
    private static string? Bare(string? filter) =>
        filter is null
            ? null
            : string.Concat(
                    filter
                        .Replace("N'", "'", StringComparison.Ordinal)
                        .Where(c => !char.IsWhiteSpace(c) && !"[]()\"".Contains(c, StringComparison.Ordinal))
                )
                .ToUpperInvariant();
}

/// <summary>A parsed column type: <c>nvarchar(50)</c>, <c>decimal(19,4)</c>, <c>varbinary(max)</c>.</summary>
/// <param name="Name">The type without its size.</param>
/// <param name="Size">Length or precision; null without one.</param>
/// <param name="Scale">Digits after the point.</param>
internal sealed record ColumnType(string Name, int? Size, int Scale)
{
    public static ColumnType Parse(string type)
    {
        var open = type.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return new ColumnType(type.ToLowerInvariant(), null, 0);
        }

        var sizes = type[(open + 1)..type.IndexOf(')', open)].Split(',');
        return new ColumnType(type[..open].Trim().ToLowerInvariant(), SizeOf(sizes[0]), sizes.Length > 1 ? SizeOf(sizes[1]) : 0);
    }

    /// <summary>Whether this type can store every value of the other one unchanged.</summary>
    public bool Holds(ColumnType other)
    {
        if (Name != other.Name || Size is null || other.Size is null)
        {
            return this == other;
        }

        // A longer binary(n) would pad its values.
        return Name == "binary" ? Size == other.Size : Size - Scale >= other.Size - other.Scale && Scale >= other.Scale;
    }

    private static int SizeOf(string text) =>
        text.Trim().Equals("max", StringComparison.OrdinalIgnoreCase) ? int.MaxValue : int.Parse(text, CultureInfo.InvariantCulture);
}
