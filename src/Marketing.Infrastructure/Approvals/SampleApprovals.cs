using Marketing.Application.Approvals;
using Marketing.Application.Common;
using Marketing.Application.Lifecycle;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Documents;
using Marketing.Application.Plans.Parts;
using Marketing.Application.Workspaces;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Values;
using Marketing.Domain.Workspaces;
using Marketing.Infrastructure.Jobs;

namespace Marketing.Infrastructure.Approvals;

/// <summary>The persons of the sample workspace.</summary>
public sealed record SamplePeople(Caller Preparer, Caller Reviewer, Caller Approver);

/// <summary>
/// Takes sample plans through their approval, as persons: one is active and has a second revision in draft; of the others, one waits for
/// the reviewer, one for finance, and one for the approver.
/// </summary>
public sealed class SampleApprovals(SystemRunner system)
{
    public async Task WriteAsync(WorkspaceId workspace, SamplePeople people, CancellationToken ct)
    {
        await ActivateAsync(await ReviewAsync("2027 春节促销计划", "SPRING-2027", people, ct), people, ct);
        await SubmitAsync("2027 会员日计划", "MEMBERS-2027", people, ct);
        await ReviewAsync("2027 公关预案", "PR-2027", people, ct);
        await CountersignAsync(workspace, [Countersigner.Finance], ct);
        await ReviewAsync("2027 渠道拓展计划", "CHANNELS-2027", people, ct);
        await CountersignAsync(workspace, [], ct);
    }

    private async Task<PlanResponse> SubmitAsync(string title, string code, SamplePeople people, CancellationToken ct)
    {
        var plan = (await system.RunAsync(people.Preparer, new ImportPlan(Document(title, code)), ct)).Plan;
        var input = new SubmitInput { ContentVersion = plan.WorkingRevision!.ContentVersion, Comment = "请审核。" };
        return await system.RunAsync(people.Preparer, new SubmitPlan(PlanId.From(plan.Id), null, input), ct);
    }

    private async Task<PlanResponse> ReviewAsync(string title, string code, SamplePeople people, CancellationToken ct)
    {
        var plan = await SubmitAsync(title, code, people, ct);
        return await system.RunAsync(people.Reviewer, new ReviewPlan(PlanId.From(plan.Id), Seen(plan)), ct);
    }

    private async Task ActivateAsync(PlanResponse reviewed, SamplePeople people, CancellationToken ct)
    {
        var id = PlanId.From(reviewed.Id);
        await system.RunAsync(people.Approver, new ApprovePlan(id, Seen(reviewed)), ct);
        await system.RunAsync(people.Preparer, new ActivatePlan(id, null), ct);
        await system.RunAsync(people.Preparer, new RevisePlan(id, null), ct);
        var objective = new Objective { Text = "老客户复购率达到30%", Measures = [Measure("复购率", "达到30%")] };
        await system.RunAsync(people.Preparer, new CreatePart(id, PlanSections.Of<Objective>(), "O2", objective), ct);
    }

    private async Task CountersignAsync(WorkspaceId workspace, IReadOnlyList<Countersigner> countersigners, CancellationToken ct)
    {
        var settings = new UpdateWorkspaceSettings(workspace, null, new Countersigning(countersigners));
        await system.RunAsync(workspace, "sample-data", settings, "", ct);
    }

    private static ApprovalInput Seen(PlanResponse plan) =>
        new() { Revision = plan.WorkingRevision!.Number, Hash = plan.WorkingRevision.Hash! };

    private static PlanDocument Document(string title, string code) =>
        new()
        {
            Plan = new PlanHeader
            {
                Title = title,
                Code = code,
                Language = "zh-Hans",
                Currency = "CNY",
                PeriodStart = new PlannedDate { Date = new DateOnly(2027, 1, 1) },
                PeriodEnd = new PlannedDate { Date = new DateOnly(2027, 12, 31) },
                PreparedOn = new PlannedDate { Date = new DateOnly(2026, 11, 2) },
            },
            Objectives =
            [
                new Objective
                {
                    Ref = "O1",
                    Text = "品牌知名度从25%提升至35%",
                    Measures = [Measure("品牌知名度", "从25%提升至35%")],
                },
            ],
            WorkPackages =
            [
                new WorkPackage
                {
                    Ref = "W1",
                    Name = "消费者调研",
                    Owners = [new PartyRef { Text = "市场部" }],
                },
            ],
        };

    private static TargetMeasure Measure(string metric, string target) =>
        new()
        {
            Metric = new MetricRef { Text = metric },
            Target = new TargetExpression { Text = target },
        };

    /// <summary>Sets who countersigns.</summary>
    private sealed class Countersigning(IReadOnlyList<Countersigner> countersigners) : Patch<WorkspaceSettings>
    {
        public override IEnumerable<PatchText> Texts => [];

        public override Result<WorkspaceSettings> ApplyTo(WorkspaceSettings current) => current with { Countersigners = countersigners };
    }
}
