using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketing.Api.Tests.Engines;

/// <summary>Refuses texts that are too long for their column, as SQL Server does and SQLite does not.</summary>
internal sealed class ColumnLengths : SaveChangesInterceptor
{
    private static readonly IModel Server = ModelOfServer();

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var written =
            from entry in eventData.Context!.ChangeTracker.Entries()
            where entry.State is EntityState.Added or EntityState.Modified
            let columns = Server.FindEntityType(entry.Metadata.Name)!
            from property in entry.Properties
            let column = columns.FindProperty(property.Metadata.Name)!
            where column.GetMaxLength() is not null
            let stored = column.GetTypeMapping().Converter is { } converter
                ? converter.ConvertToProvider(property.CurrentValue)
                : property.CurrentValue
            where stored is string text && text.Length > column.GetMaxLength()
            select $"{entry.Metadata.DisplayName()}.{property.Metadata.Name} holds {column.GetMaxLength()} UTF-16 units";
        return written.FirstOrDefault() is { } tooLong
            ? throw new SqlServerRuleBrokenException($"a text that is too long: {tooLong}")
            : ValueTask.FromResult(result);
    }

    private static IModel ModelOfServer()
    {
        using var db = new SqlServerMarketingDbContext(SilentServer.Options());
        return db.Model;
    }
}
