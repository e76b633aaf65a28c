using System.Text.RegularExpressions;

namespace Marketing.Api.Tests.Engines;

/// <summary>What a command must keep to, so that SQL Server, and simpler servers that speak its protocol, take it.</summary>
internal static partial class SqlServerRules
{
    private const int MostParameters = 2100;

    /// <exception cref="SqlServerRuleBrokenException">It breaks a rule.</exception>
    public static void Check(string sql, int parameters)
    {
        var bare = Literal().Replace(sql, "''");
        Refuse(parameters > MostParameters, $"{parameters} parameters are too many", sql);
        Refuse(Merge().IsMatch(bare), "MERGE", sql);
        Refuse(Json().IsMatch(bare), "a JSON or splitting function", sql);
        Refuse(Hint().IsMatch(bare), "a lock hint", sql);
        Refuse(bare.Contains("OFFSET", StringComparison.Ordinal) && !bare.Contains("ORDER BY", StringComparison.Ordinal), "OFFSET without ORDER BY", sql);
        Refuse(bare.Contains("(SELECT 1)", StringComparison.Ordinal) && bare.Contains("OFFSET", StringComparison.Ordinal), "OFFSET over an arbitrary order", sql);
        Refuse(Apply().IsMatch(bare), "APPLY", sql);
    }

    private static void Refuse(bool broken, string rule, string sql)
    {
        if (broken)
        {
            throw new SqlServerRuleBrokenException($"{rule}: {sql}");
        }
    }

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\bMERGE\b", RegexOptions.IgnoreCase)]
    private static partial Regex Merge();

    [GeneratedRegex(@"\b(OPENJSON|JSON_VALUE|JSON_QUERY|STRING_SPLIT)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Json();

    [GeneratedRegex(@"\b(NOLOCK|UPDLOCK|HOLDLOCK|ROWLOCK|TABLOCKX?|READPAST|SERIALIZABLE)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Hint();

    [GeneratedRegex(@"\b(CROSS|OUTER) APPLY\b", RegexOptions.IgnoreCase)]
    private static partial Regex Apply();
}

/// <summary>A command that SQL Server, or a relative of it, would refuse.</summary>
internal sealed class SqlServerRuleBrokenException(string message) : Exception(message);
