using System.Linq.Expressions;
using System.Reflection;
using AutoMapper.Internal;
using AutoMapper.QueryableExtensions;
using Marketing.Application;
using Marketing.Application.Common;
using Marketing.Application.Scheduling;
using Marketing.Application.Webhooks;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using IConfigurationProvider = AutoMapper.IConfigurationProvider;

namespace Marketing.Api.Tests.Conventions;

/// <summary>
/// Runs every projection over a row with all optional values empty and one with all of them filled. The mapper's own validation misses
/// ids that become text and nullable values that fail.
/// </summary>
public sealed class ProjectionTests : IAsyncLifetime
{
    private static readonly WorkspaceId Workspace = EntityId.New<WorkspaceId>();

    private readonly SqliteConnection _connection = new("Data Source=:memory:;Foreign Keys=False");
    private readonly ServiceProvider _services = Services();
    private SqliteMarketingDbContext _db = null!;

    /// <summary>Members that depend on another one: a delivery has a next attempt only while it is pending.</summary>
    private static readonly (string, string)[] Derived = [(nameof(WebhookDeliveryResponse), nameof(WebhookDeliveryResponse.NextAttemptAt))];

    public static TheoryData<string, string> Projections()
    {
        using var services = Services();
        return [.. MapsOf(services).Select(map => (map.SourceType.Name, map.DestinationType.Name))];
    }

    public async ValueTask InitializeAsync()
    {
        await _connection.OpenAsync();
        _db = new SqliteMarketingDbContext(new DbContextOptionsBuilder<SqliteMarketingDbContext>().UseSqlite(_connection).Options)
        {
            Workspace = Workspace,
        };
        await _db.Database.EnsureCreatedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await _connection.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Projections))]
    public async Task A_projection_returns_empty_and_filled_rows_unchanged(string entity, string response)
    {
        var map = MapsOf(_services).Single(each => each.SourceType.Name == entity && each.DestinationType.Name == response);
        foreach (var full in new[] { false, true })
        {
            var row = Make(map.SourceType, full);
            _db.Add(row);
            await _db.SaveChangesAsync();
            var answer = Run(map).ShouldHaveSingleItem();
            foreach (var member in answer.GetType().GetProperties())
            {
                if (
                    row.GetType().GetProperty(member.Name) is { } source
                    && IsPlain(member.PropertyType)
                    && !Derived.Contains((response, member.Name))
                )
                {
                    member.GetValue(answer).ShouldBe(Plain(source.GetValue(row)), $"{response}.{member.Name}");
                }
            }

            _db.Remove(row);
            await _db.SaveChangesAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Projections))]
    public void A_projection_can_be_translated_for_both_engines(string entity, string response)
    {
        var map = MapsOf(_services).Single(each => each.SourceType.Name == entity && each.DestinationType.Name == response);
        using var server = Contexts.SqlServer();
        Translate(map, server).ShouldContain("SELECT");
        Translate(map, _db).ShouldContain("SELECT");
    }

    [Fact]
    public void The_projection_of_events_with_their_parts_can_be_translated_for_both_engines()
    {
        using var server = Contexts.SqlServer();
        foreach (var db in new MarketingDbContext[] { server, _db })
        {
            var selection = typeof(AnchorResponse).GetMethod("Selection", BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, [db]);
            db.PlanAnchors.OrderBy(anchor => anchor.Date)
                .ThenBy(anchor => anchor.Id)
                .Select((Expression<Func<PlanAnchor, AnchorResponse>>)selection!)
                .ToQueryString()
                .ShouldContain("SELECT");
        }
    }

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddApplication(null);
        return services.BuildServiceProvider();
    }

    private static IEnumerable<AutoMapper.TypeMap> MapsOf(IServiceProvider services) =>
        services
            .GetRequiredService<IConfigurationProvider>()
            .Internal()
            .GetAllTypeMaps()
            .Where(map => map.SourceType.IsAssignableTo(typeof(IWorkspaceOwned)));

    private IReadOnlyList<object> Run(AutoMapper.TypeMap map) =>
        (IReadOnlyList<object>)Method(nameof(RunAs)).MakeGenericMethod(map.SourceType, map.DestinationType).Invoke(this, null)!;

    private string Translate(AutoMapper.TypeMap map, MarketingDbContext db) =>
        (string)Method(nameof(TranslateAs)).MakeGenericMethod(map.SourceType, map.DestinationType).Invoke(this, [db])!;

    private List<object> RunAs<TEntity, TResponse>()
        where TEntity : class
        where TResponse : class =>
        [.. _db.Set<TEntity>().AsNoTracking().ProjectTo<TResponse>(_services.GetRequiredService<IConfigurationProvider>())];

    private string TranslateAs<TEntity, TResponse>(MarketingDbContext db)
        where TEntity : class =>
        db.Set<TEntity>().ProjectTo<TResponse>(_services.GetRequiredService<IConfigurationProvider>()).ToQueryString();

    private static MethodInfo Method(string name) =>
        typeof(ProjectionTests).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!;

    private object Make(Type type, bool full)
    {
        var row = Activator.CreateInstance(type, nonPublic: true)!;
        var entry = _db.Entry(row);
        foreach (var property in entry.Metadata.GetProperties())
        {
            if (property.Name == "DeletedAt" || (property.IsNullable && !full) || Value(property) is not { } value)
            {
                continue;
            }

            entry.Property(property.Name).CurrentValue = value;
        }

        return row;
    }

    private static object? Value(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return property.Name == "WorkspaceId" ? Workspace
            : type.GetMethod("From", [typeof(Guid)]) is { } from ? from.Invoke(null, [Guid.CreateVersion7()])
            : type == typeof(Guid) ? Guid.CreateVersion7()
            : property.Name == "Currency" ? "CNY"
            : type == typeof(string) ? Guid.NewGuid().ToString("N")[..Math.Min(32, property.GetMaxLength() ?? 32)]
            : type == typeof(DateTime) ? new DateTime(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc)
            : type == typeof(DateOnly) ? new DateOnly(2026, 3, 1)
            : type == typeof(int) ? 7
            : type == typeof(long) ? 7L
            : type == typeof(decimal) ? 7.5m
            : type == typeof(bool) ? true
            : type.IsEnum ? Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)
            : null;
    }

    private static bool IsPlain(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        return inner == typeof(string) || inner.IsEnum || (inner.IsValueType && inner.Namespace == nameof(System));
    }

    /// <summary>A typed id as in responses.</summary>
    private static object? Plain(object? value) =>
        value?.GetType().GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IEntityId<>)) == true
            ? value.GetType().GetProperty("Value")!.GetValue(value)
            : value;
}
