using System.Text.RegularExpressions;

namespace Marketing.Api.Tests.Conventions;

/// <summary>
/// The folders of a project have no cyclic dependencies. A file depends on a folder if it imports a namespace of the folder and uses one
/// of its types or extension methods.
/// </summary>
public sealed partial class FolderCycleTests
{
    [Theory]
    [InlineData("Domain")]
    [InlineData("Application")]
    [InlineData("Infrastructure")]
    [InlineData("Api")]
    public void The_folders_of_a_project_have_no_cyclic_dependencies(string project)
    {
        var files = SourceTree.FilesIn($"src/Marketing.{project}").Select(file => new SourceFile(file, project)).ToList();
        var needs = files
            .SelectMany(file => files.Where(file.Needs).Select(other => (From: file.Folder, To: other.Folder)))
            .Where(edge => edge.From != edge.To)
            .ToLookup(edge => edge.From, edge => edge.To);

        needs.Count.ShouldBeGreaterThan(2);
        needs.Select(folder => CircleFrom(folder.Key, needs)).OfType<string>().ShouldBeEmpty();
    }

    private static string? CircleFrom(string start, ILookup<string, string> needs)
    {
        var waysTo = new Dictionary<string, string>(StringComparer.Ordinal) { [start] = start };
        var pending = new Queue<string>([start]);
        while (pending.TryDequeue(out var folder))
        {
            foreach (var next in needs[folder])
            {
                if (next == start)
                {
                    return $"{waysTo[folder]} -> {start}";
                }

                if (waysTo.TryAdd(next, $"{waysTo[folder]} -> {next}"))
                {
                    pending.Enqueue(next);
                }
            }
        }

        return null;
    }

    private sealed partial class SourceFile
    {
        private readonly HashSet<string> _imports;
        private readonly HashSet<string> _words;
        private readonly string _namespace;
        private readonly string[] _names;

        public SourceFile(FileInfo file, string project)
        {
            var code = Comments().Replace(File.ReadAllText(file.FullName), "");
            var path = SourceTree.PathOf(file).Split('/');
            Folder = path.Length > 3 ? path[2] : project;
            _namespace = Namespace().Match(code).Groups[1].Value;
            _imports = [.. Import().Matches(code).Select(match => match.Groups[1].Value)];
            _words = [.. Word().Matches(code).Select(match => match.Value)];
            _names = [.. Declaration().Matches(code).Concat(Extension().Matches(code)).Select(match => match.Groups[1].Value)];
        }

        public string Folder { get; }

        public bool Needs(SourceFile other) =>
            (_imports.Contains(other._namespace) || _namespace.StartsWith(other._namespace + ".", StringComparison.Ordinal))
            && Array.Exists(other._names, _words.Contains);

        [GeneratedRegex(@"//[^\n]*|""(?:[^""\\\n]|\\.)*""")]
        private static partial Regex Comments();

        [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
        private static partial Regex Namespace();

        [GeneratedRegex(@"^using ([\w.]+);", RegexOptions.Multiline)]
        private static partial Regex Import();

        [GeneratedRegex(@"[A-Za-z_]\w*")]
        private static partial Regex Word();

        [GeneratedRegex(@"^(?:\w+ )*(?:class|interface|enum|struct|record|record struct) ([A-Za-z_]\w*)", RegexOptions.Multiline)]
        private static partial Regex Declaration();

        [GeneratedRegex(@"static [^\n;=]*?([A-Z]\w*)(?:<[^>()]*>)?\(this ", RegexOptions.Multiline)]
        private static partial Regex Extension();
    }
}
