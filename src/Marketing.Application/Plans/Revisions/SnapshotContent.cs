using System.Text.Json;
using Marketing.Application.Common;
using Marketing.Application.Plans.Parts;
using Marketing.Domain.Plans;
using Marketing.Domain.Plans.Parts;

namespace Marketing.Application.Plans.Revisions;

/// <summary>
/// The content of a snapshot: the header and every part as they are stored, with the catalogue links, ids, versions and stamps
/// that they had. The texts of header and contents are copied, never serialised again, and keep their own schema versions.
/// </summary>
internal sealed class SnapshotContent
{
    /// <summary>The version of this form.</summary>
    public const int CurrentVersion = 1;

    private SnapshotContent(PlanHeader header, long contentVersion, IReadOnlyList<PartRow> parts) =>
        (Header, ContentVersion, Parts) = (header, contentVersion, parts);

    public PlanHeader Header { get; }

    public long ContentVersion { get; }

    /// <summary>The earliest version of the grammar that read its phrases.</summary>
    private int ReadingVersion { get; init; }

    /// <summary>The revision for which it was read.</summary>
    public int? Revision { get; private init; }

    /// <summary>All parts in the order of the working copy, those of sections that only a newer build knows too.</summary>
    public IReadOnlyList<PartRow> Parts { get; }

    /// <summary>Returns the canonical bytes of content.</summary>
    /// <param name="header">The header as it is stored.</param>
    /// <param name="parts">All parts, in their order.</param>
    public static byte[] Write(string header, IEnumerable<PartRow> parts)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = WireJson.Stored.Encoder, SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schemaVersion", CurrentVersion);
            writer.WritePropertyName("header");
            writer.WriteRawValue(header, skipInputValidation: true);
            writer.WriteStartArray("parts");
            foreach (var part in parts)
            {
                Write(writer, part);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <param name="snapshot">The snapshot.</param>
    /// <param name="revision">The revision for which it is read. Several revisions can share it.</param>
    public static SnapshotContent Read(PlanSnapshot snapshot, int revision)
    {
        using var document = JsonDocument.Parse(snapshot.Content);
        var root = document.RootElement;
        return new SnapshotContent(
            StoredHeader.Read(root.GetProperty("header").GetRawText()),
            snapshot.ContentVersion,
            [.. root.GetProperty("parts").EnumerateArray().Select(part => Read(part, snapshot.PlanId))]
        )
        {
            Revision = revision,
            ReadingVersion = snapshot.ReadingVersion,
        };
    }

    /// <summary>Returns the content as the working copy has it.</summary>
    public PlanContent ToContent() =>
        new(
            Header,
            ContentVersion,
            [
                .. from part in Parts
                where PlanSections.Find(part.Section) is not null
                select new StoredPart(part.Id, part.Section, part.Ref, part.Position, part.SchemaVersion, part.Content),
            ]
        )
        {
            Revision = Revision,
            ReadingVersion = ReadingVersion,
        };

    /// <summary>Returns the parts of one section in their order.</summary>
    public List<PartRow> RowsOf(PlanSectionName section)
    {
        var name = PlanSections.Of(section).Name;
        return [.. Parts.Where(part => part.Section == name)];
    }

    private static void Write(Utf8JsonWriter writer, PartRow part)
    {
        writer.WriteStartObject();
        writer.WriteString("id", part.Id.Value);
        writer.WriteString("section", part.Section);
        writer.WriteString("ref", part.Ref);
        writer.WriteNumber("position", part.Position);
        writer.WriteNumber("version", part.Version);
        writer.WriteString("createdAt", part.CreatedAt);
        writer.WriteString("createdBy", part.CreatedBy);
        writer.WriteString("createdByName", part.CreatedByName);
        writer.WriteString("updatedAt", part.UpdatedAt);
        writer.WriteString("updatedBy", part.UpdatedBy);
        writer.WriteString("updatedByName", part.UpdatedByName);
        writer.WriteNumber("schemaVersion", part.SchemaVersion);
        writer.WritePropertyName("content");
        writer.WriteRawValue(part.Content, skipInputValidation: true);
        writer.WriteEndObject();
    }

    private static PartRow Read(JsonElement part, PlanId planId)
    {
        var section = part.GetProperty("section").GetString()!;
        return new PartRow
        {
            Id = PlanPartId.From(part.GetProperty("id").GetGuid()),
            PlanId = planId,
            Section = section,
            SectionOrder = PlanSections.Find(section)?.Order ?? int.MaxValue,
            Ref = part.GetProperty("ref").GetString()!,
            Position = part.GetProperty("position").GetInt32(),
            Version = part.GetProperty("version").GetInt32(),
            CreatedAt = part.GetProperty("createdAt").GetDateTime(),
            CreatedBy = part.GetProperty("createdBy").GetString()!,
            CreatedByName = NameIn(part, "createdByName"),
            UpdatedAt = part.GetProperty("updatedAt").GetDateTime(),
            UpdatedBy = part.GetProperty("updatedBy").GetString()!,
            UpdatedByName = NameIn(part, "updatedByName"),
            SchemaVersion = part.GetProperty("schemaVersion").GetInt32(),
            Content = part.GetProperty("content").GetRawText(),
        };
    }

    // Snapshots of earlier builds have no names.
    private static string? NameIn(JsonElement part, string member) => part.TryGetProperty(member, out var name) ? name.GetString() : null;
}
