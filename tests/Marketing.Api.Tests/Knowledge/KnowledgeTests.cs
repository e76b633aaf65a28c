using System.Net;
using System.Text.Json.Nodes;
using Marketing.Api.Tests.Lifecycle;
using Marketing.Api.Tests.Support;
using Marketing.Api.Tests.Tasks;

namespace Marketing.Api.Tests.Knowledge;

/// <summary>R33: reviews leave knowledge, and changes of strategy their evidence.</summary>
[Collection(FirstApi.Name)]
public sealed class KnowledgeTests(MarketingApi api) : ApiTest(api)
{
    private const string Items = "/v1/knowledge-items";

    [Fact]
    public async Task A_lesson_is_recorded_found_changed_deleted_and_restored()
    {
        var made = await Client
            .PostAsync(Items, """{"kind":"lesson","title":"晚間投放","text":"回收率更高","tags":["問卷","问卷"]}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        made.Texts("tags").ShouldBe(["問卷"]);

        (await Client.ReadAsync($"{Items}?q=晚间")).Each("id").ShouldBe([made.Id()]);
        var changed = await Client.PatchAsync($"{Items}/{made.Id()}", """{"dueDate":"2027-03-31"}""", 1).ShouldBeAsync(HttpStatusCode.OK);
        (changed.Text("dueDate"), changed.Version()).ShouldBe(("2027-03-31", 2));
        await Client.DeleteAsync($"{Items}/{made.Id()}", 2).ShouldBeAsync(HttpStatusCode.NoContent);
        await Client.GetAsync($"{Items}/{made.Id()}").ShouldBeRefusedAsync(HttpStatusCode.NotFound, "knowledgeItem.notFound");
        await Client.ActAsync($"{Items}/{made.Id()}/restore", 3).ShouldBeAsync(HttpStatusCode.OK);
        (await Client.ReadAsync($"{Items}?dueTo=2027-04-01")).Each("id").ShouldBe([made.Id()]);
    }

    [Fact]
    public async Task A_review_names_a_phase_of_its_plan()
    {
        var plan = (await Client.ImportAsync(TaskSteps.PlanWith("""{"phases":[{"ref":"F1","name":"洞察"}]}"""))).Id();

        await Record("""{"kind":"phaseReview","title":"T","text":"t","phaseRef":"F1"}""")
            .ShouldBeFaultyAsync("/planId", "knowledgeItem.phaseWithoutPlan");
        await Record($$"""{"kind":"phaseReview","title":"T","text":"t","phaseRef":"W1","planId":"{{plan}}"}""")
            .ShouldBeFaultyAsync("/phaseRef", "knowledgeItem.phaseUnknown");
        var review = await Record($$"""{"kind":"phaseReview","title":"T","text":"t","phaseRef":"F1","planId":"{{plan}}"}""")
            .ShouldBeAsync(HttpStatusCode.Created);

        (await Client.ReadAsync($"{Items}?kind=phaseReview&planId={plan}&phaseRef=F1")).Each("id").ShouldBe([review.Id()]);
    }

    [Fact]
    public async Task The_share_of_changes_based_on_data_can_be_computed()
    {
        await Record("""{"kind":"strategyChange","title":"A","text":"t","evidence":"获客成本"}""").ShouldBeAsync(HttpStatusCode.Created);
        await Record("""{"kind":"strategyChange","title":"B","text":"t"}""").ShouldBeAsync(HttpStatusCode.Created);
        await Record("""{"kind":"lesson","title":"C","text":"t"}""").ShouldBeAsync(HttpStatusCode.Created);

        (await Client.ReadAsync($"{Items}?hasEvidence=true&includeTotal=true")).Number("total").ShouldBe(1);
        (await Client.ReadAsync($"{Items}?hasEvidence=false&includeTotal=true")).Number("total").ShouldBe(1);
    }

    [Fact]
    public async Task The_owner_of_knowledge_is_a_party_and_follows_its_merge()
    {
        var (first, second) = (await Client.PartyAsync("市场部"), await Client.PartyAsync("品牌部"));
        var item = await Record($$"""{"kind":"lesson","title":"T","text":"t","ownerId":"{{first}}"}""")
            .ShouldBeAsync(HttpStatusCode.Created);
        await Client.DeleteAsync($"/v1/parties/{first}", 1).ShouldBeAsync(HttpStatusCode.Conflict);

        await Client.ActAsync($"/v1/parties/{first}/merge", 1, $$"""{"intoId":"{{second}}"}""").ShouldBeAsync(HttpStatusCode.OK);

        (await Client.ReadAsync($"{Items}?ownerId={second}")).Each("id").ShouldBe([item.Id()]);
        await Record("""{"kind":"lesson","title":"T","text":"t","ownerId":"0198c0de-7a10-7c3e-9d2b-5f4e3a2b1c0d"}""")
            .ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
    }

    private Task<HttpResponseMessage> Record(string item) => Client.PostAsync(Items, item);
}

internal static class Faulty
{
    public static async Task ShouldBeFaultyAsync(this Task<HttpResponseMessage> answering, string pointer, string code)
    {
        var fault = (await answering.ShouldBeAsync(HttpStatusCode.UnprocessableEntity))["errors"]!.AsArray().ShouldHaveSingleItem()!;
        (fault.Text("pointer"), fault.Text("code")).ShouldBe((pointer, code));
    }
}
