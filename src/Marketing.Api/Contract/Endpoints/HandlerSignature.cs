using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Marketing.Application.Common;
using Marketing.Domain.Common;
using Microsoft.AspNetCore.Http.Metadata;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>
/// Checks a handler's signature when the endpoint is mapped. A handler whose input would not be validated stops the service from
/// starting.
/// </summary>
/// <param name="Pattern">The route's pattern: the path, with ids constrained to UUIDs.</param>
internal sealed partial record HandlerSignature(string Pattern)
{
    /// <summary>Parameters that read the request. They collect their faults for the request gate.</summary>
    private static readonly Type[] Inputs =
    [
        typeof(Body<>),
        typeof(OptionalBody<>),
        typeof(MergePatch<>),
        typeof(BodyStream),
        typeof(Query<>),
        typeof(IfMatch),
        typeof(PlanIfMatch),
        typeof(OptionalIfMatch),
        typeof(AcceptedLanguage),
    ];

    /// <summary>Services that any handler can use; others must be marked <c>[FromServices]</c>.</summary>
    private static readonly Type[] Services = [typeof(UseCases), typeof(RequestContext), typeof(CancellationToken)];

    /// <exception cref="InvalidOperationException">The signature is not allowed; the message states what to change.</exception>
    public static HandlerSignature Of(MethodInfo handler, string verb, string path, string id)
    {
        var placeholders = Placeholders().Matches(path).Select(match => match.Groups[1].Value).ToList();
        var problems = handler
            .GetParameters()
            .Where(parameter => !IsAllowed(parameter, placeholders))
            .Select(Refusal)
            .Concat(
                placeholders
                    .Except(handler.GetParameters().Select(parameter => parameter.Name!))
                    .Select(name => $"{{{name}}} in the path is not a parameter")
            )
            .Concat(ProblemsOf(handler, verb))
            .ToList();
        return problems.Count == 0
            ? new HandlerSignature(Placeholders().Replace(path, match => Constrained(handler, match.Groups[1].Value)))
            : throw new InvalidOperationException($"The handler of {id} ({verb} {path}) cannot be mapped: {string.Join("; ", problems)}.");
    }

    /// <summary>Adds the metadata of the parameters' types and of the result's type, without compiling their binding.</summary>
    public static void Populate(MethodInfo handler, EndpointBuilder endpoint)
    {
        foreach (var parameter in handler.GetParameters())
        {
            if (parameter.ParameterType.IsAssignableTo(typeof(IEndpointParameterMetadataProvider)))
            {
                Populate(typeof(IEndpointParameterMetadataProvider), parameter.ParameterType, parameter, endpoint);
            }
        }

        Populate(typeof(IEndpointMetadataProvider), ResultOf(handler), handler, endpoint);
    }

    /// <summary>Whether route values of this type are ids.</summary>
    public static bool IsId(Type type) => type == typeof(Guid) || type.IsAssignableTo(typeof(IEntityId));

    private static IEnumerable<string> ProblemsOf(MethodInfo handler, string verb)
    {
        var result = ResultOf(handler);
        if (!result.IsAssignableTo(typeof(EndpointResult)) || !result.IsAssignableTo(typeof(IEndpointMetadataProvider)))
        {
            yield return $"it returns {NameOf(result)}; return Ok<T>, OkOrCsv<T>, OkOr<T, TText>, Created<T>, Changed<T>, CreatedOrChanged<T> or NoContent";
            yield break;
        }

        var writes = result.IsAssignableTo(typeof(IWriteResult));
        if (writes ? HttpMethods.IsGet(verb) : !HttpMethods.IsGet(verb) && !HttpMethods.IsPost(verb))
        {
            yield return $"{verb} cannot return {NameOf(result)}: GET reads; PUT, PATCH and DELETE write";
        }

        foreach (var parameter in handler.GetParameters())
        {
            if (Definition(parameter.ParameterType) == typeof(MergePatch<>) && !HttpMethods.IsPatch(verb) && !HttpMethods.IsPut(verb))
            {
                yield return $"{parameter.Name} is a merge patch, which only PATCH and PUT accept";
            }

            if (
                writes
                && Definition(parameter.ParameterType) == typeof(Query<>)
                && !parameter.ParameterType.GenericTypeArguments[0].IsAssignableTo(typeof(WriteArguments))
            )
            {
                yield return $"{parameter.Name}: the query of a write must derive from {nameof(WriteArguments)}, which has validateOnly";
            }
        }
    }

    private static bool IsAllowed(ParameterInfo parameter, List<string> placeholders) =>
        placeholders.Contains(parameter.Name!)
            ? IsId(parameter.ParameterType) || parameter.ParameterType == typeof(string) || parameter.ParameterType.IsEnum
            : Inputs.Contains(Definition(parameter.ParameterType))
                || Services.Contains(parameter.ParameterType)
                || parameter.GetCustomAttributes().Any(attribute => attribute is IFromServiceMetadata);

    private static string Refusal(ParameterInfo parameter) =>
        $"{parameter.Name} is a {NameOf(parameter.ParameterType)}; use {string.Join(", ", Inputs.Concat(Services).Select(NameOf))}, "
        + "an id, string or enumeration from the path, or mark a service with [FromServices]";

    /// <summary>Ids match only UUIDs and enumerations only their values, so that any other text is an unknown path (404).</summary>
    private static string Constrained(MethodInfo handler, string name)
    {
        var type = handler.GetParameters().Single(parameter => parameter.Name == name).ParameterType;
        return IsId(type) ? $"{{{name}:{IdConstraint.Name}}}"
            : type.IsEnum ? $"{{{name}:{type.Name}}}"
            : $"{{{name}}}";
    }

    private static void Populate(Type provider, Type type, object source, EndpointBuilder endpoint) =>
        type.GetInterfaceMap(provider)
            .TargetMethods.Single()
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [source, endpoint], CultureInfo.InvariantCulture);

    private static Type ResultOf(MethodInfo handler) =>
        Definition(handler.ReturnType) == typeof(Task<>) ? handler.ReturnType.GenericTypeArguments[0] : handler.ReturnType;

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static string NameOf(Type type) =>
        type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
            : type.Name;

    [GeneratedRegex(@"\{([^}:?*]+)\}")]
    private static partial Regex Placeholders();
}
