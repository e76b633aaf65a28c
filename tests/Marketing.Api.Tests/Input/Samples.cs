using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Domain.Common;

namespace Marketing.Api.Tests.Input;

internal enum Tone
{
    Warm,
    UShaped,
}

internal sealed record Money([property: DecimalString(15, 4)] string Amount, [CurrencyCode] string Currency);

internal sealed record Step(
    [MaxLength(10), NotBlank, SingleLine] string Name,
    [Range(0, 100)] int Progress = 0,
    [MaxLength(3)] IReadOnlyList<Step>? Subtasks = null
);

internal sealed record Plan(
    [MaxLength(20)] string Name,
    Tone Tone,
    [StringLength(8, MinimumLength = 2), RegularExpression("^[A-Z0-9]+$")] string? Code = null,
    [Length(1, 3), Items(5, MinLength = 1)] IReadOnlyList<string>? Tags = null,
    Money? Budget = null,
    DateOnly? Start = null,
    DateTime? At = null,
    Guid? Owner = null,
    bool Archived = false,
    long? Reach = null,
    decimal? Target = null,
    [Range(typeof(decimal), "0", "1", MinimumIsExclusive = true)] decimal? Share = null,
    [TimeZoneId] string? TimeZone = null,
    [LanguageTag] string? Language = null,
    [MaxLength(2), KeyPattern("^[a-z]+$", MaxLength = 6)] IReadOnlyDictionary<string, decimal>? Metrics = null,
    [MaxLength(20)] IReadOnlyList<Step>? Tasks = null,
    [AllowedValues(null, 1, 1_000)] int? Scale = null
)
{
    [MaxLength(50)]
    public string Note { get; init; } = "";

    public string Label => $"{Name} ({Tone})";
}

internal readonly record struct Pair
{
    [JsonConstructor]
    public Pair(int left, int? right) => (Left, Right) = (left, right);

    public int Left { get; }

    public int? Right { get; }
}

internal enum WorkKind
{
    Song,
    FilmNoir,
}

internal sealed class ByWorkKindAttribute() : DiscriminatedByAttribute(nameof(Work.Kind))
{
    public override IReadOnlyList<KeyValuePair<object, Type>> Types { get; } =
    [new(WorkKind.Song, typeof(Song)), new(WorkKind.FilmNoir, typeof(FilmNoir))];
}

internal abstract record WorkContent
{
    [MaxLength(5)]
    public string? Ref { get; init; }
}

internal sealed record Song : WorkContent
{
    [MaxLength(20)]
    public required string Title { get; init; }

    [Range(1, 600)]
    public int? Seconds { get; init; }

    public Money? Fee { get; init; }
}

internal sealed record FilmNoir : WorkContent
{
    [MaxLength(2), Items(10)]
    public required IReadOnlyList<string> Actors { get; init; }
}

internal sealed record Work
{
    public required WorkKind Kind { get; init; }

    [MaxLength(5)]
    public string? Ref { get; init; }

    [ByWorkKind, Without(nameof(WorkContent.Ref))]
    public required WorkContent Content { get; init; }
}

internal sealed record Works
{
    [MaxLength(5)]
    public required IReadOnlyList<Work> Items { get; init; }
}

internal sealed record SongOnly
{
    [MaxLength(5)]
    public string? Ref { get; init; }

    [Without(nameof(WorkContent.Ref))]
    public required Song Content { get; init; }
}

internal sealed record Filter(
    [MaxLength(10)] string? Q = null,
    bool? Open = null,
    [Range(1, 200)] int PageSize = 50,
    Guid? PlanId = null,
    DateOnly? From = null,
    DateTime? UpdatedSince = null,
    [MaxLength(2)] IReadOnlyList<Tone>? Tone = null,
    [MaxLength(3)] IReadOnlyList<Guid>? Ids = null,
    [MaxLength(3), Items(4, MinLength = 1)] IReadOnlyList<string>? Sort = null
);

internal static class Json
{
    public static ReadOnlyMemory<byte> Of(string text) => Encoding.UTF8.GetBytes(text);
}
