using System.Text;
using Marketing.Api.Contract.Input;
using Shouldly;
using Xunit;

namespace Marketing.Api.Tests.Input;

public sealed class JsonInputReadTests
{
    private const string Least = """ "name":"Spring","tone":"warm" """;

    [Fact]
    public void A_body_within_all_limits_becomes_a_value()
    {
        var result = JsonInput.Read<Plan>(
            Json.Of(
                """
                {"name":"春节 🧧","tone":"uShaped","code":"A1","tags":["a","b"],"budget":{"amount":"120000.50","currency":"CNY"},
                 "start":"2026-02-28","at":"2026-02-28T09:30:00.1234567+08:00","owner":"0190b5c2-7d5e-7c0a-8f00-0123456789ab","archived":true,
                 "reach":9007199254740991,"target":"-12.500000","share":"0.5","timeZone":"Asia/Shanghai","language":"zh-Hant-TW",
                 "metrics":{"likes":"1.5"},"tasks":[{"name":"a","progress":5,"subtasks":[{"name":"b"}]}],"note":"a\tb\nc"}
                """
            )
        );

        result.Faults.ShouldBeEmpty();
        var plan = result.Value.ShouldNotBeNull();
        plan.Name.ShouldBe("春节 🧧");
        plan.Tone.ShouldBe(Tone.UShaped);
        plan.At.ShouldBe(new DateTime(2026, 2, 28, 1, 30, 0, DateTimeKind.Utc).AddMicroseconds(123456));
        plan.Target.ShouldBe(-12.5m);
        plan.Tasks.ShouldHaveSingleItem().Subtasks.ShouldHaveSingleItem().Name.ShouldBe("b");
        plan.Note.ShouldBe("a\tb\nc");
    }

    [Fact]
    public void Omitted_members_get_their_defaults()
    {
        var plan = JsonInput.Read<Plan>(Json.Of($"{{{Least}}}")).Value.ShouldNotBeNull();

        plan.Archived.ShouldBeFalse();
        plan.Code.ShouldBeNull();
        plan.Note.ShouldBe("");
    }

    [Fact]
    public void All_faults_are_reported_together_with_their_pointers()
    {
        var faults = JsonInput
            .Read<Plan>(
                Json.Of(
                    """
                    {"tone":"Warm","code":"a","tags":[],"budget":{"amount":"1e3","currency":"cny","rate":1},"start":"2026-02-30","x/y~z":1,
                     "archived":"true","tasks":[{"name":"ok"},{"name":" ","progress":101},null]}
                    """
                )
            )
            .Faults;

        faults
            .Select(fault => $"{fault.Pointer} {fault.Code}")
            .ShouldBe([
                "/tone input.enum",
                "/code input.tooShort",
                "/tags input.tooFew",
                "/budget/amount input.format",
                "/budget/currency input.format",
                "/budget/rate input.unknownMember",
                "/start input.format",
                "/x~1y~0z input.unknownMember",
                "/archived input.type",
                "/tasks/1/name input.tooShort",
                "/tasks/1/progress input.tooLarge",
                "/tasks/2 input.nullNotAllowed",
                "/name input.required",
            ]);
        faults.ShouldAllBe(fault => fault.In == "body");
    }

