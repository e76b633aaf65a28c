using System.Net;
using System.Net.Sockets;
using Marketing.Api.Tests.Support;
using Marketing.Infrastructure.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Webhooks;

/// <summary>A host that delivers to this machine.</summary>
public sealed class WebhookApi : IAsyncLifetime
{
    internal static readonly Dictionary<string, string?> Settings = new()
    {
        ["Webhooks:AllowLoopback"] = "true",
        ["Webhooks:TimeoutSeconds"] = "3",
    };

    public MarketingApi Api { get; } = new(Settings, services: services => services.AddSingleton<IHostLookup>(Names));

    /// <summary>Names that a test gives an address.</summary>
    internal static TestNames Names { get; } = new();

    public ValueTask InitializeAsync() => Api.InitializeAsync();

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}

/// <summary>Host names whose addresses tests choose. All others are found as usual.</summary>
internal sealed class TestNames : IHostLookup
{
    private readonly Dictionary<string, Queue<IPAddress[]>> _names = new(StringComparer.Ordinal);

    /// <summary>Gives a name one set of addresses after another; the last one stays.</summary>
    public void Set(string host, params string[] addresses)
    {
        lock (_names)
        {
            _names[host] = new Queue<IPAddress[]>(addresses.Select(set => set.Split(' ').Select(IPAddress.Parse).ToArray()));
        }
    }

    public Task<IPAddress[]> FindAsync(string host, CancellationToken ct)
    {
        lock (_names)
        {
            if (_names.TryGetValue(host, out var queue))
            {
                return Task.FromResult(queue.Count > 1 ? queue.Dequeue() : queue.Peek());
            }
        }

        return IPAddress.TryParse(host, out var address) ? Task.FromResult<IPAddress[]>([address]) : throw new SocketException();
    }
}
