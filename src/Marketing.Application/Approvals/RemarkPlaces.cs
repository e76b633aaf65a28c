using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Marketing.Application.Common;
using Marketing.Domain.Approvals;
using Marketing.Domain.Common;

namespace Marketing.Application.Approvals;

/// <summary>Checks where remarks point.</summary>
internal static class RemarkPlaces
{
    /// <summary>Remarks can point at members that are null.</summary>
    private static readonly JsonSerializerOptions WholeDocument = new(WireJson.Stored)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    private static readonly JsonNode Nothing = new JsonObject();

    /// <summary>Returns a fault for each remark that points at nothing in the document.</summary>
    public static IReadOnlyList<RuleFault> Misplaced<TDocument>(TDocument document, IReadOnlyList<ApprovalRemark> remarks)
    {
        var json = JsonSerializer.SerializeToNode(document, WholeDocument);
        return
        [
            .. from remark in remarks.Select((remark, i) => (remark.Pointer, Index: i))
            where !Resolves(json, remark.Pointer)
            select RuleFault.Of($"/remarks/{remark.Index}/pointer", "approval.remarkMisplaced", ("remark", remark.Pointer)),
        ];
    }

    private static bool Resolves(JsonNode? node, string pointer)
    {
        foreach (var token in pointer.Split('/').Skip(1).Select(token => token.Replace("~1", "/").Replace("~0", "~")))
        {
            node = node switch
            {
                JsonObject members when members.TryGetPropertyValue(token, out var member) => member,
                JsonArray items when int.TryParse(token, out var index) && index >= 0 && index < items.Count => items[index],
                _ => Nothing,
            };
            if (node == Nothing)
            {
                return false;
            }
        }

        return true;
    }
}
