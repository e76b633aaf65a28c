using Marketing.Domain.Catalogues;
using Shouldly;
using Xunit;

namespace Marketing.Domain.Tests.Common;

/// <summary>Which words of a plan name something.</summary>
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
    public void A_name_is_a_name(string text) => CatalogueName.IsName(text).ShouldBeTrue();

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
    public void What_stands_for_a_name_not_yet_known_is_none(string text) => CatalogueName.IsName(text).ShouldBeFalse();

    [Fact]
    public void What_is_longer_than_a_name_may_be_is_none() => CatalogueName.IsName(new string('长', CatalogueName.Length + 1)).ShouldBeFalse();
}
