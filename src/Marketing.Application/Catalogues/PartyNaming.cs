using Marketing.Domain.Catalogues;

namespace Marketing.Application.Catalogues;

/// <summary>Derives facts about a party from its name.</summary>
internal static class PartyNaming
{
    private static readonly (PartyKind Kind, string[] Ends)[] Forms =
    [
        (
            PartyKind.Position,
            [
                "经理",
                "經理",
                "总监",
                "總監",
                "负责人",
                "負責人",
                "专员",
                "專員",
                "主管",
                "分析师",
                "分析師",
                "设计师",
                "設計師",
                "工程师",
                "工程師",
                "策划师",
                "策劃師",
                "顾问",
                "顧問",
                "主任",
                "组长",
                "組長",
                "助理",
                "编辑",
                "編輯",
                "协调员",
                "協調員",
                "MANAGER",
                "DIRECTOR",
                "OFFICER",
                "ANALYST",
                "ANALYSTS",
                "DESIGNER",
                "ENGINEER",
                "CONSULTANT",
                "ASSISTANT",
                "SPECIALIST",
                "COORDINATOR",
            ]
        ),
        (PartyKind.Department, ["部", "部门", "部門", "DEPARTMENT"]),
        (PartyKind.Team, ["团队", "團隊", "小组", "小組", "TEAM"]),
        (
            PartyKind.Collective,
            [
                "高层",
                "高層",
                "高管",
                "管理层",
                "管理層",
                "领导",
                "領導",
                "领导层",
                "領導層",
                "人员",
                "人員",
                "成员",
                "成員",
                "员工",
                "員工",
                "SENIOR MANAGEMENT",
                "EXECUTIVES",
            ]
        ),
        (PartyKind.Group, ["项目组", "項目組", "委员会", "委員會", "COMMITTEE"]),
    ];

    /// <summary>Returns the kind of party that such a name usually denotes; a department if the name shows none.</summary>
    public static PartyKind KindOf(string name)
    {
        var upper = name.Trim().ToUpperInvariant();
        if (upper[0] is '各' or '全')
        {
            return PartyKind.Collective;
        }

        return Forms
                .Where(form => form.Ends.Any(end => upper.EndsWith(end, StringComparison.Ordinal)))
                .OrderByDescending(form => form.Kind == PartyKind.Group)
                .Select(form => (PartyKind?)form.Kind)
                .FirstOrDefault()
            ?? PartyKind.Department;
    }
}
