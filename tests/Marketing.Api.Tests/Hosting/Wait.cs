namespace Marketing.Api.Tests.Hosting;

internal static class Wait
{
    public static async Task UntilAsync(Func<bool> condition)
    {
        var end = DateTime.UtcNow.AddSeconds(10);
        while (!condition())
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException("It did not happen within 10 s.");
            }

            await Task.Delay(20);
        }
    }
}
