using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Conformance;

/// <summary>
/// What the document shows as an example is sent to the server, which takes it. Merging names another party's id, reordering those of all
/// parts of a list; they are left to their own tests.
/// </summary>
[Collection(FirstApi.Name)]
public sealed class ExampleTests(MarketingApi api) : ApiTest(api)
{
    [Fact]
    public async Task Every_example_request_is_accepted()
    {
        using var reader = Api.Anonymous();
        var contract = ServedContract.Parse(await reader.GetStringAsync("/openapi/v1.json"));
        var sent = 0;
        foreach (
            var operation in contract.Operations.Where(operation =>
                operation.Node["requestBody"] is not null && operation.Id != "mergeParty" && !Probe.NamesOthers(operation)
            )
        )
        {
            await Api.ResetAsync();
            var estate = await Estate.ForPathAsync(Api.Alpha, contract, "alpha", operation.Path);
            using var sender = await Api.Alpha.PersonAsync("anna", Role.Administrator);
            var (type, media) = operation.Node["requestBody"]!["content"]!.AsObject().First();
            var body = contract.ExampleOf(media!)!.ToJsonString();
            var request = new HttpRequestMessage(new HttpMethod(operation.Method), estate.Fill(operation.Path))
            {
                Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)),
            };
            if (operation.Method is "PATCH" or "PUT")
            {
                request.Headers.TryAddWithoutValidation("If-Match", "*");
            }

            using var response = await sender.SendAsync(request);
            response.IsSuccessStatusCode.ShouldBeTrue(
                $"{operation.Id}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}"
            );
            sent++;
        }

        sent.ShouldBeGreaterThan(14);
    }
}
