using Marketing.Client;

using var http = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("MARKETING_URL") + "/") };
http.DefaultRequestHeaders.Authorization = new("Bearer", Environment.GetEnvironmentVariable("MARKETING_KEY"));
await Story.RunAsync(http, Console.Out);
