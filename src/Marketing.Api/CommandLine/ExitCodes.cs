namespace Marketing.Api.CommandLine;

/// <summary>What the program tells its caller; the numbers are those of sysexits.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>Says what is wrong on standard error.</summary>
    public static int Say(this int code, string sentence)
    {
        Console.Error.WriteLine(sentence);
        return code;
    }
}
