using Marketing.Api.Contract.Problems;
using Marketing.Domain.Values;

namespace Marketing.Api.Tests.Problems;

/// <summary>How texts take their arguments.</summary>
public sealed class TextTemplateTests
{
    [Theory]
    [InlineData("At most {max}.", "At most 3.")]
    [InlineData("At most {max}[, at byte {position}].", "At most 3.")]
    [InlineData("At most {max}[, now {actual}].", "At most 3, now 5.")]
    [InlineData("At least {min}.", "At least ….")]
    [InlineData("At most {max}[, {actual} at {position}].", "At most 3.")]
    [InlineData("{empty}[ ({empty})]", "…")]
    [InlineData("No arguments.", "No arguments.")]
    public void Arguments_fill_placeholders_and_options_without_theirs_are_left_out(string template, string text) =>
        TextTemplate.Fill(template, new Dictionary<string, object?> { ["max"] = 3, ["actual"] = 5, ["empty"] = null }).ShouldBe(text);

    [Fact]
    public void What_an_argument_contains_is_not_taken_for_a_placeholder() =>
        TextTemplate.Fill("{first} {second}", new Dictionary<string, object?> { ["first"] = "{second} [x] $0", ["second"] = "{first}" }).ShouldBe("{second} [x] $0 {first}");

    [Fact]
    public void Arguments_are_written_as_on_the_wire() =>
        TextTemplate.Fill("{date} {instant} {number} {word} {list} {truth}", new Dictionary<string, object?>
        {
            ["date"] = new DateOnly(2026, 3, 1),
            ["instant"] = new DateTime(2026, 3, 1, 8, 30, 0, DateTimeKind.Utc),
            ["number"] = 1234.50m,
            ["word"] = TimeUnit.HalfYear,
            ["list"] = new[] { "amount", "placeholder" },
            ["truth"] = true,
        }).ShouldBe("2026-03-01 2026-03-01T08:30:00Z 1234.5 halfYear amount, placeholder true");

    [Fact]
    public void Documents_show_the_placeholders_by_name() =>
        TextTemplate.Describe("At most {max}[, at byte {position}].").ShouldBe("At most {max}, at byte {position}.");
}
