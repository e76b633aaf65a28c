using System.Reflection;
using Marketing.Application.Common;
using Marketing.Application.Plans.Documents;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.SampleData;

namespace Marketing.Infrastructure.Plans;

/// <summary>Imports one whole plan in Chinese and one in English.</summary>
internal sealed class SamplePlans : ISampleStep
{
    /// <summary>Prefix of the names of the embedded documents.</summary>
    public const string Resources = "Marketing.Infrastructure.Plans.Samples.";

    public int Order => SampleOrder.Plans;

    public async Task WriteAsync(SystemScope workspace, CancellationToken ct)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Resources, StringComparison.Ordinal));
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            await workspace.RunAsync(new ImportPlan(WireJson.Load<PlanDocument>(await reader.ReadToEndAsync(ct))), ct);
        }
    }
}
