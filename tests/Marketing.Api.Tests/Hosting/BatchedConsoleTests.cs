using System.Text;
using Marketing.Api.Hosting.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Marketing.Api.Tests.Hosting;

/// <summary>Log lines reach the console in order, soon or immediately.</summary>
public sealed class BatchedConsoleTests : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly MemoryStream _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Lines_of_many_threads_are_written_once_unbroken_and_in_the_order_of_their_thread()
    {
        const int Threads = 8,
            Lines = 2000;
        using (var console = new BatchedConsole(new Plain(), LogLevel.None, _output, _error))
        {
            await Task.WhenAll(
                Enumerable
                    .Range(0, Threads)
                    .Select(thread =>
                        Task.Run(() =>
                        {
                            var logger = console.CreateLogger("test");
                            for (var i = 0; i < Lines; i++)
                            {
                                logger.LogInformation("{Thread} {Line} 计划", thread, i);
                            }
                        })
                    )
            );
        }

        var written = TextOf(_output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        written.Length.ShouldBe(Threads * Lines);
        foreach (var thread in written.GroupBy(line => line.Split(' ')[0]))
        {
            thread.ShouldBe(Enumerable.Range(0, Lines).Select(i => $"{thread.Key} {i} 计划"));
        }
    }

    [Fact]
    public async Task An_error_and_all_lines_before_it_are_written_immediately_and_other_lines_soon()
    {
        using var console = new BatchedConsole(new Plain(), LogLevel.None, _output, _error);
        var logger = console.CreateLogger("test");

        logger.LogInformation("one");
        logger.LogError("two");

        TextOf(_output).ShouldBe("one\ntwo\n");
        logger.LogInformation("three");
        for (var i = 0; i < 100 && !TextOf(_output).EndsWith("three\n", StringComparison.Ordinal); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        TextOf(_output).ShouldBe("one\ntwo\nthree\n");
        TextOf(_error).ShouldBeEmpty();
    }

    [Fact]
    public void Lines_for_standard_error_do_not_appear_on_standard_output()
    {
        using (var console = new BatchedConsole(new Plain(), LogLevel.Trace, _output, _error))
        {
            console.CreateLogger("test").LogInformation("said");
        }

        TextOf(_output).ShouldBeEmpty();
        TextOf(_error).ShouldBe("said\n");
    }

    [Fact]
    public void Logging_to_a_closed_stream_does_not_throw()
    {
        using var console = new BatchedConsole(new Plain(), LogLevel.None, _output, _error);
        _output.Dispose();

        Should.NotThrow(() => console.CreateLogger("test").LogError("lost"));
    }

    private static string TextOf(MemoryStream stream) => Encoding.UTF8.GetString(stream.ToArray());

    private sealed class Plain() : ConsoleFormatter("plain")
    {
        public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter) =>
            textWriter.Write(logEntry.Formatter(logEntry.State, logEntry.Exception) + "\n");
    }
}
