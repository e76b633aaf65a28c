using Marketing.Api.Contract.Input;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Input;

public sealed class QueryInputTests
{
    [Fact]
    public void A_query_within_all_limits_becomes_a_filter()
    {
        var filter = Read(
            "?q=春节&open=true&pageSize=200&planId=0190b5c2-7d5e-7c0a-8f00-0123456789ab&from=2026-01-01"
                + "&updatedSince=2026-01-01T08:00:00%2B08:00&tone=warm,uShaped&sort=-a,b"
        )
            .Value.ShouldNotBeNull();

        filter.Q.ShouldBe("春节");
        filter.Open.ShouldBe(true);
        filter.PageSize.ShouldBe(200);
        filter.PlanId.ShouldBe(Guid.Parse("0190b5c2-7d5e-7c0a-8f00-0123456789ab"));
        filter.From.ShouldBe(new DateOnly(2026, 1, 1));
        filter.UpdatedSince.ShouldBe(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        filter.Tone.ShouldBe([Tone.Warm, Tone.UShaped]);
        filter.Sort.ShouldBe(["-a", "b"]);
        filter.Ids.ShouldBeNull();
    }

    [Theory]
    [InlineData("?tone=warm,uShaped&sort=-a,b")]
    [InlineData("?tone=warm&tone=uShaped&sort=-a&sort=b")]
    [InlineData("?sort=-a&tone=warm&sort=b&tone=uShaped")]
    public void A_repeated_list_parameter_is_equal_to_a_comma_separated_list(string query)
    {
        var filter = Read(query).Value.ShouldNotBeNull();

        filter.Tone.ShouldBe([Tone.Warm, Tone.UShaped]);
        filter.Sort.ShouldBe(["-a", "b"]);
    }

    [Fact]
    public void An_empty_query_gets_the_defaults() => Read("").Value.ShouldNotBeNull().ShouldBe(new Filter());

    [Fact]
    public void All_faults_of_a_query_are_reported_together()
    {
        var faults = Read("?q=12345678901&open=yes&pageSize=0&tone=warm,cold&unknown=1&from=x").Faults;

        faults
            .Select(fault => $"{fault.In} {fault.Pointer} {fault.Code}")
            .ShouldBe(
                [
                    "query /q input.tooLong",
                    "query /open input.type",
                    "query /pageSize input.tooSmall",
                    "query /tone/1 input.enum",
                    "query /unknown input.unknownParameter",
                    "query /from input.format",
                ],
                ignoreOrder: true
            );
        faults
            .Single(fault => fault.Code == "input.unknownParameter")
            .Args["allowed"]
            .ShouldBeAssignableTo<IReadOnlyList<string>>()
            .ShouldBe(["from", "ids", "open", "pageSize", "planId", "q", "sort", "tone", "updatedSince"]);
    }

    [Theory]
    [InlineData("?pageSize=007", "/pageSize", "input.type")]
    [InlineData("?pageSize=1e2", "/pageSize", "input.type")]
    [InlineData("?pageSize=1.0", "/pageSize", "input.type")]
    [InlineData("?pageSize=%2B1", "/pageSize", "input.type")]
    [InlineData("?pageSize= 1", "/pageSize", "input.type")]
    [InlineData("?pageSize=", "/pageSize", "input.type")]
    [InlineData("?pageSize", "/pageSize", "input.type")]
    [InlineData("?pageSize=-1", "/pageSize", "input.tooSmall")]
    [InlineData("?pageSize=99999999999999999999999", "/pageSize", "input.tooLarge")]
    [InlineData("?pageSize=1&pageSize=1", "/pageSize", "input.repeatedParameter")]
    [InlineData("?PageSize=1", "/PageSize", "input.unknownParameter")]
    [InlineData("?open=True", "/open", "input.type")]
    [InlineData("?open=1", "/open", "input.type")]
    [InlineData("?tone=warm,warm,warm", "/tone", "input.tooMany")]
    [InlineData("?tone=warm&tone=warm,warm", "/tone", "input.tooMany")]
    [InlineData("?tone=warm&tone=cold", "/tone/1", "input.enum")]
    [InlineData("?tone=warm&tone=", "/tone/1", "input.enum")]
    [InlineData("?tone=", "/tone/0", "input.enum")]
    [InlineData("?tone=warm,", "/tone/1", "input.enum")]
    [InlineData("?sort=a,,b", "/sort/1", "input.tooShort")]
    [InlineData("?q=a%00b", "/q", "input.characterNotAllowed")]
    [InlineData("?a%2Fb=1", "/a~1b", "input.unknownParameter")]
    public void A_single_fault_of_a_query_is_reported_exactly(string query, string place, string code)
    {
        var fault = Read(query).Faults.ShouldHaveSingleItem();

        (fault.Pointer, fault.Code).ShouldBe((place, code));
    }

    [Fact]
    public void A_lone_surrogate_is_rejected_at_its_position()
    {
        var query = new QueryCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["q"] = "a\ud800" });

        var fault = QueryInput.Read<Filter>(query).Faults.ShouldHaveSingleItem();

        fault.Code.ShouldBe("input.characterNotAllowed");
        fault.Args["position"].ShouldBe(1);
    }

    [Fact]
    public void A_missing_required_parameter_is_reported()
    {
        var fault = QueryInput.Read<Pair>(new QueryCollection(QueryHelpers.ParseQuery("?right=1"))).Faults.ShouldHaveSingleItem();

        (fault.In, fault.Pointer, fault.Code).ShouldBe(("query", "/left", "input.required"));
    }

    [Fact]
    public void A_record_that_is_not_flat_cannot_be_a_filter() =>
        Should.Throw<InvalidOperationException>(() => QueryInput.Describe(typeof(Plan))).Message.ShouldContain("budget, metrics, tasks");

    private static InputResult<Filter> Read(string query) => QueryInput.Read<Filter>(new QueryCollection(QueryHelpers.ParseQuery(query)));
}
