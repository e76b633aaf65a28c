using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Engines;

/// <summary>
/// The guards as SQL Server gets them: an update of the workspace's guard row comes before all other writes, and before the reads that the
/// decision depends on.
/// </summary>
public sealed class GuardStatementTests : IAsyncDisposable
{
    private const string Guard = "UPDATE [w]\nSET [w].[Taken] = [w].[Taken] + ";
    private static readonly WorkspaceId Workspace = EntityId.New<WorkspaceId>();

    private readonly ServiceProvider _services = HandWrittenTests.Services();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_party_is_put_under_another_one_after_its_hierarchy_is_locked()
    {
        var sent = await SendAsync(
            new CreateEntry<PartyInput, PartyResponse>(
                new PartyInput
                {
                    Name = "市场部",
                    Kind = PartyKind.Department,
                    ParentId = EntityId.New(),
                }
            )
        );

        var guard = FirstWrite(sent);
        guard.ShouldBeGreaterThanOrEqualTo(0, string.Join("\n\n", sent));
        sent[guard].ShouldStartWith(Guard);
        sent[guard].ShouldContain("[w].[Name] = @name");
        sent.FindIndex(text => text.Contains("SELECT TOP(2) [p].[ParentId]", StringComparison.Ordinal)).ShouldBeGreaterThan(guard);
    }

    [Fact]
    public async Task Parties_are_merged_after_their_hierarchy_is_locked() =>
        (await SendAsync(new MergeParty(EntityId.New<PartyId>(), 1, EntityId.New<PartyId>())))[0].ShouldStartWith(Guard);

    [Fact]
    public async Task Standard_metrics_are_looked_for_after_their_guard_is_locked() =>
        (await SendAsync(new AddStandardMetrics(LabelLanguage.English)))[0].ShouldStartWith(Guard);

    private static int FirstWrite(List<string> sent) => sent.FindIndex(text => !text.StartsWith("SELECT", StringComparison.Ordinal));

    private async Task<List<string>> SendAsync<T>(ICommand<T> command)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Caller = Caller.ForSystem("test", Workspace);
        // The server that is not there answers reads with nothing, which ends some commands early.
        var (sent, _) = await SilentServer.ListenAsync(() => scope.ServiceProvider.GetRequiredService<ISender>().Send(command));
        sent.ShouldNotBeEmpty();
        return [.. sent.Select(command => command.Statement)];
    }
}
