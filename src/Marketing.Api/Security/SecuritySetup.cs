using Marketing.Api.Contract.Endpoints;
using Marketing.Infrastructure.Secrets;
using Marketing.Infrastructure.Startup;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Marketing.Api.Security;

/// <summary>Registers authentication and authorization, and adds them to the pipeline.</summary>
internal static class SecuritySetup
{
    public static void AddSecurity(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
            JwtSettings.Load(
                provider.GetRequiredService<IConfiguration>(),
                provider.GetRequiredService<IHostEnvironment>(),
                provider.GetRequiredService<MasterKey>()
            )
        );
        services.AddSingleton<FailedAttempts>();
        services.AddSingleton<MappedRoles>();
        services.AddSingleton<CallerResolver>();
        services.AddSingleton<LocalTokens>();
        services.AddSingleton<DevelopmentCredentials>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, CredentialRefusals>();
        services
            .AddAuthentication(CredentialSchemes.Any)
            .AddPolicyScheme(CredentialSchemes.Any, null, options => options.ForwardDefaultSelector = CredentialSchemes.Choose)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(CredentialSchemes.ApiKey, null)
            .AddJwtBearer(CredentialSchemes.Jwt);
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, JwtSetup>();
        services.PostConfigure<JwtBearerOptions>(CredentialSchemes.Jwt, WithoutFormerKeys);
        services.AddHostedService<SigningKeyRefresh>();
        services.WithoutKeyRing();
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(IsOpenOrAuthenticated).Build());
    }

    /// <summary>Authenticates the caller. Endpoints require a valid credential unless they allow anonymous requests.</summary>
    /// <exception cref="StartRefusedException">A secret is missing or malformed.</exception>
    public static void UseCredentials(this WebApplication app)
    {
        app.Services.GetRequiredService<MasterKey>();
        var settings = app.Services.GetRequiredService<JwtSettings>();
        if (settings.Source == TokenSource.None)
        {
            app.Logger.LogInformation(
                "Tokens are not accepted, because {Section} has neither an Authority nor a SigningKey. Only API keys are accepted",
                JwtSettings.Section
            );
        }

        app.UseAuthentication();
    }

    /// <summary>Rejects callers without the required permissions, and resolves caller and workspace.</summary>
    public static void UsePermissions(this WebApplication app)
    {
        app.UseAuthorization();
        app.UseMiddleware<CallerMiddleware>();
    }

    /// <summary>A key that the authority has withdrawn is not accepted from an earlier list.</summary>
    private static void WithoutFormerKeys(JwtBearerOptions options)
    {
        if (options.ConfigurationManager is BaseConfigurationManager provider)
        {
            provider.UseLastKnownGoodConfiguration = false;
        }
    }

    /// <summary>Disables the framework's key ring. It encrypts nothing here, and would write a key to the home folder.</summary>
    private static void WithoutKeyRing(this IServiceCollection services)
    {
        foreach (
            var starter in services
                .Where(service =>
                    service.ServiceType == typeof(IHostedService)
                    && service.ImplementationType?.Assembly == typeof(DataProtectionOptions).Assembly
                )
                .ToList()
        )
        {
            services.Remove(starter);
        }
    }

    private static bool IsOpenOrAuthenticated(AuthorizationHandlerContext context) =>
        context.User.Identity is { IsAuthenticated: true }
        || (context.Resource is HttpContext http && (http.GetEndpoint() is null || IsAnonymous(http)));

    /// <summary>Whether the endpoint of a request needs no credential.</summary>
    public static bool IsAnonymous(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<EndpointContract>() is { Anonymous: true };
}
