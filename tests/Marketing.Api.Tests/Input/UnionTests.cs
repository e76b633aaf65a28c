using System.Text.Json;
using Marketing.Api.Contract.Input;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Input;

/// <summary>Objects whose content depends on a discriminator.</summary>
public sealed class UnionTests
{
    private static readonly Work Current = new()
    {
        Kind = WorkKind.Song,
        Ref = "S1",
        Content = new Song
        {
            Title = "Spring",
            Seconds = 90,
            Fee = new Money("5", "EUR"),
        },
    };

    [Theory]
    [InlineData("""{"kind":"song","content":{"title":"Spring","seconds":90}}""")]
    [InlineData("""{"content":{"title":"Spring","seconds":90},"ref":null,"kind":"song"}""")]
    [InlineData("""{"content":{"seconds":90,"title":"Spring"},"k\u0069nd":"son\u0067"}""")]
    public void The_discriminator_selects_the_content_wherever_it_is_in_the_object(string body)
    {
        var work = JsonInput.Read<Work>(Json.Of(body)).Value.ShouldNotBeNull();

        work.ShouldBe(
            new Work
            {
                Kind = WorkKind.Song,
                Content = new Song { Title = "Spring", Seconds = 90 },
            }
        );
    }

    [Theory]
    [InlineData("""{"kind":"song","content":{"title":"Spring","seconds":0}}""", "/content/seconds input.tooSmall")]
    [InlineData("""{"kind":"song","content":{"seconds":1}}""", "/content/title input.required")]
    [InlineData("""{"kind":"song","content":{"title":"a","actors":[]}}""", "/content/actors input.unknownMember")]
    [InlineData("""{"kind":"song","content":{"title":"a","ref":"S1"}}""", "/content/ref input.unknownMember")]
    [InlineData("""{"kind":"filmNoir","content":{"title":"a","actors":[]}}""", "/content/title input.unknownMember")]
    [InlineData("""{"kind":"song","content":null}""", "/content input.nullNotAllowed")]
    [InlineData("""{"kind":"song","content":[]}""", "/content input.type")]
    [InlineData("""{"kind":"song"}""", "/content input.required")]
    [InlineData(
        """{"kind":"song","content":{"title":"a"},"ref":"toolong","other":1}""",
        "/ref input.tooLong",
        "/other input.unknownMember"
    )]
    [InlineData("""{"kind":"song","kind":"filmNoir","content":{"title":"a"}}""", "/kind input.duplicateMember")]
    [InlineData("""{"kind":"filmnoir","content":{"title":1,"actors":1}}""", "/kind input.enum")]
    [InlineData("""{"kind":"x\ud800","content":{}}""", "/kind input.characterNotAllowed")]
    [InlineData("""{"kind":7,"content":{}}""", "/kind input.type")]
    [InlineData("""{"kind":null,"content":{}}""", "/kind input.nullNotAllowed")]
    [InlineData("""{"content":{"title":1,"actors":1}}""", "/kind input.required")]
    [InlineData("""{"content":5,"ref":"toolong"}""", "/ref input.tooLong", "/kind input.required")]
    [InlineData("{}", "/kind input.required", "/content input.required")]
    public void Faults_point_into_the_content_and_an_unknown_discriminator_hides_them(string body, params string[] faults) =>
        Told(JsonInput.Read<Work>(Json.Of(body))).ShouldBe(faults, ignoreOrder: true);

    [Fact]
    public void In_a_list_each_item_selects_its_own_content()
    {
        JsonInput
            .Read<Works>(Json.Of("""{"items":[{"kind":"filmNoir","content":{"actors":["a"]}},{"kind":"song","content":{"title":"b"}}]}"""))
            .Value.ShouldNotBeNull()
            .Items.Select(item => item.Content.GetType())
            .ShouldBe([typeof(FilmNoir), typeof(Song)]);
        Told(
                JsonInput.Read<Works>(
                    Json.Of("""{"items":[{"kind":"song","content":{"title":"a"}},{"kind":"song","content":{"title":1}},{"content":{}}]}""")
                )
            )
            .ShouldBe(["/items/1/content/title input.type", "/items/2/kind input.required"], ignoreOrder: true);
    }

