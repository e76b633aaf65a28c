using Marketing.Api.Access;
using Marketing.Api.Channels;
using Marketing.Api.Http;
using Marketing.Api.Input;
using Marketing.Api.Labels;
using Marketing.Api.Memory;
using Marketing.Api.Metrics;
using Marketing.Api.OpenApi;
using Marketing.Api.Operations;
using Marketing.Api.Operations.Health;
using Marketing.Api.Parties;
using Marketing.Api.Partners;
using Marketing.Api.Plans;
using Marketing.Api.Security;
using Marketing.Api.Segments;
using Marketing.Api.Workspaces;
using Marketing.Infrastructure;

namespace Marketing.Api;

/// <summary>The service's table of contents: what is registered, what a request passes, what is mapped.</summary>
internal static class Service
{
    /// <summary>
    /// The host would watch its whole folder for changed settings, and an embedded database that lies in it wakes the
    /// watcher with every page it writes.
    /// </summary>
    private const string WatchNoSettings = "--hostBuilder:reloadConfigOnChange=false";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder([WatchNoSettings, .. args]);
        builder.Services.AddInfrastructure(builder.Configuration);
        builder.Services.AddAccess();
        builder.Services.AddOperations(builder.Configuration, builder.Environment);
        builder.Services.AddOpenApiDocuments();
        builder.Services.AddRouting(routing => routing.ConstraintMap.Add(IdConstraint.Name, typeof(IdConstraint)));
        builder.Services.ConfigureHttpJsonOptions(json => JsonInput.Configure(json.SerializerOptions));
        if (builder.Environment.IsDevelopment() && builder.Configuration.GetValue("SampleData:Enabled", true))
        {
            builder.Services.AddHostedService<DevelopmentWelcome>();
        }

        return builder;
    }

    public static void UseService(this WebApplication app)
    {
        app.UseSkin();
        app.UseOpenApiDocuments();
        app.UseAccess();
        app.MapApi();
    }

    /// <summary>Every operation of the document.</summary>
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapHealth();
        var api = app.MapGroup("/v1");
        api.MapPlans();
        api.MapPlanParts();
        api.MapSchedule();
        api.MapCheck();
        api.MapParties();
        api.MapPartners();
        api.MapChannels();
        api.MapSegments();
        api.MapMetrics();
        api.MapAccess();
        api.MapWorkspaces();
        api.MapMemory();
        api.MapLabels();
    }
}
