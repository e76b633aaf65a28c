using Marketing.Application.Access;
using Marketing.Application.Common;
using Marketing.Infrastructure.Jobs;
using Marketing.Infrastructure.Secrets;
using Marketing.Infrastructure.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketing.Infrastructure.Access;

/// <summary>Registers the secrets and the lookup of credentials.</summary>
internal static class AccessSetup
{
    public static void AddCredentials(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
            MasterKey.Load(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>())
        );
        services.AddSingleton<ICursorCodec, CursorCodec>();
        services.AddSingleton<ISealer, Sealer>();
        services.AddSingleton<IDatabaseCheck, MasterKeyCheck>();
        services.AddSingleton<IApiKeyMaker, ApiKeySecrets>();
        services.AddSingleton<CredentialStore>();
        services.AddSingleton(provider => new Credentials(
            provider.GetRequiredService<CredentialStore>(),
            provider.GetRequiredService<SystemRunner>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<IMembershipReader>(provider => provider.GetRequiredService<Credentials>());
        services.AddSingleton<ApiKeyUse>();
        services.AddHostedService<ApiKeyUseWriter>();
    }
}
