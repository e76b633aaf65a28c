using System.Text.Json;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Problems;
using Marketing.Api.Security;
using Marketing.Application.Common;
using Marketing.Application.Plans;

namespace Marketing.Api.Plans;

/// <summary>The steps of a plan as their operations respond to a caller.</summary>
internal sealed class PlanActionTexts
{
    private readonly Dictionary<PlanStep, AccessRefusal?> _access;
    private readonly ProblemTexts _texts;

    private PlanActionTexts(Dictionary<PlanStep, AccessRefusal?> access, ProblemTexts texts) => (_access, _texts) = (access, texts);

    /// <summary>The steps whose operations accept the caller.</summary>
    public IReadOnlySet<PlanStep> Open => _access.Where(step => step.Value is null).Select(step => step.Key).ToHashSet();

    /// <param name="endpoints">All endpoints; each step has one.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="texts">The texts of reasons.</param>
    public static PlanActionTexts Of(EndpointDataSource endpoints, Caller caller, ProblemTexts texts)
    {
        var contracts = endpoints
            .Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<EndpointContract>())
            .OfType<EndpointContract>()
            .ToDictionary(contract => contract.Id, StringComparer.Ordinal);
        var access = Enum.GetValues<PlanStep>()
            .ToDictionary(
                step => step,
                step => AccessRefusal.Of(contracts[OperationOf(step)], caller.Kind == CallerKind.Key, caller.Scopes)
            );
        return new PlanActionTexts(access, texts);
    }

    /// <summary>Returns the plan with the reasons of its steps as texts.</summary>
    public PlanResponse Explain(PlanResponse plan) =>
        plan with
        {
            Actions = [.. plan.Actions!.Select(action => action with { Reasons = [.. ReasonsOf(action).Take(Problem.MostErrors)] })],
        };

    private IEnumerable<ActionReason> ReasonsOf(PlanAction action)
    {
        if (_access[action.Action] is { } refused)
        {
            yield return Reason(refused.Code, null, refused.Args);
        }
        else if (action.WhyNot() is { } error)
        {
            yield return Reason(error.Code, null, error.Args);
            foreach (var fault in error.Faults)
            {
                yield return Reason(fault.Code, fault.Pointer, fault.Args);
            }
        }
    }

    private ActionReason Reason(string code, string? pointer, IReadOnlyDictionary<string, object?> args) =>
        new()
        {
            Code = code,
            Message = _texts.Text(code, args),
            Pointer = pointer,
            Args = args,
        };

    private static string OperationOf(PlanStep step) => JsonNamingPolicy.CamelCase.ConvertName(step.ToString()) + "Plan";
}
