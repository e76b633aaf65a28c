using Microsoft.OpenApi;

namespace Marketing.Api.Contract.OpenApi.Operations;

/// <summary>Moves parameters that many operations share to components, so that they are defined once.</summary>
internal static class SharedParameters
{
    /// <summary>Up to this number of uses, a parameter is easier to read in place.</summary>
    private const int Few = 2;

    /// <summary>Replaces shared parameters with references.</summary>
    /// <returns>
    /// The shared parameters by name. If parameters with the same name differ, the most frequent one gets the name and the others a
    /// number after it.
    /// </returns>
    public static IReadOnlyDictionary<string, OpenApiParameter> Extract(IEnumerable<OpenApiOperation> operations, OpenApiDocument document)
    {
        var uses = Uses(operations);
        var shared = uses.GroupBy(use => (use.Words, Name: NameOf(use.Parameter)))
            .Where(alike => alike.Count() > Few)
            .GroupBy(alike => alike.Key.Name, StringComparer.Ordinal)
            .SelectMany(name =>
                name.OrderByDescending(alike => alike.Count())
                    .ThenBy(alike => alike.Key.Words, StringComparer.Ordinal)
                    .Select((alike, i) => (Name: i == 0 ? name.Key : $"{name.Key}{i + 1}", Uses: alike.ToList()))
            )
            .ToDictionary(alike => alike.Name, alike => alike.Uses, StringComparer.Ordinal);
        foreach (var (name, alike) in shared)
        {
            foreach (var use in alike)
            {
                use.All[use.Index] = new OpenApiParameterReference(name, document);
            }
        }

        return shared.ToDictionary(entry => entry.Key, entry => entry.Value[0].Parameter, StringComparer.Ordinal);
    }

    private static List<Use> Uses(IEnumerable<OpenApiOperation> operations) =>
        [
            .. from operation in operations
            let all = operation.Parameters ?? []
            from index in Enumerable.Range(0, all.Count)
            where all[index] is OpenApiParameter
            let parameter = (OpenApiParameter)all[index]
            select new Use(all, index, parameter, WordsOf(parameter)),
        ];

    private static string WordsOf(OpenApiParameter parameter)
    {
        using var text = new StringWriter();
        parameter.SerializeAsV31(new OpenApiJsonWriter(text, new OpenApiJsonWriterSettings { Terse = true }));
        return text.ToString();
    }

    /// <summary>"planId" becomes PlanId. "workspaceId" in a path becomes WorkspaceIdInPath, since a header has that name.</summary>
    private static string NameOf(OpenApiParameter parameter)
    {
        var name = $"{char.ToUpperInvariant(parameter.Name![0])}{parameter.Name[1..]}";
        return Parameters.Shared.ContainsKey(name) ? $"{name}In{parameter.In}" : name;
    }

    private sealed record Use(IList<IOpenApiParameter> All, int Index, OpenApiParameter Parameter, string Words);
}
