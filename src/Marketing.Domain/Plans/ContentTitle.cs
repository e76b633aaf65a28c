using Marketing.Domain.Values;

namespace Marketing.Domain.Plans;

/// <summary>Finds the text by which people know a part of a plan, or an item inside it.</summary>
public static class ContentTitle
{
    public const int MaxLength = 300;

    /// <summary>Members that can hold the title; the first with a text is used.</summary>
    internal static readonly IReadOnlyList<string> Members =
    [
        "name",
        "title",
        "subject",
        "heading",
        "metric",
        "audience",
        "period",
        "text",
    ];

    /// <summary>Returns the title of a content record; null if no member has one.</summary>
    public static string? Of(object content)
    {
        var members = ContentMember.Of(content.GetType());
        foreach (var name in Members)
        {
            var text = Array.Find(members, member => member.Name == name)?.ValueIn(content) switch
            {
                string own => own,
                ICatalogueRef named => named.Text,
                _ => null,
            };
            if (!string.IsNullOrEmpty(text))
            {
                return Shorten(text);
            }
        }

        return null;
    }

    /// <summary>Returns the text, or its start if it is long. Surrogate pairs stay whole.</summary>
    internal static string Shorten(string title) =>
        title.Length <= MaxLength ? title : title[..(char.IsHighSurrogate(title[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1)] + "…";
}
