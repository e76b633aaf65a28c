using Marketing.Application.Tasks;
using Marketing.Domain.Tasks;
using Marketing.Domain.Values;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.SampleData;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Infrastructure.Tasks;

/// <summary>Tasks outside the content of plans, one in each state.</summary>
internal sealed class SampleTasks : ISampleStep
{
    private static readonly (TaskOrigin Origin, string Title, string Owner, TaskMove[] Moves)[] Tasks =
    [
        (TaskOrigin.Incident, "回应负面报道", "公关部", []),
        (TaskOrigin.Risk, "确认备用供应商", "供应链部", [new(TaskStep.Progressed, Note: "已收到两家报价。") { Percent = 40 }]),
        (TaskOrigin.Audit, "补齐数据授权记录", "法务部", [new(TaskStep.Blocked) { Reason = "等待律师意见。" }]),
        (TaskOrigin.Drill, "组织危机公关演练", "公关部", [new(TaskStep.Completed, Note: "全员参加。")]),
        (TaskOrigin.Review, "整理旧版问卷", "市场部", [new(TaskStep.Cancelled) { Reason = "已并入新问卷。" }]),
    ];

    public int Order => SampleOrder.Plans + 50;

    public async Task WriteAsync(SystemScope workspace, CancellationToken ct)
    {
        var parties = await workspace.Db.Parties.AsNoTracking().ToDictionaryAsync(party => party.Name, party => party.Id.Value, ct);
        foreach (var (origin, title, owner, moves) in Tasks)
        {
            var input = new TaskInput
            {
                Origin = origin,
                Title = title,
                Owners = [new PartyRef { Text = owner, PartyId = parties[owner] }],
            };
            var task = await workspace.RunAsync(new CreateTask(input), ct);
            foreach (var move in moves)
            {
                await workspace.RunAsync(new ReportTask(PlanTaskId.From(task.Id), null, move), ct);
            }
        }
    }
}
