using Marketing.Api.Http;
using Marketing.Application.Channels;

namespace Marketing.Api.Channels;

internal static class ChannelEndpoints
{
    public static void MapChannels(this IEndpointRouteBuilder api) =>
        api.MapCatalogue<ChannelInput, ChannelResponse, ChannelArguments>("/channels", "Channels", "Channel", "a channel", "channels");
}
