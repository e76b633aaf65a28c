using System.ComponentModel.DataAnnotations;
using Marketing.Domain.Common;

namespace Marketing.Domain.Catalogues;

public readonly record struct DimensionId(Guid Value) : IEntityId<DimensionId>
{
    public static DimensionId From(Guid value) => new(value);

    public int CompareTo(DimensionId other) => Value.CompareTo(other.Value);
}

/// <summary>A dimension of the company's own, such as region or product, by which its money is told apart.</summary>
public sealed class Dimension : CatalogueEntry<DimensionId>
{
    public const int MaxValues = 1_000;
    public const int DescriptionLength = 2_000;

    private Dimension() { }

    private Dimension(WorkspaceId workspaceId)
        : base(workspaceId) { }

    protected override string TypeName => ResourceTypes.Dimension;

    public string? Description { get; private set; }

    /// <summary>The values that lines can have.</summary>
    public IReadOnlyList<DimensionValue> Values { get; private set; } = [];

    /// <summary>The name of the dimension in lines and postings: its code, or else its name.</summary>
    public string Word => Code ?? Name;

    public static Dimension Register(WorkspaceId workspaceId) => new(workspaceId);

    /// <summary>Replaces description and values.</summary>
    /// <returns>The broken rules: each code once.</returns>
    public Result<Done> Describe(string? description, IReadOnlyList<DimensionValue> values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var faults = values
            .Select((value, i) => (value, i))
            .Where(value => !seen.Add(CatalogueName.Key(value.value.Code)))
            .Select(value => RuleFault.Of($"/values/{value.i}/code", "dimension.valueTwice", ("value", value.value.Code)))
            .ToList();
        if (faults.Count > 0)
        {
            return new RulesBroken(faults);
        }

        (Description, Values) = (description, values);
        return Done.Now;
    }

    /// <summary>Returns the code of a value by its code or name; null if there is none.</summary>
    public string? Find(string text)
    {
        var key = CatalogueName.Key(text);
        return (
            Values.FirstOrDefault(value => CatalogueName.Key(value.Code) == key)
            ?? Values.FirstOrDefault(value => value.Name is { } name && CatalogueName.Key(name) == key)
        )?.Code;
    }
}

/// <summary>A value of a dimension.</summary>
/// <example>{"code":"EAST","name":"华东"}</example>
public sealed record DimensionValue
{
    /// <summary>Code, unique in the dimension. Lines and postings have it.</summary>
    /// <example>EAST</example>
    [MaxLength(CatalogueName.CodeLength)]
    [NotBlank]
    [SingleLine]
    public required string Code { get; init; }

    /// <summary>Name.</summary>
    /// <example>华东</example>
    [MaxLength(CatalogueName.Length)]
    [NotBlank]
    [SingleLine]
    public string? Name { get; init; }
}

public sealed record DimensionNotFound(Guid Id) : NotFoundError("dimension.notFound");
