namespace Marketing.Domain.Plans.Parts;

/// <summary>Marks a string, or a list of strings, as refs of parts of the same plan.</summary>
/// <param name="section">The section of those parts.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PartReferenceAttribute(PlanSectionName section) : Attribute
{
    public PlanSectionName Section { get; } = section;
}
