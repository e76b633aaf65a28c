using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Application.Plans.Parts;

/// <summary>The new order of a list of parts: all of them, or some of them before or after another.</summary>
public record PartOrderInput
{
    /// <summary>Ids of the parts in their new order. Without <c>before</c> and <c>after</c>, these are all parts of the list.</summary>
    [MinLength(1)]
    [MaxLength(500)]
    public required IReadOnlyList<Guid> Ids { get; init; }

    /// <summary>Id of another part. The parts move directly before it, in this order; all others keep their order.</summary>
    public Guid? Before { get; init; }

    /// <summary>Id of another part. The parts move directly after it, in this order; all others keep their order.</summary>
    public Guid? After { get; init; }
}

/// <summary>The order of a list of parts. Its ETag is that of the section: it changes with any of the parts.</summary>
public sealed record PartOrderResponse : IVersioned
{
    int IVersioned.Version => SectionTag.Of(Items.Select(item => (item.Id, item.Version)));

    /// <summary>The plan it belongs to.</summary>
    [JsonPropertyOrder(-1)]
    public required Guid PlanId { get; init; }

    /// <summary>All parts of the list in their order, with their current versions.</summary>
    [MaxLength(500)]
    public required IReadOnlyList<PlacedPart> Items { get; init; }
}

/// <summary>A part and its position.</summary>
public sealed record PlacedPart
{
    /// <summary>The part.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name in the plan.</summary>
    /// <example>O1</example>
    [MaxLength(PlanPart.RefLength)]
    public required string Ref { get; init; }

    /// <summary>Order within the list: ascending, with gaps.</summary>
    /// <example>1024</example>
    public required int Position { get; init; }

    /// <summary>The number in its ETag. It is incremented if the part has moved.</summary>
    /// <example>1</example>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    internal static PlacedPart Of(PlanPart part) =>
        new()
        {
            Id = part.Id.Value,
            Ref = part.Ref,
            Position = part.Position,
            Version = part.Version,
        };
}

/// <summary>Changes the order of the parts of a section.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="Section">The section.</param>
/// <param name="ExpectedVersion">The version of the section that the client has read; null to reorder any version.</param>
/// <param name="Input">The new order.</param>
public sealed record ReorderParts(PlanId PlanId, PlanSectionName Section, ExpectedVersion? ExpectedVersion, PartOrderInput Input)
    : ICommand<PartOrderResponse>;

internal sealed class ReorderPartsHandler(IMarketingDb db) : IRequestHandler<ReorderParts, Result<PartOrderResponse>>
{
    public async Task<Result<PartOrderResponse>> Handle(ReorderParts command, CancellationToken cancellationToken)
    {
        if (await db.OpenContentAsync(command.PlanId, cancellationToken) is { Succeeded: false, Error: var closed })
        {
            return closed;
        }

        var section = PlanSections.Of(command.Section).Order;
        var parts = await db
            .PlanParts.Where(part => part.PlanId == command.PlanId && part.SectionOrder == section)
            .OrderBy(part => part.Position)
            .ThenBy(part => part.Id)
            .ToListAsync(cancellationToken);
        var tag = SectionTag.Of(parts.Select(part => (part.Id.Value, part.Version)));
        if (command.ExpectedVersion?.Allows(tag) == false)
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
        return new PartOrderResponse { PlanId = command.PlanId.Value, Items = [.. ordered.Select(PlacedPart.Of)] };
    }

    private static List<RuleFault> BrokenRules(PartOrderInput input)
    {
        var named = new HashSet<Guid>();
        var faults = Named(input)
            .Where(each => !named.Add(each.Id))
            .Select(each => RuleFault.Of(each.Pointer, "planPart.namedTwice", ("id", each.Id)))
            .ToList();
        if (input is { Before: not null, After: not null })
        {
            faults.Add(RuleFault.Of("/after", "planPart.beforeOrAfter"));
        }

        return faults;
    }

    private static PlanPartOrderDiffers? Differences(ReorderParts command, List<PlanPart> parts)
    {
        var input = command.Input;
        var present = parts.Select(part => part.Id.Value).ToHashSet();
        var faults = Named(input)
            .Where(each => !present.Contains(each.Id))
            .Select(each => RuleFault.Of(each.Pointer, "planPart.notFound", ("section", command.Section), ("id", each.Id)))
            .ToList();
        if (input is { Before: null, After: null })
        {
            faults.AddRange(
                parts
                    .Where(part => !input.Ids.Contains(part.Id.Value))
                    .Select(part => RuleFault.Of("/ids", "planPart.notInOrder", ("id", part.Id.Value), ("ref", part.Ref)))
            );
        }

        return faults.Count == 0 ? null : new PlanPartOrderDiffers(command.Section, faults);
    }

    private static List<PlanPart> Ordered(List<PlanPart> parts, PartOrderInput input)
    {
        var byId = parts.ToDictionary(part => part.Id.Value);
        var moved = input.Ids.Select(id => byId[id]).ToList();
        var ordered = parts.Except(moved).ToList();
        var place = (input.Before, input.After) switch
        {
            ({ } before, _) => ordered.IndexOf(byId[before]),
            (_, { } after) => ordered.IndexOf(byId[after]) + 1,
            _ => 0,
        };
        ordered.InsertRange(place, moved);
        return ordered;
    }

    /// <summary>Returns every id of the request with its pointer.</summary>
    private static IEnumerable<(Guid Id, string Pointer)> Named(PartOrderInput input) =>
        from named in input
            .Ids.Select((id, i) => (Id: (Guid?)id, Pointer: $"/ids/{i}"))
            .Append((Id: input.Before, Pointer: "/before"))
            .Append((Id: input.After, Pointer: "/after"))
        let id = named.Id
        where id is not null
        select (id.Value, named.Pointer);
}
