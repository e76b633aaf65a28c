namespace Marketing.Api.Tests.Hosting;

internal static class Wait
{
    public static async Task UntilAsync(Func<bool> condition, TimeSpan? patience = null)
    {
        var limit = patience ?? TimeSpan.FromSeconds(10);
        var end = DateTime.UtcNow + limit;
        while (!condition())
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException($"It did not happen within {limit.TotalSeconds} s.");
            }

            await Task.Delay(20);
        }
    }
}
