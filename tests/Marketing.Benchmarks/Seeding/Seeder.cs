using Marketing.Application.Common;
using Marketing.Domain.Common;
using Marketing.Domain.History;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;
using Marketing.Domain.Text;
using Microsoft.Data.Sqlite;

namespace Marketing.Benchmarks.Seeding;

/// <summary>
/// Fills the tables of a migrated database with plans: the rows that the service would have written, with their audit and feed entries.
/// </summary>
internal sealed class Seeder : IDisposable
{
    private const string Actor = "system:benchmark";
    private static readonly DateTime Beginning = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly WorkspaceId _workspace;
    private readonly Table _plans;
    private readonly Table _revisions;
    private readonly Table _parts;
    private readonly Table _refs;
    private readonly Table _audit;
    private readonly Table _changes;
    private long _sequence;

    private Seeder(SqliteTransaction transaction, WorkspaceId workspace, long sequence)
    {
        string[] stamps = ["WorkspaceId", "Version", "CreatedAt", "CreatedBy", "UpdatedAt", "UpdatedBy"];
        (_workspace, _sequence) = (workspace, sequence);
        _plans = new Table(
            transaction,
            "Plans",
            [
                "Id",
                "Header",
                "HeaderSchemaVersion",
                "Title",
                "PlanType",
                "Language",
                "Currency",
                "PeriodStart",
                "PeriodEnd",
                "Status",
                "WorkingRevision",
                "TitleKey",
                "SearchText",
                .. stamps,
                "ContentVersion",
                "ContentUpdatedAt",
            ]
        );
        _revisions = new Table(
            transaction,
            "PlanRevisions",
            "PlanId",
            "Number",
            "WorkspaceId",
            "Status",
            "ContentVersion",
            "LastRefNumber"
        );
        _refs = new Table(transaction, "PlanRefs", "PlanId", "RefKey", "Ref", "PartId", "IsRetired", "WorkspaceId");
        _parts = new Table(
            transaction,
            "PlanParts",
            [
                "Id",
                "PlanId",
                "Section",
                "SectionOrder",
                "Ref",
                "RefKey",
                "Position",
                "Content",
                "SchemaVersion",
                "SearchText",
                "LastItemNumber",
                "DeletedWithPlan",
                .. stamps,
            ]
        );
        _audit = new Table(
            transaction,
            "AuditEntries",
            "Id",
            "WorkspaceId",
            "At",
            "TransactionId",
            "ActorId",
            "ActorName",
            "CorrelationId",
            "ResourceType",
            "ResourceId",
            "ParentId",
            "Op",
            "ResourceVersion",
            "Fields",
            "FieldNames"
        );
        _changes = new Table(
            transaction,
            "ChangeEntries",
            "WorkspaceId",
            "Sequence",
            "At",
            "ActorId",
            "ResourceType",
            "ResourceId",
            "ParentId",
            "Op",
            "ResourceVersion",
            "FieldNames"
        );
    }

    /// <param name="file">A migrated database with one workspace.</param>
    /// <param name="plans">The number of plans.</param>
    /// <param name="full">The number of plans with parts.</param>
    public static void Fill(string file, int plans, int full)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        var (workspace, sequence) = ReadCounter(connection);
        using (var seeder = new Seeder(transaction, workspace, sequence))
        {
            for (var i = 0; i < plans; i++)
            {
                seeder.AddPlan(i, withParts: i >= plans - full);
            }

            using var counter = connection.CreateCommand();
            counter.CommandText = "UPDATE ChangeCounters SET LastSequence = @last";
            counter.Parameters.AddWithValue("@last", seeder._sequence);
            counter.ExecuteNonQuery();
        }

