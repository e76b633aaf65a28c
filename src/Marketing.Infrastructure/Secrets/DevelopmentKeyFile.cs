using System.Security.Cryptography;
using Marketing.Infrastructure.Persistence;

namespace Marketing.Infrastructure.Secrets;

/// <summary>The master key of a developer's machine, kept beside the embedded database so that cursors and tokens outlive a restart.</summary>
internal static class DevelopmentKeyFile
{
    public static byte[] ReadOrMake(string contentRoot)
    {
        var path = Path.Combine(contentRoot, "data", "development.key");
        try
        {
            if (!File.Exists(path))
            {
                Make(path);
            }

            return MasterKey.Parse(File.ReadAllText(path), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The development key cannot be kept in {path}: make the folder writable, or set {MasterKey.Setting}.");
        }
    }

    /// <summary>Written aside and moved into place, so that two processes starting at once end up with one key.</summary>
    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(draft, options))
        {
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(MasterKey.Length)));
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
