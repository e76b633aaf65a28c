using System.Text.Json.Nodes;
using Marketing.Benchmarks.Load;

namespace Marketing.Benchmarks.Measuring;

/// <summary>Checks that both servers return the same responses.</summary>
internal static class Agreement
{
    /// <exception cref="InvalidOperationException">The responses of the two servers differ.</exception>
    public static async Task CheckAsync(IEnumerable<Scenario> scenarios, LoadGenerator ours, LoadGenerator byHand)
    {
        foreach (var scenario in scenarios.Where(scenario => scenario.Status == System.Net.HttpStatusCode.OK))
        {
            var (one, other) = (
                Comparable(await ReadAsync(ours, scenario.Ours(0))),
                Comparable(await ReadAsync(byHand, scenario.ByHand(0)))
            );
            if (!JsonNode.DeepEquals(one, other))
            {
                throw new InvalidOperationException(
                    $"Scenario {scenario.Name}: the responses of the servers differ.\n{one.ToJsonString()}\n{other.ToJsonString()}"
                );
            }
        }
    }

    /// <summary>
    /// Returns the rows of a page without its cursor, a plan with the members of its header in sorted order, and anything else unchanged.
    /// </summary>
    private static JsonNode Comparable(JsonNode answer)
    {
        if (answer["items"] is { } items)
        {
            return items;
        }

        var members = answer.AsObject();
        var header = members["header"] as JsonObject;
        members.Remove("header");
        members.Remove("objectives", out var expanded);
        var lifted = members.Concat(header ?? []).ToDictionary(member => member.Key, member => member.Value?.DeepClone());
        return new JsonObject(
            expanded is null ? lifted : lifted.Append(KeyValuePair.Create<string, JsonNode?>("objectives", expanded.DeepClone()))
        );
    }

    private static async Task<JsonNode> ReadAsync(LoadGenerator server, HttpRequestMessage request)
    {
        using var answer = await server.AskAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStreamAsync())!;
    }
}
