using Marketing.Application.Common;
using Marketing.Domain.Catalogues;

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
            .Where(key => key.PrincipalEntityType.ClrType.IsAssignableTo(typeof(ICatalogueEntry)))
            .Select(key => $"{key.DeclaringEntityType.ClrType.Name} by {key.PrincipalEntityType.FindProperty("Id")!.ClrType.Name}")
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
}
