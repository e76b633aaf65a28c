using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Tasks;

/// <summary>Steps of tests about tasks in motion.</summary>
internal static class TaskSteps
{
    /// <summary>Returns a plan without blocking findings with these sections in place of its work packages.</summary>
    public static string PlanWith(string sections)
    {
        var document = JsonNode.Parse(LifecycleSteps.Ready)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(sections)!.AsObject().ToList())
        {
            document[name] = value!.DeepClone();
        }

        return document.ToJsonString();
    }

    /// <summary>Returns the tasks of a plan by their refs.</summary>
    public static async Task<Dictionary<string, JsonNode>> TasksAsync(this HttpClient client, string plan, string more = "") =>
        (await client.ReadAsync($"/v1/tasks?planId={plan}&pageSize=200{more}"))
            .Items()
            .ToDictionary(task => task!.Text("ref"), task => task!, StringComparer.Ordinal);

    /// <summary>Takes a step of a task.</summary>
    public static Task<HttpResponseMessage> ReportAsync(this HttpClient client, JsonNode task, string verb, string? body = null) =>
        client.PostAsync($"/v1/tasks/{task.Id()}/{verb}", body ?? "{}");

    public static async Task<string> PartyAsync(this HttpClient client, string name, string? parent = null)
    {
        var body = new JsonObject { ["name"] = name, ["kind"] = "department" };
        if (parent is not null)
        {
            body["parentId"] = parent;
        }

        return (await client.PostAsync("/v1/parties", body.ToJsonString()).ShouldBeAsync(HttpStatusCode.Created)).Id();
    }

    /// <summary>Signs a person in who belongs to a party.</summary>
    public static async Task<HttpClient> MemberOfAsync(this TestWorkspace workspace, string party, string subject, params Role[] roles)
    {
        var person = await workspace.PersonAsync(subject, roles);
        using var administrator = await workspace.PersonAsync($"{subject}-administrator", Role.Administrator);
        var members = $"/v1/workspaces/{workspace.Id}/members";
        var member = (await administrator.ReadAsync($"{members}?pageSize=200")).Items().Single(row => row!.Text("subject") == subject)!;
        await administrator
            .PatchAsync($"{members}/{member.Id()}", new JsonObject { ["partyId"] = party }.ToJsonString(), member.Version())
            .ShouldBeAsync(HttpStatusCode.OK);
        return person;
    }
}
