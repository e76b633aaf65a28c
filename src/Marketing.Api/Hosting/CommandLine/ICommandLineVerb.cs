namespace Marketing.Api.Hosting.CommandLine;

/// <summary>Something the program does in place of serving.</summary>
internal interface ICommandLineVerb
{
    /// <summary>The first argument, by which it is called.</summary>
    string Name { get; }

    /// <summary>The verb and its options in one line.</summary>
    string Usage => Name;

    /// <param name="args">What follows the verb.</param>
    /// <param name="services">The services of the configured host, which is built at the first use and never started.</param>
    /// <param name="ct">Ends the work.</param>
    /// <returns>The exit code: 0 done, 1 failed, 2 wrong usage.</returns>
    Task<int> RunAsync(string[] args, IServiceProvider services, CancellationToken ct);
}
