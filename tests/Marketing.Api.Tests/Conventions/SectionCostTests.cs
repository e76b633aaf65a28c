using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.RegularExpressions;
using Marketing.Application.Plans.Documents;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Api.Tests.Conventions;

/// <summary>
/// The cost of a new section: its content record, a member of PlanSectionName and a member of the document, besides its labels.
/// </summary>
public sealed partial class SectionCostTests
{
    /// <summary>Folders of features that treat certain sections specially.</summary>
    private static readonly string[] Features = ["Budgets", "Campaigns", "Checks", "Risks", "Scheduling"];

    [Fact]
    public void Only_features_that_treat_a_section_specially_name_it()
    {
        var files = SourceTree.FilesIn("src").ToDictionary(file => file.FullName, file => File.ReadAllText(file.FullName));
        var items = ItemRoutes().Matches(files.Single(file => Path.GetFileName(file.Key) == "PartEndpoints.cs").Value);
        items.Count.ShouldBe(5);
        foreach (var section in PlanSections.All.Where(section => items.All(item => item.Groups[1].Value != section.Content.Name)))
        {
            var record = section.Content.Name;
            var name = new Regex($@"(<|\(|new |is ){record}\b|PlanSectionName\.{section.Key}\b");
            var reference = $"[PartReference(PlanSectionName.{section.Key})]";
            var naming = files
                .Where(file => name.IsMatch(file.Value) && !file.Value.Contains(reference, StringComparison.Ordinal))
                .Select(file => file.Key)
                .Where(file => !IsOfFeature(file))
                .Select(Path.GetFileName)
                .ToList();

            var own = files.Single(file => file.Value.Contains($"record {record} : PlanPartContent", StringComparison.Ordinal)).Key;
            string[] allowed = [Path.GetFileName(own), "PlanSectionName.cs", "PlanDocument.cs", "ContentSchemas.cs"];
            naming.Except(allowed).ShouldBeEmpty(section.Name);
        }
    }

    [Fact]
    public void The_document_has_a_member_for_each_section_in_order_with_its_limit()
    {
        var members = typeof(PlanDocument)
            .GetProperties()
            .Where(member => member.PropertyType.IsAssignableTo(typeof(IEnumerable)))
            .ToList();

        members.Select(member => member.Name).ShouldBe(PlanSections.All.Select(section => section.Key.ToString()));
        members
            .Select(member => member.PropertyType.GetGenericArguments()[0])
            .ShouldBe(PlanSections.All.Select(section => section.Content));
        members
            .Select(member => member.GetCustomAttribute<MaxLengthAttribute>()!.Length)
            .ShouldBe(PlanSections.All.Select(section => section.Max));
    }

    private static bool IsOfFeature(string file) =>
        Path.GetDirectoryName(file)!.Split(Path.DirectorySeparatorChar).Intersect(Features).Any();

    /// <summary>Matches the routes of items: sections with their own paths, so that their endpoints name the content record.</summary>
    [GeneratedRegex(@"new ItemRoutes<(\w+)>")]
    private static partial Regex ItemRoutes();
}
