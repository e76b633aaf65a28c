using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Common;
using Marketing.Application.Plans.Revisions;
using Marketing.Application.Tasks;
using Marketing.Domain.Access;
using Marketing.Domain.Plans;
using Marketing.Domain.Tasks;

namespace Marketing.Api.Tasks;

/// <summary>Tasks in motion. Reports belong to the execution of a plan and never change its content.</summary>
internal static class TaskEndpoints
{
    /// <summary>Whoever writes plans reports on all tasks; whoever reports, on those of their parties.</summary>
    private static readonly string[] Reporting = [Scopes.PlansWrite, Scopes.TasksReport];

    public static void MapTasks(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("Tasks");
        api.Get("/v1/tasks", "listTasks", ListTasks, Scopes.PlansRead);
        api.Post("/v1/tasks", "createTask", CreateTask, Reporting);
        api.Get("/v1/tasks/{taskId}", "getTask", GetTask, Scopes.PlansRead);
        api.Patch("/v1/tasks/{taskId}", "updateTask", UpdateTask, Reporting);
        api.Get("/v1/tasks/{taskId}/reports", "listTaskReports", ListTaskReports, Scopes.PlansRead);

        api.Get("/v1/plans/{planId}/gantt", "getPlanGantt", GetPlanGantt, Scopes.PlansRead);
        api.Get("/v1/plans/{planId}/reports/progress", "getPlanProgress", GetPlanProgress, Scopes.PlansRead);

        var reports = routes.Tagged("TaskReports");
        reports.Post("/v1/tasks/{taskId}/start", "startTask", StartTask, Reporting);
        reports.Post("/v1/tasks/{taskId}/progress", "reportTaskProgress", ReportTaskProgress, Reporting);
        reports.Post("/v1/tasks/{taskId}/complete", "completeTask", CompleteTask, Reporting);
        reports.Post("/v1/tasks/{taskId}/block", "blockTask", BlockTask, Reporting);
        reports.Post("/v1/tasks/{taskId}/unblock", "unblockTask", UnblockTask, Reporting);
        reports.Post("/v1/tasks/{taskId}/reopen", "reopenTask", ReopenTask, Reporting);
        reports.Post("/v1/tasks/{taskId}/cancel", "cancelTask", CancelTask, Reporting);
    }

    /// <summary>List tasks</summary>
    /// <remarks>
    /// Returns the tasks of all plans in force, and additional ones. Without `kind`, these are work packages, subtasks and additional
    /// tasks; phases, milestones and actions have their progress too. `assignee=me` returns those of the caller's party and of the parties
    /// above it. Drafts have no tasks here; `/v1/planned-tasks` shows them. Sorts by `due`, `updatedAt`; without a due date, a task comes
    /// last.
    /// </remarks>
    private static Task<OkOrCsv<Page<TaskResponse>>> ListTasks(Query<ListTasks> query, UseCases useCases) =>
        useCases.ReadFeed(query.Value, TaskResponse.Feed);

    /// <summary>Create a task</summary>
    /// <remarks>
    /// Creates a task outside the content of plans, such as the response to an incident. Without the scope to write plans, one of the
    /// owners must be a party that you belong to (403).
    /// </remarks>
    private static Task<Created<TaskResponse>> CreateTask(Body<TaskInput> body, UseCases useCases) =>
        useCases.Create(new CreateTask(body.Value), task => $"/v1/tasks/{task.Id}");

    /// <summary>Get a task</summary>
    /// <remarks>Returns one task with its progress.</remarks>
    private static Task<Ok<TaskResponse>> GetTask(PlanTaskId taskId, UseCases useCases) => useCases.Read(new GetTask(taskId));

    /// <summary>Change a task</summary>
    /// <remarks>
    /// Changes an additional task, or weight, planned hours and predecessors of any task. The other members of a task of a plan follow the
    /// plan's content (422). Predecessors are tasks of the same plan; a circle is refused by naming it (422).
    /// </remarks>
    private static Task<Changed<TaskResponse>> UpdateTask(
        PlanTaskId taskId,
        MergePatch<TaskUpdate> patch,
        IfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new UpdateTask(taskId, ifMatch.Version, patch));

    /// <summary>List the reports of a task</summary>
    /// <remarks>
    /// Returns every step of the task with the state after it: what people reported, and what changed in the plan. Entries are never
    /// changed or deleted. Sorts by `recordedAt`.
    /// </remarks>
    private static Task<Ok<Page<TaskReportResponse>>> ListTaskReports(
        PlanTaskId taskId,
        Query<TaskReportArguments> query,
        UseCases useCases
    ) => useCases.Read(new ListTaskReports(taskId, query.Value));

