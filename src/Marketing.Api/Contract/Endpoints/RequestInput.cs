using Marketing.Api.Contract.Input;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>The input of a request, read before its handler runs, with all faults.</summary>
internal sealed class RequestInput
{
    private readonly List<InputFault> _faults = [];

    public IReadOnlyList<InputFault> Faults => _faults;

    /// <summary>An error of the body as a whole: 413, 415 or 503.</summary>
    public (int Status, string Code)? BodyRefusal { get; set; }

    /// <summary>Hash of the body, if the request has an idempotency key; distinguishes a retry from another request.</summary>
    public byte[] BodyHash { get; set; } = [];

    /// <summary>Whether the handler requires If-Match and the client did not send it.</summary>
    public bool IfMatchMissing { get; set; }

    /// <summary>Whether the client only wants the request validated.</summary>
    public bool ValidateOnly { get; set; }

    public static RequestInput Of(HttpContext http)
    {
        if (http.Features.Get<RequestInput>() is not { } input)
        {
            input = new RequestInput();
            http.Features.Set(input);
        }

        return input;
    }

    public void Add(IEnumerable<InputFault> faults) => _faults.AddRange(faults);

    public void AddHeader(string name, string code, params ReadOnlySpan<(string Name, object? Value)> args) =>
        _faults.Add(new InputFault("/" + name, InputSource.Header, code, args.ToArray().ToDictionary(arg => arg.Name, arg => arg.Value)));
}
