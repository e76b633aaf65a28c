using System.Text;
using Marketing.Api.Tests.OpenApi;

namespace Marketing.Api.Tests.Conformance;

/// <summary>One request of the fuzz and what must become of it.</summary>
internal sealed record FuzzCase(ContractOperation Operation, string Kind)
{
    /// <summary>Path with its query.</summary>
    public required string Target { get; init; }

    /// <summary>The body; null for none.</summary>
    public byte[]? Body { get; init; }

    public string? ContentType { get; init; } = "application/json";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The statuses allowed; none: any that the document declares.</summary>
    public IReadOnlyList<int> Allowed { get; init; } = [];

    /// <summary>The faulty member that a 400 or 422 must name.</summary>
    public string? Pointer { get; init; }

    /// <summary>A text that must come back code point for code point where the request is accepted.</summary>
    public string? Echo { get; init; }

    public HttpRequestMessage ToRequest()
    {
        var address = new Uri(Target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(Operation.Method), address);
        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Body);
            if (ContentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
            }
        }

        if (Probe.Takes(Operation, "#/components/parameters/IfMatch") && Headers.All(header => header.Name != "If-Match"))
        {
            request.Headers.TryAddWithoutValidation("If-Match", "*");
        }

        foreach (var (name, value) in Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    public override string ToString() =>
        $"[{Kind}] {Operation.Method} {Target} {string.Join("; ", Headers.Select(header => $"{header.Name}: {Cut(header.Value)}"))} {(Body is null ? "" : Cut(Encoding.UTF8.GetString(Body)))}";

    private static string Cut(string text) => text.Length <= 400 ? text : text[..400] + "…";
}

/// <summary>Where the cases of one operation come from.</summary>
internal sealed record FuzzSource(ServedContract Contract, ContractOperation Operation, Estate Estate, Random Random)
{
    /// <summary>
    /// The address with real ids; writes keep nothing unless told to, and never what replaces a whole list, since other cases need what
    /// is in it.
    /// </summary>
    public string Target(string? query = null, bool keep = false)
    {
        var arguments = new List<string>();
        if ((!keep || Operation.Method == "PUT") && Probe.Takes(Operation, "validateOnly"))
        {
            arguments.Add("validateOnly=true");
        }

        if (query is not null)
        {
            arguments.Add(query);
        }

        return Root + Estate.Fill(Operation.Path) + (arguments.Count == 0 ? "" : "?" + string.Join('&', arguments));
    }

    /// <summary>Scheme, host and port of the service.</summary>
    public required string Root { get; init; }

    /// <summary>Ids that exist, by the name of the member that takes them.</summary>
    public IReadOnlyDictionary<string, string> Known { get; init; } = new Dictionary<string, string>();
}
