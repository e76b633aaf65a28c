using System.Text.Json.Serialization;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Plans.Parts;
using MediatR;

namespace Marketing.Api.Plans;

/// <summary>One part of a plan: its content with its place and its version.</summary>
public sealed record PartResponse<TContent> : ResourceResponse
    where TContent : PlanPartContent
{
    /// <summary>The plan it belongs to.</summary>
    [JsonPropertyOrder(-8)]
    public required Guid PlanId { get; init; }

    /// <summary>Order within its list: ascending, with gaps, so that moving one part changes no other.</summary>
    /// <example>1024</example>
    [JsonPropertyOrder(-7)]
    public required int Position { get; init; }

    /// <summary>The content of the part.</summary>
    [Flatten]
    public required TContent Content { get; init; }

    internal static PartResponse<TContent> Of(PartResponse part) => new()
    {
        Id = part.Id,
        Version = part.Version,
        PlanId = part.PlanId,
        Position = part.Position,
        Content = (TContent)part.Content with { Ref = part.Ref },
        CreatedAt = part.CreatedAt,
        CreatedBy = part.CreatedBy,
        UpdatedAt = part.UpdatedAt,
        UpdatedBy = part.UpdatedBy,
        DeletedAt = part.DeletedAt,
    };
}

/// <summary>A whole section to be written.</summary>
public sealed record SectionInput<TContent>
    where TContent : PlanPartContent
{
    /// <summary>Its entries in their order. An entry with the ref of an existing one changes it; entries that are left out are deleted.</summary>
    [System.ComponentModel.DataAnnotations.MaxLength(500)]
    public required IReadOnlyList<TContent> Items { get; init; }
}

/// <summary>A whole section: all its entries in their order. Its ETag changes with any of them.</summary>
public sealed record SectionResponse<TContent> : IVersioned
    where TContent : PlanPartContent
{
    private readonly int _version;

    private SectionResponse(int version) => _version = version;

    int IVersioned.Version => _version;

    /// <summary>The plan it belongs to.</summary>
    [JsonPropertyOrder(-1)]
    public required Guid PlanId { get; init; }

    /// <summary>The entries.</summary>
    public required IReadOnlyList<PartResponse<TContent>> Items { get; init; }

    internal static SectionResponse<TContent> Of(SectionResponse section) => new(((IVersioned)section).Version)
    {
        PlanId = section.PlanId,
        Items = [.. section.Items.Select(PartResponse<TContent>.Of)],
    };
}

/// <summary>Keeps the routes of single sections over the use cases of all parts.</summary>
internal static class EntryAdapter
{
    public static async Task<IResult> ReadAs<TInner, TOuter>(this HttpContext http, IQuery<TInner> query, Func<TInner, TOuter> of)
    {
        var result = await http.RequestServices.GetRequiredService<ISender>().Send(query, http.RequestAborted);
        return result.Succeeded ? new ValueResult<TOuter>(of(result.Value)) : new ProblemResult(result.Error);
    }

    public static Task<IResult> ChangeAs<TInner, TOuter>(this HttpContext http, ICommand<TInner> command, Func<TInner, TOuter> of) =>
        http.Write(command, value => new Answer(StatusCodes.Status200OK, of(value), null));

    public static Page<PartResponse<TContent>> Page<TContent>(Page<PartResponse> page)
        where TContent : PlanPartContent => new([.. page.Items.Select(PartResponse<TContent>.Of)], page.NextCursor, page.Total);

    public static Patch<PartInput> Of<TContent>(Patch<TContent> patch)
        where TContent : PlanPartContent => new(current =>
        {
            var patched = patch.Apply((TContent)current.Content with { Ref = current.Ref });
            return patched.Succeeded ? Input(patched.Value) : patched.Error;
        });

    public static PartInput Input<TContent>(TContent content)
        where TContent : PlanPartContent => new() { Section = PlanSections.Of<TContent>().Key, Ref = content.Ref, Content = content with { Ref = null } };
}