    /// <summary>Get the Gantt chart of a plan</summary>
    /// <remarks>
    /// Returns phases, milestones, work packages and subtasks as bars, with their dependencies and the critical path: what has no total
    /// float, counted in working days. A task that follows others starts after them, with their lags; others start as their deadlines say,
    /// or with the plan. Dependencies of a work package hold for its subtasks. The picture is in the plan's language.
    /// </remarks>
    private static Task<OkOr<GanttResponse, Svg>> GetPlanGantt(PlanId planId, Query<ViewArguments> query, UseCases useCases) =>
        useCases.Read<GanttResponse, GanttResponse, Svg>(new GetGantt(planId, query.Value), chart => chart, GanttSvg.Write);

    /// <summary>Get the progress report of a plan</summary>
    /// <remarks>
    /// Returns what is done and open, overdue and blocked, and what is due within seven days, as known at the end of `asOf`. For a day in
    /// the past, the report stays the same whatever is reported or planned later. Plans that were not in force on that day have none (404).
    /// The Markdown is in the plan's language.
    /// </remarks>
    private static Task<OkOr<ProgressReportResponse, Markdown>> GetPlanProgress(
        PlanId planId,
        Query<ProgressArguments> query,
        UseCases useCases
    ) =>
        useCases.Read<ProgressReportResponse, ProgressReportResponse, Markdown>(
            new GetPlanProgress(planId, query.Value),
            report => report,
            ProgressMarkdown.Write
        );

    /// <summary>Start a task</summary>
    /// <remarks>Begins the work on a task that was not started, today or on an earlier day.</remarks>
    private static Task<Changed<TaskResponse>> StartTask(
        PlanTaskId taskId,
        OptionalBody<TaskStepInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new ReportTask(taskId, ifMatch.Version, Step(TaskStep.Started, body)));

    /// <summary>Report progress</summary>
    /// <remarks>
    /// Reports how much is done, in percent; the first report starts the task. 100 does not complete it. The progress of a work package
    /// with subtasks follows from them (409).
    /// </remarks>
    private static Task<Changed<TaskResponse>> ReportTaskProgress(
        PlanTaskId taskId,
        Body<TaskProgressInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) =>
        useCases.Change(
            new ReportTask(
                taskId,
                ifMatch.Version,
                new TaskMove(TaskStep.Progressed, body.Value?.Date, body.Value?.Note) { Percent = body.Value?.Percent ?? 0 }
            )
        );

    /// <summary>Complete a task</summary>
    /// <remarks>
    /// Completes a task, or records that a milestone, phase or action is achieved, today or on an earlier day. A blocked task must be
    /// unblocked first (409).
    /// </remarks>
    private static Task<Changed<TaskResponse>> CompleteTask(
        PlanTaskId taskId,
        OptionalBody<TaskStepInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new ReportTask(taskId, ifMatch.Version, Step(TaskStep.Completed, body)));

    /// <summary>Report what blocks a task</summary>
    /// <remarks>Records that something prevents the work, with the reason.</remarks>
    private static Task<Changed<TaskResponse>> BlockTask(
        PlanTaskId taskId,
        Body<TaskBlockInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new ReportTask(taskId, ifMatch.Version, new TaskMove(TaskStep.Blocked) { Reason = body.Value?.Reason }));

    /// <summary>Report that a task is no longer blocked</summary>
    /// <remarks>Records that the work can go on.</remarks>
    private static Task<Changed<TaskResponse>> UnblockTask(
        PlanTaskId taskId,
        OptionalBody<TaskStepInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new ReportTask(taskId, ifMatch.Version, Step(TaskStep.Unblocked, body)));

    /// <summary>Reopen a task</summary>
    /// <remarks>Takes a completion or cancellation back.</remarks>
    private static Task<Changed<TaskResponse>> ReopenTask(
        PlanTaskId taskId,
        OptionalBody<TaskStepInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new ReportTask(taskId, ifMatch.Version, Step(TaskStep.Reopened, body)));

    /// <summary>Cancel a task</summary>
    /// <remarks>Ends a task that is not needed any longer. It no longer counts in the progress of its plan.</remarks>
    private static Task<Changed<TaskResponse>> CancelTask(
        PlanTaskId taskId,
        OptionalBody<TaskCancelInput> body,
        OptionalIfMatch ifMatch,
        UseCases useCases
    ) => useCases.Change(new ReportTask(taskId, ifMatch.Version, new TaskMove(TaskStep.Cancelled) { Reason = body.Value?.Reason }));

    private static TaskMove Step(TaskStep step, OptionalBody<TaskStepInput> body) => new(step, body.Value?.Date, body.Value?.Note);
}
