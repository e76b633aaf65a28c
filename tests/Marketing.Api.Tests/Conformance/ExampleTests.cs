using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Marketing.Api.Tests.OpenApi;
using Marketing.Api.Tests.Support;
using Marketing.Domain.Access;

namespace Marketing.Api.Tests.Conformance;

/// <summary>
/// Sends the examples of the document to the server, which must accept them. Merging needs the id of another party, reordering those of
/// all parts of a list, and steps of plans the right state, content and persons; other tests cover them.
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
        var refused = new List<string>();
        foreach (
            var operation in contract.Operations.Where(operation =>
                operation.Node["requestBody"] is not null
                && operation.Id != "mergeParty"
                && !Probe.NamesOthers(operation)
                && !Probe.NeedsAState(operation)
            )
        )
        {
            await Api.ResetAsync();
            var fixtures = await Fixtures.ForPathAsync(Api.Alpha, contract, "alpha", operation.Path);
            using var sender = await Api.Alpha.PersonAsync("anna", Role.Administrator);
            var (type, media) = operation.Node["requestBody"]!["content"]!.AsObject().First();
            var body = contract.ExampleOf(media!)!.ToJsonString();
            var request = new HttpRequestMessage(new HttpMethod(operation.Method), fixtures.Fill(operation.Path))
            {
                Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)),
            };
            // An upsert creates what does not exist yet, and so has no version to expect.
            var creates = operation.Path.EndsWith("/external/{system}/{externalId}", StringComparison.Ordinal);
            if ((operation.Method is "PATCH" or "PUT" && !creates) || Probe.Takes(operation, "#/components/parameters/IfMatch"))
            {
                request.Headers.TryAddWithoutValidation("If-Match", "*");
            }

            using var response = await sender.SendAsync(request);
            if (!response.IsSuccessStatusCode)
            {
                refused.Add($"{operation.Id}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            }

            sent++;
        }

        refused.ShouldBeEmpty();

        sent.ShouldBeGreaterThan(14);
    }
}
