using System.Runtime.InteropServices;

namespace Marketing.Api.Hosting;

/// <summary>
/// Keeps small what SQLite and the runtime's compiler allocate outside of .NET's heap. The C library of most Linux systems
/// gives threads up to eight pools for each processor, and what is free in them stays resident: 30 MB after a load.
/// </summary>
internal sealed class NativePools : BackgroundService
{
    /// <summary><c>M_ARENA_MAX</c> of <c>malloc.h</c>.</summary>
    private const int LargestNumberOfPools = -8;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>One pool for each processor from now on, unless <c>MALLOC_ARENA_MAX</c> says otherwise.</summary>
    public static void Limit()
    {
        if (Environment.GetEnvironmentVariable("MALLOC_ARENA_MAX") is null)
        {
            Try(() => _ = SetOption(LargestNumberOfPools, Environment.ProcessorCount));
        }
    }

    /// <summary>Gives free pages of the pools back to the system, as .NET does with those of its own heap.</summary>
    /// <returns>Whether the C library can.</returns>
    public static bool GiveBack() => Try(() => _ = Trim(0));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken) && GiveBack())
        {
        }
    }

    /// <returns>Whether the C library has such pools.</returns>
    private static bool Try(Action call)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            call();
            return true;
        }
        catch (Exception absent) when (absent is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "mallopt", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);

    [DllImport("libc", EntryPoint = "malloc_trim", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Trim(nuint kept);
}
