using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Marketing.Api.Tests.Support;

/// <summary>Where the proxy cuts the next exchange between client and server.</summary>
public enum Cut
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>What the client sends does not reach the server.</summary>
    BeforeRequest,

    /// <summary>What the client sends reaches the server, but its response does not reach the client.</summary>
    BeforeResponse,

    /// <summary>The client loses its connection at once; the server gets what it sent only a second later.</summary>
    LateRequest,
}

/// <summary>
/// Forwards connections to a server, and cuts them on demand. Connections are encrypted, so the test decides when.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Link, byte> _links = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly string _host;
    private readonly int _port;
    private TcpListener _listener;
    private Task _accepting;
    private int _cut;
    private int _refusals;

    public CuttingProxy(string host, int port)
    {
        (_host, _port) = (host, port);
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener);
    }

    public int Port { get; }

    /// <summary>How many logins are still to be refused.</summary>
    public int RefusalsLeft => Volatile.Read(ref _refusals);

    /// <summary>Cuts the next exchange, whatever connection it is on.</summary>
    public void CutNext(Cut cut) => Volatile.Write(ref _cut, (int)cut);

    /// <summary>Accepts new connections, and cuts as many as this after their first bytes.</summary>
    public void RefuseLogins(int count) => Volatile.Write(ref _refusals, count);

    /// <summary>Resets all open connections.</summary>
    public void CutAll()
    {
        foreach (var link in _links.Keys)
        {
            link.Cut();
        }
    }

    /// <summary>Refuses connections for a time, as a server that restarts does.</summary>
    public async Task GoAwayAsync(TimeSpan time)
    {
        _listener.Stop();
        CutAll();
        await Task.Delay(time);
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        CutAll();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await listener.AcceptSocketAsync(_stop.Token);
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }

            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        client.NoDelay = true;
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var link = new Link(client, server);
        try
        {
            await server.ConnectAsync(_host, _port, _stop.Token);
            _links.TryAdd(link, 0);
            await Task.WhenAny(RequestsAsync(link), ResponsesAsync(link));
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One of the two is gone, and so is the connection.
        }

        _links.TryRemove(link, out _);
        link.Cut();
    }

    private async Task RequestsAsync(Link link)
    {
        var buffer = new byte[64 * 1024];
        while (await ReadAsync(link.Client, buffer) is > 0 and var count)
        {
            if (Volatile.Read(ref _refusals) > 0 && link.IsNew)
            {
                Interlocked.Decrement(ref _refusals);
                return;
            }

            link.IsNew = false;
            switch ((Cut)Interlocked.Exchange(ref _cut, (int)Cut.None))
            {
                case Cut.BeforeRequest:
                    return;
                case Cut.BeforeResponse:
                    link.DropsResponse = true;
                    break;
                case Cut.LateRequest:
                    link.DropsResponse = true;
                    link.CutClient();
                    await Task.Delay(Late);
                    await link.Server.SendAsync(buffer.AsMemory(0, count));
                    await link.Dropped.Task.WaitAsync(Late * 10);
                    return;
            }

            await link.Server.SendAsync(buffer.AsMemory(0, count));
        }
    }

    private static async Task ResponsesAsync(Link link)
    {
        var buffer = new byte[64 * 1024];
        while (await ReadAsync(link.Server, buffer) is > 0 and var count)
        {
            if (link.DropsResponse)
            {
                link.Dropped.TrySetResult();
                return;
            }

            await link.Client.SendAsync(buffer.AsMemory(0, count));
        }
    }

    private static async Task<int> ReadAsync(Socket socket, byte[] buffer)
    {
        try
        {
            return await socket.ReceiveAsync(buffer.AsMemory());
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private sealed class Link(Socket client, Socket server)
    {
        public Socket Client => client;

        public Socket Server => server;

        /// <summary>Whether nothing was sent yet.</summary>
        public bool IsNew { get; set; } = true;

        public volatile bool DropsResponse;

        public TaskCompletionSource Dropped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Cut()
        {
            CutClient();
            Reset(server);
        }

        public void CutClient() => Reset(client);

        /// <summary>Closes with a reset.</summary>
        private static void Reset(Socket socket)
        {
            try
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                // It is closed already.
            }

            socket.Dispose();
        }
    }
}
