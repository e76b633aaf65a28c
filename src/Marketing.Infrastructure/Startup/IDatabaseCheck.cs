using Marketing.Infrastructure.Persistence;

namespace Marketing.Infrastructure.Startup;

/// <summary>Checks whether a database with a current schema fits this installation.</summary>
public interface IDatabaseCheck
{
    /// <exception cref="StartRefusedException">It does not; the message states what to do.</exception>
    Task RunAsync(MarketingDbContext db, CancellationToken ct);
}
