using System.Text.Json;
using System.Text.Json.Nodes;
using Marketing.Api.Contract.Endpoints;
using Marketing.Api.Contract.Input;
using Marketing.Application.History;

namespace Marketing.Api.History;

/// <summary>Streams the audit trail as CSV, one line for each changed member.</summary>
internal sealed class AuditCsv(IAsyncEnumerable<AuditResponse> entries) : IResult
{
    private static readonly string[] Header =
        ["id", "at", "by", "byName", "originSystem", "correlationId", "transactionId", "type", "resourceId", "parentId", "op", "resourceVersion", "field", "old", "new"];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var csv = new CsvStream(httpContext.Response, "audit.csv", Header);
        await foreach (var entry in entries)
        {
            foreach (var field in entry.Fields.DefaultIfEmpty())
            {
                await csv.LineAsync(
                    httpContext.RequestAborted,
                    entry.Id,
                    entry.At,
                    entry.By,
                    entry.ByName,
                    entry.OriginSystem,
                    entry.CorrelationId,
                    entry.TransactionId,
                    entry.Type,
                    entry.ResourceId,
                    entry.ParentId,
                    JsonNamingPolicy.CamelCase.ConvertName(entry.Op.ToString()),
                    entry.ResourceVersion,
                    field?.Field,
                    Cell(field?.Old),
                    Cell(field?.New));
            }
        }
    }

    /// <summary>Words as they are; lists and objects as JSON.</summary>
    private static string? Cell(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value?.ToJsonString(JsonInput.Options);
}