    [Theory]
    [InlineData("""{"name":null,"tone":"warm"}""", "/name", "input.nullNotAllowed")]
    [InlineData("""{"name":"a","tone":0}""", "/tone", "input.type")]
    [InlineData("""{"name":"a","tone":"ushaped"}""", "/tone", "input.enum")]
    [InlineData("""{"name":"a","name":"b","tone":"warm"}""", "/name", "input.duplicateMember")]
    [InlineData("""{"name":"a","n\u0061me":"b","tone":"warm"}""", "/name", "input.duplicateMember")]
    [InlineData("""{"name":"a","Tone":"warm","tone":"warm"}""", "/Tone", "input.unknownMember")]
    [InlineData("""{"name":"a","tone":"warm","label":"x"}""", "/label", "input.unknownMember")]
    [InlineData("""{"name":"a","tone":"warm","reach":1.0}""", "/reach", "input.type")]
    [InlineData("""{"name":"a","tone":"warm","reach":1e3}""", "/reach", "input.type")]
    [InlineData("""{"name":"a","tone":"warm","reach":"1"}""", "/reach", "input.type")]
    [InlineData("""{"name":"a","tone":"warm","reach":9007199254740992}""", "/reach", "input.tooLarge")]
    [InlineData("""{"name":"a","tone":"warm","reach":-99999999999999999999999999}""", "/reach", "input.tooSmall")]
    [InlineData("""{"name":"a","tone":"warm","scale":10}""", "/scale", "input.enum")]
    [InlineData("""{"name":"a","tone":"warm","scale":0}""", "/scale", "input.tooSmall")]
    [InlineData("""{"name":"a","tone":"warm","scale":1001}""", "/scale", "input.tooLarge")]
    [InlineData("""{"name":"a","tone":"warm","target":1}""", "/target", "input.type")]
    [InlineData("""{"name":"a","tone":"warm","target":"+1"}""", "/target", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","target":"01"}""", "/target", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","target":"1."}""", "/target", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","target":".1"}""", "/target", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","target":"-"}""", "/target", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","target":"1,5"}""", "/target", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","target":"1.1234567"}""", "/target", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","target":"1234567890123456789"}""", "/target", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","target":"٣"}""", "/target", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","share":"0.00"}""", "/share", "input.tooSmall")]
    [InlineData("""{"name":"a","tone":"warm","share":"1.000001"}""", "/share", "input.tooLarge")]
    [InlineData("""{"name":"a","tone":"warm","share":"-0.5"}""", "/share", "input.tooSmall")]
    [InlineData("""{"name":"a","tone":"warm","budget":{"amount":"-1","currency":"CNY"}}""", "/budget/amount", "input.tooSmall")]
    [InlineData("""{"name":"a","tone":"warm","budget":{"amount":"1"}}""", "/budget/currency", "input.required")]
    [InlineData("""{"name":"a","tone":"warm","owner":"0190b5c27d5e7c0a8f000123456789ab"}""", "/owner", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","start":"1899-12-31"}""", "/start", "input.tooSmall")]
    [InlineData("""{"name":"a","tone":"warm","start":"2201-01-01"}""", "/start", "input.tooLarge")]
    [InlineData("""{"name":"a","tone":"warm","start":"2026-2-1"}""", "/start", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","start":"2026-02-01T00:00:00Z"}""", "/start", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","at":"2026-02-01T00:00:00"}""", "/at", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","at":"2026-02-01 00:00:00Z"}""", "/at", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","at":"2026-02-01T24:00:00Z"}""", "/at", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","at":"2026-02-01T00:00:60Z"}""", "/at", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","at":"0001-01-01T00:00:00+14:00"}""", "/at", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","at":"9999-12-31T23:59:59-01:00"}""", "/at", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","timeZone":"Asia/Peking2"}""", "/timeZone", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","timeZone":"../etc/passwd"}""", "/timeZone", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","timeZone":"China Standard Time"}""", "/timeZone", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","language":"zh_CN"}""", "/language", "input.format")]
    [InlineData("""{"name":"a","tone":"warm","code":"AB\n"}""", "/code", "input.pattern")]
    [InlineData("""{"name":"a","tone":"warm","tags":["a","b","c","d"]}""", "/tags", "input.tooMany")]
    [InlineData("""{"name":"a","tone":"warm","tags":["a",null]}""", "/tags/1", "input.nullNotAllowed")]
    [InlineData("""{"name":"a","tone":"warm","tags":["a","sixsix"]}""", "/tags/1", "input.tooLong")]
    [InlineData("""{"name":"a","tone":"warm","tags":["a",""]}""", "/tags/1", "input.tooShort")]
    [InlineData("""{"name":"a","tone":"warm","tags":"a"}""", "/tags", "input.type")]
    [InlineData("""{"name":"a","tone":"warm","metrics":{"Likes":"1"}}""", "/metrics/Likes", "input.pattern")]
    [InlineData("""{"name":"a","tone":"warm","metrics":{"likesss":"1"}}""", "/metrics/likesss", "input.tooLong")]
    [InlineData("""{"name":"a","tone":"warm","metrics":{"a":"1","a":"2"}}""", "/metrics/a", "input.duplicateMember")]
    [InlineData("""{"name":"a","tone":"warm","metrics":{"a":null}}""", "/metrics/a", "input.nullNotAllowed")]
    [InlineData("""{"name":"a","tone":"warm","metrics":{"a":"1","b":"2","c":"3"}}""", "/metrics", "input.tooMany")]
    [InlineData("""{"name":"a","tone":"warm","tasks":[{"name":"a\nb"}]}""", "/tasks/0/name", "input.characterNotAllowed")]
    [InlineData("""{"name":"a\u0000","tone":"warm"}""", "/name", "input.characterNotAllowed")]
    [InlineData("""{"name":"a\u001b","tone":"warm"}""", "/name", "input.characterNotAllowed")]
    [InlineData("""{"name":"\ud83e","tone":"warm"}""", "/name", "input.characterNotAllowed")]
    [InlineData("""{"name":"\udde7\ud83e","tone":"warm"}""", "/name", "input.characterNotAllowed")]
    [InlineData("""{"name":"a","tone":"warm","a\u0000b":1}""", "/a\ufffdb", "input.characterNotAllowed")]
    [InlineData("""{"name":"a","tone":"warm","\ud800":1}""", "/\ufffd", "input.characterNotAllowed")]
    [InlineData("""{"name":"a","tone":"warm","metrics":{"\ud800":"1"}}""", "/metrics/\ufffd", "input.characterNotAllowed")]
    [InlineData("""[1]""", "", "input.type")]
    [InlineData("""null""", "", "input.nullNotAllowed")]
    [InlineData("""{"name":"a","tone":"warm","$type":"x"}""", "/$type", "input.unknownMember")]
    public void A_single_fault_is_reported_exactly(string body, string place, string code)
    {
        var fault = JsonInput.Read<Plan>(Json.Of(body)).Faults.ShouldHaveSingleItem();

        (fault.Pointer, fault.Code).ShouldBe((place, code));
    }

