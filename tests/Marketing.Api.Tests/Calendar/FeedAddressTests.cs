using System.Diagnostics;
using Marketing.Api.Hosting.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Marketing.Api.Tests.Calendar;

/// <summary>The secret of a calendar feed leaves the path before anything can log, trace or return it.</summary>
public sealed class FeedAddressTests
{
    private const string Secret = "Yk3vJ0mJt2cQ5rXw8uZ1aB4dE7fG9hK2";

    [Theory]
    [InlineData("/v1/calendar-feeds/Yk3vJ0mJt2cQ5rXw8uZ1aB4dE7fG9hK2/calendar.ics", "/v1/calendar-feeds/-/calendar.ics")]
    [InlineData("/V1/Calendar-Feeds/Yk3vJ0mJt2cQ5rXw8uZ1aB4dE7fG9hK2/CALENDAR.ICS", "/V1/Calendar-Feeds/-/CALENDAR.ICS")]
    [InlineData("/v1/calendar-feeds/Yk3vJ0mJt2cQ5rXw8uZ1aB4dE7fG9hK2", "/v1/calendar-feeds/-")]
    [InlineData("/v1/calendar-feeds/Yk3vJ0mJt2cQ5rXw8uZ1aB4dE7fG9hK2.ics", "/v1/calendar-feeds/-")]
    public async Task A_secret_is_taken_out_of_the_path_and_of_the_trace(string path, string masked)
    {
        using var activity = new Activity("request").SetTag("url.path", path).Start();

        var http = await PassAsync(path);

        http.Request.Path.Value.ShouldBe(masked);
        activity.GetTagItem("url.path").ShouldBe(masked);
        http.Features.Get<FeedSecret>()!.Value.ShouldStartWith(Secret);
    }

    [Theory]
    [InlineData("/v1/calendar-feeds")]
    [InlineData("/v1/calendar-feeds/")]
    [InlineData("/v1/calendar-feeds/0198c0de-0000-7000-8000-000000000000")]
    [InlineData("/v1/calendar")]
    [InlineData("/v1/plans/calendar-feeds/x")]
    public async Task Other_paths_stay_as_they_are(string path)
    {
        var http = await PassAsync(path);

        http.Request.Path.Value.ShouldBe(path);
        http.Features.Get<FeedSecret>().ShouldBeNull();
    }

    private static async Task<HttpContext> PassAsync(string path)
    {
        var http = new DefaultHttpContext();
        http.Request.Path = path;
        await new FeedAddresses(_ => Task.CompletedTask).InvokeAsync(http);
        return http;
    }
}
