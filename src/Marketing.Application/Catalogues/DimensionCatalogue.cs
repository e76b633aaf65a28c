using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;

namespace Marketing.Application.Catalogues;

/// <summary>A dimension of the company's own, such as region or product, with its values.</summary>
public sealed record DimensionResponse : CatalogueEntryResponse
{
    public static readonly Feed<DimensionResponse> Feed = new("dimensions");

    /// <summary>Description, as text.</summary>
    public required string? Description { get; init; }

    /// <summary>The values that budget lines can have.</summary>
    [MaxLength(Dimension.MaxValues)]
    public required IReadOnlyList<DimensionValue> Values { get; init; }
}

/// <summary>A dimension to create.</summary>
public sealed record DimensionInput : CatalogueEntryInput
{
    /// <summary>Description, as text.</summary>
    [MaxLength(Dimension.DescriptionLength)]
    public string? Description { get; init; }

    /// <summary>The values that budget lines can have.</summary>
    [MaxLength(Dimension.MaxValues)]
    public IReadOnlyList<DimensionValue> Values { get; init; } = [];
}

/// <summary>Which dimensions to list.</summary>
public sealed record DimensionArguments : CatalogueArguments;

internal sealed class DimensionProjections : Profile
{
    public DimensionProjections() => CreateProjection<Dimension, DimensionResponse>();
}

/// <summary>The catalogue of custom dimensions.</summary>
internal sealed class DimensionCatalogue(CatalogueTools tools)
    : Catalogue<Dimension, DimensionId, DimensionInput, DimensionResponse, DimensionArguments>(tools)
{
    public override string Type => ResourceTypes.Dimension;

    public override string Collection => "dimensions";

    protected override NotFoundError Missing(Guid id) => new DimensionNotFound(id);

    protected override Dimension Make(DimensionInput input) => Dimension.Register(WorkspaceId);

    protected override DimensionInput InputOf(string name) => new() { Name = name };

    protected override Task<DimensionInput> InputOfAsync(Dimension entry, CancellationToken ct) =>
        Task.FromResult(
            new DimensionInput
            {
                Code = entry.Code,
                Name = entry.Name,
                Aliases = entry.Aliases,
                Description = entry.Description,
                Values = entry.Values,
            }
        );

    protected override Task<Error?> DescribeAsync(Dimension entry, DimensionInput input, CancellationToken ct) =>
        Task.FromResult(entry.Describe(input.Description, input.Values).Error);
}
