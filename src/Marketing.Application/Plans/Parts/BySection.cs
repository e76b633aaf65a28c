using Marketing.Application.Common;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Plans.Parts;

/// <summary>Marks a member that holds a part's content. Its type is the content record of the part's section.</summary>
internal sealed class BySectionAttribute() : DiscriminatedByAttribute(nameof(PartInput.Section))
{
    public override IReadOnlyList<KeyValuePair<object, Type>> Types { get; } =
    [.. PlanSections.All.Select(section => KeyValuePair.Create<object, Type>(section.Key, section.Content))];
}
