using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Plans;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Lifecycle;

/// <summary>What is in force, what is being written, and what was in force at a time.</summary>
[Collection(FirstApi.Name)]
public sealed class PlanViewTests(MarketingApi api) : ApiTest(api)
{
    private People _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await People.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task Every_read_of_a_plan_shows_the_view_that_is_asked_for()
    {
        var plan = await RevisedAsync();
        var path = $"/v1/plans/{plan}";

        foreach (var (view, title, objectives) in new[] { ("inForce", "品牌年度计划", 1), ("working", "新的标题", 2) })
        {
            (await Client.ReadAsync($"{path}?view={view}")).Text("title").ShouldBe(title);
            var document = await Client.ReadAsync($"{path}/document?view={view}");
            document["plan"]!.Text("title").ShouldBe(title);
            document["objectives"]!.AsArray().Count.ShouldBe(objectives);
            (await Client.ReadAsync($"{path}/sections/objectives?view={view}")).Items().Count.ShouldBe(objectives);
            (await Client.ReadAsync($"{path}/objectives?view={view}")).Items().Count.ShouldBe(objectives);
            (await Client.ReadAsync($"{path}/parts?view={view}&section=objectives&includeTotal=true")).Number("total").ShouldBe(objectives);
            (await Client.ReadAsync($"{path}?view={view}&expand=objectives"))["objectives"]!.AsArray().Count.ShouldBe(objectives);
            var findings = (await Client.ReadAsync($"{path}/check?view={view}&code=check.measureMissing"))["findings"]!.AsArray();
            findings.Count.ShouldBe(objectives - 1);
            var rows = (await Client.ReadAsync($"/v1/objective-measures?planId={plan}&view={view}")).Items();
            rows.Select(row => row!.Text("objectiveId")).Distinct().Count().ShouldBe(objectives);
            rows.ShouldAllBe(row => row!.Text("planTitle") == title);
            (await Client.ReadAsync($"{path}/schedule?view={view}"))["basis"]!
                .Text("end")
                .ShouldBe(view == "inForce" ? "2027-12-31" : "2027-06-30");
        }

        (await Client.ReadAsync($"{path}/document"))["plan"]!.Text("title").ShouldBe("新的标题");
        (await Client.ReadAsync(path)).Text("title").ShouldBe("品牌年度计划");
    }

