using System.Text.Json.Nodes;
using Marketing.Api.Tests.Support;

namespace Marketing.Api.Tests.Durability;

/// <summary>What stands in a database after a load: rows, audit trail and feed, read past the service.</summary>
internal sealed class Books
{
    /// <summary>Tables of resources with the column of what was written.</summary>
    private static readonly Dictionary<string, string> Tables = new()
    {
        ["Plans"] = "Title",
        ["PlanParts"] = "Content",
        ["Workspaces"] = "Name",
        ["ApiKeys"] = "Name",
        ["Parties"] = "Name",
        ["Members"] = "DisplayName",
    };

    private Books() { }

    public Dictionary<Guid, (int Version, string Text, bool Deleted)> Rows { get; } = [];

    /// <summary>How often each version of each resource stands in the audit trail.</summary>
    public Dictionary<(Guid Id, int Version), int> Audit { get; private set; } = [];

    /// <inheritdoc cref="Audit"/>
    public Dictionary<(Guid Id, int Version), int> Feed { get; private set; } = [];

    public List<(Guid Workspace, List<long> Sequences, long Last)> Sequences { get; } = [];

    /// <summary>The markers of units of work in the order in which they were recorded, with the transactions of the audit trail.</summary>
    public List<(Guid Workspace, List<(long Sequence, Guid Transaction)> Markers, HashSet<Guid> Audited)> Markers { get; } = [];

    public static async Task<Books> ReadAsync(TestDatabase database)
    {
        var books = new Books();
        foreach (var (table, column) in Tables)
        {
            foreach (var row in await database.QueryAsync($"SELECT Id, Version, {column}, DeletedAt FROM {table}"))
            {
                var text = (string)row[2]!;
                books.Rows[IdOf(row[0])] = (
                    (int)(dynamic)row[1]!,
                    table == "PlanParts" ? JsonNode.Parse(text)!.Text("text") : text,
                    row[3] is not DBNull
                );
            }
        }

        books.Audit = await CountAsync(database, "AuditEntries");
        books.Feed = await CountAsync(database, "ChangeEntries");
        foreach (var counter in await database.QueryAsync("SELECT WorkspaceId, LastSequence FROM ChangeCounters"))
        {
            var entries = await database.QueryAsync("SELECT WorkspaceId, Sequence FROM ChangeEntries ORDER BY Sequence");
            books.Sequences.Add(
                (
                    IdOf(counter[0]),
                    [.. entries.Where(entry => IdOf(entry[0]) == IdOf(counter[0])).Select(entry => (long)entry[1]!)],
                    (long)counter[1]!
                )
            );
            var markers = await database.QueryAsync(
                "SELECT WorkspaceId, LastSequence, TransactionId FROM WriteMarkers ORDER BY RecordedAt, LastSequence"
            );
            var audited = await database.QueryAsync("SELECT DISTINCT WorkspaceId, TransactionId FROM AuditEntries");
            books.Markers.Add(
                (
                    IdOf(counter[0]),
                    [.. markers.Where(marker => IdOf(marker[0]) == IdOf(counter[0])).Select(marker => ((long)marker[1]!, IdOf(marker[2])))],
                    [.. audited.Where(entry => IdOf(entry[0]) == IdOf(counter[0])).Select(entry => IdOf(entry[1]))]
                )
            );
        }

        return books;
    }

    /// <summary>
    /// Every version of every row has one entry in the audit trail and one in the feed, and there are no others but those
    /// of rows that were deleted for good; sequences have no gap; each unit of work has one marker.
    /// </summary>
    public void ShouldBalance(IEnumerable<Acknowledged>? deleted = null)
    {
        var gone = (deleted ?? [])
            .Where(write => write.Text is null && !Rows.ContainsKey(write.Id))
            .Select(write => (write.Id, write.Version));
        var versions = Rows.Select(row => (row.Key, row.Value.Version))
            .Concat(gone)
            .SelectMany(row => Enumerable.Range(1, row.Item2).Select(version => (row.Item1, version)))
            .ToHashSet();
        foreach (var entries in new[] { Audit, Feed })
        {
            entries.Where(entry => entry.Value != 1).ShouldBeEmpty();
            entries.Keys.Except(versions).ShouldBeEmpty("Entries without a row.");
            versions.Except(entries.Keys).ShouldBeEmpty("Rows without an entry.");
        }

        foreach (var (_, sequences, last) in Sequences)
        {
            sequences.ShouldBe(Enumerable.Range(1, (int)last).Select(sequence => (long)sequence));
        }

        foreach (var ((workspace, markers, audited), last) in Markers.Zip(Sequences.Select(each => each.Last)))
        {
            markers.Select(marker => marker.Transaction).ShouldBeUnique();
            audited.Except(markers.Select(marker => marker.Transaction)).ShouldBeEmpty($"Units of work of {workspace} without a marker.");
            markers
                .Select(marker => marker.Sequence)
                .ShouldBe(markers.Select(marker => marker.Sequence).Order(), "The time of recording follows the sequence.");
            markers.Select(marker => marker.Sequence).LastOrDefault().ShouldBe(last);
        }
    }

    /// <summary>Every acknowledged state is there, or was followed by a later one.</summary>
    /// <param name="acknowledged">All that was acknowledged.</param>
    /// <param name="unanswered">What may have been written or not.</param>
    public void ShouldHold(IEnumerable<Acknowledged> acknowledged, IReadOnlyCollection<Sent> unanswered)
    {
        foreach (var writes in acknowledged.GroupBy(write => write.Id))
        {
            var last = writes.MaxBy(write => write.Version)!;
            writes.Select(write => write.Version).ShouldBeUnique();
            writes.ShouldAllBe(write => Audit.ContainsKey(new(write.Id, write.Version)) && Feed.ContainsKey(new(write.Id, write.Version)));
            var row = Rows[last.Id];
            if (row.Version == last.Version)
            {
                (row.Deleted, row.Deleted ? null : row.Text).ShouldBe((last.Text is null, last.Text));
            }
            else
            {
                unanswered.ShouldContain(sent =>
                    row.Version == last.Version + 1
                    && (row.Deleted ? sent.Along.Contains(last.Id) : sent.Target == last.Id && row.Text == sent.Text)
                );
            }
        }
    }

    private static async Task<Dictionary<(Guid Id, int Version), int>> CountAsync(TestDatabase database, string table) =>
        (await database.QueryAsync($"SELECT ResourceId, ResourceVersion FROM {table}"))
            .CountBy(row => (IdOf(row[0]), (int)(dynamic)row[1]!))
            .ToDictionary();

    private static Guid IdOf(object? stored) => new((byte[])stored!, bigEndian: true);
}
