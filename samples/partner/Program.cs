using System.Text.Json;
using Marketing.Client;

// Synchronises every ten seconds, and keeps the partner's store in a file.
const string Store = "campaigns.json";
using var http = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("MARKETING_URL") + "/") };
http.DefaultRequestHeaders.Authorization = new("Bearer", Environment.GetEnvironmentVariable("MARKETING_KEY"));
while (true)
{
    var state = File.Exists(Store) ? JsonSerializer.Deserialize<MirrorState>(File.ReadAllText(Store))! : new MirrorState();
    await new CampaignMirror(new MarketingClient(http), args.FirstOrDefault() ?? "partner", state).SyncAsync();
    File.WriteAllText(Store + ".new", JsonSerializer.Serialize(state));
    File.Move(Store + ".new", Store, overwrite: true);
    Console.WriteLine($"{state.Campaigns.Count} campaigns, {state.Campaigns.Count(pair => pair.Value.Refusal is not null)} refused");
    await Task.Delay(TimeSpan.FromSeconds(10));
}
