using System.Text;
using Marketing.Api.Tests.OpenApi;

namespace Marketing.Api.Tests.Conformance;

/// <summary>A fuzz request and its expected response.</summary>
internal sealed record FuzzCase(ContractOperation Operation, string Kind)
{
    /// <summary>Path with its query.</summary>
    public required string Target { get; init; }

    /// <summary>The body; null if there is none.</summary>
    public byte[]? Body { get; init; }

    public string? ContentType { get; init; } = "application/json";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The allowed statuses; if empty, all that the document declares.</summary>
    public IReadOnlyList<int> Allowed { get; init; } = [];

    /// <summary>The faulty member that a 400 or 422 must point to.</summary>
    public string? Pointer { get; init; }

    /// <summary>A text that the response must contain unchanged if the request is accepted.</summary>
    public string? Echo { get; init; }

    public HttpRequestMessage ToRequest()
    {
        var address = new Uri(Target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(Operation.Method), address);
        request.Content = Body is null ? Probe.RowsOf(Operation) : null;
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

/// <summary>The source of the cases of one operation.</summary>
internal sealed record FuzzSource(ServedContract Contract, ContractOperation Operation, Fixtures Fixtures, Random Random)
{
    /// <summary>
    /// The URL with existing ids. Writes save nothing unless requested, and never replace a whole list, because other cases need its
    /// items.
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

        arguments.AddRange(
            Probe
                .Required(Operation)
                .Where(pair => query?.StartsWith(pair.Key + "=", StringComparison.Ordinal) != true)
                .Select(pair => $"{pair.Key}={pair.Value}")
        );

        return Root + Fixtures.Fill(Operation.Path) + (arguments.Count == 0 ? "" : "?" + string.Join('&', arguments));
    }

    /// <summary>Scheme, host and port of the service.</summary>
    public required string Root { get; init; }

    /// <summary>Existing ids, by the name of the member that accepts them.</summary>
    public IReadOnlyDictionary<string, string> Known { get; init; } = new Dictionary<string, string>();
}
