using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Marketing.Application.Common;

/// <summary>Cursors of lists. A cursor records where a page ended and is bound to its workspace, its list and all its arguments.</summary>
public sealed class Cursors(ICursorCodec codec, RequestContext context)
{
    /// <param name="arguments">All arguments of the list except the cursor.</param>
    /// <param name="within">Distinguishes lists with the same arguments, such as those of two plans.</param>
    /// <param name="keys">The sort keys of the last row.</param>
    public string Write(object arguments, string within, IReadOnlyList<string?> keys) =>
        codec.Protect(JsonSerializer.Serialize(new Position(Fingerprint(arguments, within), keys), WireJson.Stored));

    /// <summary>Returns the sort keys of the last row; null if the cursor belongs to another list or other arguments.</summary>
    public IReadOnlyList<string?>? Read(string cursor, object arguments, string within)
    {
        var position = codec.Unprotect(cursor) is { } payload ? JsonSerializer.Deserialize<Position>(payload, WireJson.Stored) : null;
        return position?.Fingerprint == Fingerprint(arguments, within) ? position.Keys : null;
    }

    private string Fingerprint(object arguments, string within)
    {
        var said = JsonSerializer.Serialize(arguments, arguments.GetType(), WireJson.Stored);
        return Convert.ToBase64String(
            SHA256
                .HashData(Encoding.UTF8.GetBytes($"{context.Caller.WorkspaceId?.Value:N}{arguments.GetType().Name}{within}{said}"))
                .AsSpan(0, 9)
        );
    }

    private sealed record Position(string Fingerprint, IReadOnlyList<string?> Keys);
}
