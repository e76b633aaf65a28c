using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Marketing.Api.Security;

/// <summary>
/// Reads the authority's signing keys again and again, so that a withdrawn key is soon rejected. The framework would keep them for hours,
/// and accept the last known ones for another hour. If the authority is unavailable, the known keys stay.
/// </summary>
internal sealed class SigningKeyRefresh(
    JwtSettings settings,
    IOptionsMonitor<JwtBearerOptions> options,
    TimeProvider clock,
    ILogger<SigningKeyRefresh> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Source != TokenSource.Authority)
        {
            return;
        }

        using var timer = new PeriodicTimer(settings.KeyRefresh, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RefreshAsync(options.Get(CredentialSchemes.Jwt).ConfigurationManager, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task RefreshAsync(IConfigurationManager<OpenIdConnectConfiguration>? provider, CancellationToken ct)
    {
        try
        {
            provider?.RequestRefresh();
            _ = provider is null ? null : await provider.GetConfigurationAsync(ct);
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or HttpRequestException)
        {
            logger.LogWarning("The signing keys of the authority cannot be read: {Reason}", failure.GetType().Name);
        }
    }
}