        transaction.Commit();
        using var tidy = connection.CreateCommand();
        tidy.CommandText = "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);";
        tidy.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var table in new[] { _plans, _revisions, _parts, _refs, _audit, _changes })
        {
            table.Dispose();
        }
    }

    private static (WorkspaceId Workspace, long Sequence) ReadCounter(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT WorkspaceId, LastSequence FROM ChangeCounters";
        using var reader = command.ExecuteReader();
        reader.Read();
        return (WorkspaceId.From(new Guid(reader.GetFieldValue<byte[]>(0), bigEndian: true)), reader.GetInt64(1));
    }

    private void AddPlan(int number, bool withParts)
    {
        var plan = Plan.Draft(_workspace, PlanSamples.Header(number)).Value;
        var at = Beginning.AddSeconds(number);
        _plans.Add(
            plan.Id.Value,
            Versioned(plan),
            plan.HeaderSchemaVersion,
            plan.Title,
            plan.PlanType,
            plan.Language,
            plan.Currency,
            plan.PeriodStart,
            plan.PeriodEnd,
            plan.Status,
            plan.WorkingRevision,
            plan.TitleKey,
            plan.SearchText,
            _workspace.Value,
            1,
            at,
            Actor,
            at,
            Actor,
            0L,
            at
        );
        var lastRef = withParts ? PlanSamples.Objectives + PlanSamples.WorkPackages : 0L;
        _revisions.Add(plan.Id.Value, 1, _workspace.Value, RevisionStatus.Draft, 0L, lastRef);
        Note("plan", plan.Id.Value, null, at);
        if (withParts)
        {
            var numbers = new RefNumbers(0);
            AddParts(plan.Id, PlanSamples.Objectives, PlanSamples.Objective, numbers, at);
            AddParts(plan.Id, PlanSamples.WorkPackages, PlanSamples.WorkPackage, numbers, at);
        }
    }

    private static string Versioned(Plan plan) => $$"""{"schemaVersion":{{plan.HeaderSchemaVersion}},""" + WireJson.Store(plan.Header)[1..];

    private void AddParts<TContent>(PlanId planId, int count, Func<int, TContent> make, RefNumbers numbers, DateTime at)
        where TContent : PlanPartContent
    {
        var section = PlanSections.Of<TContent>();
        for (var position = 1; position <= count; position++)
        {
            var part = PlanPart.Add(_workspace, planId, section);
            var partRef = numbers.Next(section);
            var content = ContentTree.Rewrite(
                make(position),
                (value, _) => value is IPlanItem item ? [item.Named(part.NextItemRef(partRef).Text)] : null
            );
            part.Rename(partRef);
            part.MoveTo(position);
            var texts = string.Join('\n', content.Texts().Where(text => text.Length > 0));
            part.Write(WireJson.StoreWhole(content), SearchText.Normalise(texts), tasks: 0, openPlaceholders: 0);
            _parts.Add(
                part.Id.Value,
                planId.Value,
                part.Section,
                part.SectionOrder,
                part.Ref,
                part.RefKey,
                part.Position,
                part.Content,
                part.SchemaVersion,
                part.SearchText,
                part.LastItemNumber,
                part.DeletedWithPlan,
                _workspace.Value,
                1,
                at,
                Actor,
                at,
                Actor
            );
            foreach (var (_, item) in ContentTree.Items(content))
            {
                var itemRef = PartRef.Of(item.Ref!);
                _refs.Add(planId.Value, itemRef.Key, itemRef.Text, part.Id.Value, false, _workspace.Value);
            }

            Note(section.Type, part.Id.Value, planId.Value, at);
        }
    }

    private void Note(string type, Guid id, Guid? parent, DateTime at)
    {
        _audit.Add(
            Guid.CreateVersion7(),
            _workspace.Value,
            at,
            id,
            Actor,
            "benchmark",
            "",
            type,
            id,
            parent,
            ChangeOp.Created,
            1,
            "[]",
            ",title,"
        );
        _changes.Add(_workspace.Value, ++_sequence, at, Actor, type, id, parent, ChangeOp.Created, 1, ",title,");
    }
}
