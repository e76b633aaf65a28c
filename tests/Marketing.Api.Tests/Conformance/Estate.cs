using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Conformance;

/// <summary>
/// One resource of every collection of the document, made through the API: what stands in for the placeholders of its paths.
/// </summary>
internal sealed partial class Estate
{
    /// <summary>The section in a path that names one: that of the first form of a part, which the estate has.</summary>
    private const string Section = "objectives";

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    private Estate() { }

    /// <summary>Every id of the estate, by the path of its collection.</summary>
    public IReadOnlyDictionary<string, string> Ids => _ids;

    /// <summary>Makes one resource of each kind; its texts carry the marker.</summary>
    public static Task<Estate> OfAsync(TestWorkspace workspace, ServedContract contract, string marker) =>
        OfAsync(workspace, contract, marker, Collections(contract));

    /// <summary>Makes only the resources that a path names.</summary>
    public static Task<Estate> ForPathAsync(TestWorkspace workspace, ServedContract contract, string marker, string path)
    {
        var named = CollectionsIn(path).ToHashSet(StringComparer.Ordinal);
        return OfAsync(workspace, contract, marker, Collections(contract).Where(create => named.Contains(create.Path)));
    }

    private static async Task<Estate> OfAsync(
        TestWorkspace workspace,
        ServedContract contract,
        string marker,
        IEnumerable<ContractOperation> creations
    )
    {
        var estate = new Estate();
        estate._ids["/v1/workspaces"] = workspace.Id.ToString();
        var sampler = new Sampler(contract, new Random(1), marker);
        foreach (var create in creations.Where(create => !estate._ids.ContainsKey(create.Path)))
        {
            var body = sampler.Marked(BodyOf(create)!).ToJsonString();
            var made = await workspace.Client.PostAsync(estate.Fill(create.Path), body).ShouldBeAsync(HttpStatusCode.Created);
            estate._ids[create.Path] = made.Id();
        }

        return estate;
    }

    /// <summary>The same collections, but ids that nobody has.</summary>
    public Estate OfStrangers()
    {
        var strangers = new Estate();
        foreach (var path in _ids.Keys)
        {
            strangers._ids[path] = Guid.CreateVersion7().ToString();
        }

        return strangers;
    }

    /// <summary>This estate, but the resource of one collection is another's.</summary>
    public Estate With(string collection, Estate other)
    {
        var mixed = new Estate();
        foreach (var (path, id) in _ids)
        {
            mixed._ids[path] = path == collection ? other._ids[path] : id;
        }

        return mixed;
    }

    /// <summary>The collections whose ids the path names, from the outermost.</summary>
    public static IEnumerable<string> CollectionsIn(string path) =>
        Placeholder().Matches(path).Where(place => place.Value != "{section}").Select(place => path[..(place.Index - 1)]);

    /// <summary>The path with ids in place of its placeholders.</summary>
    public string Fill(string path) =>
        Placeholder()
            .Replace(
                path,
                place =>
                    place.Value == "{section}" ? Section
                    : _ids.TryGetValue(path[..(place.Index - 1)], out var id) ? id
                    : throw new InvalidOperationException($"Nothing can be made for {place.Value} of {path}: its collection has no POST.")
            );

    public static JsonObject? BodyOf(ContractOperation operation) =>
        operation.Node["requestBody"]?["content"]?["application/json"]?["schema"]?.AsObject();

    /// <summary>Operations that make a resource with an address below theirs, outer ones first.</summary>
    private static IEnumerable<ContractOperation> Collections(ServedContract contract) =>
        contract
            .Operations.Where(create =>
                create.Method == "POST" && contract.Operations.Any(get => get.Method == "GET" && IsItemOf(create.Path, get.Path))
            )
            .OrderBy(create => create.Path.Count(letter => letter == '{'));

    private static bool IsItemOf(string collection, string path) =>
        path.StartsWith(collection + "/{", StringComparison.Ordinal)
        && !path[(collection.Length + 1)..].Contains('/', StringComparison.Ordinal);

    [GeneratedRegex(@"\{[^}]+}")]
    private static partial Regex Placeholder();
}
