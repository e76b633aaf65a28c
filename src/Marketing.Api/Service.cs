using Marketing.Api.Access;
using Marketing.Api.Approvals;
using Marketing.Api.Budgets;
using Marketing.Api.BulkJobs;
using Marketing.Api.Calendar;
using Marketing.Api.Campaigns;
using Marketing.Api.Catalogues;
using Marketing.Api.Checks;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.OpenApi;
using Marketing.Api.External;
using Marketing.Api.Facts;
using Marketing.Api.Feeds;
using Marketing.Api.History;
using Marketing.Api.Hosting;
using Marketing.Api.Hosting.CommandLine;
using Marketing.Api.Hosting.Health;
using Marketing.Api.Hosting.Limits;
using Marketing.Api.Hosting.Settings;
using Marketing.Api.Hosting.Telemetry;
using Marketing.Api.Knowledge;
using Marketing.Api.Labels;
using Marketing.Api.Lifecycle;
using Marketing.Api.Loyalty;
using Marketing.Api.Observations;
using Marketing.Api.Occurrences;
using Marketing.Api.Plans;
using Marketing.Api.Risks;
using Marketing.Api.Scheduling;
using Marketing.Api.Security;
using Marketing.Api.Tasks;
using Marketing.Api.Webhooks;
using Marketing.Api.Workspaces;
using Marketing.Application;
using Marketing.Application.BulkJobs;
using Marketing.Infrastructure;
using Marketing.Infrastructure.Startup;

namespace Marketing.Api;

/// <summary>The composition of the service: registrations, pipeline and endpoints.</summary>
internal static class Service
{
    /// <summary>
    /// The host would watch its whole folder for changed settings. An embedded database in that folder wakes the watcher with every page
    /// it writes.
    /// </summary>
    private const string WatchNoSettings = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>Serves the API, or runs the command in the arguments.</summary>
    /// <param name="args">All arguments of the program, including settings of the host.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        var (settings, commandLine) = HostSettings.Split(args);
        return new ProgramCommand(ServeAsync, BuildServices).RunAsync(commandLine, Console.Out, Console.Error);

        Task<int> ServeAsync() => CreateBuilder(settings).Build().RunServiceAsync(UseService);

        IServiceProvider BuildServices(Action<WebApplicationBuilder> configure)
        {
            var builder = CreateBuilder(settings).LogToStandardError();
            configure(builder);
            return builder.Build().Services;
        }
    }

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = CreateHostBuilder(args);
        SettingsCheck.Run(builder.Configuration);
        PlatformCheck.Run();
        builder.Services.AddApplication(builder.Configuration[MapperLicence.Setting]);
        builder.Services.AddInfrastructure(builder.Configuration);
        builder.Services.AddSecurity();
        builder.Services.AddHosting(builder.Configuration, builder.Environment);
        builder.Services.AddOpenApiDocuments();
        builder.Services.AddApiEndpoints();
        builder.Services.AddScoped<FeedRequest>();
        builder.Services.AddBulkJobs(builder.Configuration);
        if (builder.Environment.IsDevelopment() && builder.Configuration.GetValue("SampleData:Enabled", true))
        {
            builder.Services.AddSingleton<DevelopmentWelcome>();
            builder.Services.AddHostedService(provider => provider.GetRequiredService<DevelopmentWelcome>());
        }

        return builder;
    }

    private static WebApplicationBuilder CreateHostBuilder(string[] args)
    {
        try
        {
            return WebApplication.CreateBuilder([WatchNoSettings, .. args]);
        }
        catch (DirectoryNotFoundException missing)
        {
            throw new StartRefusedException($"The folder {missing.Message} does not exist. Check the setting contentRoot.");
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or ArgumentException)
        {
            var reason = failure is InvalidDataException ? $"{failure.Message} {failure.GetBaseException().Message}" : failure.Message;
            throw new StartRefusedException($"The settings cannot be read: {reason.ReplaceLineEndings(" ")}");
        }
    }

    public static void UseService(this WebApplication app)
    {
        app.UseOuterPipeline();
        app.UseOpenApiDocuments();
        app.UseCredentials();
        app.UseMiddleware<RateLimit>();
        app.UsePermissions();
        app.UseMiddleware<FeedCallers>();
        app.MapApi();
    }

    /// <summary>Maps every endpoint.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapHealth();
        routes.MapPlans();
        routes.MapParts();
        routes.MapLifecycle();
        routes.MapApprovals();
        routes.MapBudgets();
        routes.MapLedger();
        routes.MapCampaigns();
        routes.MapContentAssets();
        routes.MapOffers();
        routes.MapLoyaltyProgrammes();
        routes.MapFiscalPeriods();
        routes.MapObservations();
        routes.MapResults();
        routes.MapExternal();
        routes.MapRateSets();
        routes.MapBudgetReports();
        routes.MapSchedule();
        routes.MapTasks();
        routes.MapKnowledge();
        routes.MapRisks();
        routes.MapRiskRatings();
        routes.MapRiskAlerts();
        routes.MapIncidents();
        routes.MapOccurrences();
        routes.MapCalendar();
        routes.MapCalendarFeeds();
        routes.MapCheck();
        routes.MapCatalogues();
        routes.MapAccess();
        routes.MapWorkspaces();
        routes.MapFeeds();
        routes.MapHistory();
        routes.MapWebhooks();
        routes.MapJobs();
        routes.MapLabels();
    }
}
