using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Marketing.Domain.Common;

namespace Marketing.Domain.Plans.Parts;

/// <summary>The content of a part. One record per section derives from it; <see cref="PlanSectionName"/> tells what else a new section needs.</summary>
public abstract record PlanPartContent
{
    /// <summary>The part's name in its plan, unique there. Documents and references use it. Generated if a new part has none; kept if left out.</summary>
    /// <example>O1</example>
    [JsonPropertyOrder(-6)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>Returns all rules that it or a value inside it breaks. Pointers are relative to the content.</summary>
    public IEnumerable<RuleFault> Check() => ContentTree.Faults(this).Concat(OwnRules());

    /// <summary>Returns the texts by which it is found.</summary>
    public IEnumerable<string> Texts() => ContentTree.Nodes(this).Where(node => node.Reference is null).Select(node => node.Value).OfType<string>();

    /// <summary>Returns the broken rules across its own members.</summary>
    protected virtual IEnumerable<RuleFault> OwnRules() => [];
}
