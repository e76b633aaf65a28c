using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.SqlServer
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
                    Kind = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Source = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Created = table.Column<int>(type: "int", nullable: false),
                    Restated = table.Column<int>(type: "int", nullable: false),
                    Retracted = table.Column<int>(type: "int", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    CreatedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    CreatedByName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    UpdatedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    UpdatedByName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    DeletedAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true)
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
                    Kind = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Taken = table.Column<long>(type: "bigint", nullable: false)
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
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    BatchId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    ObservationId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Op = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Source = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MetricId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    MetricCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ForDate = table.Column<DateOnly>(type: "date", nullable: false),
                    Scope = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    MeasureRef = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Micros = table.Column<long>(type: "bigint", nullable: true),
                    DeltaMicros = table.Column<long>(type: "bigint", nullable: false),
                    SampleSize = table.Column<int>(type: "int", nullable: true),
                    SourceExportedAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    ActorId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ActorName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false)
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
                    Key = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    Source = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MetricId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    MetricEntryId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    MetricCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ForDate = table.Column<DateOnly>(type: "date", nullable: false),
                    Scope = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    MeasureRef = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Micros = table.Column<long>(type: "bigint", nullable: true),
                    SampleSize = table.Column<int>(type: "int", nullable: true),
                    SourceExportedAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
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
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    BatchId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    ResultId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Op = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Source = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CampaignId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    CampaignCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ChannelId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    ChannelCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Window = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Breakdown = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    AccountTimeZone = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: true),
                    Impressions = table.Column<long>(type: "bigint", nullable: false),
                    Clicks = table.Column<long>(type: "bigint", nullable: false),
                    ConversionMicros = table.Column<long>(type: "bigint", nullable: false),
                    NewCustomers = table.Column<long>(type: "bigint", nullable: true),
                    CostMicros = table.Column<long>(type: "bigint", nullable: false),
                    RevenueMicros = table.Column<long>(type: "bigint", nullable: false),
                    Metrics = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    DeltaImpressions = table.Column<long>(type: "bigint", nullable: false),
                    DeltaClicks = table.Column<long>(type: "bigint", nullable: false),
                    DeltaConversionMicros = table.Column<long>(type: "bigint", nullable: false),
                    DeltaNewCustomers = table.Column<long>(type: "bigint", nullable: false),
                    DeltaCostMicros = table.Column<long>(type: "bigint", nullable: false),
                    DeltaRevenueMicros = table.Column<long>(type: "bigint", nullable: false),
                    DeltaMetrics = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    SourceExportedAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    ActorId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ActorName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false)
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
                    Key = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    Source = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CampaignId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    CampaignCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ChannelId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    ChannelCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Window = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Breakdown = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    AccountTimeZone = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: true),
                    Impressions = table.Column<long>(type: "bigint", nullable: false),
                    Clicks = table.Column<long>(type: "bigint", nullable: false),
                    ConversionMicros = table.Column<long>(type: "bigint", nullable: false),
                    NewCustomers = table.Column<long>(type: "bigint", nullable: true),
                    CostMicros = table.Column<long>(type: "bigint", nullable: false),
                    RevenueMicros = table.Column<long>(type: "bigint", nullable: false),
                    Metrics = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    IsRetracted = table.Column<bool>(type: "bit", nullable: false),
                    SourceExportedAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
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