    [Fact]
    public void A_written_value_can_be_read_again()
    {
        var written = JsonSerializer.Serialize(Current, JsonInput.Options);

        written.ShouldBe("""{"kind":"song","ref":"S1","content":{"title":"Spring","seconds":90,"fee":{"amount":"5","currency":"EUR"}}}""");
        JsonInput.Read<Work>(Json.Of(written)).Value.ShouldBe(Current);
    }

    [Theory]
    [InlineData("""{"kind":"song"}""", "Spring", 90, "S1")]
    [InlineData("""{"content":{"title":"Autumn"},"kind":"song"}""", "Autumn", 90, "S1")]
    [InlineData("""{"kind":"song","ref":null,"content":{"seconds":null}}""", "Spring", null, null)]
    public void A_patch_merges_into_the_content(string patch, string title, int? seconds, string? givenRef)
    {
        var work = JsonInput.Merge(Current, Json.Of(patch)).Value.ShouldNotBeNull();

        var song = work.Content.ShouldBeOfType<Song>();
        (song.Title, song.Seconds, song.Fee, work.Ref).ShouldBe((title, seconds, new Money("5", "EUR"), givenRef));
    }

    [Theory]
    [InlineData("{}", "/kind input.required")]
    [InlineData("""{"content":{"title":1}}""", "/kind input.required")]
    [InlineData("""{"kind":"opera","content":{"title":1}}""", "/kind input.enum")]
    [InlineData("""{"kind":null}""", "/kind input.nullNotAllowed")]
    [InlineData(
        """{"kind":"song","content":{"title":null,"other":1}}""",
        "/content/title input.nullNotAllowed",
        "/content/other input.unknownMember"
    )]
    [InlineData("""{"kind":"song","content":null}""", "/content input.nullNotAllowed")]
    [InlineData("""{"kind":"song","kind":"song"}""", "/kind input.duplicateMember")]
    [InlineData("""{"kind":"song","content":{"fee":{"currency":"eur"}}}""", "/content/fee/currency input.format")]
    [InlineData("[]", " input.type")]
    public void A_patch_needs_its_discriminator_and_its_faults_point_into_the_content(string patch, params string[] faults) =>
        Told(JsonInput.Merge(Current, Json.Of(patch))).ShouldBe(faults, ignoreOrder: true);

    [Fact]
    public void Content_of_a_fixed_type_omits_the_same_member()
    {
        var current = new SongOnly { Content = new Song { Title = "Spring" } };

        JsonInput.Read<SongOnly>(Json.Of("""{"ref":"S1","content":{"title":"a"}}""")).Value.ShouldNotBeNull().Content.Title.ShouldBe("a");
        Told(JsonInput.Read<SongOnly>(Json.Of("""{"content":{"title":"a","ref":"S1"}}"""))).ShouldBe(["/content/ref input.unknownMember"]);
        JsonInput
            .Merge(current, Json.Of("""{"content":{"seconds":5}}"""))
            .Value.ShouldBe(current with { Content = current.Content with { Seconds = 5 } });
    }

    [Fact]
    public void A_shape_contains_the_forms_of_a_union()
    {
        var union = JsonInput.Describe(typeof(Work)).ShouldBeOfType<UnionShape>();

        union.Forms.Keys.ShouldBe(["song", "filmNoir"]);
        union.Forms["song"].Properties.Where(property => property.Required).Select(property => property.Name).ShouldBe(["kind", "content"]);
        union
            .Forms["song"]
            .Find("content")
            .ShouldNotBeNull()
            .Shape.ShouldBeOfType<ObjectShape>()
            .Names.ShouldBe(["title", "seconds", "fee"], ignoreOrder: true);
    }

    private static IEnumerable<string> Told<T>(InputResult<T> result) => result.Faults.Select(fault => $"{fault.Pointer} {fault.Code}");
}