    [Fact]
    public async Task Parts_in_force_are_filtered_sorted_and_paged_like_those_of_the_working_copy()
    {
        var plan = await _people.ActiveAsync();
        var path = $"/v1/plans/{plan}/parts";

        foreach (
            var query in new[]
            {
                "sort=-position",
                "sort=updatedAt",
                "refs=w1",
                "q=调研",
                "section=workPackages,objectives",
                "pageSize=1&sort=-createdAt",
                "updatedSince=2199-01-01",
            }
        )
        {
            (await RefsAsync($"{path}?view=inForce&{query}")).ShouldBe(await RefsAsync($"{path}?{query}"), query);
        }

        var part = (await Client.ReadAsync($"{path}?view=inForce&refs=O1")).Items()[0]!;
        (await Client.ReadAsync($"{path}/{part.Id()}?view=inForce")).ToJsonString().ShouldBe(part.ToJsonString());
        await Client.GetAsync($"{path}?view=inForce&cursor=x").ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "input.cursor");
        await Client
            .GetAsync($"{path}/{Guid.CreateVersion7()}?view=inForce")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "planPart.notFound");
    }

    [Fact]
    public async Task Nothing_is_shown_as_in_force_before_the_activation()
    {
        var plan = $"/v1/plans/{(await _people.Preparer.ImportAsync()).Id()}";

        foreach (var path in new[] { "", "/document", "/sections/objectives", "/objectives", "/parts", "/check", "/schedule" })
        {
            await Client.GetAsync($"{plan}{path}?view=inForce").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notInForce");
        }

        await Client.GetAsync($"{plan}/document?asOf={Now()}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notInForce");
    }

    [Fact]
    public async Task A_change_of_content_with_the_tag_of_what_is_in_force_is_refused_with_the_link_to_the_working_copy()
    {
        var plan = await RevisedAsync();
        var path = $"/v1/plans/{plan}";
        var inForce = await TagAsync(path);
        inForce.ShouldMatch("^\"r1\\.[0-9]+\\.[0-9]+\"$");

        var refused = await SendAsync(HttpMethod.Patch, path, inForce, """{"title":"改"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "plan.inForceView");
        await SendAsync(HttpMethod.Post, $"{path}/relink", inForce)
            .ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "plan.inForceView");

        var link = refused["args"]!.Text("working");
        link.ShouldBe($"{path}?view=working");
        var working = await TagAsync(link);
        await SendAsync(HttpMethod.Patch, path, $"{inForce}, {working}", """{"title":"改"}""").ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync(link)).Text("title").ShouldBe("改");
    }

    [Fact]
    public async Task A_step_accepts_the_tag_of_what_is_in_force_while_its_version_is_current()
    {
        var plan = await RevisedAsync();
        var path = $"/v1/plans/{plan}";
        var tag = await TagAsync(path);
        var reason = """{"reason":"预算冻结"}""";

        await SendAsync(HttpMethod.Post, $"{path}/suspend", tag, reason).ShouldBeAsync(HttpStatusCode.OK);
        await SendAsync(HttpMethod.Post, $"{path}/resume", tag).ShouldBeRefusedAsync(HttpStatusCode.PreconditionFailed, "resource.stale");
        await SendAsync(HttpMethod.Post, $"{path}/resume", "W/" + await TagAsync(path)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_copy_of_what_is_in_force_is_current_until_the_plan_changes()
    {
        var plan = await RevisedAsync();
        var path = $"/v1/plans/{plan}";
        var (inForce, working) = (await TagAsync(path), await TagAsync($"{path}?view=working"));

        (await RevalidateAsync(path, inForce)).ShouldBe(HttpStatusCode.NotModified);
        (await RevalidateAsync($"{path}?view=inForce", inForce)).ShouldBe(HttpStatusCode.NotModified);
        (await RevalidateAsync(path, working)).ShouldBe(HttpStatusCode.OK);
        (await RevalidateAsync($"{path}?view=working", inForce)).ShouldBe(HttpStatusCode.OK);
        await _people.Preparer.ObjectiveAsync(plan, "新增目标");
        (await RevalidateAsync(path, inForce)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_plan_as_of_a_time_is_the_revision_in_force_then_byte_for_byte()
    {
        var plan = await RevisedAsync();
        var path = $"/v1/plans/{plan}";
        var first = await TextAsync($"{path}/revisions/1/document");
        var added = (await Client.ReadAsync($"{path}/objectives")).Items()[1]!;
        await _people.Preparer.DeleteAsync($"{path}/objectives/{added.Id()}", added.Version()).ShouldBeAsync(HttpStatusCode.NoContent);
        await _people.ApproveAsync(plan);
        var revisions = (await Client.ReadAsync($"{path}/revisions?sort=number")).Items();
        var (began, replaced) = (At(revisions[0]!, "inForceAt"), At(revisions[0]!, "supersededAt"));

        (await TextAsync($"{path}/document?asOf={Text(began)}")).ShouldBe(first);
        (await TextAsync($"{path}/document?asOf={Text(replaced.AddMicroseconds(-1))}")).ShouldBe(first);
        (await TextAsync($"{path}/document?asOf={Text(replaced)}")).ShouldBe(await TextAsync($"{path}/revisions/2/document"));
        (await TextAsync($"{path}/document?asOf={Now()}")).ShouldBe(await TextAsync($"{path}/document?view=inForce"));
        var then = await Client.ReadAsync($"{path}?asOf={Text(began)}");
        (then.Text("title"), then["inForceRevision"]!.Number("number")).ShouldBe(("品牌年度计划", 1));
        then["inForceRevision"]!.Text("status").ShouldBe("approved");
        (await Client.ReadAsync(path)).Text("title").ShouldBe("新的标题");
        (await TagAsync($"{path}?asOf={Text(began)}")).ShouldStartWith("\"r1.");
        (await RevalidateAsync($"{path}?asOf={Text(began)}", await TagAsync($"{path}?asOf={Text(began)}"))).ShouldBe(
            HttpStatusCode.NotModified
        );
        foreach (var read in new[] { path, $"{path}/document" })
        {
            await Client
                .GetAsync($"{read}?asOf={Text(began.AddMicroseconds(-1))}")
                .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "plan.notInForce");
            await Client
                .GetAsync($"{read}?asOf={Text(DateTime.UtcNow.AddHours(1))}")
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "plan.asOfInFuture");
            await Client
                .GetAsync($"{read}?view=working&asOf={Text(began)}")
                .ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "plan.asOfWithView");
        }
    }

    /// <summary>An active plan whose second revision has another title and end, and one objective more.</summary>
    private async Task<string> RevisedAsync()
    {
        var plan = await _people.ActiveAsync();
        await _people.Preparer.StepAsync(plan, "revise").ShouldBeAsync(HttpStatusCode.OK);
        var version = (await Client.ReadAsync($"/v1/plans/{plan}")).Version();
        await _people
            .Preparer.PatchAsync($"/v1/plans/{plan}", """{"title":"新的标题","periodEnd":{"date":"2027-06-30"}}""", version)
            .ShouldBeAsync(HttpStatusCode.OK);
        await _people.Preparer.ObjectiveAsync(plan, "客户满意度高");
        return plan;
    }

    private async Task<IReadOnlyList<string>> RefsAsync(string path)
    {
        var refs = new List<string>();
        for (var next = path; ; )
        {
            var page = await Client.ReadAsync(next);
            refs.AddRange(page.Each("ref"));
            if (page["nextCursor"] is not { } cursor)
            {
                return refs;
            }

            next = $"{path}&cursor={Uri.EscapeDataString(cursor.GetValue<string>())}";
        }
    }

    private async Task<string> TagAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return response.Headers.ETag!.Tag;
    }

    private async Task<string> TextAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<HttpStatusCode> RevalidateAsync(string path, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var response = await Client.SendAsync(request);
        return response.StatusCode;
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string ifMatch, string? json = null)
    {
        var request = new HttpRequestMessage(method, path)
        {
            Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return _people.Preparer.SendAsync(request);
    }

    private static DateTime At(JsonNode revision, string member) =>
        DateTime.Parse(revision.Text(member), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    private static string Text(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static string Now() => Text(DateTime.UtcNow);
}
