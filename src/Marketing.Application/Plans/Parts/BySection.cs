using Marketing.Application.Common;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Plans.Parts;

/// <summary>The member is the content of a part: its type is the record of the part's section.</summary>
internal sealed class BySectionAttribute() : DiscriminatedByAttribute(nameof(PartInput.Section))
{
    public override IReadOnlyList<KeyValuePair<object, Type>> Types { get; } =
        [.. PlanSections.All.Select(section => KeyValuePair.Create<object, Type>(section.Key, section.Content))];
}
