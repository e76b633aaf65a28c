using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Labels;
using Marketing.Api.Contract.Problems;
using Marketing.Application.Checks;
using Marketing.Application.Common;
using Marketing.Application.Lifecycle;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Comparison;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Api.Lifecycle;

/// <summary>What differs between two states of a plan's content.</summary>
internal sealed record PlanComparisonResponse
{
    /// <summary>The maximum number of entries in each list.</summary>
    public const int Most = 1_000;

    /// <summary>The plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Language of the labels.</summary>
    /// <example>zh-Hans</example>
    public required LabelLanguage Language { get; init; }

    /// <summary>The earlier state.</summary>
    public required ComparedState From { get; init; }

    /// <summary>The later state.</summary>
    public required ComparedState To { get; init; }

    /// <summary>Number of differences of each kind, whether or not the lists contain all of them.</summary>
    public required ComparisonCounts Counts { get; init; }

    /// <summary>Parts, and items inside parts, that only the later state has. What is inside them is not listed.</summary>
    [MaxLength(Most)]
    public required IReadOnlyList<ComparedItem> Added { get; init; }

    /// <summary>Parts, and items inside parts, that only the earlier state has.</summary>
    [MaxLength(Most)]
    public required IReadOnlyList<ComparedItem> Removed { get; init; }

    /// <summary>Parts and items with another place: as few as explain the new order.</summary>
    [MaxLength(Most)]
    public required IReadOnlyList<MovedItem> Moved { get; init; }

    /// <summary>Values that differ, in parts and items that both states have and on the cover.</summary>
    [MaxLength(Most)]
    public required IReadOnlyList<ChangedMember> Changed { get; init; }

    /// <summary>Whether a list contains only the first of its entries.</summary>
    /// <example>false</example>
    public required bool Truncated { get; init; }

    public static PlanComparisonResponse Of(Guid planId, ComparedPlan compared, ProblemTexts texts)
    {
        var differences = compared.Differences;
        var counts = new ComparisonCounts
        {
            Added = differences.Added.Count,
            Removed = differences.Removed.Count,
            Moved = differences.Moved.Count,
            Changed = differences.Changed.Count,
        };
        return new PlanComparisonResponse
        {
            PlanId = planId,
            Language = LabelTexts.LanguageOf(texts.Language),
            From = compared.From,
            To = compared.To,
            Counts = counts,
            Added = [.. differences.Added.Take(Most).Select(place => ComparedItem.Of(place, texts.Language))],
            Removed = [.. differences.Removed.Take(Most).Select(place => ComparedItem.Of(place, texts.Language))],
            Moved = [.. differences.Moved.Take(Most).Select(moved => MovedItem.Of(moved, texts.Language))],
            Changed = [.. differences.Changed.Take(Most).Select(changed => ChangedMember.Of(changed, texts.Language))],
            Truncated = new[] { counts.Added, counts.Removed, counts.Moved, counts.Changed }.Max() > Most,
        };
    }
}

/// <summary>Number of differences by kind.</summary>
internal sealed record ComparisonCounts
{
    /// <summary>Number of parts and items that were added.</summary>
    /// <example>1</example>
    [Range(0, int.MaxValue)]
    public required int Added { get; init; }

    /// <summary>Number of parts and items that were removed.</summary>
    /// <example>0</example>
    [Range(0, int.MaxValue)]
    public required int Removed { get; init; }

    /// <summary>Number of parts and items that were moved.</summary>
    /// <example>0</example>
    [Range(0, int.MaxValue)]
    public required int Moved { get; init; }

    /// <summary>Number of values that differ.</summary>
    /// <example>3</example>
    [Range(0, int.MaxValue)]
    public required int Changed { get; init; }
}

/// <summary>A part, or an item inside a part, in a comparison.</summary>
internal record ComparedItem
{
    /// <summary>Name of the section; <c>plan</c> for the cover and narrative.</summary>
    /// <example>workPackages</example>
    [MaxLength(PlanPart.SectionLength)]
    public required string Section { get; init; }

    /// <summary>Ref of the part or item; null for the cover.</summary>
    /// <example>W7</example>
    [MaxLength(PlanPart.RefLength)]
    public required string? Ref { get; init; }

    /// <summary>Name or first words of the part or item; null for the cover.</summary>
    /// <example>客户满意度调查与分析</example>
    [MaxLength(ContentTitle.MaxLength)]
    public required string? Title { get; init; }

    /// <summary>JSON pointer into the document of the later state; into that of the earlier state for what only that has.</summary>
    /// <example>/workPackages/6</example>
    [MaxLength(2_000)]
    public required string Pointer { get; init; }

    /// <summary>What it is, in the requested language: the section, or the members that lead to it.</summary>
    /// <example>任务</example>
    [MaxLength(1_000)]
    public required string Label { get; init; }

    public static ComparedItem Of(ContentPlace place, string language) =>
        new()
        {
            Section = ComparisonLabels.SectionOf(place),
            Ref = place.Ref,
            Title = place.Title,
            Pointer = place.Pointer,
            Label = ComparisonLabels.Of(place, language),
        };
}

/// <summary>A part or item with another place.</summary>
internal sealed record MovedItem : ComparedItem
{
    /// <summary>JSON pointer into the document of the earlier state.</summary>
    /// <example>/workPackages/2</example>
    [MaxLength(2_000)]
    public required string FromPointer { get; init; }

    public static MovedItem Of(MovedContent moved, string language) =>
        new()
        {
            Section = ComparisonLabels.SectionOf(moved.Place),
            Ref = moved.Place.Ref,
            Title = moved.Place.Title,
            Pointer = moved.Place.Pointer,
            Label = ComparisonLabels.Of(moved.Place, language),
            FromPointer = moved.FromPointer,
        };
}

/// <summary>A value that differs. Links to catalogue entries are compared too, although documents omit them.</summary>
internal sealed record ChangedMember : ComparedItem
{
    /// <summary>The earlier value as in documents; null if there was none.</summary>
    public required JsonNode? Old { get; init; }

    /// <summary>The later value as in documents; null if there is none.</summary>
    public required JsonNode? New { get; init; }

    public static ChangedMember Of(ChangedValue changed, string language) =>
        new()
        {
            Section = ComparisonLabels.SectionOf(changed.Place),
            Ref = changed.Place.Ref,
            Title = changed.Place.Title,
            Pointer = changed.Place.Pointer,
            Label = ComparisonLabels.Of(changed.Place, language),
            Old = Json(changed.Old),
            New = Json(changed.New),
        };

    private static JsonNode? Json(object? value) =>
        value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), WireJson.Stored);
}

/// <summary>Labels of places in a document.</summary>
internal static class ComparisonLabels
{
    public static string SectionOf(ContentPlace place) =>
        place.Section is { } section ? PlanSections.Of(section).Name : CheckArguments.Cover;

    /// <summary>Returns the labels of the members that lead to a place; of the section for a part.</summary>
    public static string Of(ContentPlace place, string language) =>
        place.Members.Count > 0 ? string.Join(" › ", place.Members.Select(member => Of(member, language))) : Of(SectionOf(place), language);

    /// <summary>Returns the label of a section, or of the cover.</summary>
    public static string Of(string section, string language) => LabelTexts.Find("member", section, language)!;

    private static string Of(ContentMember member, string language) =>
        LabelTexts.Find("member", $"{JsonNamingPolicy.CamelCase.ConvertName(member.Record.Name)}.{member.Name}", language)
        ?? LabelTexts.Find("member", member.Name, language)
        ?? member.Name;
}
