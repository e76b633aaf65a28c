using System.Text.Json.Nodes;
using Marketing.Api.Hosting.Telemetry;
using Marketing.Api.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Marketing.Api.Tests.Hosting;

/// <summary>Log lines can be read, and contain each fact once.</summary>
public sealed class LogFormatTests
{
    private static readonly TestClock Clock = new();

    [Fact]
    public void A_line_for_machines_does_not_repeat_the_values_of_its_message()
    {
        var line = LineOf(new JsonLines(Clock), log => log.LogWarning("Applying {Count} migration(s) to 计划 \"{Name}\"", 3, "a\nb"));

        line.ShouldBe(
            """{"time":"2026-03-01T08:00:00.000Z","level":"warn","source":"Marketing.Test","message":"Applying 3 migration(s) to 计划 \"a\nb\""}"""
                + Environment.NewLine
        );
    }

    [Fact]
    public void A_line_about_a_request_consists_of_fields_and_omits_what_is_unknown()
    {
        var line = JsonNode.Parse(LineOf(new JsonLines(Clock), log => Log(log, Refused)))!.AsObject();

        line.Select(field => field.Key)
            .ShouldBe(["time", "level", "source", "method", "path", "status", "milliseconds", "reason", "address", "trace"]);
        line["status"]!.GetValue<int>().ShouldBe(401);
        line["milliseconds"]!.GetValue<double>().ShouldBe(1.25);
    }

    [Fact]
    public void An_exception_is_written_with_its_line()
    {
        static void Fail(ILogger log) => log.LogError(new InvalidOperationException("No such file."), "Failed");

        JsonNode.Parse(LineOf(new JsonLines(Clock), Fail))!.Text("exception").ShouldContain("No such file.");
        LineOf(new TextLines(Clock), Fail).Split(Environment.NewLine)[1].ShouldContain("No such file.");
    }

    [Fact]
    public void A_line_for_people_starts_with_time_level_and_source()
    {
        LineOf(new TextLines(Clock), log => Log(log, Refused))
            .ShouldMatch(
                @"^\d\d:\d\d:\d\d info  \[Test\] GET /v1/me responded 401 in 1.25 ms: auth.invalid \(unknown key\), from 10.0.0.1, trace abc\s*$"
            );
    }

    [Fact]
    public void A_line_about_an_accepted_request_names_actor_and_workspace()
    {
        var line = new RequestLine
        {
            Method = "GET",
            Path = "/v1/plans",
            Operation = "listPlans",
            Status = 200,
            Milliseconds = 3,
            Actor = "key:1",
            Workspace = "7",
            Trace = "abc",
        };

        line.ToString().ShouldBe("GET /v1/plans responded 200 in 3 ms, key:1 in 7, trace abc");
        line.ToDictionary(fact => fact.Key, fact => fact.Value)["operation"].ShouldBe("listPlans");
    }

    private static RequestLine Refused { get; } =
        new()
        {
            Method = "GET",
            Path = "/v1/me",
            Status = 401,
            Milliseconds = 1.25,
            Reason = "auth.invalid (unknown key)",
            Address = "10.0.0.1",
            Trace = "abc",
        };

    private static void Log(ILogger log, RequestLine line) =>
        log.Log(LogLevel.Information, default, line, null, static (state, _) => state.ToString());

    private static string LineOf(ConsoleFormatter formatter, Action<ILogger> write)
    {
        var line = new StringWriter();
        write(new Formatted(formatter, line));
        return line.ToString();
    }

    private sealed class Formatted(ConsoleFormatter formatter, TextWriter output) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> format
        ) => formatter.Write(new LogEntry<TState>(logLevel, "Marketing.Test", eventId, state, exception, format), null, output);
    }
}
