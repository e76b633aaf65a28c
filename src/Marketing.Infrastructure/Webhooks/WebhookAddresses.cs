using System.Net;
using System.Net.Sockets;
using Marketing.Application.Webhooks;
using Marketing.Domain.Common;
using Marketing.Domain.Webhooks;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.Webhooks;

/// <summary>Looks up the addresses of hosts.</summary>
internal interface IHostLookup
{
    /// <exception cref="SocketException">The host is not found.</exception>
    Task<IPAddress[]> FindAsync(string host, CancellationToken ct);
}

/// <summary>Looks hosts up as the system does.</summary>
internal sealed class SystemHostLookup : IHostLookup
{
    public Task<IPAddress[]> FindAsync(string host, CancellationToken ct) =>
        IPAddress.TryParse(host, out var address) ? Task.FromResult<IPAddress[]>([address]) : Dns.GetHostAddressesAsync(host, ct);
}

/// <summary>
/// Allows public addresses only. A host with several addresses is refused if one of them is not public. Connections go to the addresses
/// that were checked, so a name that changes in between reaches nothing else.
/// </summary>
internal sealed class WebhookAddresses(IHostLookup hosts, IOptions<WebhookOptions> options) : IWebhookAddresses
{
    private static readonly TimeSpan LookupTime = TimeSpan.FromSeconds(2);

    public async Task<Error?> RefusalOfAsync(string url, CancellationToken ct)
    {
        if (
            !Uri.TryCreate(url, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            || address.Host.Length == 0
            || address.UserInfo.Length > 0
            || address.Fragment.Length > 0
        )
        {
            return new WebhookUrlInvalid(url);
        }

        if (address.Scheme != Uri.UriSchemeHttps && !options.Value.AllowLoopback)
        {
            return new WebhookUrlNotHttps(url);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LookupTime);
        try
        {
            var found = await hosts.FindAsync(address.IdnHost, limit.Token);
            return Array.TrueForAll(found, IsAllowed) ? null : new WebhookHostForbidden(address.IdnHost);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Connects to a host, if all of its addresses are allowed.</summary>
    /// <exception cref="HostForbiddenException">One of its addresses is not allowed.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken ct)
    {
        var found = await hosts.FindAsync(host.Host, ct);
        if (found.Length == 0 || !Array.TrueForAll(found, IsAllowed))
        {
            throw new HostForbiddenException(host.Host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, host.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(IPAddress address) =>
        PublicAddresses.IsPublic(address) || (options.Value.AllowLoopback && PublicAddresses.IsLoopback(address));
}

/// <summary>A host has an address that is not public.</summary>
internal sealed class HostForbiddenException(string host) : Exception($"{host} has an address that is not public.");
