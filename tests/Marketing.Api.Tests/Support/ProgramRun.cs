using System.Diagnostics;
using System.Globalization;

namespace Marketing.Api.Tests.Support;

/// <summary>The built program in a process of its own, in an empty folder, with what it writes.</summary>
internal sealed class ProgramRun : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Marketing.Api.dll");

    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly List<string> _error = [];

    private ProgramRun(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public IReadOnlyList<string> Output => Copy(_output);

    public IReadOnlyList<string> Error => Copy(_error);

    public static ProgramRun Start(string folder, IEnumerable<(string Name, string? Value)> variables, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return new ProgramRun(Process.Start(start)!);
    }

    /// <summary>Waits until the program has written a line that contains the text.</summary>
    public Task WaitForAsync(string text) =>
        Hosting.Wait.UntilAsync(
            () =>
                Output.Any(line => line.Contains(text, StringComparison.Ordinal))
                || (_process.HasExited ? throw new InvalidOperationException(string.Join('\n', [.. Output, .. Error])) : false),
            StartWait.Longest
        );

    /// <summary>Asks it to stop, as a supervisor does.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end, and for the last line.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(StartWait.Longest);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static void Keep(List<string> lines, string? line)
    {
        lock (lines)
        {
            if (line is not null)
            {
                lines.Add(line);
            }
        }
    }

    private static List<string> Copy(List<string> lines)
    {
        lock (lines)
        {
            return [.. lines];
        }
    }
}
