using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Input;
using Marketing.Api.Tests.Support;
using Marketing.Application.Common;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Documents;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Plans.Parts;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Plans;

/// <summary>Runs use cases of one plan's parts without HTTP.</summary>
internal sealed class PartCases
{
    private readonly MarketingApi _api;
    private readonly WorkspaceId _workspace;

    private PartCases(MarketingApi api, WorkspaceId workspace, PlanId plan) => (_api, _workspace, Plan) = (api, workspace, plan);

    public PlanId Plan { get; }

    public static async Task<PartCases> OfNewPlanAsync(MarketingApi api)
    {
        var cases = new PartCases(api, WorkspaceId.From(api.Alpha.Id), default);
        var plan = await cases.DoAsync(
            new CreatePlan(
                new PlanHeader
                {
                    Title = "P",
                    Language = "zh-Hans",
                    Currency = "CNY",
                }
            )
        );
        return new PartCases(api, cases._workspace, PlanId.From(plan.Id));
    }

    public PartCases Of(Guid plan) => new(_api, _workspace, PlanId.From(plan));

    public async Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request)
    {
        await using var scope = _api.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        (context.Caller, context.CorrelationId) = (Caller.ForSystem("test", _workspace), "test");
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request);
    }

    /// <summary>Returns the value of a successful request.</summary>
    public async Task<T> DoAsync<T>(IRequest<Result<T>> request)
    {
        var result = await SendAsync(request);
        var faults = result.Error?.Faults.Select(fault => $"{fault.Pointer} {fault.Code}") ?? [];
        result.Succeeded.ShouldBeTrue($"{result.Error?.Code}: {string.Join(", ", faults)}");
        return result.Value;
    }

    /// <summary>Returns the error of a request, which must have the expected type.</summary>
    public async Task<TError> RefusedAsync<TError>(IRequest<Result<PartResponse>> request)
        where TError : Error => (await SendAsync(request)).Error.ShouldBeOfType<TError>();

    public CreatePart Create(PlanPartContent content, string? givenRef = null) =>
        new(Plan, PlanSections.Of(content.GetType()), givenRef, content);

    public Task<PartResponse> AddAsync(PlanPartContent content, string? givenRef = null) => DoAsync(Create(content, givenRef));

    public UpdatePart Update(PartResponse part, Func<PartInput, PartInput> change) =>
        new(Plan, PlanPartId.From(part.Id), null, part.Version, new Change<PartInput>(change));

    public Task<PartResponse> ChangeAsync<TContent>(PartResponse part, Func<TContent, TContent> change)
        where TContent : PlanPartContent => DoAsync(Update(part, current => current with { Content = change((TContent)current.Content) }));

    public DeletePart Delete(PartResponse part) => new(Plan, PlanPartId.From(part.Id), null, part.Version);

    public RestorePart Restore(PartResponse part) => new(Plan, PlanPartId.From(part.Id), null, null);

    public Task<PartResponse> GetAsync(Guid id, bool includeDeleted = false) =>
        DoAsync(new GetPart(Plan, PlanPartId.From(id), null, includeDeleted));

    public async Task<IReadOnlyList<PartResponse>> ListAsync(PartArguments? arguments = null) =>
        (await DoAsync(new ListParts(Plan, arguments ?? new PartArguments()))).Items;

    public async Task<SectionResponse> ReplaceAsync(PlanSectionName section, params PartInput[] items) =>
        await DoAsync(new ReplaceSection(Plan, section, null, new SectionInput { Items = items }));

    public Task<PlanDocument> DocumentAsync() => DoAsync(new GetPlanDocument(Plan));

    public static PartInput Input(PlanPartContent content, string? givenRef = null) =>
        new()
        {
            Section = PlanSections.Of(content.GetType()).Key,
            Ref = givenRef,
            Content = content,
        };

    /// <summary>Returns the content of a response as clients see it.</summary>
    public static JsonObject Shown(PartResponse part) => JsonSerializer.SerializeToNode(part, JsonInput.Options)!["content"]!.AsObject();

    public static Objective Objective(string text, params TargetMeasure[] measures) => new() { Text = text, Measures = measures };

    public static WorkPackage Package(string name, params Subtask[] subtasks) => new() { Name = name, Subtasks = subtasks };

    public static Subtask Subtask(string name, string? givenRef = null) => new() { Name = name, Ref = givenRef };

    /// <summary>A patch as a function.</summary>
    internal sealed class Change<T>(Func<T, T> change) : Patch<T>
    {
        public override IEnumerable<PatchText> Texts => [];

        public override Result<T> ApplyTo(T current) => change(current);
    }
}
