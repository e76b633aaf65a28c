using System.Text.Json.Nodes;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Plans;

public sealed class ContentSchemasTests
{
    private static readonly ContentSchemas Schemas = new(
        new Dictionary<Type, IReadOnlyList<Func<JsonObject, JsonObject>>> { [typeof(Objective)] = [RenameHeading, SplitText] }
    );

    [Theory]
    [InlineData(1, """{"heading":"H","text":"a;b"}""")]
    [InlineData(2, """{"group":"H","text":"a;b"}""")]
    [InlineData(3, """{"group":"H","texts":["a","b"]}""")]
    public void Content_of_any_version_is_upcast_to_the_current_one(int version, string stored)
    {
        var current = Schemas.Upcast(typeof(Objective), version, JsonNode.Parse(stored)!.AsObject());
        current.ToJsonString().ShouldBe("""{"group":"H","texts":["a","b"]}""");
    }

    [Fact]
    public void Each_record_has_its_own_schema_version()
    {
        Schemas.VersionOf(typeof(Objective)).ShouldBe(3);
        Schemas.VersionOf(typeof(Phase)).ShouldBe(1);
    }

    private static JsonObject RenameHeading(JsonObject content) =>
        new() { ["group"] = content["heading"]?.DeepClone(), ["text"] = content["text"]?.DeepClone() };

    private static JsonObject SplitText(JsonObject content) =>
        new()
        {
            ["group"] = content["group"]?.DeepClone(),
            ["texts"] = new JsonArray([.. ((string)content["text"]!).Split(';').Select(text => JsonValue.Create(text))]),
        };
}
