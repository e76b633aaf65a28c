using System.Net;
using Marketing.Api.Tests.Catalogues;
using Marketing.Api.Tests.Support;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Domain.Access;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Api.Tests.Engines;

/// <summary>
/// What the database itself refuses when a check has read too early: a reference to a party that is deleted by now, the deletion of a party
/// that is referred to by now, and data sealed with a key that is erased by now.
/// </summary>
[Collection(SecondApi.Name)]
public sealed class LiveReferenceTests(MarketingApi api) : ApiTest(api)
{
    public static TheoryData<string> Referrers => ["party", "partner", "member"];

    [Theory]
    [MemberData(nameof(Referrers))]
    public async Task The_database_refuses_a_reference_to_a_party_that_was_deleted(string type)
    {
        var party = await Client.PartyAsync("市场部");
        await Client.DeleteAsync($"/v1/parties/{party.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await RefuseAsync(db => Refer(db, type, party.Id()));
    }

    [Theory]
    [MemberData(nameof(Referrers))]
    public async Task The_database_refuses_a_reference_to_a_party_that_was_merged(string type)
    {
        var (merged, remaining) = (await Client.PartyAsync("市场部"), await Client.PartyAsync("营销部"));
        await Client
            .ActAsync($"/v1/parties/{merged.Id()}/merge", 1, $$"""{"intoId":"{{remaining.Id()}}"}""")
            .ShouldBeAsync(HttpStatusCode.OK);
        await RefuseAsync(db => Refer(db, type, merged.Id()));
    }

    [Theory]
    [MemberData(nameof(Referrers))]
    public async Task The_database_refuses_to_let_go_of_a_party_that_is_referred_to(string type)
    {
        var party = await Client.PartyAsync("市场部");
        await using (var db = Open())
        {
            Refer(db, type, party.Id());
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var id = Guid.Parse(party.Id());
        await RefuseAsync(db => db.CatalogueEntries.Remove(db.CatalogueEntries.Single(entry => entry.EntryId == id)));
    }

    /// <summary>A deleted row keeps its reference, so that it can be restored, but holds nothing.</summary>
    [Fact]
    public async Task A_deleted_referrer_does_not_hold_the_party()
    {
        var party = await Client.PartyAsync("市场部");
        var partner = await Client.EntryAsync("partners", "公关公司", new { partyId = party.Id() });
        await Client.DeleteAsync($"/v1/partners/{partner.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.DeleteAsync($"/v1/parties/{party.Id()}", 1).ShouldBeAsync(HttpStatusCode.NoContent);
        (await Client.ReadAsync($"/v1/partners/{partner.Id()}?includeDeleted=true")).Text("partyId").ShouldBe(party.Id());
        (
            await Client
                .ActAsync($"/v1/partners/{partner.Id()}/restore", 2)
                .ShouldBeRefusedAsync(HttpStatusCode.UnprocessableEntity, "input.rulesBroken")
        )
            .Pointers()
            .ShouldBe(["/partyId"]);
    }

    [Fact]
    public async Task Nothing_is_saved_that_was_sealed_with_a_key_that_is_erased_by_now()
    {
        var party = await Client.PartyAsync("市场部", new { contact = new { name = "陈晓" } });
        await using var db = Open();
        var context = new RequestContext { Caller = Caller.ForSystem("test", db.Workspace) };
        var personal = new PersonalData(db, Api.Services.GetRequiredService<ISealer>(), context);
        await personal.SealAsync(Guid.Parse(party.Id()), "王芳", TestContext.Current.CancellationToken);
        await Client.ActAsync($"/v1/parties/{party.Id()}/erase", 1).ShouldBeAsync(HttpStatusCode.OK);

        var refusal = await Should.ThrowAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());

        StoreFaults.IsRace(refusal).ShouldBeTrue();
    }

    private static void Refer(MarketingDbContext db, string type, string partyId)
    {
        var party = PartyId.From(Guid.Parse(partyId));
        switch (type)
        {
            case "party":
                var child = Party.Register(db.Workspace, PartyKind.Team, null, "媒介组", []);
                child.PutUnder(party, [party], 0).Succeeded.ShouldBeTrue();
                db.Add(child);
                break;
            case "partner":
                var partner = Partner.Register(db.Workspace);
                partner.Call(null, "公关公司", []);
                partner.StandFor(party);
                db.Add(partner);
                break;
            default:
                db.Add(Member.Join(db.Workspace, MarketingApi.Issuer, "ann", "Ann", [Role.Viewer], party));
                break;
        }
    }

    /// <summary>The refusal has to be one after which the use case runs again, and says what is wrong.</summary>
    private async Task RefuseAsync(Action<MarketingDbContext> change)
    {
        await using var db = Open();
        change(db);
        var refusal = await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync());
        StoreFaults.IsRace(refusal).ShouldBeTrue(refusal.ToString());
    }

    private MarketingDbContext Open()
    {
        var db = Api.Database.Context();
        db.Workspace = WorkspaceId.From(Api.Alpha.Id);
        db.Writes = new WriteLog(Caller.ForSystem("test", db.Workspace), new RequestContext(), DateTime.UtcNow, EntityId.New());
        return db;
    }
}
