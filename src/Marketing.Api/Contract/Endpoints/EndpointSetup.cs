using Marketing.Api.Contract.Input;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>Registers the services that endpoints need.</summary>
internal static class EndpointSetup
{
    public static IServiceCollection AddApiEndpoints(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<UseCases>();
        services.AddRouting(routing => routing.ConstraintMap.Add(IdConstraint.Name, typeof(IdConstraint)));
        return services.ConfigureHttpJsonOptions(json => JsonInput.Configure(json.SerializerOptions));
    }
}
