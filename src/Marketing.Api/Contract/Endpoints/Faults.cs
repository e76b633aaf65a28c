using Marketing.Api.Contract.Input;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>Collects all faults of one request before anything runs, wherever they were found.</summary>
internal sealed class RequestFaults
{
    private readonly List<InputFault> _all = [];

    public IReadOnlyList<InputFault> All => _all;

    /// <summary>A refusal of the body as a whole: 413 or 415.</summary>
    public (int Status, string Code)? BodyRefusal { get; set; }

    public static RequestFaults Of(HttpContext http)
    {
        if (http.Features.Get<RequestFaults>() is not { } faults)
        {
            faults = new RequestFaults();
            http.Features.Set(faults);
        }

        return faults;
    }

    public void Add(IEnumerable<InputFault> faults) => _all.AddRange(faults);

    public void Header(string name, string code, params ReadOnlySpan<(string Name, object? Value)> args) =>
        _all.Add(new InputFault("/" + name, InputSource.Header, code, args.ToArray().ToDictionary(arg => arg.Name, arg => arg.Value)));
}
