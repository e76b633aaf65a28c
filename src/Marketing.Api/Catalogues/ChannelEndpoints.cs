using Marketing.Application.Catalogues;

namespace Marketing.Api.Catalogues;

internal static class ChannelEndpoints
{
    public static void MapChannels(this IEndpointRouteBuilder api) =>
        api.MapCatalogue<ChannelInput, ChannelResponse, ChannelArguments>("/channels", "Channels", "Channel", "a channel", "channels");
}
