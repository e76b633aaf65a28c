using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Marketing.Domain.Common;

namespace Marketing.Domain.Plans.Parts;

/// <summary>What a part of a plan says. One record per section derives from it; nothing else is needed for a new section but its line in <see cref="PlanSections"/>.</summary>
public abstract record PlanPartContent
{
    /// <summary>The part's name inside its plan, unique there; documents and references use it. Generated where none is given, kept where none is sent.</summary>
    /// <example>O1</example>
    [JsonPropertyOrder(-6)]
    [MaxLength(PlanPart.RefLength)]
    [RegularExpression(PlanPart.RefPattern)]
    public string? Ref { get; init; }

    /// <summary>All rules that it or a value inside it breaks; pointers are relative to the content.</summary>
    public IEnumerable<RuleFault> Check() => ContentTree.Faults(this).Concat(OwnRules());

    /// <summary>The texts by which it is found.</summary>
    public IEnumerable<string> Texts() => ContentTree.Nodes(this).Where(node => node.Reference is null).Select(node => node.Value).OfType<string>();

    /// <summary>The rules across its own members.</summary>
    protected virtual IEnumerable<RuleFault> OwnRules() => [];
}
