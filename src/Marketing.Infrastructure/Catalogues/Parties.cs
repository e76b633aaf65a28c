using Marketing.Application.Catalogues;
using Marketing.Domain.Catalogues;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.SampleData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketing.Infrastructure.Catalogues;

internal sealed class PartyConfiguration : IEntityTypeConfiguration<Party>
{
    public void Configure(EntityTypeBuilder<Party> builder)
    {
        builder.ToTable("Parties");
        builder.IsSyncedEntry<Party, PartyId>();
        builder.RefersToEntry(party => party.ParentId);
        builder
            .HasIndex(party => new
            {
                party.WorkspaceId,
                party.ParentId,
                party.Id,
            })
            .KnowsDeletion();
    }
}

/// <summary>Departments, teams and positions that the sample plans name as responsible.</summary>
internal sealed class SampleParties : ISampleStep
{
    private static readonly (PartyKind Kind, string Code, string Name, string[] Aliases)[] Parties =
    [
        (PartyKind.Department, "MKT", "市场部", ["市場部", "Marketing", "Marketing department"]),
        (PartyKind.Department, "CS", "客户服务部", ["客戶服務部", "客服部", "Customer service"]),
        (PartyKind.Department, "IT", "信息技术部", ["IT部门", "IT部門", "IT department"]),
        (PartyKind.Team, "BRAND", "品牌管理团队", ["品牌管理團隊", "Brand team"]),
        (PartyKind.Department, "SALES", "销售部", ["銷售部", "Sales"]),
        (PartyKind.Department, "ECOM", "电商部", ["電商部", "E-commerce team"]),
        (PartyKind.Department, "STORES", "门店运营部", ["門店營運部", "Store operations"]),
        (PartyKind.Department, "RND", "产品研发部", ["產品研發部", "Product development"]),
        (PartyKind.Department, "PR", "公关部", ["公關部", "公关部门", "Public relations"]),
        (PartyKind.Department, "SCM", "供应链部", ["供應鏈部", "Supply chain"]),
        (PartyKind.Department, "FIN", "财务部", ["財務部", "Finance"]),
        (PartyKind.Department, "LEGAL", "法务部", ["法務部", "Legal"]),
        (PartyKind.Team, "CRM", "客户关系管理团队", ["客戶關係管理團隊", "CRM team"]),
        (PartyKind.Team, "DATA", "数据分析团队", ["數據分析團隊", "Data team"]),
        (PartyKind.Position, "PM", "项目经理", ["項目經理", "Programme manager"]),
        (PartyKind.Position, "CHANNEL", "渠道经理", ["渠道經理", "Channel manager"]),
        (PartyKind.Position, "APPS", "应用系统负责人", ["應用系統負責人", "Head of applications"]),
        (PartyKind.Position, "CMO", "市场总监", ["市場總監", "Marketing director"]),
    ];

    public int Order => SampleOrder.Catalogues;

    public async Task WriteAsync(SystemScope workspace, CancellationToken ct)
    {
        foreach (var (kind, code, name, aliases) in Parties)
        {
            var party = new PartyInput
            {
                Kind = kind,
                Code = code,
                Name = name,
                Aliases = aliases,
            };
            await workspace.RunAsync(new CreateEntry<PartyInput, PartyResponse>(party), ct);
        }
    }
}
