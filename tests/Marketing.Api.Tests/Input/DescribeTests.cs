using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Marketing.Api.Contract.Input;
using Marketing.Domain.Common;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Input;

public sealed class DescribeTests
{
    private static readonly ObjectShape Shape = (ObjectShape)JsonInput.Describe(typeof(Plan));

    [Fact]
    public void A_shape_contains_everything_that_a_schema_needs()
    {
        Shape.Properties.Where(property => property.Required).Select(property => property.Name).ShouldBe(["name", "tone"]);
        Shape.Find("label").ShouldBeNull();
        Shape.Find("note").ShouldNotBeNull().Nullable.ShouldBeFalse();
        Shape.Find("code").ShouldNotBeNull().Nullable.ShouldBeTrue();
        Shape.Find("archived").ShouldNotBeNull().Default.ShouldBe(false);
        Shape.Find("tone").ShouldNotBeNull().Shape.ShouldBeOfType<EnumerationShape>().Names.ShouldBe(["warm", "uShaped"]);

        var code = Shape.Find("code").ShouldNotBeNull().Shape.ShouldBeOfType<TextShape>();
        (code.MinLength, code.MaxLength, code.Patterns.ShouldHaveSingleItem()).ShouldBe((2, 8, "^[A-Z0-9]+$"));

        var tags = Shape.Find("tags").ShouldNotBeNull().Shape.ShouldBeOfType<ArrayShape>();
        (tags.MinItems, tags.MaxItems, tags.ItemsNullable).ShouldBe((1, 3, false));
        tags.Items.ShouldBeOfType<TextShape>().MaxLength.ShouldBe(5);

        var metrics = Shape.Find("metrics").ShouldNotBeNull().Shape.ShouldBeOfType<MapShape>();
        (metrics.MaxProperties, metrics.Keys.MaxLength).ShouldBe((2, 6));
        metrics.Values.ShouldBeOfType<DecimalShape>().Patterns.ShouldHaveSingleItem().ShouldBe(@"^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,6})?$");

        var tasks = Shape.Find("tasks").ShouldNotBeNull().Shape.ShouldBeOfType<ArrayShape>().Items.ShouldBeOfType<ObjectShape>();
        tasks.Find("subtasks").ShouldNotBeNull().Shape.ShouldBeOfType<ArrayShape>().Items.ShouldBeSameAs(tasks);
        Shape.Find("owner").ShouldNotBeNull().Shape.Format.ShouldBe("uuid");
        Shape.Find("scale").ShouldNotBeNull().Shape.ShouldBeOfType<IntegerShape>().Allowed.ShouldBe([1, 1_000]);
        Shape.Find("reach").ShouldNotBeNull().Shape.ShouldBeOfType<IntegerShape>().Maximum.ShouldBe(9007199254740991);
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("0.000", false)]
    [InlineData("0.000001", true)]
    [InlineData("0.5", true)]
    [InlineData("0.0000001", false)]
    [InlineData("1", true)]
    [InlineData("1.0", true)]
    [InlineData("1.000001", false)]
    [InlineData("2", false)]
    [InlineData("-0.5", false)]
    public void The_pattern_of_a_bounded_number_matches_exactly_the_accepted_values(string share, bool taken)
    {
        var pattern = Shape.Find("share").ShouldNotBeNull().Shape.Patterns.ShouldHaveSingleItem();

        Regex.IsMatch(share, pattern, RegexOptions.ECMAScript).ShouldBe(taken);
        JsonInput.Read<Plan>(Json.Of($$"""{"name":"a","tone":"warm","share":"{{share}}"}""")).IsValid.ShouldBe(taken);
    }

    [Fact]
    public void All_unbounded_and_unsupported_members_are_reported_together()
    {
        var message = Should.Throw<InvalidOperationException>(() => JsonInput.Describe(typeof(Unbounded))).Message;

        string[] members = ["endless", "choice", "list", "list[]", "map", "any", "ratio", "loose", "digits", "word", "bytes"];
        foreach (var member in members)
        {
            message.ShouldContain($"Unbounded.{member}:");
        }

        message.ShouldNotContain("Unbounded.good:");
    }

    [Fact]
    public void A_struct_whose_constructor_the_serializer_ignores_is_rejected() =>
        Should.Throw<InvalidOperationException>(() => JsonInput.Describe(typeof(Ignored))).Message.ShouldContain("[JsonConstructor]");

    [Fact]
    public void Every_pattern_is_valid_ECMAScript()
    {
        foreach (var pattern in Shape.Properties.SelectMany(property => property.Shape.Patterns))
        {
            Should.NotThrow(() => new Regex(pattern, RegexOptions.ECMAScript));
        }
    }

    private readonly record struct Ignored(int Left);

    private sealed record Unbounded(
        string Endless,
        [MaxLength(5), AllowedValues("a", "b")] string Choice,
        IReadOnlyList<string> List,
        IReadOnlyDictionary<string, int> Map,
        object Any,
        double Ratio,
        [MaxLength(5), RegularExpression("[a-z]+")] string Loose,
        [MaxLength(5), RegularExpression(@"^\d+$")] string Digits,
        [MaxLength(5)] Tone Word,
        byte[] Bytes,
        [CurrencyCode] string Good
    );
}
