using Marketing.Infrastructure.Persistence;

namespace Marketing.Api.Hosting.CommandLine;

/// <summary>Which login a verb works with.</summary>
internal static class MigrationLogin
{
    /// <summary>
    /// Has <c>--migrate</c> do all of its work with <c>Database:MigrationConnectionString</c>: the login of the service may
    /// not see the database yet.
    /// </summary>
    public static WebApplicationBuilder WithLoginFor(this WebApplicationBuilder builder, string[] args)
    {
        var database = builder.Configuration.GetSection(DatabaseOptions.Section);
        if (args is [MigrateVerb.Verb, ..] && database[nameof(DatabaseOptions.MigrationConnectionString)] is { Length: > 0 } own)
        {
            database[nameof(DatabaseOptions.ConnectionString)] = own;
        }

        return builder;
    }
}
