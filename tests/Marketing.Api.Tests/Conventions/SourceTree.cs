using System.Runtime.CompilerServices;

namespace Marketing.Api.Tests.Conventions;

/// <summary>The source files of the repository, without generated ones.</summary>
internal static class SourceTree
{
    private static readonly string[] Generated = ["bin", "obj", "Migrations"];

    /// <summary>Returns the C# files below a folder of the repository, such as <c>src</c>.</summary>
    public static IEnumerable<FileInfo> FilesIn(string folder) => Walk(new DirectoryInfo(Path.Combine(Root(), folder)));

    /// <summary>Returns the text of a file of the repository, such as <c>docs/architecture.md</c>.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root(), path));

    /// <summary>Returns the full path of a file of the repository.</summary>
    public static string FullPath(string path) => Path.Combine(Root(), path);

    /// <summary>Returns the path relative to the root of the repository, with forward slashes.</summary>
    public static string PathOf(FileInfo file) => Path.GetRelativePath(Root(), file.FullName).Replace('\\', '/');

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder
            .EnumerateFiles("*.cs")
            .Concat(folder.EnumerateDirectories().Where(inner => !Generated.Contains(inner.Name)).SelectMany(Walk));

    private static string Root([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
