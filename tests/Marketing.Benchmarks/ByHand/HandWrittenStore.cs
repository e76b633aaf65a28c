using System.Globalization;
using System.Text.Json;
using Marketing.Application.Common;
using Marketing.Application.History;
using Marketing.Application.Plans;
using Marketing.Application.Plans.Documents;
using Marketing.Domain.History;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Content;
using Marketing.Domain.Values;
using Microsoft.Data.Sqlite;

namespace Marketing.Benchmarks.ByHand;

/// <summary>The statements of the hand-written host, on the tables and at the durability of the service: WAL, synchronous FULL.</summary>
internal sealed class HandWrittenStore(string file) : IDisposable
{
    private const string Summary =
        "SELECT Id, Version, Code, Title, PlanType, Language, Currency, PeriodStart, PeriodEnd, Status, WorkingRevision, InForceRevision, CreatedAt, CreatedBy, UpdatedAt, UpdatedBy, CreatedByName, UpdatedByName, PeriodStartPlaceholder, PeriodStartText, PeriodEndPlaceholder, PeriodEndText, ContentVersion, ContentUpdatedAt, PreparedBy FROM Plans";

    private readonly string _connection = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true }.ToString();

    /// <summary>Writers take turns, because waiting for SQLite's lock is polling.</summary>
    private readonly SemaphoreSlim _writing = new(1, 1);

    private readonly byte[] _workspace = FirstWorkspace(file);

    public void Dispose() => _writing.Dispose();

    public Page<PlanSummary> List(int size, string? after)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = after is null
            ? $"{Summary} WHERE WorkspaceId = @workspace AND DeletedAt IS NULL ORDER BY ContentUpdatedAt DESC, Id DESC LIMIT @limit"
            : $"{Summary} WHERE WorkspaceId = @workspace AND DeletedAt IS NULL AND (ContentUpdatedAt, Id) < (@at, @id) ORDER BY ContentUpdatedAt DESC, Id DESC LIMIT @limit";
        command.Parameters.AddWithValue("@workspace", _workspace);
        command.Parameters.AddWithValue("@limit", size + 1);
        if (after?.Split('|') is [var at, var id])
        {
            command.Parameters.AddWithValue("@at", DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));
            command.Parameters.AddWithValue("@id", Bytes(Guid.Parse(id)));
        }

        var plans = new List<PlanSummary>(size + 1);
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                plans.Add(ReadSummary(reader));
            }
        }

        if (plans.Count <= size)
        {
            return new Page<PlanSummary>(plans, null, null);
        }

        plans.RemoveAt(size);
        return new Page<PlanSummary>(
            plans,
            string.Create(CultureInfo.InvariantCulture, $"{plans[^1].ContentUpdatedAt:O}|{plans[^1].Id}"),
            null
        );
    }

    public ByHandPlan? Get(Guid id)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT Header, Version, Status, WorkingRevision, InForceRevision, CreatedAt, CreatedBy, UpdatedAt, UpdatedBy, CreatedByName, UpdatedByName, ContentVersion, ContentUpdatedAt FROM Plans WHERE Id = @id AND WorkspaceId = @workspace AND DeletedAt IS NULL";
        command.Parameters.AddWithValue("@id", Bytes(id));
        command.Parameters.AddWithValue("@workspace", _workspace);
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new ByHandPlan
            {
                Id = id,
                Header = JsonSerializer.Deserialize(reader.GetString(0), ByHandJson.Stored.PlanHeader)!,
                Version = reader.GetInt32(1),
                Status = Enum.Parse<PlanStatus>(reader.GetString(2)),
                WorkingRevision = Draft(Number(reader, 3), reader.GetInt64(11)),
                CreatedAt = Instant(reader, 5),
                CreatedBy = reader.GetString(6),
                UpdatedAt = Instant(reader, 7),
                UpdatedBy = reader.GetString(8),
                CreatedByName = Text(reader, 9),
                UpdatedByName = Text(reader, 10),
                ContentVersion = reader.GetInt64(11),
                ContentUpdatedAt = Instant(reader, 12),
                DeletedAt = null,
            }
            : null;
    }

    public PlanDocument? Document(Guid id)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Header FROM Plans WHERE Id = @id AND WorkspaceId = @workspace AND DeletedAt IS NULL";
        command.Parameters.AddWithValue("@id", Bytes(id));
        command.Parameters.AddWithValue("@workspace", _workspace);
        if (command.ExecuteScalar() is not string header)
        {
            return null;
        }

        command.CommandText =
            "SELECT Section, Ref, Content FROM PlanParts WHERE PlanId = @id AND WorkspaceId = @workspace ORDER BY Position, Id";
        var (objectives, packages) = (new List<Objective>(), new List<WorkPackage>());
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (reader.GetString(0) == "objectives")
            {
                objectives.Add(
                    JsonSerializer.Deserialize(reader.GetString(2), ByHandJson.Stored.Objective)! with
                    {
                        Ref = reader.GetString(1),
                    }
                );
            }
            else
            {
                packages.Add(
                    JsonSerializer.Deserialize(reader.GetString(2), ByHandJson.Stored.WorkPackage)! with
                    {
                        Ref = reader.GetString(1),
                    }
                );
            }
        }

        return new PlanDocument
        {
            Plan = JsonSerializer.Deserialize(header, ByHandJson.Stored.PlanHeader)!,
            Objectives = objectives,
            WorkPackages = packages,
        };
    }

    public ChangesResponse Changes(int size, long after)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT Sequence, ResourceType, ResourceId, ParentId, ResourceVersion, Op, At, ActorId, OriginSystem, FieldNames, Event, ActorName FROM ChangeEntries WHERE WorkspaceId = @workspace AND Sequence > @after ORDER BY Sequence LIMIT @limit";
        command.Parameters.AddWithValue("@workspace", _workspace);
        command.Parameters.AddWithValue("@after", after);
        command.Parameters.AddWithValue("@limit", size + 1);
        var changes = new List<ChangeResponse>(size + 1);
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                changes.Add(ReadChange(reader));
            }
        }

        var more = changes.Count > size;
        if (more)
        {
            changes.RemoveAt(size);
        }

        var covered = changes.Count > 0 ? changes[^1].Sequence : after;
        return new ChangesResponse
        {
            Items = changes,
            NextCursor = covered.ToString(CultureInfo.InvariantCulture),
            CoveredUntil = covered,
            HasMore = more,
        };
    }

    public Task<ByHandPlan> CreateAsync(PlanHeader header, CancellationToken ct) => WriteAsync(header, [], ct);

    public Task<ByHandPlan> ImportAsync(PlanDocument document, CancellationToken ct) =>
        WriteAsync(
            document.Plan,
            [
                .. document.Objectives.Select(
                    (part, i) =>
                        new ByHandPart(
                            "objectives",
                            part.Ref!,
                            i + 1,
                            part.Measures.Count,
                            JsonSerializer.Serialize(
                                part with
                                {
                                    Ref = null,
                                    Measures = [.. part.Measures.Select((measure, at) => measure with { Ref = $"{part.Ref}/{at + 1}" })],
                                },
                                ByHandJson.Stored.Objective
                            )
                        )
                ),
                .. document.WorkPackages.Select(
                    (part, i) =>
                        new ByHandPart(
                            "workPackages",
                            part.Ref!,
                            i + 1,
                            part.Subtasks.Count,
                            JsonSerializer.Serialize(
                                part with
                                {
                                    Ref = null,
                                    Subtasks = [.. part.Subtasks.Select((subtask, at) => subtask with { Ref = $"{part.Ref}/{at + 1}" })],
                                },
                                ByHandJson.Stored.WorkPackage
                            )
                        )
                ),
            ],
            ct
        );

    private async Task<ByHandPlan> WriteAsync(PlanHeader header, IReadOnlyList<ByHandPart> parts, CancellationToken ct)
    {
        var now = DateTime.UtcNow;
        var plan = new ByHandPlan
        {
            Id = Guid.CreateVersion7(),
            Version = 1,
            Header = header,
            Status = PlanStatus.NotInForce,
            WorkingRevision = Draft(1, 0),
            CreatedAt = now,
            CreatedBy = "by-hand",
            UpdatedAt = now,
            UpdatedBy = "by-hand",
            ContentVersion = 0,
            ContentUpdatedAt = now,
            DeletedAt = null,
        };
        await _writing.WaitAsync(ct);
        try
        {
            using var connection = Open();
            using var transaction = connection.BeginTransaction();
            Insert(transaction, plan);
            InsertParts(transaction, plan, parts);
            transaction.Commit();
        }
        finally
        {
            _writing.Release();
        }

        return plan;
    }

    private void Insert(SqliteTransaction transaction, ByHandPlan plan)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """
            INSERT INTO Plans (Id, WorkspaceId, Header, HeaderSchemaVersion, Code, Title, PlanType, Language, Currency, PeriodStart, PeriodEnd, Status, WorkingRevision, TitleKey, SearchText, Version, CreatedAt, CreatedBy, UpdatedAt, UpdatedBy, ContentVersion, ContentUpdatedAt, CodeKey)
            VALUES (@id, @workspace, @header, 1, @code, @title, @type, @language, @currency, @start, @end, @status, 1, @title, @title, 1, @now, @by, @now, @by, 0, @now, upper(@code));
            INSERT INTO PlanRevisions (PlanId, Number, WorkspaceId, Status, ContentVersion, LastRefNumber) VALUES (@id, 1, @workspace, 'Draft', 0, 0);
            """;
        command.Parameters.AddWithValue("@id", Bytes(plan.Id));
        command.Parameters.AddWithValue("@workspace", _workspace);
        command.Parameters.AddWithValue("@header", JsonSerializer.Serialize(plan.Header, ByHandJson.Stored.PlanHeader));
        command.Parameters.AddWithValue("@code", (object?)plan.Header.Code ?? DBNull.Value);
        command.Parameters.AddWithValue("@title", plan.Header.Title);
        command.Parameters.AddWithValue("@type", plan.Header.PlanType.ToString());
        command.Parameters.AddWithValue("@language", plan.Header.Language);
        command.Parameters.AddWithValue("@currency", plan.Header.Currency);
        command.Parameters.AddWithValue("@start", (object?)plan.Header.PeriodStart?.Date ?? DBNull.Value);
        command.Parameters.AddWithValue("@end", (object?)plan.Header.PeriodEnd?.Date ?? DBNull.Value);
        command.Parameters.AddWithValue("@status", plan.Status.ToString());
        command.Parameters.AddWithValue("@now", plan.CreatedAt);
        command.Parameters.AddWithValue("@by", plan.CreatedBy);
        command.ExecuteNonQuery();
    }

    private void InsertParts(SqliteTransaction transaction, ByHandPlan plan, IReadOnlyList<ByHandPart> parts)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """
            INSERT INTO PlanParts (Id, PlanId, WorkspaceId, Section, SectionOrder, Ref, RefKey, Position, Content, SchemaVersion, SearchText, LastItemNumber, DeletedWithPlan, Version, CreatedAt, CreatedBy, UpdatedAt, UpdatedBy)
            VALUES (@id, @plan, @workspace, @section, 0, @ref, @ref, @position, @content, 1, @content, @items, 0, 1, @now, @by, @now, @by)
            """;
        command.Parameters.AddWithValue("@plan", Bytes(plan.Id));
        command.Parameters.AddWithValue("@workspace", _workspace);
        command.Parameters.AddWithValue("@now", plan.CreatedAt);
        command.Parameters.AddWithValue("@by", plan.CreatedBy);
        var (id, section, name) = (
            command.Parameters.Add("@id", SqliteType.Blob),
            command.Parameters.Add("@section", SqliteType.Text),
            command.Parameters.Add("@ref", SqliteType.Text)
        );
        var (position, content) = (
            command.Parameters.Add("@position", SqliteType.Integer),
            command.Parameters.Add("@content", SqliteType.Text)
        );
        var items = command.Parameters.Add("@items", SqliteType.Integer);
        using var naming = transaction.Connection!.CreateCommand();
        naming.Transaction = transaction;
        naming.CommandText =
            "INSERT INTO PlanRefs (PlanId, RefKey, Ref, PartId, IsRetired, WorkspaceId) VALUES (@plan, @ref, @ref, @part, 0, @workspace)";
        naming.Parameters.AddWithValue("@plan", Bytes(plan.Id));
        naming.Parameters.AddWithValue("@workspace", _workspace);
        var (itemRef, owner) = (naming.Parameters.Add("@ref", SqliteType.Text), naming.Parameters.Add("@part", SqliteType.Blob));
        foreach (var part in parts)
        {
            (id.Value, section.Value, name.Value, position.Value, content.Value) = (
                Bytes(Guid.CreateVersion7()),
                part.Section,
                part.Ref,
                part.Position,
                part.Content
            );
            (items.Value, owner.Value) = (part.Items, id.Value);
            command.ExecuteNonQuery();
            for (var item = 1; item <= part.Items; item++)
            {
                itemRef.Value = $"{part.Ref}/{item}";
                naming.ExecuteNonQuery();
            }
        }
    }

    private static PlanSummary ReadSummary(SqliteDataReader reader) =>
        new()
        {
            Id = Id(reader, 0),
            Version = reader.GetInt32(1),
            Code = Text(reader, 2),
            Title = reader.GetString(3),
            PlanType = Enum.Parse<PlanType>(reader.GetString(4)),
            Language = reader.GetString(5),
            Currency = reader.GetString(6),
            PeriodStart = Planned(reader, 7, 18),
            PeriodEnd = Planned(reader, 8, 20),
            PreparedBy = Text(reader, 24),
            Status = Enum.Parse<PlanStatus>(reader.GetString(9)),
            StatusReason = null,
            WorkingRevision = Draft(Number(reader, 10), reader.GetInt64(22)),
            ApprovedRevision = null,
            InForceRevision = null,
            CreatedAt = Instant(reader, 12),
            CreatedBy = reader.GetString(13),
            UpdatedAt = Instant(reader, 14),
            UpdatedBy = reader.GetString(15),
            CreatedByName = Text(reader, 16),
            UpdatedByName = Text(reader, 17),
            ContentVersion = reader.GetInt64(22),
            ContentUpdatedAt = Instant(reader, 23),
        };

    /// <summary>The plans of the benchmark are drafts.</summary>
    private static RevisionResponse? Draft(int? number, long contentVersion) =>
        number is { } open
            ? new RevisionResponse
            {
                Number = open,
                Status = RevisionStatus.Draft,
                Hash = null,
                ContentVersion = contentVersion,
                SubmittedAt = null,
                ApprovedAt = null,
            }
            : null;

    private static PlannedDate? Planned(SqliteDataReader reader, int date, int words)
    {
        var planned = new PlannedDate
        {
            Date = Day(reader, date),
            Placeholder = Text(reader, words),
            Text = Text(reader, words + 1),
        };
        return planned == new PlannedDate() ? null : planned;
    }

    private static ChangeResponse ReadChange(SqliteDataReader reader) =>
        new()
        {
            Sequence = reader.GetInt64(0),
            Type = reader.GetString(1),
            Id = Id(reader, 2),
            ParentId = reader.IsDBNull(3) ? null : Id(reader, 3),
            Version = reader.GetInt32(4),
            Op = Enum.Parse<ChangeOp>(reader.GetString(5)),
            Event = Text(reader, 10),
            At = Instant(reader, 6),
            By = reader.GetString(7),
            ByName = Text(reader, 11),
            Origin = new ChangeOrigin { System = Text(reader, 8), Credential = reader.GetString(7) },
            ChangedFields = reader.GetString(9).Split(',', StringSplitOptions.RemoveEmptyEntries),
        };

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        return connection;
    }

    private static byte[] FirstWorkspace(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous";
        if (command.ExecuteScalar() is not 2L)
        {
            throw new InvalidOperationException("SQLite must be as durable as in the service.");
        }

        command.CommandText = "SELECT Id FROM Workspaces LIMIT 1";
        return (byte[])command.ExecuteScalar()!;
    }

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    private static Guid Id(SqliteDataReader reader, int column) => new(reader.GetFieldValue<byte[]>(column), bigEndian: true);

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static int? Number(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    private static DateTime Instant(SqliteDataReader reader, int column) =>
        DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);

    private static DateOnly? Day(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);
}

/// <summary>A part to be inserted.</summary>
/// <param name="Section">Name of its section.</param>
/// <param name="Ref">Its ref.</param>
/// <param name="Position">Its position in the section.</param>
/// <param name="Items">The number of items with refs inside it.</param>
/// <param name="Content">Its content as JSON, with the refs of items.</param>
internal sealed record ByHandPart(string Section, string Ref, int Position, int Items, string Content);
