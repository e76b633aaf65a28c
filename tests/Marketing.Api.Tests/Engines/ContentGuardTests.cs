using Marketing.Application.Plans;
using Marketing.Domain.Common;
using Marketing.Domain.Plans;
using Marketing.Infrastructure.Persistence;

namespace Marketing.Api.Tests.Engines;

/// <summary>What SQL Server gets when a write of content begins. SQLite has one writer, so no test there can show the order.</summary>
public sealed class ContentGuardTests
{
    private static readonly PlanId Plan = EntityId.New<PlanId>();

    [Fact]
    public async Task The_revision_is_locked_by_itself_and_the_plan_is_read_afterwards()
    {
        await using var db = Open();

        var (sent, _) = await SilentServer.ListenAsync(() => db.OpenContentAsync(Plan, TestContext.Current.CancellationToken));

        // The server has no such plan, so the third statement takes the count back.
        sent.Count.ShouldBe(3);
        Statement(sent[0]).ShouldStartWith("UPDATE");
        sent[0].Text.ShouldNotContain("[Plans]");
        Statement(sent[1]).ShouldStartWith("SELECT");
        sent[1].Text.ShouldContain("[Plans]");
        Statement(sent[2]).ShouldStartWith("UPDATE");
        sent[2].Text.ShouldNotContain("[Plans]");
    }

    [Fact]
    public async Task A_use_case_that_reads_the_plan_itself_takes_one_statement_for_the_lock()
    {
        await using var db = Open();

        var (sent, _) = await SilentServer.ListenAsync(() => db.LockContentAsync(Plan, TestContext.Current.CancellationToken));

        sent.ShouldHaveSingleItem().Text.ShouldNotContain("[Plans]");
    }

    [Fact]
    public async Task After_no_revision_was_locked_the_plan_is_looked_up_to_name_the_error()
    {
        await using var db = Open();

        var (sent, _) = await SilentServer.ListenAsync(
            () => db.LockContentAsync(Plan, TestContext.Current.CancellationToken),
            findsNoRowToWrite: true
        );

        sent.Select(Statement).Select(text => text[..6]).ShouldBe(["UPDATE", "SELECT"]);
    }

    private static string Statement(SentCommand command) => command.Statement.TrimStart();

    private static SqlServerMarketingDbContext Open() => new(SilentServer.Options()) { Workspace = EntityId.New<WorkspaceId>() };
}
