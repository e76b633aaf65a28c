using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketing.Api.Hosting.CommandLine;
using Marketing.Api.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Hosting;

/// <summary>Startup, readiness and shutdown.</summary>
public sealed class LifeTests
{
    [Fact]
    public async Task A_running_service_is_live_and_ready()
    {
        await using var host = await PipelineHost.StartAsync();
        await host.BeReadyAsync();

        (await host.Client.GetFromJsonAsync<JsonElement>("/health/live")).GetProperty("status").GetString().ShouldBe("live");
        var ready = await host.Client.GetAsync("/health/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.OK, await ready.Content.ReadAsStringAsync());
        ready.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await ready.Content.ReadAsStringAsync()).ShouldBe("""{"status":"ready","reasons":[]}""");
    }

    [Fact]
    public async Task Without_its_database_a_service_is_live_but_not_ready_with_a_reason()
    {
        await using var host = await PipelineHost.StartAsync();
        await host.BeReadyAsync();
        (await host.Client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.LoseCountersAsync();
        await Task.Delay(1100);

        var ready = await host.Client.GetAsync("/health/ready");

        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        // A server is asked whether it has the table, without a read of it.
        var reason = TestDatabase.OnSqlServer
            ? "The database lacks what this build needs: table ChangeCounters."
            : "The database does not respond.";
        (await ready.Content.ReadAsStringAsync()).ShouldBe($$"""{"status":"notReady","reasons":["{{reason}}"]}""");
        (await host.Client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Task.Delay(1100);
        (await host.Client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        host.Log.All.Count(line => line.Text.StartsWith("The database does not respond", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_service_waits_for_an_unavailable_remote_database_while_it_is_live()
    {
        await using var host = await PipelineHost.StartAsync(
            settings:
            [
                ("Database:Provider", "SqlServer"),
                ("Database:ConnectionString", "Server=127.0.0.1,1;Connect Timeout=1;Encrypt=False"),
                ("Database:MigrateOnStart", "true"),
            ]
        );

        var ready = await host.Client.GetAsync("/health/ready").WaitAsync(TimeSpan.FromSeconds(4));

        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).ShouldContain("The database does not respond.");
        (await host.Client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.App.StopAsync().WaitAsync(TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task While_stopping_a_service_is_not_ready_but_responds_and_finishes_requests()
    {
        var gate = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        await using var host = await PipelineHost.StartAsync(
            app =>
                app.MapGet(
                    "/slow",
                    async () =>
                    {
                        begun.SetResult();
                        await gate.Task;
                        return "done";
                    }
                ),
            settings: [("Shutdown:DrainSeconds", "1")]
        );
        var inFlight = host.Client.GetAsync("/slow");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(5));

        var stopping = host.App.StopAsync();
        var ready = await host.Client.GetAsync("/health/ready");
        await Task.Delay(1500);
        stopping.IsCompleted.ShouldBeFalse();
        gate.SetResult();

        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ready.Headers.ConnectionClose.ShouldBe(true);
        (await ready.Content.ReadAsStringAsync()).ShouldContain("stopping");
        (await (await inFlight).Content.ReadAsStringAsync()).ShouldBe("done");
        await stopping.WaitAsync(TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task The_health_check_command_reports_readiness_in_words_and_by_its_exit_code()
    {
        await using var host = await PipelineHost.StartAsync();
        await host.BeReadyAsync();

        var ready = await CheckAsync(new Uri(host.Address, "/health/ready"));
        var wrong = await CheckAsync(new Uri(host.Address, "/nowhere"));
        var away = await CheckAsync(new Uri("http://127.0.0.1:1/health/ready"));

        (ready.ExitCode, ready.Output.Trim()).ShouldBe((ExitCodes.Succeeded, "Ready."));
        wrong.ExitCode.ShouldBe(ExitCodes.Failed);
        wrong.Error.ShouldStartWith("Not ready (404): {");
        (away.ExitCode, away.Error.Trim()).ShouldBe((ExitCodes.Failed, "The service does not respond."));

        Task<CommandResult> CheckAsync(Uri url) => CommandRun.RunAsync(host.App.Services, "healthcheck", "--url", url.ToString());
    }

    [Theory]
    [InlineData("urls", "http://*:8080", "http://127.0.0.1:8080")]
    [InlineData("urls", "https://+:8443;http://0.0.0.0:8081", "http://127.0.0.1:8081")]
    [InlineData("http_ports", "8082;8083", "http://127.0.0.1:8082")]
    [InlineData("other", "", "http://127.0.0.1:5000")]
    public void The_health_check_command_reads_the_port_from_the_configuration(string key, string value, string address)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>(key, value)]).Build();

        HealthCheckCommand.AddressOf(configuration).ShouldBe(address);
    }
}
