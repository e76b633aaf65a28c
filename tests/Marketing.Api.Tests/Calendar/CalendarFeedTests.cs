using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Ical.Net.CalendarComponents;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Occurrences;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Calendar;

/// <summary>Calendars at secret addresses, as calendar programs read them.</summary>
[Collection(SecondApi.Name)]
public sealed class CalendarFeedTests(MarketingApi api) : ApiTest(api)
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));

    private People _people = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _people = await People.OfAsync(Api.Alpha);
    }

    [Fact]
    public async Task A_program_reads_back_what_was_written()
    {
        var plan = await _people.ActiveAsync(CalendarSteps.Whole(Today));
        var url = (await SubscribeAsync(Client, $$"""{"planId":"{{plan}}"}""")).Text("url");

        var calendar = await ReadAsync(url);

        calendar.Properties["X-WR-CALNAME"]!.Value.ShouldBe("品牌年度计划");
        calendar.Events.Count.ShouldBe(3 + 58);
        var phase = calendar.Events.Single(each => each.Summary == "预热阶段");
        (phase.DtStart!.Date, phase.DtEnd!.Date).ShouldBe((Today.AddDays(-6), Today.AddDays(8)));
        calendar.Events.ShouldAllBe(each => each.IsAllDay && each.DtStamp != null);
        var milestone = calendar.Events.Single(each => each.Summary!.EndsWith("系统上线", StringComparison.Ordinal));
        (milestone.DtStart!.Date, milestone.DtEnd!.Date).ShouldBe((Today.AddDays(5), Today.AddDays(6)));
        var task = calendar.Events.Single(each => each.Summary!.EndsWith("调研 · 问卷", StringComparison.Ordinal));
        task.Description.ShouldBe("10天内\n客户服务部\n品牌年度计划");
        calendar.Events.Select(each => each.Uid).ShouldBeUnique();
    }

    [Fact]
    public async Task An_entry_keeps_its_uid_and_raises_its_sequence_when_it_moves()
    {
        var plan = (await Client.ImportAsync(CalendarSteps.Whole(Today))).Id();
        var url = (await SubscribeAsync(Client, $$"""{"planId":"{{plan}}"}""")).Text("url");
        var before = (await ReadAsync(url)).Events.Single(each => each.Summary!.Contains("系统上线", StringComparison.Ordinal));
        var part = (await Client.ReadAsync($"/v1/plans/{plan}/milestones")).Items()[0]!;

        await Client
            .PatchAsync(
                $"/v1/plans/{plan}/milestones/{part.Id()}",
                $$$$"""{"content":{"date":{"date":"{{{{OccurrenceSteps.Day(Today, 9)}}}}"}}}""",
                part.Version()
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        var after = (await ReadAsync(url)).Events.Single(each => each.Summary!.Contains("系统上线", StringComparison.Ordinal));

        after.Uid.ShouldBe(before.Uid);
        after.Sequence.ShouldBeGreaterThan(before.Sequence);
        after.DtStart!.Date.ShouldBe(Today.AddDays(9));
        await Client
            .PostAsync($"/v1/plans/{plan}/anchors", $$"""{"code":"SURVEY_RESULT","date":"{{OccurrenceSteps.Day(Today, 1)}}"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        var again = (await ReadAsync(url)).Events.Single(each => each.Summary!.Contains("系统上线", StringComparison.Ordinal));
        again.Sequence.ShouldBeGreaterThan(after.Sequence);
    }

    [Fact]
    public async Task Lines_are_folded_at_75_octets_and_never_inside_a_character()
    {
        var name = string.Concat(Enumerable.Repeat("""客户关系管理系统𠮷优化🎉,;\""", 15));
        var document = JsonNode.Parse(CalendarSteps.Whole(Today))!;
        document["milestones"]![0]!["name"] = name;
        var plan = (await Client.ImportAsync(document.ToJsonString())).Id();
        var url = (await SubscribeAsync(Client, $$"""{"planId":"{{plan}}"}""")).Text("url");

        using var anonymous = Api.Anonymous();
        var octets = await anonymous.GetByteArrayAsync(url);

        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        var lines = Lines(octets);
        lines.ShouldAllBe(line => line.Length <= 75);
        lines.ForEach(line => strict.GetString(line));
        lines.Count(line => line.Length > 70).ShouldBeGreaterThan(0);
        (await ReadAsync(url)).Events.ShouldContain(each =>
            each.Summary!.Contains("""客户关系管理系统𠮷优化🎉,;\客户关系""", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_is_skipped_is_cancelled_and_labels_are_in_the_language_of_the_subscriber()
    {
        var plan = await _people.ActiveAsync(CalendarSteps.Whole(Today));
        await Client
            .PostAsync(
                $"/v1/plans/{plan}/occurrences/skip",
                $$"""{"ref":"M1","date":"{{OccurrenceSteps.Day(Today, 7)}}","reason":"春节"}"""
            )
            .ShouldBeAsync(HttpStatusCode.OK);
        var url = (await SubscribeAsync(Client, $$"""{"planId":"{{plan}}"}""", "zh-Hant")).Text("url");

        var calendar = await ReadAsync(url);

        calendar.Events.Single(each => each.Status == "CANCELLED").DtStart!.Date.ShouldBe(Today.AddDays(7));
        calendar.Events.ShouldContain(each => each.Summary == "里程碑：系统上线");
        calendar.Events.ShouldContain(each => each.Categories.Contains("截止日期"));
    }

    [Fact]
    public async Task A_copy_that_is_current_is_304_until_something_changes()
    {
        var plan = await _people.ActiveAsync(CalendarSteps.Whole(Today));
        var url = (await SubscribeAsync(Client, $$"""{"planId":"{{plan}}"}""")).Text("url");
        using var anonymous = Api.Anonymous();

        using var first = await anonymous.GetAsync(url);
        first.Headers.CacheControl!.Private.ShouldBeTrue();
        first.Content.Headers.ContentType!.MediaType.ShouldBe("text/calendar");
        var etag = first.Headers.ETag!;
        (await RevalidateAsync(anonymous, url, etag)).ShouldBe(HttpStatusCode.NotModified);
        await Client
            .PostAsync($"/v1/plans/{plan}/occurrences/hold", $$"""{"ref":"M1","date":"{{OccurrenceSteps.Day(Today, 0)}}"}""")
            .ShouldBeAsync(HttpStatusCode.OK);

        (await RevalidateAsync(anonymous, url, etag)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Persons_see_what_their_department_owns_and_what_they_are_asked_to_decide()
    {
        var market = await Client.PartyAsync("市场部", new { kind = "department" });
        var person = await Client.PartyAsync("Rita", new { kind = "person", parentId = market.Id() });
        await LinkAsync("rita", person.Id());
        await _people.ActiveAsync(CalendarSteps.Whole(Today));
        var waiting = (await _people.Preparer.ImportAsync()).Id();
        await _people.Preparer.SubmitAsync(waiting).ShouldBeAsync(HttpStatusCode.OK);

        var reviewer = await ReadAsync((await SubscribeAsync(_people.Reviewer, """{"assignee":"me"}""")).Text("url"));
        var author = await ReadAsync((await SubscribeAsync(_people.Preparer, """{"assignee":"me"}""")).Text("url"));
        var department = await ReadAsync((await SubscribeAsync(Client, $$"""{"partyId":"{{market.Id()}}"}""")).Text("url"));

        reviewer.Events.Where(each => each.Summary != "每周例会").ShouldHaveSingleItem().Summary!.ShouldEndWith("品牌年度计划");
        reviewer.Events.Count(each => each.Summary == "每周例会").ShouldBe(58);
        author.Events.ShouldBeEmpty();
        department.Events.Select(each => each.Summary).Distinct().ShouldBe(["每周例会"]);
        department.Properties["X-WR-CALNAME"]!.Value.ShouldBe("市场部");
    }

    [Fact]
    public async Task The_address_is_shown_once_and_ends_with_the_feed()
    {
        var plan = (await Client.ImportAsync()).Id();
        var created = await SubscribeAsync(Client, $$"""{"planId":"{{plan}}"}""");
        using var anonymous = Api.Anonymous();

        (await Client.ReadAsync($"/v1/calendar-feeds/{created.Id()}")).AsObject().ContainsKey("url").ShouldBeFalse();
        (await Client.ReadAsync("/v1/calendar-feeds")).Items().ShouldHaveSingleItem()!.Text("planId").ShouldBe(plan);
        await Client.DeleteAsync($"/v1/calendar-feeds/{created.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);

        await anonymous.GetAsync(created.Text("url")).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "calendarFeed.notFound");
    }

    [Fact]
    public async Task A_feed_ends_with_the_membership_or_the_permission_of_its_owner()
    {
        var plan = (await Client.ImportAsync()).Id();
        var administrator = await Api.Alpha.PersonAsync("adam", Role.Administrator);
        var key = await Api.Alpha.KeyAsync(Scopes.PlansRead);
        var url = (await SubscribeAsync(_people.Reviewer, $$"""{"planId":"{{plan}}"}""")).Text("url");
        var ofKey = (await SubscribeAsync(Api.With("Bearer " + key), $$"""{"planId":"{{plan}}"}""")).Text("url");
        await ReadAsync(url);
        await ReadAsync(ofKey);

        var rita = (await administrator.ReadAsync($"{Members}?subject=rita")).Items()[0]!;
        await administrator.DeleteAsync($"{Members}/{rita.Id()}", rita.Version()).ShouldBeAsync(HttpStatusCode.NoContent);
        var keys = (await Client.ReadAsync("/v1/api-keys")).Items();
        var stored = keys.Single(each => key.StartsWith(each!.Text("prefix"), StringComparison.Ordinal))!;
        await Client.ActAsync($"/v1/api-keys/{stored.Id()}/revoke", stored.Version()).ShouldBeAsync(HttpStatusCode.OK);

        using var anonymous = Api.Anonymous();
        await anonymous.GetAsync(url).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "calendarFeed.notFound");
        await anonymous.GetAsync(ofKey).ShouldBeRefusedAsync(HttpStatusCode.NotFound, "calendarFeed.notFound");
    }

    [Fact]
    public async Task Feeds_are_ones_own_unless_one_is_administrator()
    {
        var plan = (await Client.ImportAsync()).Id();
        var mine = await SubscribeAsync(_people.Reviewer, $$"""{"planId":"{{plan}}"}""");

        (await _people.Preparer.ReadAsync("/v1/calendar-feeds")).Items().ShouldBeEmpty();
        await _people
            .Preparer.GetAsync($"/v1/calendar-feeds/{mine.Id()}")
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "calendarFeed.notFound");
        await _people
            .Preparer.DeleteAsync($"/v1/calendar-feeds/{mine.Id()}", 1)
            .ShouldBeRefusedAsync(HttpStatusCode.NotFound, "calendarFeed.notFound");
        (await Client.ReadAsync("/v1/calendar-feeds")).Items().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_feed_shows_one_thing_that_exists()
    {
        var unknown = Guid.NewGuid();
        await PostAsync("{}").ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "calendarFeed.subject");
        await PostAsync($$"""{"planId":"{{unknown}}","assignee":"me"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "calendarFeed.subject");
        await PostAsync($$"""{"planId":"{{unknown}}"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "calendarFeed.planUnknown");
        await PostAsync($$"""{"partyId":"{{unknown}}"}""").ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        await Client
            .PostAsync("/v1/calendar-feeds", """{"assignee":"me"}""")
            .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "calendarFeed.ofKey");

        Task<HttpResponseMessage> PostAsync(string body) => _people.Reviewer.PostAsync("/v1/calendar-feeds", body);
    }

    [Theory]
    [InlineData("/calendar.ics")]
    [InlineData(".ics")]
    [InlineData("")]
    [InlineData("/other")]
    public async Task A_wrong_address_does_not_come_back_in_the_problem(string ending)
    {
        const string Secret = "Yk3vJ0mJt2cQ5rXw8uZ1aB4dE7fG9hK2";
        using var anonymous = new HttpClient { BaseAddress = Api.Address };

        using var response = await anonymous.GetAsync($"/v1/calendar-feeds/{Secret}{ending}");

        ((int)response.StatusCode).ShouldBeOneOf(401, 404);
        (await response.Content.ReadAsStringAsync()).ShouldNotContain(Secret);
    }

    private async Task<Ical.Net.Calendar> ReadAsync(string url)
    {
        using var anonymous = Api.Anonymous();
        return Ical.Net.Calendar.Load(await anonymous.GetStringAsync(url))!;
    }

    private static async Task<HttpStatusCode> RevalidateAsync(HttpClient client, string url, EntityTagHeaderValue etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.IfNoneMatch.Add(etag);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task<JsonObject> SubscribeAsync(HttpClient client, string body, string language = "zh-Hans")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/calendar-feeds")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.AcceptLanguage.ParseAdd(language);
        return await client.SendAsync(request).ShouldBeAsync(HttpStatusCode.Created);
    }

    private string Members => $"/v1/workspaces/{Api.Alpha.Id}/members";

    private async Task LinkAsync(string subject, string party)
    {
        var member = (await Client.ReadAsync($"{Members}?subject={subject}")).Items()[0]!;
        await Client
            .PatchAsync($"{Members}/{member.Id()}", $$"""{"partyId":"{{party}}"}""", member.Version())
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    private static List<byte[]> Lines(byte[] octets)
    {
        var lines = new List<byte[]>();
        for (int start = 0, end; start < octets.Length; start = end + 2)
        {
            end = octets.AsSpan(start).IndexOf("\r\n"u8) + start;
            end.ShouldBeGreaterThanOrEqualTo(start);
            lines.Add(octets[start..end]);
        }

        return lines;
    }
}
