using Marketing.Domain.Text;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Common;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("会员 复购", "会员|复购")]
    [InlineData("  會員\u3000復購 会员 ", "会员|复购")]
    [InlineData("", "")]
    [InlineData(" \t ", "")]
    public void A_search_is_split_into_different_words(string text, string words) =>
        string.Join('|', SearchWords.Of(text).Words.Select(word => word[0])).ShouldBe(words);

    [Theory]
    [InlineData("CRM系统", "CRM系统|CRM 系统")]
    [InlineData("双11大促", "双11大促|双 11大促|双11 大促|双 11 大促")]
    [InlineData("系统", "系统")]
    [InlineData("5G", "5G")]
    [InlineData("a甲b乙c", "A甲B乙C|A 甲 B 乙 C")]
    public void A_word_is_spelt_with_and_without_blanks_between_Latin_and_Chinese(string word, string spellings) =>
        SearchWords.Of(word).Words.Single().ShouldBe(spellings.Split('|'), ignoreOrder: true);

    [Fact]
    public void More_than_eight_words_are_one_phrase()
    {
        SearchWords.Of("a b c d e f g h").Words.Count.ShouldBe(8);
        SearchWords.Of("a b c d e f g h i").Words.Single().ShouldBe(["A B C D E F G H I"]);
    }

    [Theory]
    [InlineData("复购 会员", true)]
    [InlineData("会员CRM", true)]
    [InlineData("会员 渠道", false)]
    [InlineData("", true)]
    public void Every_word_must_occur_in_the_text(string search, bool found) =>
        SearchWords.Of(search).AreIn(SearchText.Normalise("会员 CRM 与复购")).ShouldBe(found);

    [Theory]
    [InlineData("客户关系管理(CRM 系统)优化", "crm系统")]
    [InlineData("客户关系管理(CRM系统)优化", "系統 CRM")]
    public void A_short_text_is_its_own_excerpt(string text, string search) => SearchWords.Of(search).ExcerptOf(text).ShouldBe(text);

    [Fact]
    public void A_text_without_any_of_the_words_has_no_excerpt() => SearchWords.Of("会员 复购").ExcerptOf("渠道").ShouldBeNull();

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    [InlineData(5_000)]
    [InlineData(19_900)]
    public void An_excerpt_of_a_long_text_contains_the_word(int before)
    {
        var text = Rare(before / 2) + "会员复购" + Rare(10_000 - (before / 2));

        var excerpt = SearchWords.Of("複購").ExcerptOf(text).ShouldNotBeNull();

        excerpt.ShouldContain("复购");
        excerpt.Length.ShouldBeLessThanOrEqualTo(SearchWords.ExcerptLength + 2);
        excerpt.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar, "no character is cut");
        excerpt.StartsWith('…').ShouldBe(before > 0);
        excerpt.EndsWith('…').ShouldBe(before < 19_900);
    }

    private static string Rare(int count) => string.Concat(Enumerable.Repeat("𠮷", count));
}
