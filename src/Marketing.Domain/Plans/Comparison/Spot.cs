using System.Globalization;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Domain.Plans.Comparison;

/// <summary>A place in a document while it is walked.</summary>
internal sealed record Spot
{
    private object? Named { get; init; }

    private IReadOnlyList<ContentMember> Members { get; init; } = [];

    private Spot(string pointer) => Pointer = pointer;

    public string Pointer { get; private init; }

    private PlanSectionName? Section { get; init; }

    private string? Ref { get; init; }

    public static Spot Cover { get; } = new("/plan");

    /// <summary>Returns the place of a part.</summary>
    public static Spot OfPart(PlanSection section, int index, PlanPartContent part) =>
        new($"/{section.Name}/{index.ToString(CultureInfo.InvariantCulture)}")
        {
            Section = section.Key,
            Ref = part.Ref,
            Named = part,
        };

    /// <summary>Returns the place of a member of the record at this place.</summary>
    public Spot Of(ContentMember member) => this with { Pointer = $"{Pointer}/{member.Name}", Members = [.. Members, member] };

    /// <summary>Returns the place of an entry of the list at this place.</summary>
    public Spot At(int index) => this with { Pointer = $"{Pointer}/{index.ToString(CultureInfo.InvariantCulture)}" };

    /// <summary>Returns this place as that of an item with a ref.</summary>
    public Spot Of(IPlanItem item) => this with { Ref = item.Ref, Named = item };

    public ContentPlace ToPlace() => new(Pointer, Section, Ref, Named is null ? null : ContentTitle.Of(Named), Members);
}
