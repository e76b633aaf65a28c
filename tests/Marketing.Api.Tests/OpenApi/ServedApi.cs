using System.Text.Json.Nodes;
using Xunit;

namespace Marketing.Api.Tests.OpenApi;

/// <summary>The document of the whole API, generated once for all tests of a class.</summary>
public sealed class ServedApi : IAsyncLifetime
{
    internal DocumentHost Host { get; private set; } = null!;

    internal JsonObject Document { get; private set; } = null!;

    internal ServedContract Contract { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await DocumentHost.OfApiAsync();
        Document = Host.Generate();
        Contract = new ServedContract(Document);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
