using Marketing.Application.Common;
using Marketing.Domain.Plans.Parts;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Marketing.Application.Plans.Parts;

/// <summary>Closes the use cases of parts over every section's content record.</summary>
internal static class PartSetup
{
    private static readonly Type[] Handlers =
        [typeof(ListPartsHandler<>), typeof(GetPartHandler<>), typeof(CreatePartHandler<>), typeof(UpdatePartHandler<>), typeof(DeletePartHandler<>),
            typeof(GetSectionHandler<>), typeof(ReplaceSectionHandler<>)];

    public static void AddPlanParts(this IServiceCollection services)
    {
        services.AddScoped<PartWriter>();
        services.AddScoped<PartReplacer>();
        services.AddScoped<PartReferences>();
        services.AddScoped<CatalogueLinks>();
        foreach (var handler in from section in PlanSections.All from open in Handlers select open.MakeGenericType(section.Content))
        {
            var contract = handler.GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>));
            services.AddTransient(contract, handler);
        }

        foreach (var section in PlanSections.All)
        {
            services.AddScoped(typeof(IResourceReader), typeof(PartReader<>).MakeGenericType(section.Content));
        }
    }
}
