using System.Net.Sockets;

namespace Marketing.Api.Hosting;

/// <summary>Explains in one line why the server cannot listen.</summary>
internal static class ListenFailure
{
    private const string Remedy = "Set another address with ASPNETCORE_URLS or --urls, or stop the process that uses this one.";

    /// <summary>Returns the explanation; null if the server is not the cause of the failure.</summary>
    public static string? Explain(Exception failure) =>
        failure switch
        {
            IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } or SocketException or FormatException =>
                $"The service cannot listen: {Sentence(failure.Message)} {Remedy}",
            ArgumentOutOfRangeException { ParamName: "port" } => $"The service cannot listen: ports are numbers from 0 to 65535. {Remedy}",
            InvalidOperationException { Source: { } source }
                when source.StartsWith("Microsoft.AspNetCore.Server", StringComparison.Ordinal) =>
                $"The service cannot listen: {Sentence(failure.Message)}",
            _ => null,
        };

    private static string Sentence(string message) => message.ReplaceLineEndings(" ").TrimEnd(' ', '.') + ".";
}
