using FsCheck;
using FsCheck.Fluent;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Text;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Common;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("", 400)]
    [InlineData("A", 399)]
    public void A_key_is_truncated_between_characters(string before, int length)
    {
        var key = CatalogueName.Key(before + string.Concat(Enumerable.Repeat("𠮷", 300)));
        key.Length.ShouldBe(length);
        key.IsNormalized().ShouldBeTrue();
    }

    [Theory]
    [InlineData("市場部", "市场部")]
    [InlineData("品牌維護與消費者關系管理計劃", "品牌维护与消费者关系管理计划")]
    [InlineData("隨著", "随着")]
    [InlineData("責任人:項目經理", "责任人:项目经理")]
    [InlineData("週報、臺灣、裡面、採購、並且、佈置、佔比", "周报、台湾、里面、采购、并且、布置、占比")]
    [InlineData("CRM系统 ABC 123", "crm系統 ABC 123")]
    [InlineData("  a \t\n b  ", "A B")]
    [InlineData("①㎡", "1M2")]
    [InlineData("薴", "苎")]
    public void Spellings_of_one_name_normalise_to_the_same_text(string left, string right)
    {
        SearchText.Normalise(left).ShouldBe(SearchText.Normalise(right));
        SearchText.AreSame(left, right).ShouldBeTrue();
    }

    [Theory]
    [InlineData("市场部", "市场")]
    [InlineData("后台", "前台")]
    [InlineData("A B", "AB")]
    public void Different_names_stay_different(string left, string right) => SearchText.AreSame(left, right).ShouldBeFalse();

    [Fact]
    public void A_normalised_text_is_returned_as_the_same_instance()
    {
        const string text = "市场部 CRM 2026";
        SearchText.Normalise(text).ShouldBeSameAs(text);
        ScriptFolding.Fold(text).ShouldBeSameAs(text);
    }

    [Fact]
    public void Characters_outside_the_basic_multilingual_plane_are_folded()
    {
        ScriptFolding.Fold("𫚘𩼶").ShouldBe("𫚘𫚬");
        ScriptFolding.Fold("\uD842").ShouldBe("\uD842");
    }

    [Fact]
    public void Invalid_unicode_is_replaced() => SearchText.Normalise("a\uD800b\uFFFE").ShouldBe("A\uFFFDB\uFFFD");

    [Fact]
    public void Normalising_twice_changes_nothing() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<string>().Filter(text => text is not null),
                text =>
                {
                    var once = SearchText.Normalise(text);
                    return SearchText.Normalise(once) == once && !once.StartsWith(' ') && !once.EndsWith(' ');
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_code_point_normalises_stably()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (System.Text.Rune.IsValid(value))
            {
                var once = SearchText.Normalise(char.ConvertFromUtf32(value));
                SearchText.Normalise(once).ShouldBe(once, $"U+{value:X4}");
            }
        }
    }

    [Theory]
    [InlineData("內(nèi)容策劃", "內容策劃")]
    [InlineData("定期跟蹤風(fēng)險應(yīng)對措施", "定期跟蹤風險應對措施")]
    [InlineData("绿(lǜ)色、女(nǚ)性", "绿色、女性")]
    [InlineData("關(guān)系(CRM)", "關系(CRM)")]
    [InlineData("净推荐值(NPS)", "净推荐值(NPS)")]
    [InlineData("會議(如Slack或Teams)", "會議(如Slack或Teams)")]
    [InlineData("café (née)", "café (née)")]
    [InlineData("", "")]
    public void Pinyin_insertions_are_removed_and_nothing_else(string noisy, string clean) => TextNoise.StripPinyin(noisy).ShouldBe(clean);

    [Fact]
    public void A_text_without_pinyin_is_returned_as_the_same_instance()
    {
        const string text = "净推荐值(NPS)达到50";
        TextNoise.StripPinyin(text).ShouldBeSameAs(text);
    }
}
