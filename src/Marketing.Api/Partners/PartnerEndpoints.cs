using Marketing.Api.Http;
using Marketing.Application.Partners;

namespace Marketing.Api.Partners;

internal static class PartnerEndpoints
{
    public static void MapPartners(this IEndpointRouteBuilder api) =>
        api.MapCatalogue<PartnerInput, PartnerResponse, PartnerArguments>("/partners", "Partners", "Partner", "a partner", "partners");
}
