using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Marketing.Domain.Common;

namespace Marketing.Domain.Plans.Parts;

/// <summary>The content of a part, one derived record per section. See <see cref="PlanSectionName"/> for adding a section.</summary>
public abstract record PlanPartContent
{
    /// <summary>
    /// Name of the part, unique in the plan; case and width are ignored. Generated if a new part has none; unchanged if omitted.
    /// </summary>
    /// <example>O1</example>
    [JsonPropertyOrder(-6)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>Returns all broken rules of the content and the values inside it. Pointers are relative to the content.</summary>
    public IEnumerable<RuleFault> Check() => ContentTree.Faults(this).Concat(OwnRules());

    /// <summary>Returns the searchable texts.</summary>
    public IEnumerable<string> Texts() =>
        ContentTree.Nodes(this).Where(node => node.Reference is null).Select(node => node.Value).OfType<string>();

    /// <summary>Returns the broken rules across the record's direct members.</summary>
    protected virtual IEnumerable<RuleFault> OwnRules() => [];
}
