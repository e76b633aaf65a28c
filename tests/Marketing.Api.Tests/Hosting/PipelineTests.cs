using System.Buffers;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Hosting.Pipeline;
using Marketing.Infrastructure.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Hosting;

/// <summary>Behaviour that all responses share, and the handling of failures.</summary>
public sealed class PipelineTests : IAsyncLifetime
{
    private const string Secret = "SELECT secret FROM /srv/Vault";
    private PipelineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await PipelineHost.StartAsync(Map);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_unknown_path_is_a_problem()
    {
        var answer = await _host.Client.GetAsync("/nowhere");

        (await CodeOf(answer, HttpStatusCode.NotFound)).ShouldBe("http.notFound");
    }

    [Fact]
    public async Task An_unsupported_method_is_a_problem_with_the_allowed_methods()
    {
        var answer = await _host.Client.DeleteAsync("/short");

        (await CodeOf(answer, HttpStatusCode.MethodNotAllowed)).ShouldBe("http.methodNotAllowed");
        answer.Content.Headers.Allow.ShouldBe(["GET", "HEAD"]);
    }

    [Theory]
    [InlineData("en", "Internal error")]
    [InlineData("zh-CN", "内部错误")]
    [InlineData("zh-Hant-TW", "內部錯誤")]
    public async Task A_failure_is_a_problem_in_the_requested_language_without_internal_details(string language, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/fails");
        request.Headers.AcceptLanguage.ParseAdd(language);
        var answer = await _host.Client.SendAsync(request);

        var text = await answer.Content.ReadAsStringAsync();
        (await CodeOf(answer, HttpStatusCode.InternalServerError)).ShouldBe("internal");
        text.ShouldContain(title);
        text.ShouldNotContain("SELECT");
        text.ShouldNotContain("Exception");
        text.ShouldNotContain(" at ");
        _host
            .Log.All.Where(line => line.Level >= LogLevel.Error)
            .Select(line => line.Category)
            .ShouldBe([typeof(FailureMiddleware).FullName]);
    }

    [Theory]
    [InlineData("/fails-while-writing")]
    [InlineData("/fails-after-flush-of-little")]
    [InlineData("/fails-while-serializing")]
    public async Task A_failure_in_the_middle_of_a_short_response_becomes_a_problem(string path)
    {
        var answer = await _host.Client.GetAsync(path);

        (await CodeOf(answer, HttpStatusCode.InternalServerError)).ShouldBe("internal");
        answer.Headers.Contains("X-Early").ShouldBeFalse();
    }

    [Fact]
    public async Task A_failure_in_the_middle_of_a_long_response_aborts_the_connection()
    {
        await Should.ThrowAsync<HttpRequestException>(() => _host.Client.GetStringAsync("/fails-late"));

        _host
            .Log.All.Where(line => line.Level >= LogLevel.Error)
            .Select(line => line.Category)
            .ShouldBe([typeof(FailureMiddleware).FullName]);
    }

    [Fact]
    public async Task A_busy_database_is_503_with_a_retry_time()
    {
        var answer = await _host.Client.GetAsync("/busy");

        (await CodeOf(answer, HttpStatusCode.ServiceUnavailable)).ShouldBe("http.unavailable");
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        _host.Log.All.ShouldNotContain(line => line.Level >= LogLevel.Error);
    }

    [Theory]
    [InlineData("POST /reads HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nab\r\n0\r\n\r\n")]
    [InlineData("POST /reads HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n0\r\n\r\n")]
    public async Task An_invalid_chunk_is_a_malformed_request(string request)
    {
        var answer = await RawAsync(request);

        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("application/problem+json");
        answer.ShouldContain("http.malformedRequest");
        _host.Log.All.ShouldNotContain(line => line.Level >= LogLevel.Error);
    }

