using System.Text.Json;
using Marketing.Application.Common;
using Marketing.Domain.Budgets;

namespace Marketing.Application.Budgets;

/// <summary>The content of a budget as it is submitted: canonical JSON.</summary>
internal static class BudgetDocument
{
    /// <summary>Returns the canonical bytes.</summary>
    public static byte[] Write(BudgetContent content) =>
        JsonSerializer.SerializeToUtf8Bytes(new Stored(content.Terms, content.Lines), WireJson.Stored);

    public static BudgetContent Read(byte[] bytes)
    {
        var stored = JsonSerializer.Deserialize<Stored>(bytes, WireJson.Stored)!;
        return new BudgetContent(stored.Terms, stored.Lines);
    }

    private sealed record Stored(BudgetTerms Terms, IReadOnlyList<BudgetContentLine> Lines)
    {
        public int SchemaVersion { get; init; } = 1;
    }
}
