using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Persistence;

/// <summary>
/// Declares the triggers that protect append-only rows in the database. Their SQL is in <c>Migrations/Sql</c>, one file for each table
/// and engine.
/// </summary>
internal static class AppendOnlyTriggers
{
    public static void Declare(EntityTypeBuilder entity)
    {
        var table = entity.Metadata.GetTableName();
        entity.ToTable(builder => builder.HasTrigger($"{table}_NoUpdate"));
        if (entity.Metadata.ClrType.IsAssignableTo(typeof(IKeptForever)))
        {
            entity.ToTable(builder => builder.HasTrigger($"{table}_NoDelete"));
        }
    }
}
