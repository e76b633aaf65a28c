using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>How parts of a list are to stand: all of them in their new order, or some of them before or after another.</summary>
public record PartOrderInput
{
    /// <summary>Ids of the parts in the order wanted. Without <c>before</c> and <c>after</c> these are all parts of the list.</summary>
    [MinLength(1)]
    [MaxLength(500)]
    public required IReadOnlyList<Guid> Ids { get; init; }

    /// <summary>Id of a part that <c>ids</c> does not name: they are put right before it, in this order; all others stay as they stand.</summary>
    public Guid? Before { get; init; }

    /// <summary>Id of a part that <c>ids</c> does not name: they are put right after it, in this order; all others stay as they stand.</summary>
    public Guid? After { get; init; }
}

/// <summary>The order of a list of parts. Its ETag is that of the section: it changes with any of the parts.</summary>
public sealed record PartOrderResponse : IVersioned
{
    int IVersioned.Version => SectionTag.Of(Items.Select(item => (item.Id, item.Version)));

    /// <summary>The plan it belongs to.</summary>
    [JsonPropertyOrder(-1)]
    public required Guid PlanId { get; init; }

    /// <summary>All parts of the list in their order, with the versions that they have now.</summary>
    [MaxLength(500)]
    public required IReadOnlyList<PlacedPart> Items { get; init; }
}

/// <summary>A part and where it stands.</summary>
public sealed record PlacedPart
{
    /// <summary>The part.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name inside the plan.</summary>
    /// <example>O1</example>
    [MaxLength(PlanPart.RefLength)]
    public required string Ref { get; init; }

    /// <summary>Order within the list: ascending, with room between.</summary>
    /// <example>1024</example>
    public required int Position { get; init; }

    /// <summary>The number in its ETag, which has gone up where the part has moved.</summary>
    /// <example>1</example>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }
}

/// <summary>Puts the parts of a section into another order.</summary>
public sealed record ReorderParts(PlanId PlanId, PlanSectionName Section, int? ExpectedVersion, PartOrderInput Input) : ICommand<PartOrderResponse>;

internal sealed class ReorderPartsHandler(IMarketingDb db) : IRequestHandler<ReorderParts, Result<PartOrderResponse>>
{
    public async Task<Result<PartOrderResponse>> Handle(ReorderParts command, CancellationToken cancellationToken)
    {
        if (await db.OpenContentAsync(command.PlanId, cancellationToken) is { } closed)
        {
            return closed;
        }

        var section = PlanSections.Of(command.Section).Order;
        var parts = await db.PlanParts.Where(part => part.PlanId == command.PlanId && part.SectionOrder == section)
            .OrderBy(part => part.Position).ThenBy(part => part.Id).ToListAsync(cancellationToken);
        var tag = SectionTag.Of(parts.Select(part => (part.Id.Value, part.Version)));
        if (command.ExpectedVersion is { } expected && expected != tag)
        {
            return new StaleVersion(tag);
        }

        if (Refusals.Join(Refusals.Of(BrokenRules(command.Input)), Differences(command, parts)) is { } refused)
        {
            return refused;
        }

        var ordered = Ordered(parts, command.Input);
        foreach (var (part, position) in ordered.Zip(PartOrder.Assign([.. ordered.Select(part => (int?)part.Position)])))
        {
            part.MoveTo(position);
        }

        await db.SaveContentAsync(command.PlanId, cancellationToken);
        return new PartOrderResponse
        {
            PlanId = command.PlanId.Value,
            Items = [.. ordered.Select(part => new PlacedPart { Id = part.Id.Value, Ref = part.Ref, Position = part.Position, Version = part.Version })],
        };
    }

    private static List<RuleFault> BrokenRules(PartOrderInput input)
    {
        var named = new HashSet<Guid>();
        var faults = input.Ids.Select((id, i) => (Id: id, Pointer: $"/ids/{i}")).Where(each => !named.Add(each.Id)).Select(each => RuleFault.Of(each.Pointer, "planPart.namedTwice", ("id", each.Id))).ToList();
        faults.AddRange(Anchors(input).Where(anchor => named.Contains(anchor.Id)).Select(anchor => RuleFault.Of(anchor.Pointer, "planPart.namedTwice", ("id", anchor.Id))));
        if (input is { Before: not null, After: not null })
        {
            faults.Add(RuleFault.Of("/after", "planPart.beforeOrAfter"));
        }

        return faults;
    }

    private static PlanPartOrderDiffers? Differences(ReorderParts command, List<PlanPart> parts)
    {
        var input = command.Input;
        var there = parts.Select(part => part.Id.Value).ToHashSet();
        var faults = input.Ids.Select((id, i) => (Id: id, Pointer: $"/ids/{i}")).Concat(Anchors(input)).Where(each => !there.Contains(each.Id))
            .Select(each => RuleFault.Of(each.Pointer, "planPart.notFound", ("section", command.Section), ("id", each.Id))).ToList();
        if (input is { Before: null, After: null })
        {
            faults.AddRange(parts.Where(part => !input.Ids.Contains(part.Id.Value)).Select(part => RuleFault.Of("/ids", "planPart.notInOrder", ("id", part.Id.Value), ("ref", part.Ref))));
        }

        return faults.Count == 0 ? null : new PlanPartOrderDiffers(command.Section, faults);
    }

    private static List<PlanPart> Ordered(List<PlanPart> parts, PartOrderInput input)
    {
        var byId = parts.ToDictionary(part => part.Id.Value);
        var moved = input.Ids.Select(id => byId[id]).ToList();
        var ordered = parts.Except(moved).ToList();
        var place = input.Before is { } before ? ordered.IndexOf(byId[before]) : input.After is { } after ? ordered.IndexOf(byId[after]) + 1 : 0;
        ordered.InsertRange(place, moved);
        return ordered;
    }

    private static IEnumerable<(Guid Id, string Pointer)> Anchors(PartOrderInput input) =>
        new[] { (Id: input.Before, Pointer: "/before"), (Id: input.After, Pointer: "/after") }.Where(anchor => anchor.Id is not null).Select(anchor => (anchor.Id!.Value, anchor.Pointer));
}
