using Marketing.Application.Catalogues;
using Marketing.Domain.Catalogues;

namespace Marketing.Api.Tests.Catalogues;

public sealed class PartyNamingTests
{
    [Theory]
    [InlineData("市场部", PartyKind.Department)]
    [InlineData("數據分析團隊", PartyKind.Team)]
    [InlineData("市场总监", PartyKind.Position)]
    [InlineData("分析师", PartyKind.Position)]
    [InlineData("數據分析師", PartyKind.Position)]
    [InlineData("Data analysts", PartyKind.Position)]
    [InlineData("高层", PartyKind.Collective)]
    [InlineData("公司高層", PartyKind.Collective)]
    [InlineData("高層管理層", PartyKind.Collective)]
    [InlineData("各任務負責人", PartyKind.Collective)]
    [InlineData("项目组", PartyKind.Group)]
    public void The_name_shows_the_kind_of_party(string name, PartyKind kind) => PartyNaming.KindOf(name).ShouldBe(kind);
}
