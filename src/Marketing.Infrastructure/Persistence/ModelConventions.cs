using System.Buffers.Binary;
using System.Linq.Expressions;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Marketing.Infrastructure.Persistence;

/// <summary>How types are stored, once for the whole model.</summary>
internal static class ModelConventions
{
    /// <summary>Marks a text column that is compared by code point.</summary>
    public const string Ordinal = "Marketing:Ordinal";

    /// <summary>Names, on a column that follows a reference while the row is not deleted, the reference.</summary>
    public const string Follows = "Marketing:Follows";

    /// <summary>Names the columns that an index contains beside its key. Engines have their own ways; see their contexts.</summary>
    private const string Covered = "Marketing:Covered";

    private const string InKeyToo = "Marketing:CoveredInKey";

    public static void Apply(ModelConfigurationBuilder builder)
    {
        // Every index is stated where its query is known; a test names the query of each.
        builder.Conventions.Remove<ForeignKeyIndexConvention>();
        builder.Properties<Guid>().HaveConversion<GuidToBinary>().HaveColumnType("binary(16)");
        builder.Properties<DateTime>().HaveConversion<UtcInstant>().HavePrecision(6);
        foreach (var id in typeof(IEntityId<>).Assembly.GetTypes().Where(IsEntityId))
        {
            builder.Properties(id).HaveConversion(typeof(EntityIdToBinary<>).MakeGenericType(id)).HaveColumnType("binary(16)");
        }

        builder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(50);
    }

    /// <summary>
    /// Stored as JSON text; compared by that text, unless it is the very value that was loaded: such values never change inside.
    /// </summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property, int? maxLength = null)
    {
        property.HasConversion(
            new ValueConverter<T, string>(value => WireJson.Store(value), json => WireJson.Load<T>(json)),
            new ValueComparer<T>(
                (a, b) => ReferenceEquals(a, b) || WireJson.Store(a) == WireJson.Store(b),
                value => WireJson.Store(value).GetHashCode(),
                value => value
            )
        );
        return maxLength is { } length ? property.HasMaxLength(length) : property;
    }

    public static PropertyBuilder<T> ComparedOrdinally<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Ordinal, true);

    /// <summary>
    /// Keeps the state of deletion in the index, so that lists skip deleted rows without reading them. SQL Server only: SQLite has no
    /// columns beside the key.
    /// </summary>
    public static IndexBuilder<TEntity> KnowsDeletion<TEntity>(this IndexBuilder<TEntity> index)
        where TEntity : IResource => index.HasAnnotation(Covered, new[] { nameof(IResource.DeletedAt) });

    /// <summary>
    /// Keeps the columns that lists filter by in the index, so that a rare value is found without reading every row of the workspace.
    /// SQLite gets them at the end of the key.
    /// </summary>
    public static IndexBuilder<TEntity> Knows<TEntity>(this IndexBuilder<TEntity> index, params string[] columns)
        where TEntity : IResource =>
        index.HasAnnotation(Covered, new[] { nameof(IResource.DeletedAt) }.Concat(columns).ToArray()).HasAnnotation(InKeyToo, true);

    /// <summary>Key, version and stamps of a resource.</summary>
    public static void IsResource<TEntity, TId>(this EntityTypeBuilder<TEntity> entity)
        where TEntity : Resource<TId>
        where TId : struct, IEntityId<TId>
    {
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.HasAlternateKey(row => new { row.WorkspaceId, row.Id });
        entity.Property(row => row.Version).IsConcurrencyToken();
        entity.Property(row => row.CreatedBy).HasMaxLength(100);
        entity.Property(row => row.UpdatedBy).HasMaxLength(100);
        entity.Property(row => row.CreatedByName).HasMaxLength(400);
        entity.Property(row => row.UpdatedByName).HasMaxLength(400);
    }

    /// <summary>The index for lists by time of change, and for clients that ask what changed since.</summary>
    public static IndexBuilder<TEntity> HasUpdatedIndex<TEntity, TId>(this EntityTypeBuilder<TEntity> entity)
        where TEntity : Resource<TId>
        where TId : struct, IEntityId<TId> =>
        entity
            .HasIndex(row => new
            {
                row.WorkspaceId,
                row.UpdatedAt,
                row.Id,
            })
            .KnowsDeletion();

    /// <summary>Gives each index the columns beside its key, as an engine has them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cover">Adds the columns to the index; the last argument says whether they are worth their place in a key.</param>
    public static void CoverIndexes(IMutableModel model, Action<IMutableIndex, string[], bool> cover)
    {
        foreach (var index in model.GetEntityTypes().SelectMany(entity => entity.GetIndexes()).ToList())
        {
            if (index.RemoveAnnotation(Covered)?.Value is string[] columns)
            {
                cover(index, columns, index.RemoveAnnotation(InKeyToo) is not null);
            }
        }
    }

    /// <summary>
    /// Maps a reference to a catalogue entry. A second column, which the interceptor writes, repeats it while the row is not deleted. By a
    /// foreign key this column points at the entry's <see cref="CatalogueEntryRow"/>, which goes when the entry is deleted or merged: the
    /// database refuses a reference to an entry that is gone, and the deletion of an entry that is referred to, whichever commits first.
    /// The
    /// context clears nothing by itself when it deletes an entry's row: a merge has changed the references by then.
    /// </summary>
    public static void RefersToEntry<TEntity, TEntryId>(
        this EntityTypeBuilder<TEntity> entity,
        Expression<Func<TEntity, TEntryId?>> reference
    )
        where TEntity : class, IResource
        where TEntryId : struct, IEntityId<TEntryId>
    {
        var name = ((MemberExpression)reference.Body).Member.Name;
        var live = $"Live{name}";
        entity.Property<Guid?>(live).HasAnnotation(Follows, name);
        entity
            .HasOne<CatalogueEntryRow>()
            .WithMany()
            .HasForeignKey(nameof(IWorkspaceOwned.WorkspaceId), live)
            .HasPrincipalKey(nameof(CatalogueEntryRow.WorkspaceId), nameof(CatalogueEntryRow.EntryId))
            .OnDelete(DeleteBehavior.ClientNoAction);
        entity.HasIndex(nameof(IWorkspaceOwned.WorkspaceId), live);
    }

    private static bool IsEntityId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>));

    /// <summary>Big-endian, so that bytes, text and time sort alike on both engines.</summary>
    private sealed class GuidToBinary() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));

    private sealed class EntityIdToBinary<TId>() : ValueConverter<TId, byte[]>(id => id.Value.ToByteArray(true), bytes => TIdFrom(bytes))
        where TId : struct, IEntityId<TId>
    {
        private static TId TIdFrom(byte[] bytes) => TId.From(new Guid(bytes, true));
    }

    private sealed class UtcInstant()
        : ValueConverter<DateTime, DateTime>(instant => instant, stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
}
