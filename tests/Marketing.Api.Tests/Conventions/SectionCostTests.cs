using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Marketing.Application.Plans.Documents;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Api.Tests.Conventions;

/// <summary>What a new section of the plan costs: its content record, a member of PlanSectionName and a member of the document, besides its labels.</summary>
public sealed class SectionCostTests
{
    /// <summary>Where features speak of sections that they know.</summary>
    private static readonly string[] Features = ["Checks", "Scheduling"];

    [Fact]
    public void No_other_file_knows_a_section_unless_a_feature_speaks_of_it()
    {
        var files = SourceFiles().ToDictionary(file => file, File.ReadAllText);
        foreach (var section in PlanSections.All.Where(section => !section.IsItem))
        {
            var known = new Regex($@"(<|\(|new |is ){section.Content.Name}\b|PlanSectionName\.{section.Key}\b");
            var mentions = files.Where(file => known.IsMatch(file.Value) && !Features.Any(feature => file.Key.Contains($"{Path.DirectorySeparatorChar}{feature}{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
                .Select(file => Path.GetFileName(file.Key)).ToList();
            mentions.Except([RecordFile(files, section.Content), "PlanSectionName.cs", "PlanDocument.cs", .. ReferringFiles(files, section)]).ShouldBeEmpty(section.Name);
        }
    }

    [Fact]
    public void The_document_has_a_member_for_each_section_in_their_order_with_their_limits()
    {
        var members = typeof(PlanDocument).GetProperties().Where(member => member.PropertyType.IsGenericType).ToList();

        members.Select(member => member.Name).ShouldBe(PlanSections.All.Select(section => section.Key.ToString()));
        members.Select(member => member.PropertyType.GetGenericArguments()[0]).ShouldBe(PlanSections.All.Select(section => section.Content));
        members.Select(member => member.GetCustomAttribute<MaxLengthAttribute>()!.Length).ShouldBe(PlanSections.All.Select(section => section.Max));
    }

    private static string RecordFile(Dictionary<string, string> files, Type record) =>
        Path.GetFileName(files.Single(file => file.Value.Contains($"record {record.Name} : PlanPartContent", StringComparison.Ordinal)).Key);

    /// <summary>Other records may refer to its parts.</summary>
    private static IEnumerable<string> ReferringFiles(Dictionary<string, string> files, PlanSection section) =>
        files.Where(file => file.Value.Contains($"[PartReference(PlanSectionName.{section.Key})]", StringComparison.Ordinal)).Select(file => Path.GetFileName(file.Key));

    private static IEnumerable<string> SourceFiles([CallerFilePath] string path = "") =>
        Directory.EnumerateFiles(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "src")), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
