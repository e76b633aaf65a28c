using Marketing.Application.Catalogues;

namespace Marketing.Api.Catalogues;

internal static class PartnerEndpoints
{
    public static void MapPartners(this IEndpointRouteBuilder api) =>
        api.MapCatalogue<PartnerInput, PartnerResponse, PartnerArguments>("/partners", "Partners", "Partner", "a partner", "partners");
}
