namespace Marketing.Domain.Plans.Parts;

/// <summary>The string, or each string of the list, is the ref of a part of the same plan.</summary>
/// <param name="section">Name of the section that the part stands in.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PartReferenceAttribute(string section) : Attribute
{
    /// <summary>Name of the section that the part stands in.</summary>
    public string Section { get; } = section;
}
