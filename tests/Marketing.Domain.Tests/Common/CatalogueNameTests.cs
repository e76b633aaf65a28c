using Marketing.Domain.Catalogues;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Common;

public sealed class CatalogueNameTests
{
    [Theory]
    [InlineData("市场部")]
    [InlineData("A/B测试转化率")]
    [InlineData("NPS")]
    [InlineData("O2O渠道")]
    [InlineData("Xiaohongshu")]
    [InlineData("XL stores")]
    [InlineData("R&D")]
    [InlineData("E-mail")]
    [InlineData("Cost of a click")]
    [InlineData("24小时内解决率")]
    public void A_real_name_is_accepted(string text) => CatalogueName.IsName(text).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("X")]
    [InlineData("N")]
    [InlineData("XXX")]
    [InlineData("xx部门")]
    [InlineData("X家经销商")]
    [InlineData("[姓名]")]
    [InlineData("【渠道】")]
    [InlineData("____")]
    [InlineData("某某…")]
    [InlineData("××公司")]
    [InlineData("两\n行")]
    public void A_placeholder_is_not_a_name(string text) => CatalogueName.IsName(text).ShouldBeFalse();

    [Theory]
    [InlineData("投入产出比(ROI)", "投入产出比", "ROI")]
    [InlineData("获客成本（CAC）", "获客成本", "CAC")]
    [InlineData("獲客成本 (CAC)", "获客成本", "CAC")]
    [InlineData("ROI(投入產出比)", "投入产出比", "ROI")]
    [InlineData("Customer acquisition cost (CAC)", "CUSTOMER ACQUISITION COST", "CAC")]
    [InlineData("内(nèi)容成本(CPM)", "内容成本", "CPM")]
    public void A_name_with_its_abbreviation_in_brackets_is_found_by_either(string text, string name, string abbreviation) =>
        CatalogueName.Forms(text).ShouldBe([CatalogueName.Key(text), name, abbreviation]);

    [Theory]
    [InlineData("投入产出比")]
    [InlineData("市场部(华东)")]
    [InlineData("转化率(App)")]
    [InlineData("经销商(X)")]
    [InlineData("渠道(XX)")]
    [InlineData("满意度(2026)")]
    [InlineData("(ROI)")]
    public void Other_brackets_are_part_of_the_name(string text) => CatalogueName.Forms(text).ShouldBe([CatalogueName.Key(text)]);

    [Fact]
    public void Pinyin_that_a_converter_inserted_does_not_count() =>
        CatalogueName.Key("內(nèi)容策劃部").ShouldBe(CatalogueName.Key("内容策划部"));

    [Fact]
    public void A_text_longer_than_the_limit_is_not_a_name() =>
        CatalogueName.IsName(new string('长', CatalogueName.Length + 1)).ShouldBeFalse();
}
