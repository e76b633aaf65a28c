using System.Text;

namespace Marketing.Api.Tests.OpenApi;

/// <summary>Checks every response to a test's client against the document.</summary>
internal sealed class ContractHandler(ServedContract contract) : DelegatingHandler
{
    private readonly ResponseValidator _validator = new(contract);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        var breaches = await _validator.CheckAsync(request.Method.Method, path, response);
        return breaches.Count == 0 ? response : throw new ContractBrokenException(await DescribeAsync(request, path, response, breaches));
    }

    private static async Task<string> DescribeAsync(
        HttpRequestMessage request,
        string path,
        HttpResponseMessage response,
        IReadOnlyList<string> breaches
    )
    {
        var text = new StringBuilder($"{request.Method} {path} responded {(int)response.StatusCode} against the document:").AppendLine();
        breaches.ToList().ForEach(breach => text.Append("  ").AppendLine(breach));
        return text.Append(await response.Content.ReadAsStringAsync()).ToString();
    }
}

/// <summary>A response violates the document.</summary>
public sealed class ContractBrokenException(string message) : Exception(message);
