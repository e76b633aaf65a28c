using System.ComponentModel.DataAnnotations;
using Marketing.Application.Common;
using Marketing.Domain.Common;

namespace Marketing.Api.Contract.Labels;

/// <summary>Which labels to list.</summary>
internal sealed record LabelArguments
{
    /// <summary>Language of the labels; by Accept-Language where it is not given.</summary>
    public LabelLanguage? Lang { get; init; }

    /// <summary>Only these enumerations, separated by commas.</summary>
    /// <example>planType</example>
    [MaxLength(50)]
    [Items(50)]
    public IReadOnlyList<string> Enumeration { get; init; } = [];
}

/// <summary>Labels in one language.</summary>
internal sealed record LabelsResponse
{
    /// <summary>Language of all labels.</summary>
    /// <example>zh-Hans</example>
    public required LabelLanguage Language { get; init; }

    /// <summary>The enumerations, by name.</summary>
    [MaxLength(500)]
    public required IReadOnlyList<LabelledEnumeration> Enumerations { get; init; }
}

/// <summary>An enumeration with a label for each value.</summary>
internal sealed record LabelledEnumeration
{
    /// <summary>Name of the enumeration: that of its schema, beginning with a small letter.</summary>
    /// <example>planType</example>
    [MaxLength(50)]
    public required string Name { get; init; }

    /// <summary>Whether the list only suggests: true for members that take any other text too, such as units.</summary>
    /// <example>false</example>
    public required bool Open { get; init; }

    /// <summary>The values, in their natural order.</summary>
    [MaxLength(500)]
    public required IReadOnlyList<LabelledValue> Values { get; init; }
}

/// <summary>A value and what it is called.</summary>
internal sealed record LabelledValue
{
    /// <summary>The value as it stands in requests and answers; never changes with the language.</summary>
    /// <example>brandMaintenance</example>
    [MaxLength(100)]
    public required string Value { get; init; }

    /// <summary>What the value is called.</summary>
    /// <example>品牌维护</example>
    [MaxLength(200)]
    public required string Label { get; init; }
}
