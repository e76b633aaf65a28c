using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Marketing.Api.Contract.Input;
using Marketing.Api.Contract.Problems;
using Marketing.Application.Common;
using Marketing.Domain.Common;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>Writes every problem of the product; the only place that maps errors to status codes.</summary>
internal sealed class ProblemResult(int status, string code) : IResult
{
    public ProblemResult(Error error)
        : this(StatusOf(error), error.Code)
    {
        Args = error.Args;
        var source = error is InputError and not InvalidPatch ? InputSource.Query : InputSource.Body;
        Faults = [.. error.Faults.Select(fault => new InputFault(fault.Pointer, source, fault.Code, fault.Args))];
        ETag = error is StaleVersion stale ? Preconditions.ETagOf(new VersionTag(stale.CurrentVersion)) : null;
    }

    public IReadOnlyDictionary<string, object?> Args { get; init; } = new Dictionary<string, object?>();

    public IReadOnlyList<InputFault> Faults { get; init; } = [];

    /// <summary>Seconds after which the client should retry.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>More about the reason, for the log only.</summary>
    public string? LoggedDetail { get; init; }

    private string? ETag { get; }

    /// <summary>Returns the code of the problem in the response to this request, with its logged detail; null without a problem.</summary>
    public static string? CodeFor(HttpContext http) => http.Items.TryGetValue(typeof(ProblemResult), out var code) ? (string?)code : null;

    public static int StatusOf(Error error) =>
        error switch
        {
            NotFoundError => StatusCodes.Status404NotFound,
            ConflictError => StatusCodes.Status409Conflict,
            RuleError => StatusCodes.Status422UnprocessableEntity,
            ForbiddenError => StatusCodes.Status403Forbidden,
            GoneError => StatusCodes.Status410Gone,
            PreconditionError => StatusCodes.Status412PreconditionFailed,
            InputError => StatusCodes.Status400BadRequest,
            _ => throw new InvalidOperationException($"{error.GetType().Name} has no status."),
        };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var texts = ProblemTexts.For(httpContext.Request);
        var args = ForClient(Args, httpContext.Request);
        var response = httpContext.Response;
        response.StatusCode = status;
        httpContext.Items[typeof(ProblemResult)] = LoggedDetail is null ? code : $"{code} ({LoggedDetail})";
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        texts.Announce(response);
        response.Headers.ETag = ETag;
        if (RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var problem = new Problem
        {
            Type = $"urn:marketing-api:problem:{code}",
            Title = texts.Title(status),
            Status = status,
            Detail = texts.Text(code, args),
            Instance = PublicAddress.Of(httpContext.Request, httpContext.Request.Path.ToUriComponent()),
            TraceId = Activity.Current?.TraceId.ToHexString() ?? httpContext.TraceIdentifier,
            Code = code,
            Args = args,
            Errors =
            [
                .. Faults
                    .Take(Problem.MostErrors)
                    .Select(fault => new ProblemFault
                    {
                        Pointer = fault.Pointer,
                        In = fault.In,
                        Code = fault.Code,
                        Message = texts.Text(fault.Code, fault.Args),
                        Args = fault.Args,
                    }),
            ],
        };
        await JsonSerializer.SerializeAsync(response.BodyWriter, problem, JsonInput.Options, httpContext.RequestAborted);
    }

    private static IReadOnlyDictionary<string, object?> ForClient(IReadOnlyDictionary<string, object?> args, HttpRequest request) =>
        args.Values.Any(value => value is ApiAddress)
            ? args.ToDictionary(
                arg => arg.Key,
                arg => arg.Value is ApiAddress address ? PublicAddress.Of(request, address.Path) : arg.Value
            )
            : args;
}
