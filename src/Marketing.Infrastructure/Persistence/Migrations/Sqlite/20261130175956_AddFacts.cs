using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "FactBatches",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Created = table.Column<int>(type: "INTEGER", nullable: false),
                    Restated = table.Column<int>(type: "INTEGER", nullable: false),
                    Retracted = table.Column<int>(type: "INTEGER", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CreatedByName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    UpdatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    UpdatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    UpdatedByName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    DeletedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FactBatches", x => x.Id);
                    table.UniqueConstraint("AK_FactBatches_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "FactSources",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Taken = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FactSources", x => new { x.WorkspaceId, x.Kind, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "ObservationEntries",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    RecordedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    BatchId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    ObservationId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Op = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    MetricId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    MetricCode = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ForDate = table.Column<string>(type: "TEXT", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    MeasureRef = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Micros = table.Column<long>(type: "INTEGER", nullable: true),
                    DeltaMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    SampleSize = table.Column<int>(type: "INTEGER", nullable: true),
                    SourceExportedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    ActorId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ObservationEntries", x => new { x.WorkspaceId, x.Sequence, x.Place });
                });

            migrationBuilder.CreateTable(
                name: "Observations",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Key = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    MetricId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    MetricEntryId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    MetricCode = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ForDate = table.Column<string>(type: "TEXT", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    MeasureRef = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Micros = table.Column<long>(type: "INTEGER", nullable: true),
                    SampleSize = table.Column<int>(type: "INTEGER", nullable: true),
                    SourceExportedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Observations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Observations_CatalogueEntries_WorkspaceId_MetricEntryId",
                        columns: x => new { x.WorkspaceId, x.MetricEntryId },
                        principalTable: "CatalogueEntries",
                        principalColumns: new[] { "WorkspaceId", "EntryId" });
                });

            migrationBuilder.CreateTable(
                name: "ResultEntries",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    RecordedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    BatchId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    ResultId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Op = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CampaignId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    CampaignCode = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ChannelId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    ChannelCode = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Date = table.Column<string>(type: "TEXT", nullable: false),
                    Window = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Breakdown = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    AccountTimeZone = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    Impressions = table.Column<long>(type: "INTEGER", nullable: false),
                    Clicks = table.Column<long>(type: "INTEGER", nullable: false),
                    ConversionMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    NewCustomers = table.Column<long>(type: "INTEGER", nullable: true),
                    CostMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    RevenueMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    Metrics = table.Column<string>(type: "TEXT", nullable: false),
                    DeltaImpressions = table.Column<long>(type: "INTEGER", nullable: false),
                    DeltaClicks = table.Column<long>(type: "INTEGER", nullable: false),
                    DeltaConversionMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    DeltaNewCustomers = table.Column<long>(type: "INTEGER", nullable: false),
                    DeltaCostMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    DeltaRevenueMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    DeltaMetrics = table.Column<string>(type: "TEXT", nullable: false),
                    SourceExportedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    ActorId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResultEntries", x => new { x.WorkspaceId, x.Sequence, x.Place });
                });

            migrationBuilder.CreateTable(
                name: "Results",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Key = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CampaignId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    CampaignCode = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ChannelId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    ChannelCode = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Date = table.Column<string>(type: "TEXT", nullable: false),
                    Window = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Breakdown = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    AccountTimeZone = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    Impressions = table.Column<long>(type: "INTEGER", nullable: false),
                    Clicks = table.Column<long>(type: "INTEGER", nullable: false),
                    ConversionMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    NewCustomers = table.Column<long>(type: "INTEGER", nullable: true),
                    CostMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    RevenueMicros = table.Column<long>(type: "INTEGER", nullable: false),
                    Metrics = table.Column<string>(type: "TEXT", nullable: false),
                    IsRetracted = table.Column<bool>(type: "INTEGER", nullable: false),
                    SourceExportedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Results", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Results_Campaigns_WorkspaceId_CampaignId",
                        columns: x => new { x.WorkspaceId, x.CampaignId },
                        principalTable: "Campaigns",
                        principalColumns: new[] { "WorkspaceId", "Id" });
                    table.ForeignKey(
                        name: "FK_Results_CatalogueEntries_WorkspaceId_ChannelId",
                        columns: x => new { x.WorkspaceId, x.ChannelId },
                        principalTable: "CatalogueEntries",
                        principalColumns: new[] { "WorkspaceId", "EntryId" });
                });

            migrationBuilder.CreateIndex(
                name: "IX_ObservationEntries_WorkspaceId_ObservationId_Version",
                table: "ObservationEntries",
                columns: new[] { "WorkspaceId", "ObservationId", "Version" });

            migrationBuilder.CreateIndex(
                name: "IX_Observations_WorkspaceId_ForDate_Id",
                table: "Observations",
                columns: new[] { "WorkspaceId", "ForDate", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Observations_WorkspaceId_Key",
                table: "Observations",
                columns: new[] { "WorkspaceId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Observations_WorkspaceId_MetricEntryId",
                table: "Observations",
                columns: new[] { "WorkspaceId", "MetricEntryId" });

            migrationBuilder.CreateIndex(
                name: "IX_Observations_WorkspaceId_MetricId_ForDate_Id",
                table: "Observations",
                columns: new[] { "WorkspaceId", "MetricId", "ForDate", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Observations_WorkspaceId_PlanId_ForDate_Id",
                table: "Observations",
                columns: new[] { "WorkspaceId", "PlanId", "ForDate", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ResultEntries_WorkspaceId_ResultId_Version",
                table: "ResultEntries",
                columns: new[] { "WorkspaceId", "ResultId", "Version" });

            migrationBuilder.CreateIndex(
                name: "IX_Results_WorkspaceId_CampaignId_Date_Id",
                table: "Results",
                columns: new[] { "WorkspaceId", "CampaignId", "Date", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Results_WorkspaceId_ChannelId",
                table: "Results",
                columns: new[] { "WorkspaceId", "ChannelId" });

            migrationBuilder.CreateIndex(
                name: "IX_Results_WorkspaceId_Date_Id",
                table: "Results",
                columns: new[] { "WorkspaceId", "Date", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Results_WorkspaceId_Key",
                table: "Results",
                columns: new[] { "WorkspaceId", "Key" },
                unique: true);

            migrationBuilder.RunScripts("ObservationEntries", "ResultEntries");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FactBatches");

            migrationBuilder.DropTable(
                name: "FactSources");

            migrationBuilder.DropTable(
                name: "ObservationEntries");

            migrationBuilder.DropTable(
                name: "Observations");

            migrationBuilder.DropTable(
                name: "ResultEntries");

            migrationBuilder.DropTable(
                name: "Results");
        }
    }
}
