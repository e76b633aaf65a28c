using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Writes;
using Microsoft.EntityFrameworkCore;

namespace Marketing.Api.Tests.Conventions;

/// <summary>Append-only rows cannot be changed through the context.</summary>
public sealed class AppendOnlyTests
{
    public static TheoryData<string, EntityState> Attempts() =>
        [.. from type in AppendOnly() from state in new[] { EntityState.Modified, EntityState.Deleted } select (type.Name, state)];

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task An_append_only_row_can_be_neither_changed_nor_deleted(string name, EntityState state)
    {
        var workspace = EntityId.New<WorkspaceId>();
        await using var db = Contexts.Sqlite();
        db.Writes = new WriteLog(Caller.ForSystem("test", workspace), new RequestContext(), DateTime.UtcNow, Guid.NewGuid());
        db.Entry(Make(name, workspace)).State = state;
        (await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync())).Message.ShouldBe(
            $"A {name} is append-only and cannot be changed or deleted."
        );
    }

    [Fact]
    public async Task A_row_of_another_workspace_cannot_be_written()
    {
        await using var db = Contexts.Sqlite();
        db.Writes = new WriteLog(
            Caller.ForSystem("test", EntityId.New<WorkspaceId>()),
            new RequestContext(),
            DateTime.UtcNow,
            Guid.NewGuid()
        );
        db.Entry(Make(AppendOnly().First().Name, EntityId.New<WorkspaceId>())).State = EntityState.Added;
        (await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync())).Message.ShouldContain("another workspace");
    }

    [Fact]
    public async Task Nothing_can_be_saved_outside_a_unit_of_work()
    {
        await using var db = Contexts.Sqlite();
        db.Entry(Make(AppendOnly().First().Name, EntityId.New<WorkspaceId>())).State = EntityState.Added;
        await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    private static IEnumerable<Type> AppendOnly() =>
        new[] { typeof(IResource), typeof(IMarketingDb), typeof(MarketingDbContext) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IAppendOnly)));

    private static object Make(string name, WorkspaceId workspace)
    {
        var type = AppendOnly().Single(each => each.Name == name);
        var row = Activator.CreateInstance(type, nonPublic: true)!;
        type.GetProperty(nameof(IWorkspaceOwned.WorkspaceId))!.SetValue(row, workspace);
        return row;
    }
}
