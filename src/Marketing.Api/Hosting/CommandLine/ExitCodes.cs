namespace Marketing.Api.Hosting.CommandLine;

/// <summary>The exit codes of the commands.</summary>
internal static class ExitCodes
{
    public const int Succeeded = 0;

    public const int Failed = 1;

    /// <summary>The command line was wrong, and nothing was done.</summary>
    public const int WrongUsage = 2;
}
