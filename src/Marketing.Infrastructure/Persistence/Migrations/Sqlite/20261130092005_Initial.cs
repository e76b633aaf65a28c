using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ApiKeys",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Prefix = table.Column<string>(type: "TEXT", maxLength: 15, nullable: false),
                    SecretHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Scopes = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    System = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    ExpiresAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    RevokedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    LastUsedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    UpdatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    UpdatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DeletedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiKeys", x => x.Id);
                    table.UniqueConstraint("AK_ApiKeys_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    At = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    TransactionId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    ActorId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    OriginSystem = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    CorrelationId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ResourceType = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ResourceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    ParentId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    Op = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ResourceVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Fields = table.Column<string>(type: "TEXT", nullable: false),
                    FieldNames = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CatalogueEntries",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    EntryId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Catalogue = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CatalogueEntries", x => new { x.WorkspaceId, x.EntryId });
                });

            migrationBuilder.CreateTable(
                name: "CatalogueNames",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Catalogue = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    EntryId = table.Column<byte[]>(type: "binary(16)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CatalogueNames", x => new { x.WorkspaceId, x.Catalogue, x.NameKey, x.EntryId });
                });

            migrationBuilder.CreateTable(
                name: "ChangeCounters",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    LastSequence = table.Column<long>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    PurgedThrough = table.Column<long>(type: "INTEGER", nullable: false),
                    Epoch = table.Column<byte[]>(type: "binary(16)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChangeCounters", x => x.WorkspaceId);
                });

            migrationBuilder.CreateTable(
                name: "ChangeEntries",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    ActorId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    OriginSystem = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    ResourceType = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ResourceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    ParentId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    Op = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Event = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ResourceVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    FieldNames = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChangeEntries", x => new { x.WorkspaceId, x.Sequence });
                });

            migrationBuilder.CreateTable(
                name: "Channels",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Platform = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    Ownership = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Active = table.Column<bool>(type: "INTEGER", nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    UpdatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    UpdatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DeletedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Aliases = table.Column<string>(type: "TEXT", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Channels", x => x.Id);
                    table.UniqueConstraint("AK_Channels_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "IdempotencyRecords",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    ActorId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    Method = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    BodyHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Location = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ETag = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdempotencyRecords", x => new { x.WorkspaceId, x.ActorId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "Leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ExpiresAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "Metrics",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Direction = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Aggregation = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    ScaleMax = table.Column<decimal>(type: "TEXT", precision: 13, scale: 6, nullable: true),
                    FormulaCode = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Definition = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    UpdatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    UpdatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DeletedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Aliases = table.Column<string>(type: "TEXT", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Metrics", x => x.Id);
                    table.UniqueConstraint("AK_Metrics_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "PersonalKeys",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    SubjectId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    SealedKey = table.Column<byte[]>(type: "BLOB", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonalKeys", x => new { x.WorkspaceId, x.SubjectId });
                });

            migrationBuilder.CreateTable(
                name: "Plans",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Header = table.Column<string>(type: "TEXT", nullable: false),
                    HeaderSchemaVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    PlanType = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    PeriodStart = table.Column<string>(type: "TEXT", nullable: true),
                    PeriodEnd = table.Column<string>(type: "TEXT", nullable: true),
                    Status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    WorkingRevision = table.Column<int>(type: "INTEGER", nullable: true),
                    InForceRevision = table.Column<int>(type: "INTEGER", nullable: true),
                    TitleKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    UpdatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    UpdatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DeletedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Plans", x => x.Id);
                    table.UniqueConstraint("AK_Plans_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "PlanSnapshots",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    ContentVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    SchemaVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    TakenAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanSnapshots", x => new { x.WorkspaceId, x.PlanId, x.ContentVersion });
                });

            migrationBuilder.CreateTable(
                name: "RaisedEvents",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    OnceKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RaisedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RaisedEvents", x => new { x.WorkspaceId, x.OnceKey });
                });

            migrationBuilder.CreateTable(
                name: "Segments",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Method = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Tier = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Size = table.Column<long>(type: "INTEGER", nullable: true),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    UpdatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    UpdatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DeletedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Aliases = table.Column<string>(type: "TEXT", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Segments", x => x.Id);
                    table.UniqueConstraint("AK_Segments_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "WorkspaceGuards",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Taken = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkspaceGuards", x => new { x.WorkspaceId, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "Workspaces",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Settings = table.Column<string>(type: "TEXT", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    UpdatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    UpdatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DeletedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workspaces", x => x.Id);
                    table.UniqueConstraint("AK_Workspaces_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "WriteMarkers",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    RecordedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    LastSequence = table.Column<long>(type: "INTEGER", nullable: false),
                    TransactionId = table.Column<byte[]>(type: "binary(16)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WriteMarkers", x => new { x.WorkspaceId, x.RecordedAt, x.LastSequence, x.TransactionId });
                });

            migrationBuilder.CreateTable(
                name: "ContentReferences",
                columns: table => new
                {
                    OwnerId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    TargetId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    OwnerType = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    EntryId = table.Column<byte[]>(type: "binary(16)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContentReferences", x => new { x.OwnerId, x.TargetId });
                    table.ForeignKey(
                        name: "FK_ContentReferences_CatalogueEntries_WorkspaceId_EntryId",
                        columns: x => new { x.WorkspaceId, x.EntryId },
                        principalTable: "CatalogueEntries",
                        principalColumns: new[] { "WorkspaceId", "EntryId" });
                });

            migrationBuilder.CreateTable(
                name: "Members",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Issuer = table.Column<string>(type: "TEXT", maxLength: 510, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 510, nullable: false),
                    ActorId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Roles = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    PartyId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    LivePartyId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    UpdatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    UpdatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DeletedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Members", x => x.Id);
                    table.UniqueConstraint("AK_Members_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_Members_CatalogueEntries_WorkspaceId_LivePartyId",
                        columns: x => new { x.WorkspaceId, x.LivePartyId },
                        principalTable: "CatalogueEntries",
                        principalColumns: new[] { "WorkspaceId", "EntryId" });
                });

            migrationBuilder.CreateTable(
                name: "Parties",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ParentId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    External = table.Column<bool>(type: "INTEGER", nullable: false),
                    SealedContact = table.Column<string>(type: "TEXT", nullable: true),
                    MergedIntoId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    LiveParentId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    UpdatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    UpdatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DeletedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Aliases = table.Column<string>(type: "TEXT", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Parties", x => x.Id);
                    table.UniqueConstraint("AK_Parties_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_Parties_CatalogueEntries_WorkspaceId_LiveParentId",
                        columns: x => new { x.WorkspaceId, x.LiveParentId },
                        principalTable: "CatalogueEntries",
                        principalColumns: new[] { "WorkspaceId", "EntryId" });
                });

            migrationBuilder.CreateTable(
                name: "Partners",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    PartyId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    Platform = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    Terms = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    LivePartyId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    UpdatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    UpdatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DeletedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Aliases = table.Column<string>(type: "TEXT", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Partners", x => x.Id);
                    table.UniqueConstraint("AK_Partners_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_Partners_CatalogueEntries_WorkspaceId_LivePartyId",
                        columns: x => new { x.WorkspaceId, x.LivePartyId },
                        principalTable: "CatalogueEntries",
                        principalColumns: new[] { "WorkspaceId", "EntryId" });
                });

            migrationBuilder.CreateTable(
                name: "PlanAnchors",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Date = table.Column<string>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    SearchText = table.Column<string>(type: "TEXT", maxLength: 801, nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    UpdatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    UpdatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DeletedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanAnchors", x => x.Id);
                    table.UniqueConstraint("AK_PlanAnchors_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_PlanAnchors_Plans_WorkspaceId_PlanId",
                        columns: x => new { x.WorkspaceId, x.PlanId },
                        principalTable: "Plans",
                        principalColumns: new[] { "WorkspaceId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PlanParts",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Section = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    SectionOrder = table.Column<int>(type: "INTEGER", nullable: false),
                    Ref = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    RefKey = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    SchemaVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false),
                    LastItemNumber = table.Column<long>(type: "INTEGER", nullable: false),
                    DeletedWithPlan = table.Column<bool>(type: "INTEGER", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    UpdatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    UpdatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DeletedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanParts", x => x.Id);
                    table.UniqueConstraint("AK_PlanParts_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_PlanParts_Plans_WorkspaceId_PlanId",
                        columns: x => new { x.WorkspaceId, x.PlanId },
                        principalTable: "Plans",
                        principalColumns: new[] { "WorkspaceId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PlanRevisions",
                columns: table => new
                {
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ContentVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    LastRefNumber = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanRevisions", x => new { x.PlanId, x.Number });
                    table.ForeignKey(
                        name: "FK_PlanRevisions_Plans_WorkspaceId_PlanId",
                        columns: x => new { x.WorkspaceId, x.PlanId },
                        principalTable: "Plans",
                        principalColumns: new[] { "WorkspaceId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PlanRefs",
                columns: table => new
                {
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    RefKey = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Ref = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    PartId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    IsRetired = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanRefs", x => new { x.PlanId, x.RefKey });
                    table.ForeignKey(
                        name: "FK_PlanRefs_PlanParts_WorkspaceId_PartId",
                        columns: x => new { x.WorkspaceId, x.PartId },
                        principalTable: "PlanParts",
                        principalColumns: new[] { "WorkspaceId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_Prefix",
                table: "ApiKeys",
                column: "Prefix",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_WorkspaceId_UpdatedAt_Id",
                table: "ApiKeys",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_WorkspaceId_ActorId_At_Id",
                table: "AuditEntries",
                columns: new[] { "WorkspaceId", "ActorId", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_WorkspaceId_At_Id",
                table: "AuditEntries",
                columns: new[] { "WorkspaceId", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_WorkspaceId_CorrelationId_At_Id",
                table: "AuditEntries",
                columns: new[] { "WorkspaceId", "CorrelationId", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_WorkspaceId_ParentId_At_Id",
                table: "AuditEntries",
                columns: new[] { "WorkspaceId", "ParentId", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_WorkspaceId_ResourceId_At_Id",
                table: "AuditEntries",
                columns: new[] { "WorkspaceId", "ResourceId", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CatalogueNames_WorkspaceId_EntryId_Catalogue_NameKey",
                table: "CatalogueNames",
                columns: new[] { "WorkspaceId", "EntryId", "Catalogue", "NameKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Channels_WorkspaceId_Code",
                table: "Channels",
                columns: new[] { "WorkspaceId", "Code" },
                unique: true,
                filter: "[Code] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Channels_WorkspaceId_NameKey",
                table: "Channels",
                columns: new[] { "WorkspaceId", "NameKey" },
                unique: true,
                filter: "[DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Channels_WorkspaceId_NameKey_Id",
                table: "Channels",
                columns: new[] { "WorkspaceId", "NameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Channels_WorkspaceId_UpdatedAt_Id",
                table: "Channels",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ContentReferences_WorkspaceId_EntryId",
                table: "ContentReferences",
                columns: new[] { "WorkspaceId", "EntryId" });

            migrationBuilder.CreateIndex(
                name: "IX_ContentReferences_WorkspaceId_PlanId",
                table: "ContentReferences",
                columns: new[] { "WorkspaceId", "PlanId" });

            migrationBuilder.CreateIndex(
                name: "IX_ContentReferences_WorkspaceId_TargetId",
                table: "ContentReferences",
                columns: new[] { "WorkspaceId", "TargetId" });

            migrationBuilder.CreateIndex(
                name: "IX_IdempotencyRecords_WorkspaceId_CreatedAt",
                table: "IdempotencyRecords",
                columns: new[] { "WorkspaceId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Members_ActorId",
                table: "Members",
                column: "ActorId");

            migrationBuilder.CreateIndex(
                name: "IX_Members_WorkspaceId_ActorId",
                table: "Members",
                columns: new[] { "WorkspaceId", "ActorId" },
                unique: true,
                filter: "[DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Members_WorkspaceId_LivePartyId",
                table: "Members",
                columns: new[] { "WorkspaceId", "LivePartyId" });

            migrationBuilder.CreateIndex(
                name: "IX_Members_WorkspaceId_NameKey_Id",
                table: "Members",
                columns: new[] { "WorkspaceId", "NameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Members_WorkspaceId_PartyId_Id",
                table: "Members",
                columns: new[] { "WorkspaceId", "PartyId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Members_WorkspaceId_UpdatedAt_Id",
                table: "Members",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Metrics_WorkspaceId_Code",
                table: "Metrics",
                columns: new[] { "WorkspaceId", "Code" },
                unique: true,
                filter: "[Code] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Metrics_WorkspaceId_NameKey",
                table: "Metrics",
                columns: new[] { "WorkspaceId", "NameKey" },
                unique: true,
                filter: "[DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Metrics_WorkspaceId_NameKey_Id",
                table: "Metrics",
                columns: new[] { "WorkspaceId", "NameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Metrics_WorkspaceId_UpdatedAt_Id",
                table: "Metrics",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Parties_WorkspaceId_Code",
                table: "Parties",
                columns: new[] { "WorkspaceId", "Code" },
                unique: true,
                filter: "[Code] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Parties_WorkspaceId_LiveParentId",
                table: "Parties",
                columns: new[] { "WorkspaceId", "LiveParentId" });

            migrationBuilder.CreateIndex(
                name: "IX_Parties_WorkspaceId_NameKey",
                table: "Parties",
                columns: new[] { "WorkspaceId", "NameKey" },
                unique: true,
                filter: "[DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Parties_WorkspaceId_NameKey_Id",
                table: "Parties",
                columns: new[] { "WorkspaceId", "NameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Parties_WorkspaceId_ParentId_Id",
                table: "Parties",
                columns: new[] { "WorkspaceId", "ParentId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Parties_WorkspaceId_UpdatedAt_Id",
                table: "Parties",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Partners_WorkspaceId_Code",
                table: "Partners",
                columns: new[] { "WorkspaceId", "Code" },
                unique: true,
                filter: "[Code] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Partners_WorkspaceId_LivePartyId",
                table: "Partners",
                columns: new[] { "WorkspaceId", "LivePartyId" });

            migrationBuilder.CreateIndex(
                name: "IX_Partners_WorkspaceId_NameKey",
                table: "Partners",
                columns: new[] { "WorkspaceId", "NameKey" },
                unique: true,
                filter: "[DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Partners_WorkspaceId_NameKey_Id",
                table: "Partners",
                columns: new[] { "WorkspaceId", "NameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Partners_WorkspaceId_PartyId_Id",
                table: "Partners",
                columns: new[] { "WorkspaceId", "PartyId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Partners_WorkspaceId_UpdatedAt_Id",
                table: "Partners",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PlanAnchors_PlanId_CodeKey_Date",
                table: "PlanAnchors",
                columns: new[] { "PlanId", "CodeKey", "Date" },
                unique: true,
                filter: "[SubjectId] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PlanAnchors_PlanId_CodeKey_Date_SubjectId",
                table: "PlanAnchors",
                columns: new[] { "PlanId", "CodeKey", "Date", "SubjectId" },
                unique: true,
                filter: "[SubjectId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PlanAnchors_WorkspaceId_PlanId_Date_Id",
                table: "PlanAnchors",
                columns: new[] { "WorkspaceId", "PlanId", "Date", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PlanParts_DeletedRefs",
                table: "PlanParts",
                columns: new[] { "WorkspaceId", "PlanId", "RefKey" },
                filter: "[DeletedAt] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PlanParts_WorkspaceId_CreatedAt_Id",
                table: "PlanParts",
                columns: new[] { "WorkspaceId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PlanParts_WorkspaceId_PlanId_RefKey",
                table: "PlanParts",
                columns: new[] { "WorkspaceId", "PlanId", "RefKey" },
                unique: true,
                filter: "[DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PlanParts_WorkspaceId_PlanId_SectionOrder_Position_Id",
                table: "PlanParts",
                columns: new[] { "WorkspaceId", "PlanId", "SectionOrder", "Position", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PlanParts_WorkspaceId_UpdatedAt_Id",
                table: "PlanParts",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PlanRefs_WorkspaceId_PartId",
                table: "PlanRefs",
                columns: new[] { "WorkspaceId", "PartId" });

            migrationBuilder.CreateIndex(
                name: "IX_PlanRevisions_PlanId",
                table: "PlanRevisions",
                column: "PlanId",
                unique: true,
                filter: "[Status] IN ('Draft', 'Submitted', 'Reviewed')");

            migrationBuilder.CreateIndex(
                name: "IX_Plans_WorkspaceId_Code",
                table: "Plans",
                columns: new[] { "WorkspaceId", "Code" },
                unique: true,
                filter: "[Code] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Plans_WorkspaceId_CreatedAt_Id",
                table: "Plans",
                columns: new[] { "WorkspaceId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Plans_WorkspaceId_PeriodStart_Id",
                table: "Plans",
                columns: new[] { "WorkspaceId", "PeriodStart", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Plans_WorkspaceId_TitleKey_Id",
                table: "Plans",
                columns: new[] { "WorkspaceId", "TitleKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Plans_WorkspaceId_UpdatedAt_Id",
                table: "Plans",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id", "DeletedAt", "Status", "PlanType", "Language" });

            migrationBuilder.CreateIndex(
                name: "IX_Segments_WorkspaceId_Code",
                table: "Segments",
                columns: new[] { "WorkspaceId", "Code" },
                unique: true,
                filter: "[Code] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Segments_WorkspaceId_NameKey",
                table: "Segments",
                columns: new[] { "WorkspaceId", "NameKey" },
                unique: true,
                filter: "[DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Segments_WorkspaceId_NameKey_Id",
                table: "Segments",
                columns: new[] { "WorkspaceId", "NameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Segments_WorkspaceId_UpdatedAt_Id",
                table: "Segments",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Workspaces_Code",
                table: "Workspaces",
                column: "Code",
                unique: true);
            migrationBuilder.RunScripts("AuditEntries", "ChangeEntries", "PlanSnapshots", "RaisedEvents", "WriteMarkers");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApiKeys");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "CatalogueNames");

            migrationBuilder.DropTable(
                name: "ChangeCounters");

            migrationBuilder.DropTable(
                name: "ChangeEntries");

            migrationBuilder.DropTable(
                name: "Channels");

            migrationBuilder.DropTable(
                name: "ContentReferences");

            migrationBuilder.DropTable(
                name: "IdempotencyRecords");

            migrationBuilder.DropTable(
                name: "Leases");

            migrationBuilder.DropTable(
                name: "Members");

            migrationBuilder.DropTable(
                name: "Metrics");

            migrationBuilder.DropTable(
                name: "Parties");

            migrationBuilder.DropTable(
                name: "Partners");

            migrationBuilder.DropTable(
                name: "PersonalKeys");

            migrationBuilder.DropTable(
                name: "PlanAnchors");

            migrationBuilder.DropTable(
                name: "PlanRefs");

            migrationBuilder.DropTable(
                name: "PlanRevisions");

            migrationBuilder.DropTable(
                name: "PlanSnapshots");

            migrationBuilder.DropTable(
                name: "RaisedEvents");

            migrationBuilder.DropTable(
                name: "Segments");

            migrationBuilder.DropTable(
                name: "WorkspaceGuards");

            migrationBuilder.DropTable(
                name: "Workspaces");

            migrationBuilder.DropTable(
                name: "WriteMarkers");

            migrationBuilder.DropTable(
                name: "CatalogueEntries");

            migrationBuilder.DropTable(
                name: "PlanParts");

            migrationBuilder.DropTable(
                name: "Plans");
        }
    }
}
