using Marketing.Application.BulkJobs;

namespace Marketing.Api.BulkJobs;

internal static class BulkJobSetup
{
    /// <summary>Registers what reads the rows of jobs.</summary>
    public static void AddBulkJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<JobUpload>();
        services.AddSingleton<IBulkRows, BulkRows>();
        services.AddOptions<JobOptions>().Bind(configuration.GetSection(JobOptions.Section));
    }
}
