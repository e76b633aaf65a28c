using Marketing.Application.Common;
using Marketing.Domain.Approvals;
using Marketing.Domain.Calendar;
using Marketing.Domain.Campaigns;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Observations;
using Marketing.Domain.Results;
using Marketing.Domain.Risks;
using Marketing.Domain.Tasks;
using Marketing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketing.Api.Tests.Conventions;

/// <summary>Every column that refers to a catalogue entry has a referrer, so that deleting and merging entries consider it.</summary>
public sealed class ReferrerTests
{
    [Fact]
    public void Every_foreign_key_to_a_catalogue_has_a_referrer()
    {
        using var db = Contexts.Sqlite();
        var keys = db
            .Model.GetEntityTypes()
            .SelectMany(entity => entity.GetForeignKeys())
            .Where(key => key.PrincipalEntityType.ClrType == typeof(CatalogueEntryRow) && !HasOwnReferrer(key))
            .Select(key => $"{key.DeclaringEntityType.ClrType.Name} by {ReferenceOf(key).Name}")
            .ToList();
        var referrers = typeof(IMarketingDb)
            .Assembly.GetTypes()
            .Select(type => type.BaseType)
            .OfType<Type>()
            .Where(type => type.Name.StartsWith("ColumnReferrer`", StringComparison.Ordinal))
            .Select(type => $"{type.GenericTypeArguments[0].Name} by {type.GenericTypeArguments[2].Name}")
            .ToList();

        keys.Count.ShouldBeGreaterThan(2);
        referrers.ShouldBe(keys, ignoreOrder: true);
    }

    /// <summary>The row of a deleted or merged entry stays in its own table, so a key to it would still be valid.</summary>
    [Fact]
    public void No_foreign_key_leads_to_the_own_table_of_a_catalogue()
    {
        using var db = Contexts.Sqlite();
        db.Model.GetEntityTypes()
            .SelectMany(entity => entity.GetForeignKeys())
            .Where(key => key.PrincipalEntityType.ClrType.IsAssignableTo(typeof(ICatalogueEntry)))
            .Select(key => $"{key.DeclaringEntityType.ClrType.Name} to {key.PrincipalEntityType.ClrType.Name}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_column_that_refers_to_a_catalogue_is_followed_by_a_key_to_the_live_entry()
    {
        using var db = Contexts.Sqlite();
        var references =
            from entity in db.Model.GetEntityTypes()
            from property in entity.GetProperties()
            let type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType
            where
                CatalogueIds.Contains(type)
                && !property.IsPrimaryKey()
                && property.Name != nameof(Party.MergedIntoId)
                // Whom a submission named is history. A merge of that party is followed when it is read.
                && property.Name != nameof(Approval.AssigneePartyId)
                // Observations are kept, and so is the entry of their metric: a key of their own refuses its deletion.
                && !entity.ClrType.IsAssignableTo(typeof(IObserved))
                // So does a calendar feed of a party.
                && entity.ClrType != typeof(CalendarFeed)
            select $"{entity.ClrType.Name}.{property.Name}";
        var followed =
            from entity in db.Model.GetEntityTypes()
            from key in entity.GetForeignKeys()
            where key.PrincipalEntityType.ClrType == typeof(CatalogueEntryRow) && !HasOwnReferrer(key)
            select $"{entity.ClrType.Name}.{key.Properties[^1].FindAnnotation(ModelConventions.Follows)!.Value}";

        references.ShouldBe(followed, ignoreOrder: true);
    }

    private static readonly HashSet<Type> CatalogueIds =
    [
        .. typeof(ICatalogueEntry)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(ICatalogueEntry)))
            .Select(type => type.GetProperty("Id")!.PropertyType),
    ];

    /// <summary>Whether the row exists only to refer to the entry, or never lets go of it. Its referrer is written by hand.</summary>
    private static bool HasOwnReferrer(IReadOnlyForeignKey key) =>
        key.DeclaringEntityType.ClrType == typeof(ContentReference)
        || key.DeclaringEntityType.ClrType == typeof(TaskOwner)
        || key.DeclaringEntityType.ClrType == typeof(CampaignEntry)
        || key.DeclaringEntityType.ClrType == typeof(Observation)
        || key.DeclaringEntityType.ClrType == typeof(DailyResult)
        || key.DeclaringEntityType.ClrType == typeof(RiskReference);

    private static Type ReferenceOf(IReadOnlyForeignKey key)
    {
        var reference = (string)key.Properties[^1].FindAnnotation(ModelConventions.Follows)!.Value!;
        return Nullable.GetUnderlyingType(key.DeclaringEntityType.FindProperty(reference)!.ClrType)!;
    }
}
