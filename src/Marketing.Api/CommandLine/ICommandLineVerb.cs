namespace Marketing.Api.CommandLine;

/// <summary>Something the program does instead of serving, when its first argument names it.</summary>
internal interface ICommandLineVerb
{
    /// <summary>The first argument that asks for it.</summary>
    string Name { get; }

    /// <summary>Does it.</summary>
    /// <param name="args">What follows the name.</param>
    /// <param name="services">The services of the program; nothing that runs in the background has been started.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The exit code.</returns>
    Task<int> RunAsync(string[] args, IServiceProvider services, CancellationToken cancellationToken);
}
