using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Marketing.Api.Contract.Input;
using Marketing.Application;
using Marketing.Domain.Approvals;
using Marketing.Domain.Budgets;
using Marketing.Domain.Common;
using Marketing.Domain.Occurrences;
using Marketing.Domain.Risks;
using Marketing.Domain.Values;
using Marketing.Domain.Webhooks;
using Marketing.Infrastructure;

namespace Marketing.Api.Tests.Problems;

/// <summary>
/// Every code that the product can return, with its arguments: from the error records, and from the source for codes that are plain
/// strings.
/// </summary>
internal static partial class ProblemCodes
{
    private const string Internal = "internal";

    /// <summary>Names of routes, of tags of a trace, and of events in the feed.</summary>
    private static readonly string[] NotCodes =
    [
        "http.route",
        "url.path",
        Approval.Due,
        Approval.DueSoon,
        Occurrence.Due,
        Occurrence.Missed,
        "task.overdue",
        "riskAcceptance.lapsed",
        "drill.missed",
        "risk.triggered",
        .. RiskSignals.All,
        Webhook.Test,
    ];

    /// <summary>The source files of the product, without generated ones and without those that only document codes.</summary>
    private static readonly List<string> Sources = ReadSources();

    /// <summary>Returns one instance of each error, with sample values.</summary>
    public static IReadOnlyList<Error> Errors { get; } =
    [
        .. new[] { typeof(Error), typeof(ApplicationSetup), typeof(InfrastructureSetup), typeof(InputCode) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(Error)))
            .Select(Make),
    ];

    /// <summary>Returns each place in the source with a code, and the names of its arguments.</summary>
    public static ILookup<string, IReadOnlySet<string>> Uses { get; } =
        FromErrors().Concat(FromSource()).ToLookup(use => use.Code, use => use.Args);

    private static Error Make(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        return (Error)constructor.Invoke([.. constructor.GetParameters().Select(parameter => StandIn(parameter.ParameterType))]);
    }

    private static object StandIn(Type type) =>
        type == typeof(string) ? "word"
        : type == typeof(ApiAddress) ? new ApiAddress("/v1/changes")
        : type == typeof(int) ? 7
        : type == typeof(long) ? 8L
        : type == typeof(decimal) ? 9.5m
        : type == typeof(Guid) ? Guid.Parse("0198c0de-0000-7000-8000-000000000000")
        : type == typeof(DateOnly) ? new DateOnly(2026, 3, 1)
        : type == typeof(DateTime) ? new DateTime(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc)
        : type == typeof(IReadOnlyList<string>) ? new[] { "one", "two" }
        : type == typeof(IReadOnlyList<BlockKind>) ? new[] { BlockKind.Frozen }
        : type == typeof(IReadOnlyList<RiskStatus>) ? new[] { RiskStatus.Assessed }
        : type == typeof(IReadOnlyList<RuleFault>) ? Array.Empty<RuleFault>()
        : type == typeof(IReadOnlyList<InputFault>) ? Array.Empty<InputFault>()
        : type.IsEnum ? Enum.GetValues(type).GetValue(0)!
        : Nullable.GetUnderlyingType(type) is { } inner ? StandIn(inner)
        : throw new InvalidOperationException($"Add a sample value for {type}.");

    private static IEnumerable<(string Code, IReadOnlySet<string> Args)> FromErrors() =>
        Errors.Select(error => (error.Code, (IReadOnlySet<string>)error.Args.Keys.ToHashSet(StringComparer.Ordinal)));

    private static IEnumerable<(string Code, IReadOnlySet<string> Args)> FromSource()
    {
        yield return (Internal, new HashSet<string>());
        var ofErrors = Errors.Select(error => error.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var source in Sources)
        {
            foreach (Match literal in Literal().Matches(source))
            {
                var code = literal.Groups["code"].Value;
                if (!ofErrors.Contains(code) && !NotCodes.Contains(code))
                {
                    var name = literal.Groups["name"];
                    yield return (code, name.Success ? ArgsOfConstant(code, name.Value) : ArgsAfter(source, literal));
                }
            }

            foreach (Match part in SubjectCode().Matches(source))
            {
                foreach (var subject in SubjectsOf(source))
                {
                    yield return ($"{subject}.{part.Groups["rule"].Value}", ArgsAfter(source, part));
                }
            }
        }
    }

    /// <summary>
    /// The names that shared rules put into codes: kinds from their rule table, planned values from their calls, catalogues from the
    /// references to them.
    /// </summary>
    private static IEnumerable<string> SubjectsOf(string source)
    {
        if (source.Contains("class EntryLookup", StringComparison.Ordinal))
        {
            return Catalogues();
        }

        var pattern = source.Contains("class KindRules", StringComparison.Ordinal) ? KindSubject() : PlannedSubject();
        return Sources.SelectMany(other => pattern.Matches(other)).Select(match => match.Groups["subject"].Value).Distinct();
    }

    private static IEnumerable<string> Catalogues() =>
        typeof(ICatalogueRef)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(ICatalogueRef)))
            .Select(type => ((ICatalogueRef)RuntimeHelpers.GetUninitializedObject(type)).Catalogue);

    private static HashSet<string> ArgsOfConstant(string code, string name)
    {
        var qualified = typeof(InputCode).GetField(name)?.GetRawConstantValue() is string own && own == code ? $"InputCode.{name}" : name;
        return Sources
            .SelectMany(source => Regex.Matches(source, $@"\b{Regex.Escape(qualified)}\b").SelectMany(use => ArgsAfter(source, use)))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Returns the arguments from there to the end of the statement.</summary>
    private static HashSet<string> ArgsAfter(string source, Match place)
    {
        var end = source.IndexOf(';', place.Index);
        return Argument().Matches(source[place.Index..end]).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
    }

    private static List<string> ReadSources([CallerFilePath] string path = "")
    {
        var root = Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "src");
        var skipped = new[] { "bin", "obj", "Migrations", "OpenApi" }
            .Select(folder => $"{Path.DirectorySeparatorChar}{folder}{Path.DirectorySeparatorChar}")
            .ToList();
        return
        [
            .. Directory
                .EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                .Where(file => !skipped.Any(folder => file.Contains(folder, StringComparison.Ordinal)))
                .Select(File.ReadAllText),
        ];
    }

    [GeneratedRegex(@"(const string (?<name>\w+) = )?\x22(?<code>[a-z][A-Za-z]*\.(?!(csv|json|key|db|md)\x22)[a-z][A-Za-z]*)\x22")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\$\x22\{(subject|entry\.Catalogue)\}\.(?<rule>\w+)\x22")]
    private static partial Regex SubjectCode();

    [GeneratedRegex(@"KindRules<\w+> \w+ = new\(\s*\x22(?<subject>\w+)\x22")]
    private static partial Regex KindSubject();

    [GeneratedRegex(@"PlannedRules\s*\.Check\(\s*\x22(?<subject>\w+)\x22")]
    private static partial Regex PlannedSubject();

    [GeneratedRegex(@"[(\[]\x22(?<name>[a-zA-Z]+)\x22(,|\] =)")]
    private static partial Regex Argument();
}