    [Theory]
    [InlineData("2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z")]
    [InlineData("2026-02-01t00:00:00.1z", "2026-02-01T00:00:00.1Z")]
    [InlineData("2026-02-01T00:00:00.123456789-05:30", "2026-02-01T05:30:00.123456Z")]
    [InlineData("2024-02-29T23:59:59.000000+23:59", "2024-02-29T00:00:59Z")]
    public void Instants_are_returned_in_UTC_to_the_microsecond(string sent, string written)
    {
        var plan = JsonInput.Read<Plan>(Json.Of($$"""{ {{Least}}, "at": "{{sent}}" }""")).Value.ShouldNotBeNull();

        Written(plan).ShouldContain($"\"at\":\"{written}\"");
    }

    [Theory]
    [InlineData("1.500", "1.5")]
    [InlineData("-0", "0")]
    [InlineData("0.000000", "0")]
    [InlineData("999999999999999999.999999", "999999999999999999.999999")]
    public void Decimals_are_written_canonically(string sent, string written)
    {
        var plan = JsonInput.Read<Plan>(Json.Of($$"""{ {{Least}}, "target": "{{sent}}" }""")).Value.ShouldNotBeNull();

        Written(plan).ShouldContain($"\"target\":\"{written}\"");
    }

    [Fact]
    public void Responses_contain_nulls_enumeration_names_and_unescaped_text()
    {
        var text = Written(new Plan("Ü<春>&'", Tone.UShaped));

        text.ShouldStartWith("""{"name":"Ü<春>&'","tone":"uShaped","code":null,""");
        text.ShouldContain("\"label\":\"Ü<春>&' (UShaped)\"");
    }

    [Fact]
    public void An_instant_that_is_not_UTC_cannot_be_written()
    {
        var plan = new Plan("a", Tone.Warm, At: new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified));

