using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Input;
using Marketing.Api.Tests.Conformance;
using Marketing.Domain.Common;
using Marketing.Domain.Values;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.OpenApi;

/// <summary>Conditions between members are the same in the document and in the domain.</summary>
public sealed class MemberConditionTests(ServedApi api) : IClassFixture<ServedApi>
{
    private const int Samples = 3000;

    private static readonly string[] AboutMembers = [".memberNotAllowed", ".memberRequired", ".membersExclusive", ".empty"];

    private readonly ServedContract _contract = api.Contract;

    [Theory]
    [InlineData(typeof(Deadline))]
    [InlineData(typeof(Frequency))]
    [InlineData(typeof(PeriodWindow))]
    [InlineData(typeof(TargetExpression))]
    [InlineData(typeof(PlannedMoney))]
    [InlineData(typeof(PlannedNumber))]
    [InlineData(typeof(PlannedDate))]
    [InlineData(typeof(PercentRange))]
    public void A_value_matches_its_schema_if_the_domain_accepts_its_members(Type type)
    {
        var schema = _contract.Resolve(new JsonObject { ["$ref"] = $"#/components/schemas/{type.Name}" });
        var random = new Random(20261126);
        var outcomes = new HashSet<bool>();
        for (var i = 0; i < Samples; i++)
        {
            var value = Value(schema, random);

            var fits = _contract.Schemas.Check(schema, value).Count == 0;

            var faults = ((IRuled)JsonSerializer.Deserialize(value, type, JsonInput.Options)!)
                .Check()
                .Where(fault =>
                    fault.Pointer.LastIndexOf('/') <= 0 && AboutMembers.Any(code => fault.Code.EndsWith(code, StringComparison.Ordinal))
                );
            fits.ShouldBe(!faults.Any(), value.ToJsonString());
            outcomes.Add(fits);
        }

        outcomes.Count.ShouldBe(2);
    }

    /// <summary>Random members, some of them null; a nested value consists of its text.</summary>
    private JsonObject Value(JsonObject schema, Random random)
    {
        var sampler = new Sampler(_contract, random);
        var share = random.NextDouble();
        var value = new JsonObject();
        foreach (var (name, member) in schema["properties"]!.AsObject())
        {
            if (random.NextDouble() < (name == "kind" ? 0.9 : share))
            {
                value[name] =
                    name != "kind" && random.Next(8) == 0 ? null
                    : Sampler.TypeOf(_contract.WithoutNull(member!)) == "object" ? new JsonObject { ["text"] = "每月" }
                    : sampler.Of(member!, name);
            }
        }

        return value;
    }
}
