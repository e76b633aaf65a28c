using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketing.Infrastructure.Startup;

/// <summary>Migrates the schema if configured, and checks whether it is current.</summary>
public sealed class DatabaseStartup(
    IServiceScopeFactory scopes,
    IOptions<DatabaseOptions> options,
    StoreHealth health,
    ILogger<DatabaseStartup> logger
) : IDisposable
{
    /// <summary>
    /// The timeout of a migration's statement on a server, such as an index over a large table; as long as the lease of the migration.
    /// </summary>
    private static readonly TimeSpan MigrationTime = TimeSpan.FromMinutes(10);

    private const int MissingShown = 5;
    private const string Damaged = "The database is damaged.";

    private readonly Lock _sharing = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task<string?>? _look;
    private volatile bool _current;
    private volatile string? _logged;

    /// <summary>Applies missing migrations. Rejects a database created by another initial migration.</summary>
    /// <exception cref="StartRefusedException">The database cannot be used; the message states what to do.</exception>
    public async Task MigrateAsync(CancellationToken ct)
    {
        try
        {
            await ApplyMissingAsync(ct);
        }
        catch (Exception failure) when (UnusableFile.Explain(failure, options.Value) is { } refused)
        {
            throw refused;
        }
    }

    /// <summary>
    /// Returns why the database cannot be used; null if it responds, accepts writes, has every migration of this build and contains the
    /// schema that this build needs. Newer migrations and additional schema objects are allowed.
    /// </summary>
    public Task<string?> WhyNotReadyAsync(CancellationToken ct) => _current ? AskAsync(AnswerAsync, ct) : ShareLookAsync(ct);

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    /// <summary>
    /// Warns about settings of a server that cost speed. Correctness does not depend on them, and neither does the start.
    /// </summary>
    public async Task AdviseAsync(CancellationToken ct)
    {
        if (options.Value.Provider != DatabaseProvider.SqlServer)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        try
        {
            if (await SqlServerCatalogue.ReadsWaitAsync(scope.ServiceProvider.GetRequiredService<MarketingDbContext>(), ct))
            {
                logger.LogWarning(
                    "READ_COMMITTED_SNAPSHOT is off in this database, so reads wait for writes. Turn it on with ALTER DATABASE; see docs/operations.md"
                );
            }
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            logger.LogDebug(failure, "The settings of the database cannot be read");
        }
    }

    /// <summary>Returns what the database said, otherwise the type of a failure. What it says contains no password.</summary>
    internal static string ReasonOf(Exception failure) =>
        StoreFaults.Refusal(failure)?.ReplaceLineEndings(" ").TrimEnd('.') ?? failure.GetType().Name;

    /// <summary>
    /// Looks at the schema once for all callers at the same time. The look continues when a caller stops waiting: on a slow server it takes
    /// longer than a probe waits, and the next probe needs its result.
    /// </summary>
    private Task<string?> ShareLookAsync(CancellationToken ct)
    {
        lock (_sharing)
        {
            if (_look is null or { IsCompleted: true })
            {
                var stopping = _stopping.Token;
                _look = Task.Run(() => AskAsync(LookAsync, stopping), CancellationToken.None);
            }

            return _look.WaitAsync(ct);
        }
    }

    /// <summary>Lets the next caller see the database as it is after a migration.</summary>
    private void ForgetLook()
    {
        lock (_sharing)
        {
            _look = null;
        }
    }

    private async Task<string?> AskAsync(Func<MarketingDbContext, CancellationToken, Task<string?>> ask, CancellationToken ct)
    {
        if (health.IsDamaged)
        {
            return Damaged;
        }

        if (options.Value.Provider == DatabaseProvider.Sqlite && SqliteFileWatch.WhyUnusable(options.Value.Connection) is { } unusable)
        {
            return unusable;
        }

        RetryLimit.Apply(RetryLimit.None);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            var reason = await ask(scope.ServiceProvider.GetRequiredService<MarketingDbContext>(), ct);
            _logged = null;
            return reason;
        }
        catch (Exception failure) when (StoreFaults.IsDamaged(failure))
        {
            health.FoundDamage(failure.GetBaseException().Message);
            return Damaged;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LogOnce(ReasonOf(failure));
            return "The database does not respond.";
        }
    }

    /// <summary>Logs a reason when it changes. Probes ask every second, and would repeat it for as long as it lasts.</summary>
    private void LogOnce(string reason)
    {
        if (reason != _logged)
        {
            _logged = reason;
            logger.LogWarning("The database does not respond: {Reason}", reason);
        }
    }

    private async Task<string?> AnswerAsync(MarketingDbContext db, CancellationToken ct)
    {
        if (!await SchemaReader.AnswersAsync(db, ct))
        {
            return await LookAsync(db, ct);
        }

        return await health.IsWritableAsync(db, ct) ? null : "The database cannot be written.";
    }

    private async Task<string?> LookAsync(MarketingDbContext db, CancellationToken ct)
    {
        await SchemaReader.RequireLoginAsync(db, ct);
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Count() is > 0 and var pending)
        {
            return $"{pending} migration(s) of this build are not applied.";
        }

        var missing = await SchemaReader.MissingAsync(db, ct);
        _current = missing.Count == 0;
        return _current ? null : $"The database lacks what this build needs: {Named(missing)}.";
    }

    private async Task ApplyMissingAsync(CancellationToken ct)
    {
        var own = options.Value.MigrationConnectionString;
        PrepareFile(own ?? options.Value.Connection);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketingDbContext>();
        if (own is null)
        {
            await MigrateAsync(db, ct);
            ForgetLook();
            return;
        }

        var usual = db.Database.GetConnectionString();
        try
        {
            db.Database.SetConnectionString(own);
            await MigrateAsync(db, ct);
            ForgetLook();
        }
        finally
        {
            // The context returns to its pool and must not keep the permissions of the migration.
            await db.Database.CloseConnectionAsync();
            db.Database.SetConnectionString(usual);
        }
    }

    private async Task MigrateAsync(MarketingDbContext db, CancellationToken ct)
    {
        await SchemaReader.RequireLoginAsync(db, ct);
        await RefuseForeignSchemaAsync(db, ct);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count > 0)
        {
            logger.LogInformation("Applying {Count} migration(s) to the {Provider} database", pending.Count, options.Value.Provider);
            await ApplyAsync(db, ct);
        }

        if (await SchemaReader.MissingAsync(db, ct) is { Count: > 0 } missing)
        {
            throw new StartRefusedException(
                $"The database has all migrations of this build, but lacks what they create: {Named(missing)}. "
                    + "It was changed by hand, or created by a build that was never released. Restore a backup, or use a new database."
            );
        }

        if (options.Value.Provider == DatabaseProvider.Sqlite)
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", ct);
        }
    }

    private async Task ApplyAsync(MarketingDbContext db, CancellationToken ct)
    {
        if (options.Value.Provider == DatabaseProvider.Sqlite)
        {
            if (!await NewSqliteDatabase.TryCreateAsync(db, ct))
            {
                await db.Database.MigrateAsync(ct);
            }

            return;
        }

        var usual = db.Database.GetCommandTimeout();
        try
        {
            db.Database.SetCommandTimeout(MigrationTime);
            await db.Database.MigrateAsync(ct);
        }
        finally
        {
            db.Database.SetCommandTimeout(usual);
        }
    }

    private static string Named(IReadOnlyList<string> missing) =>
        string.Join("; ", missing.Take(MissingShown)) + (missing.Count > MissingShown ? $"; and {missing.Count - MissingShown} more" : "");

    private static async Task RefuseForeignSchemaAsync(MarketingDbContext db, CancellationToken ct)
    {
        if (!await db.Database.CanConnectAsync(ct))
        {
            return;
        }

        var applied = await db.Database.GetAppliedMigrationsAsync(ct);
        var unknown = applied.FirstOrDefault();
        if (unknown is not null && !db.Database.GetMigrations().Contains(unknown))
        {
            throw new StartRefusedException(
                $"The database was created by another initial migration ({unknown}). Before the first release there is one initial migration per engine: use a new database, or delete this one."
            );
        }
    }

    private void PrepareFile(string connection)
    {
        if (options.Value.Provider != DatabaseProvider.Sqlite)
        {
            return;
        }

        var path = SqliteFile.PathOf(connection);
        PrivateFile.CreateFolder(Path.GetDirectoryName(path)!);
        SqliteFile.CreateIfMissing(path);
        SqliteFileWatch.AllowCreating(connection);
    }
}

/// <summary>The service cannot start as configured. The message tells the operator what to do.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
