using System.Runtime.InteropServices;

namespace Marketing.Api.Operations;

/// <summary>
/// Keeps what SQLite and the runtime allocate outside of .NET's heap in few pools. The C library of most Linux systems gives
/// threads up to eight pools for each processor, and what is free in one of them stays resident: 15 MB after a load.
/// </summary>
internal static class NativeMemory
{
    /// <summary><c>M_ARENA_MAX</c> of <c>malloc.h</c>.</summary>
    private const int LargestNumberOfPools = -8;

    /// <summary>One pool for each processor from now on, unless <c>MALLOC_ARENA_MAX</c> says otherwise or the C library has no such pools.</summary>
    public static void LimitPools()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("MALLOC_ARENA_MAX") is not null)
        {
            return;
        }

        try
        {
            _ = SetOption(LargestNumberOfPools, Environment.ProcessorCount);
        }
        catch (Exception absent) when (absent is DllNotFoundException or EntryPointNotFoundException)
        {
        }
    }

    [DllImport("libc", EntryPoint = "mallopt", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);
}
