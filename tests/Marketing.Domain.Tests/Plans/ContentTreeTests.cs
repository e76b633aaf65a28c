using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Plans;

public sealed class ContentTreeTests
{
    private static readonly WorkPackage Package = new()
    {
        Name = "P",
        Phase = "A",
        Predecessors = ["W1", "W2"],
        Owners = [new PartyRef { Text = "市場部" }],
        Subtasks =
        [
            new Subtask { Name = "S", Deadlines = [new Deadline { Text = "計劃開始后10個月內" }, new Deadline { Text = "看情況而定" }] },
        ],
    };

    [Fact]
    public void Every_text_and_value_is_found_with_its_pointer()
    {
        var nodes = ContentTree.Nodes(Package);

        nodes
            .Where(node => node.Reference is not null)
            .Select(node => $"{node.Pointer} {node.Value} {node.Reference!.Section}")
            .ShouldBe(["/phase A Phases", "/predecessors/0 W1 WorkPackages", "/predecessors/1 W2 WorkPackages"]);
        nodes.Single(node => node.Value is PartyRef).Pointer.ShouldBe("/owners/0");
        nodes
            .Where(node => node.Value is Deadline)
            .Select(node => node.Pointer)
            .ShouldBe(["/subtasks/0/deadlines/0", "/subtasks/0/deadlines/1"]);
    }

    [Fact]
    public void Values_with_only_a_text_are_parsed_at_any_depth_or_stay_unparsed()
    {
        var read = PhraseReading.Read(Package, "CNY").Subtasks[0].Deadlines;

        read[0]
            .ShouldBe(
                new Deadline
                {
                    Kind = DeadlineKind.Within,
                    Amount = 10,
                    Unit = TimeUnit.Month,
                    Anchor = AnchorCodes.PlanStart,
                    Text = "計劃開始后10個月內",
                }
            );
        read[1].ShouldBe(new Deadline { Kind = DeadlineKind.Unparsed, Text = "看情況而定" });
        Package.Subtasks[0].Deadlines[0].Kind.ShouldBe(DeadlineKind.Unparsed, "the original is unchanged");
    }

    [Fact]
    public void A_text_with_several_frequencies_becomes_several_values_with_their_pieces()
    {
        const string text = "每月進行一次安全檢查,每季度進行一次全面安全評估";
        var control = new PlanRiskControl { Text = "T", Frequencies = [new Frequency { Text = text }] };

        var read = PhraseReading.Read(control, "CNY").Frequencies;

        read.Select(frequency => frequency.Unit).ShouldBe([TimeUnit.Month, TimeUnit.Quarter]);
        read.Select(frequency => frequency.Text).ShouldBe(text.Split(','));
        PhraseReading.Read(control with { Frequencies = read }, "CNY").Frequencies.ShouldBe(read);
    }

    [Fact]
    public void A_value_with_more_than_a_text_is_unchanged()
    {
        var phase = new Phase
        {
            Name = "P",
            Window = new PeriodWindow { Kind = PeriodWindowKind.OpenEnded, Text = "T-6周至T-1周" },
        };

        PhraseReading.Read(phase, "CNY").ShouldBeSameAs(phase);
    }

    [Fact]
    public void Amounts_without_a_currency_are_in_the_plans_currency_unless_their_text_names_one()
    {
        Read("500")
            .ShouldBe(
                new PlannedMoney
                {
                    Text = "500",
                    Amount = 500,
                    Currency = "EUR",
                    UnitScale = Read("500").UnitScale,
                }
            );
        Read("USD 500").Currency.ShouldBe("USD");
        Read("850万元").Amount.ShouldBe(8_500_000);

        static PlannedMoney Read(string text)
        {
            var line = new PlanBudgetLine
            {
                Category = "C",
                Kind = BudgetLineKind.Line,
                Amount = new PlannedMoney { Text = text },
            };
            return PhraseReading.Read(line, "EUR").Amount!;
        }
    }

    [Fact]
    public void A_violated_rule_is_reported_once_under_its_pointer()
    {
        var target = new TargetExpression
        {
            Kind = TargetKind.Level,
            Value = 120,
            Unit = "%",
        };
        var objective = new Objective
        {
            Text = "T",
            Measures =
            [
                new TargetMeasure
                {
                    Metric = new MetricRef { Text = "M" },
                    Target = target,
                },
            ],
        };
        var deadline = new Deadline
        {
            Kind = DeadlineKind.Recurring,
            Frequency = new Frequency { Kind = FrequencyKind.Recurring },
        };
        var milestone = new Milestone { Name = "M", Deadlines = [deadline] };

        objective.Check().Select(fault => fault.Pointer).ShouldBe(["/measures/0/target/value"]);
        milestone.Check().Select(fault => fault.Pointer).ShouldBe(["/deadlines/0/frequency/every", "/deadlines/0/frequency/unit"]);
    }

    [Fact]
    public void Only_references_are_rewritten_at_any_depth()
    {
        var risk = new PlanRisk
        {
            Name = "w1",
            WorkPackages = ["w1", "W2"],
            Responses = [new PlanRiskTreatment { Text = "w1", ContingencyPlans = ["w1"] }],
        };

        var spelt = ContentTree.RewriteReferences(risk, text => text.ToUpperInvariant());

        (spelt.Name, spelt.Responses[0].Text).ShouldBe(("w1", "w1"));
        spelt.WorkPackages.ShouldBe(["W1", "W2"]);
        spelt.Responses[0].ContingencyPlans.ShouldBe(["W1"]);
        risk.WorkPackages.ShouldBe(["w1", "W2"], "the original is unchanged");
        ContentTree.RewriteReferences(Package, text => text).ShouldBeSameAs(Package);
    }

    [Fact]
    public void Items_with_refs_are_found_with_their_pointers()
    {
        var package = Package with { Actions = [new ActionItem { Text = "A" }] };

        ContentTree.Items(package).Select(found => found.Pointer).ShouldBe(["/subtasks/0", "/actions/0"]);
        PlanSections
            .All.Where(section => ContentTree.HoldsItems(section.Content))
            .Select(section => section.Key)
            .ShouldBe([
                PlanSectionName.Objectives,
                PlanSectionName.WorkPackages,
                PlanSectionName.Campaigns,
                PlanSectionName.Risks,
                PlanSectionName.EvaluationStandards,
                PlanSectionName.Kpis,
            ]);
    }
}
