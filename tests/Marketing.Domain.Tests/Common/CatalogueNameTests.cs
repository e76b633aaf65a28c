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

    [Fact]
    public void A_text_longer_than_the_limit_is_not_a_name() =>
        CatalogueName.IsName(new string('长', CatalogueName.Length + 1)).ShouldBeFalse();
}
