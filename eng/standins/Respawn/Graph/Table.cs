namespace Respawn.Graph;

/// <summary>A table by name, optionally by schema. Equality is ordinal on both parts.</summary>
public class Table(string? schema, string name) : IEquatable<Table>
{
    public Table(string name)
        : this(null, name)
    {
    }

    /// <summary>Null where any schema is meant; empty on engines without schemas.</summary>
    public string? Schema { get; } = schema;

    public string Name { get; } = name;

    public static implicit operator Table(string name) => new(name);

    public static bool operator ==(Table? left, Table? right) => Equals(left, right);

    public static bool operator !=(Table? left, Table? right) => !Equals(left, right);

    /// <summary>The name, and the schema before it where there is one, between the given quotes.</summary>
    public string GetFullName(char quoteIdentifier)
    {
        var name = Quote(Name, quoteIdentifier);
        return string.IsNullOrEmpty(Schema) ? name : $"{Quote(Schema, quoteIdentifier)}.{name}";
    }

    public bool Equals(Table? other) => other is not null && Schema == other.Schema && Name == other.Name;

    public override bool Equals(object? obj) => obj is Table other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Schema, Name);

    public override string ToString() => string.IsNullOrEmpty(Schema) ? Name : $"{Schema}.{Name}";

    private static string Quote(string identifier, char quote) =>
        $"{quote}{identifier.Replace($"{quote}", $"{quote}{quote}")}{quote}";
}