    [Theory]
    [InlineData(400, "GET /short%00 HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData(400, "GET /short HTTP/1.1\r\n\r\n")]
    [InlineData(400, "GET /short HTTP/1.1\r\nHost: x\r\nX-Folded: a\r\n b\r\n\r\n")]
    [InlineData(400, "POST /reads HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")]
    [InlineData(400, "POST /reads HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: identity\r\n\r\n")]
    [InlineData(400, "garbage\r\n\r\n")]
    [InlineData(505, "GET /short HTTP/1.2\r\nHost: x\r\n\r\n")]
    public async Task A_request_that_is_not_HTTP_gets_a_problem_too(int status, string request)
    {
        var answer = (await RawAsync(request)).Split("\r\n\r\n", 2);

        answer[0].ShouldStartWith($"HTTP/1.1 {status} ");
        answer[0].ShouldContain("Content-Type: application/problem+json");
        answer[0].ShouldContain($"Content-Length: {Encoding.UTF8.GetByteCount(answer[1])}");
        var problem = JsonDocument.Parse(answer[1]).RootElement;
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("code").GetString().ShouldBe("http.malformedRequest");
        problem.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("get /short HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("POST /reads HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")]
    [InlineData(
        "POST /reads HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    )]
    public async Task Requests_that_proxies_may_interpret_differently_are_rejected(string request)
    {
        var answer = await RawAsync(request);

        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("http.malformedRequest");
    }

    [Fact]
    public async Task A_header_with_arbitrary_bytes_reaches_its_reader()
    {
        var answer = await RawAsync("GET /short HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Odd: a\u00e9\u00ff\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 200 ");
    }

    [Fact]
    public async Task A_disconnected_client_is_not_an_error()
    {
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, _host.Address.Port);
            await socket.GetStream().WriteAsync("GET /waits HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
            await Task.Delay(200);
        }

        await Wait.UntilAsync(() => _host.Log.All.Any(line => line.Text.Contains("responded 499", StringComparison.Ordinal)));
        _host.Log.All.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text).ShouldBeEmpty();
    }

    [Fact]
    public async Task HEAD_responds_like_GET_without_the_body()
    {
        var get = await _host.Client.GetAsync("/short");
        var head = await RawAsync("HEAD /short HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        head.ShouldStartWith("HTTP/1.1 200 ");
        head.ShouldContain($"Content-Length: {get.Content.Headers.ContentLength}");
        head.ShouldContain("ETag: \"7\"");
        head.ShouldEndWith("\r\n\r\n");
    }

    [Fact]
    public async Task HEAD_is_rejected_without_a_body_if_GET_is_not_supported()
    {
        var head = await RawAsync("HEAD /reads HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        head.ShouldStartWith("HTTP/1.1 405 ");
        head.ShouldEndWith("\r\n\r\n");
    }

    [Theory]
    [InlineData("/short")]
    [InlineData("/nowhere")]
    [InlineData("/fails")]
    [InlineData("/health/live")]
    public async Task Every_response_has_the_security_headers(string path)
    {
        var answer = await _host.Client.GetAsync(path);

        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "X-Frame-Options").ShouldBe("DENY");
        Header(answer, "Referrer-Policy").ShouldBe("no-referrer");
        Header(answer, "Content-Security-Policy").ShouldStartWith("default-src 'none'");
        Header(answer, "Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task Only_the_documentation_can_run_its_own_scripts()
    {
        Header(await _host.Client.GetAsync("/docs/index.html"), "Content-Security-Policy").ShouldContain("script-src 'self'");
        Header(await _host.Client.GetAsync("/short"), "Content-Security-Policy").ShouldNotContain("script-src");
    }

    [Fact]
    public async Task A_short_response_has_a_length_and_a_long_one_is_streamed()
    {
        (await _host.Client.GetAsync("/short")).Content.Headers.ContentLength.ShouldNotBeNull();
        var large = await _host.Client.GetAsync("/long", HttpCompletionOption.ResponseHeadersRead);
        large.Content.Headers.ContentLength.ShouldBeNull();
        (await large.Content.ReadAsStringAsync()).Length.ShouldBe(300_000);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task JSON_is_compressed_on_request(string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/list");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        var answer = await _host.Client.SendAsync(request);

        answer.Content.Headers.ContentEncoding.ShouldBe([encoding]);
        answer.Headers.Vary.ShouldContain("Accept-Encoding");
        var packed = await answer.Content.ReadAsByteArrayAsync();
        await using Stream unpacking =
            encoding == "br"
                ? new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress)
                : new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var plain = await new StreamReader(unpacking).ReadToEndAsync();
        plain.ShouldBe(await _host.Client.GetStringAsync("/list"));
        packed.Length.ShouldBeLessThan(plain.Length * 3 / 10);
    }

    [Fact]
    public async Task Too_long_a_target_is_a_problem()
    {
        (await CodeOf(await _host.Client.GetAsync("/short?q=" + new string('a', 9_000)), HttpStatusCode.RequestUriTooLong)).ShouldBe(
            "http.targetTooLong"
        );
    }

    [Fact]
    public async Task Too_many_headers_are_a_problem()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/short");
        request.Headers.Add("X-Large", new string('a', 33_000));

        (await CodeOf(await _host.Client.SendAsync(request), HttpStatusCode.RequestHeaderFieldsTooLarge)).ShouldBe("http.headersTooLarge");
    }

    [Fact]
    public async Task The_log_has_one_line_for_each_request_without_its_query_and_headers()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/items/42?secret=hunter2");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "mk_hunter3");
        request.Headers.Add("X-Actor", "key:1");
        await _host.Client.SendAsync(request);

        await Wait.UntilAsync(() => _host.Log.All.Any(line => line.Category.EndsWith("RequestLog", StringComparison.Ordinal)));
        var line = _host.Log.All.Single(entry => entry.Category.EndsWith("RequestLog", StringComparison.Ordinal)).Text;
        line.ShouldStartWith("GET /items/42 responded 200 in ");
        line.ShouldContain("key:1");
        string.Concat(_host.Log.All.Where(entry => entry.Level >= LogLevel.Information).Select(entry => entry.Text))
            .ShouldNotContain("hunter");
    }

    [Fact]
    public async Task The_log_names_the_problem_that_a_request_was_answered_with_and_omits_what_is_unknown()
    {
        await _host.Client.GetAsync("/nowhere");

        await Wait.UntilAsync(() => _host.Log.All.Any(line => line.Text.Contains("/nowhere", StringComparison.Ordinal)));
        var line = _host.Log.All.Single(entry => entry.Text.Contains("/nowhere", StringComparison.Ordinal)).Text;
        line.ShouldMatch("^GET /nowhere responded 404 in [0-9.]+ ms: http.notFound, trace [0-9a-f]{32}$");
    }

    [Fact]
    public async Task A_damaged_database_is_named_as_such_in_the_response_the_readiness_and_the_log()
    {
        var problem = await _host.Client.GetAsync("/damaged");
        await Task.Delay(1100);
        var ready = await _host.Client.GetAsync("/health/ready");

        problem.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await problem.Content.ReadAsStringAsync()).ShouldContain("\"http.databaseDamaged\"");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).ShouldContain("The database is damaged.");
        _host.Log.All.ShouldContain(line =>
            line.Level == LogLevel.Error && line.Text.Contains("The database is damaged", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_line_break_in_a_path_is_escaped_in_the_log()
    {
        await RawAsync("GET /a%0d%0ainjected HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        await Wait.UntilAsync(() => _host.Log.All.Any(line => line.Text.Contains("injected", StringComparison.Ordinal)));
        _host
            .Log.All.Where(line => line.Category.EndsWith("RequestLog", StringComparison.Ordinal))
            .ShouldAllBe(line => !line.Text.Contains('\n'));
    }

    private static void Map(WebApplication app)
    {
        app.MapGet(
            "/short",
            (HttpContext http) =>
            {
                http.Response.Headers.ETag = "\"7\"";
                return http.Response.WriteAsync("a short answer");
            }
        );
        app.MapGet("/items/{id}", (string id) => id);
        app.MapGet("/fails", IResult () => throw new InvalidOperationException(Secret));
        app.MapGet("/damaged", IResult () => throw new Microsoft.Data.Sqlite.SqliteException("database disk image is malformed", 11));
        app.MapGet("/busy", IResult () => throw new StoreBusyException());
        app.MapGet(
            "/fails-while-writing",
            async (HttpContext http) =>
            {
                http.Response.Headers["X-Early"] = "1";
                http.Response.BodyWriter.Write("{\"half\":"u8);
                await Task.Yield();
                throw new InvalidOperationException(Secret);
            }
        );
        app.MapGet(
            "/fails-after-flush-of-little",
            async (HttpContext http) =>
            {
                await http.Response.WriteAsync("{\"half\":");
                await http.Response.Body.FlushAsync();
                throw new InvalidOperationException(Secret);
            }
        );
        app.MapGet("/fails-while-serializing", (HttpContext http) => JsonSerializer.SerializeAsync(http.Response.BodyWriter, new Bomb()));
        app.MapGet(
            "/fails-late",
            async (HttpContext http) =>
            {
                await http.Response.WriteAsync(new string('x', 300_000));
                await Task.Delay(200);
                throw new InvalidOperationException(Secret);
            }
        );
        app.MapGet("/long", (HttpContext http) => http.Response.WriteAsync(new string('x', 300_000)));
        app.MapGet(
            "/list",
            () =>
                Enumerable
                    .Range(0, 500)
                    .Select(i => new
                    {
                        id = i,
                        name = "plan",
                        status = "active",
                    })
        );
        app.MapGet("/waits", (HttpContext http) => Task.Delay(Timeout.Infinite, http.RequestAborted));
        app.MapPost("/imports", async (HttpContext http) => (await new StreamReader(http.Request.Body).ReadToEndAsync()).Length)
            .WithMetadata(new EndpointContract { Id = "import", MaxBodyBytes = 2_000_000 });
        app.MapPost("/reads", async (HttpContext http) => await new StreamReader(http.Request.Body).ReadToEndAsync());
    }

    private async Task<string> RawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _host.Address.Port);
        await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        return await new StreamReader(socket.GetStream()).ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(",", answer.Headers.GetValues(name));

    private static async Task<string> CodeOf(HttpResponseMessage answer, HttpStatusCode status)
    {
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        problem.RootElement.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.RootElement.GetProperty("detail").GetString()!.ShouldNotContain("{");
        return problem.RootElement.GetProperty("code").GetString()!;
    }

    private sealed class Bomb
    {
        public string First { get; } = new('a', 6000);

        public string Second => First.Length > 0 ? throw new InvalidOperationException(Secret) : First;
    }
}