        Should.Throw<InvalidOperationException>(() => Written(plan));
    }

    [Theory]
    [InlineData("", "input.empty", null)]
    [InlineData(" \r\n\t", "input.empty", null)]
    [InlineData("{", "input.malformed", 1L)]
    [InlineData("{\"name\":\"a\",}", "input.malformed", 12L)]
    [InlineData("{}{}", "input.malformed", 2L)]
    [InlineData("{}\n\n x", "input.malformed", 5L)]
    [InlineData("// c\n{}", "input.malformed", 0L)]
    [InlineData("{\"name\":\"a\nb\"}", "input.malformed", 10L)]
    [InlineData("{\"name\":01}", "input.malformed", 9L)]
    [InlineData("{\"name\":\"\\x\"}", "input.malformed", 10L)]
    [InlineData("\ufeff{}", "input.malformed", 0L)]
    [InlineData("NaN", "input.malformed", 0L)]
    public void Invalid_JSON_is_one_fault_with_its_position(string body, string code, long? position)
    {
        var fault = JsonInput.Read<Plan>(Json.Of(body)).Faults.ShouldHaveSingleItem();

        (fault.Pointer, fault.Code).ShouldBe(("", code));
        fault.Args.GetValueOrDefault("position").ShouldBe(position);
    }

    [Fact]
    public void Invalid_UTF8_is_malformed_at_the_first_bad_byte()
    {
        var utf16 = Encoding.Unicode.GetBytes("{\"name\":\"春\"}");
        byte[] latin1 = [.. "{\"name\":\""u8, 0xE9, .. "\"}"u8];
        byte[] encodedSurrogate = [.. "\""u8, 0xED, 0xA0, 0x80, .. "\""u8];

        JsonInput.Read<Plan>(utf16).Faults.ShouldHaveSingleItem().Code.ShouldBe("input.malformed");
        JsonInput.Read<Plan>(latin1).Faults.ShouldHaveSingleItem().Args["position"].ShouldBe(9);
        JsonInput.Read<Plan>(encodedSurrogate).Faults.ShouldHaveSingleItem().Args["position"].ShouldBe(1);
    }

    [Fact]
    public void Thirty_two_levels_are_read_and_more_are_too_deep()
    {
        var deepest = new string('[', 32) + new string(']', 32);
        var deeper = new string('[', 33) + new string(']', 33);

        JsonInput.Read<Plan>(Json.Of(deepest)).Faults.ShouldHaveSingleItem().Code.ShouldBe("input.type");
        var fault = JsonInput.Read<Plan>(Json.Of(deeper)).Faults.ShouldHaveSingleItem();
        fault.Code.ShouldBe("input.tooDeep");
        fault.Args["position"].ShouldBe(32L);
    }

    [Fact]
    public void Lengths_are_counted_in_code_points()
    {
        var twenty = string.Concat(Enumerable.Repeat("🧧", 20));

        JsonInput.Read<Plan>(Json.Of($$"""{"name":"{{twenty}}","tone":"warm"}""")).IsValid.ShouldBeTrue();
        var fault = JsonInput.Read<Plan>(Json.Of($$"""{"name":"{{twenty}}a","tone":"warm"}""")).Faults.ShouldHaveSingleItem();
        fault.Code.ShouldBe("input.tooLong");
        fault.Args["max"].ShouldBe(20);
        fault.Args["actual"].ShouldBe(21);
    }

    [Fact]
    public void A_struct_is_read_through_its_constructor()
    {
        var pair = JsonInput.Read<Pair>(Json.Of("""{"left":1,"right":null}"""));

        pair.Value.ShouldBe(new Pair(1, null));
        JsonInput.Read<Pair>(Json.Of("""{"right":1}""")).Faults.ShouldHaveSingleItem().Pointer.ShouldBe("/left");
    }

    [Fact]
    public void At_most_a_hundred_faults_are_reported_and_long_names_are_cut()
    {
        var members = Enumerable.Range(0, 500).Select(i => $"\"{new string('x', 5000)}{i}\":1");

        var faults = JsonInput.Read<Plan>(Json.Of($"{{{string.Join(',', members)}}}")).Faults;

        faults.Count.ShouldBe(100);
        faults.ShouldAllBe(fault => fault.Pointer.Length <= 102);
    }

    private static string Written(Plan plan) => System.Text.Json.JsonSerializer.Serialize(plan, JsonInput.Options);
}
