using System.Text.Json;
using Marketing.Api.Contract.Input;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Input;

public sealed class MergeTests
{
    private static readonly Plan Current = new(
        "Spring",
        Tone.Warm,
        Code: "A1",
        Tags: ["a", "b"],
        Budget: new Money("1.00", "CNY"),
        Metrics: new Dictionary<string, decimal> { ["likes"] = 1, ["shares"] = 2 }
    );

    [Fact]
    public void An_empty_patch_changes_nothing()
    {
        var merged = JsonInput.Merge(Current, Json.Of("{}"));

        JsonSerializer.Serialize(merged.Value, JsonInput.Options).ShouldBe(JsonSerializer.Serialize(Current, JsonInput.Options));
    }

    [Fact]
    public void Members_are_set_objects_merged_arrays_replaced_and_nulls_removed()
    {
        var merged = JsonInput.Merge(
            Current,
            Json.Of("""{"n\u0061me":"Autumn","code":null,"tags":["c"],"budget":{"amount":"2"},"metrics":{"likes":null,"saves":"3"}}""")
        );

        var plan = merged.Value.ShouldNotBeNull();
        plan.Name.ShouldBe("Autumn");
        plan.Code.ShouldBeNull();
        plan.Tags.ShouldBe(["c"]);
        plan.Budget.ShouldBe(new Money("2", "CNY"));
        plan.Metrics.ShouldNotBeNull().OrderBy(metric => metric.Key).ShouldBe([new("saves", 3), new("shares", 2)]);
    }

    [Fact]
    public void A_whole_object_can_be_removed_and_created()
    {
        JsonInput.Merge(Current, Json.Of("""{"budget":null}""")).Value.ShouldNotBeNull().Budget.ShouldBeNull();
        JsonInput
            .Merge(Current with { Budget = null }, Json.Of("""{"budget":{"amount":"2","currency":"EUR"}}"""))
            .Value.ShouldNotBeNull()
            .Budget.ShouldBe(new Money("2", "EUR"));
        JsonInput
            .Merge(Current with { Budget = null }, Json.Of("""{"budget":{"amount":"2"}}"""))
            .Faults.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/budget/currency");
    }

    [Theory]
    [InlineData("""{"name":null}""", "/name", "input.nullNotAllowed")]
    [InlineData("""{"archived":null}""", "/archived", "input.nullNotAllowed")]
    [InlineData("""{"budget":{"currency":null}}""", "/budget/currency", "input.nullNotAllowed")]
    [InlineData("""{"unknown":null}""", "/unknown", "input.unknownMember")]
    [InlineData("""{"budget":{"rate":1}}""", "/budget/rate", "input.unknownMember")]
    [InlineData("""{"label":"x"}""", "/label", "input.unknownMember")]
    [InlineData("""{"name":"a","name":"b"}""", "/name", "input.duplicateMember")]
    [InlineData("""{"budget":{"amount":"1","amount":"2"}}""", "/budget/amount", "input.duplicateMember")]
    [InlineData("""{"metrics":{"likes":"1","likes":null}}""", "/metrics/likes", "input.duplicateMember")]
    [InlineData("""{"tasks":[{"name":"a","name":"b"}]}""", "/tasks/0/name", "input.duplicateMember")]
    [InlineData("""{"metrics":{"likes":1}}""", "/metrics/likes", "input.type")]
    [InlineData("""{"metrics":{"saves":"3"}}""", "/metrics", "input.tooMany")]
    [InlineData("""{"\ud800":1}""", "/\ufffd", "input.characterNotAllowed")]
    [InlineData("""[]""", "", "input.type")]
    [InlineData("""null""", "", "input.type")]
    [InlineData("""{""", "", "input.malformed")]
    [InlineData("", "", "input.empty")]
    public void Faults_of_a_patch_point_into_the_merged_document(string patch, string place, string code)
    {
        var fault = JsonInput.Merge(Current, Json.Of(patch)).Faults.ShouldHaveSingleItem();

        (fault.Pointer, fault.Code).ShouldBe((place, code));
    }

    [Fact]
    public void A_required_nullable_member_cannot_be_removed()
    {
        var merged = JsonInput.Merge(new Pair(1, 2), Json.Of("""{"right":null}"""));

        merged.Faults.ShouldHaveSingleItem().Code.ShouldBe("input.nullNotAllowed");
        JsonInput.Merge(new Pair(1, 2), Json.Of("""{"left":3}""")).Value.ShouldBe(new Pair(3, 2));
    }
}
