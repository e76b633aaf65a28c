using System.Collections;
using System.Reflection;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Plans.Documents;

/// <summary>The sections of a document by member. A new section is one line of <see cref="PlanSections"/> and one member.</summary>
internal static class DocumentSections
{
    /// <summary>Pointer to the header.</summary>
    public const string Header = "/plan";

    private static readonly IReadOnlyList<(PlanSection Section, PropertyInfo Member)> Members =
    [
        .. PlanSections.All.Select(section =>
            (
                section,
                typeof(PlanDocument)
                    .GetProperties()
                    .Single(member => member.PropertyType.IsGenericType && member.PropertyType.GetGenericArguments()[0] == section.Content)
            )
        ),
    ];

    /// <summary>Returns all sections of a document, including empty ones.</summary>
    public static IReadOnlyList<SectionDraft> Of(PlanDocument document) =>
        [
            .. from entry in Members
            let contents = (IEnumerable)entry.Member.GetValue(document)!
            select new SectionDraft(entry.Section, [.. contents.Cast<PlanPartContent>()], "/" + entry.Section.Name),
        ];

    /// <summary>Returns all content of the document with its pointers, the header first.</summary>
    public static IEnumerable<PlacedContent> Placed(PlanDocument document) =>
        Of(document)
            .SelectMany(section => section.Contents.Select((content, i) => new PlacedContent(content, $"{section.Pointer}/{i}")))
            .Prepend(new PlacedContent(document.Plan, Header));

    /// <summary>Returns the document with these parts, which are in order.</summary>
    public static PlanDocument With(PlanDocument document, ILookup<string, PlanPartContent> parts)
    {
        var filled = document with { };
        foreach (var (section, member) in Members)
        {
            var contents = parts[section.Name].ToArray();
            var array = Array.CreateInstance(section.Content, contents.Length);
            contents.CopyTo(array, 0);
            member.SetValue(filled, array);
        }

        return filled;
    }
}
