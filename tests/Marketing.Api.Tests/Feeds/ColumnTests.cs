using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.Feeds;
using Marketing.Application.Plans;

namespace Marketing.Api.Tests.Feeds;

/// <summary>Columns follow from the members of the row record.</summary>
public sealed class ColumnTests
{
    [Fact]
    public void Every_feed_is_found_once() =>
        Tables
            .All.Select(table => table.Name)
            .Order()
            .ShouldBe([
                "approvals",
                "audit",
                "budget-categories",
                "budget-line-periods",
                "campaigns",
                "channels",
                "dimensions",
                "ledger-entries",
                "metrics",
                "objective-measures",
                "observation-entries",
                "observations",
                "parties",
                "partners",
                "parts",
                "planned-tasks",
                "plans",
                "result-entries",
                "results",
                "risks",
                "schedule-items",
                "segments",
                "tasks",
            ]);

    [Fact]
    public void Rows_about_plan_content_begin_with_the_columns_of_the_plan()
    {
        var ofPlan = new Feed<PlanColumns>("plan").Columns.Select(column => column.Name).ToList();

        ofPlan[..3].ShouldBe(["planId", "planCode", "planTitle"]);
        foreach (var table in new IFeed[] { ObjectiveMeasureRow.Feed, PlannedTaskRow.Feed, ScheduleItemRow.Feed })
        {
            table.Columns.Take(ofPlan.Count).Select(column => column.Name).ShouldBe(ofPlan, table.Name);
        }
    }

    [Fact]
    public void Lists_of_objects_are_not_columns()
    {
        typeof(PlanSummary).GetProperty(nameof(PlanSummary.Objectives)).ShouldNotBeNull();
        PlanSummary.Feed.Columns.Select(column => column.Name).ShouldNotContain("objectives");
    }

    [Fact]
    public void Members_of_objects_are_columns_with_dotted_names() =>
        PartyResponse
            .Feed.Columns.Select(column => column.Name)
            .Where(name => name.Contains('.', StringComparison.Ordinal))
            .ShouldBe(["contact.name", "contact.email", "contact.phone"]);

    [Fact]
    public void No_feed_has_two_columns_with_the_same_name() =>
        Tables.All.ShouldAllBe(table => table.Columns.Select(column => column.Name).Distinct().Count() == table.Columns.Count);
}
