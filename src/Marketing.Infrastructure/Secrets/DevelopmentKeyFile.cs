using System.Security.Cryptography;
using Marketing.Infrastructure.Startup;

namespace Marketing.Infrastructure.Secrets;

/// <summary>
/// The master key of a developer's machine. It is stored next to the embedded database, so that cursors and tokens survive a restart.
/// </summary>
internal static class DevelopmentKeyFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static byte[] ReadOrMake(string contentRoot)
    {
        var path = Path.Combine(contentRoot, "data", "development.key");
        var until = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                return MasterKey.Parse(ReadOrWrite(path), path);
            }
            catch (IOException) when (DateTime.UtcNow < until)
            {
                Thread.Sleep(Pause);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new StartRefusedException(
                    $"The development key cannot be stored in {path}. Make the folder writable, or set {MasterKey.Setting}."
                );
            }
        }
    }

    /// <summary>Locks the file, so that processes that start at the same time use one key.</summary>
    private static string ReadOrWrite(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        using var reader = new StreamReader(file);
        if (reader.ReadToEnd() is { Length: > 0 } kept)
        {
            return kept;
        }

        var made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(MasterKey.Length));
        using var writer = new StreamWriter(file);
        writer.WriteLine(made);
        return made;
    }
}
