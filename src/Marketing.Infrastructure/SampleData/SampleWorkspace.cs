using System.Reflection;
using Marketing.Application.Catalogues;
using Marketing.Application.Common;
using Marketing.Application.Plans.Documents;
using Marketing.Application.Workspaces;
using Marketing.Domain.Catalogues;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Access;
using Microsoft.Extensions.Logging;

namespace Marketing.Infrastructure.SampleData;

/// <summary>A workspace to try everything on: catalogues, one whole plan in Chinese and one in English, written through the use cases.</summary>
public sealed class SampleWorkspace(Credentials credentials, ILogger<SampleWorkspace> logger)
{
    public const string Code = "sample";
    private const string Actor = "sample-data";

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

    /// <summary>Makes it where it is not there; what is there is left as it is.</summary>
    public async Task<WorkspaceId> EnsureAsync(CancellationToken ct)
    {
        if (await credentials.FindWorkspaceAsync(Code, ct) is { } there)
        {
            return there;
        }

        var id = EntityId.New<WorkspaceId>();
        await credentials.RunAsync(id, Actor, new OpenWorkspace(new WorkspaceInput { Code = Code, Name = "示例品牌 Sample brand" }), "", ct);
        foreach (var (kind, code, name, aliases) in Parties)
        {
            await credentials.RunAsync(id, Actor, new CreateEntry<PartyInput, PartyResponse>(new PartyInput { Kind = kind, Code = code, Name = name, Aliases = aliases }), "", ct);
        }

        await SampleCatalogues.MakeAsync(credentials, id, Actor, ct);
        foreach (var plan in Plans())
        {
            await credentials.RunAsync(id, Actor, new ImportPlan(plan), "", ct);
        }

        credentials.Clear();
        logger.LogInformation("The sample workspace has been made");
        return id;
    }

    private static IEnumerable<PlanDocument> Plans()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".SampleData.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return WireJson.Load<PlanDocument>(reader.ReadToEnd());
        }
    }
}
