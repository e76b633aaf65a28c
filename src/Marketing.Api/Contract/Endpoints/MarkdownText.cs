using System.Text;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>Texts of a plan inside Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>Returns a text in one line in which nothing is read as formatting.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' or '~' or '!')
            {
                escaped.Append('\\');
            }

            escaped.Append(char.IsControl(c) ? ' ' : c);
        }

        return escaped.ToString();
    }
}
