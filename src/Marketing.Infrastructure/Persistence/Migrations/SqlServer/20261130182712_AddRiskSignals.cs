using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddRiskSignals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsCrossed",
                table: "RiskTriggers",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "WatchKey",
                table: "RiskTriggers",
                type: "nvarchar(50)",
                maxLength: 50,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.CreateTable(
                name: "ContingencyPlans",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Terms = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    OwnerId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    SearchText = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    LiveOwnerId = table.Column<byte[]>(type: "binary(16)", nullable: true),
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
                    table.PrimaryKey("PK_ContingencyPlans", x => x.Id);
                    table.UniqueConstraint("AK_ContingencyPlans_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_ContingencyPlans_CatalogueEntries_WorkspaceId_LiveOwnerId",
                        columns: x => new { x.WorkspaceId, x.LiveOwnerId },
                        principalTable: "CatalogueEntries",
                        principalColumns: new[] { "WorkspaceId", "EntryId" });
                });

            migrationBuilder.CreateTable(
                name: "Incidents",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Terms = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    RiskId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    OwnerId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    DetectedAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    Timeline = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    LessonIds = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    ReserveDrawIds = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    SearchText = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    LiveOwnerId = table.Column<byte[]>(type: "binary(16)", nullable: true),
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
                    table.PrimaryKey("PK_Incidents", x => x.Id);
                    table.UniqueConstraint("AK_Incidents_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_Incidents_CatalogueEntries_WorkspaceId_LiveOwnerId",
                        columns: x => new { x.WorkspaceId, x.LiveOwnerId },
                        principalTable: "CatalogueEntries",
                        principalColumns: new[] { "WorkspaceId", "EntryId" });
                });

            migrationBuilder.CreateTable(
                name: "RiskAssessments",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    HeldOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(max)", maxLength: 8000, nullable: true),
                    RatingIds = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Picture = table.Column<string>(type: "nvarchar(max)", nullable: false),
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
                    table.PrimaryKey("PK_RiskAssessments", x => x.Id);
                    table.UniqueConstraint("AK_RiskAssessments_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "RiskSignalCursors",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RiskSignalCursors", x => x.WorkspaceId);
                });

            migrationBuilder.CreateTable(
                name: "Drills",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    ContingencyPlanId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    PlannedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Scenario = table.Column<string>(type: "nvarchar(max)", maxLength: 8000, nullable: true),
                    State = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    HeldOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Result = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: 8000, nullable: true),
                    TaskIds = table.Column<string>(type: "nvarchar(max)", nullable: false),
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
                    table.PrimaryKey("PK_Drills", x => x.Id);
                    table.UniqueConstraint("AK_Drills_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_Drills_ContingencyPlans_WorkspaceId_ContingencyPlanId",
                        columns: x => new { x.WorkspaceId, x.ContingencyPlanId },
                        principalTable: "ContingencyPlans",
                        principalColumns: new[] { "WorkspaceId", "Id" });
                });

            migrationBuilder.CreateIndex(
                name: "IX_RiskTriggers_WorkspaceId_WatchKey",
                table: "RiskTriggers",
                columns: new[] { "WorkspaceId", "WatchKey" },
                filter: "[WatchKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ContingencyPlans_WorkspaceId_LiveOwnerId",
                table: "ContingencyPlans",
                columns: new[] { "WorkspaceId", "LiveOwnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_ContingencyPlans_WorkspaceId_UpdatedAt_Id",
                table: "ContingencyPlans",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Drills_WorkspaceId_ContingencyPlanId_PlannedOn_Id",
                table: "Drills",
                columns: new[] { "WorkspaceId", "ContingencyPlanId", "PlannedOn", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Drills_WorkspaceId_State_PlannedOn_Id",
                table: "Drills",
                columns: new[] { "WorkspaceId", "State", "PlannedOn", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_WorkspaceId_DetectedAt_Id",
                table: "Incidents",
                columns: new[] { "WorkspaceId", "DetectedAt", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_WorkspaceId_LiveOwnerId",
                table: "Incidents",
                columns: new[] { "WorkspaceId", "LiveOwnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_WorkspaceId_UpdatedAt_Id",
                table: "Incidents",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RiskAssessments_WorkspaceId_HeldOn_Id",
                table: "RiskAssessments",
                columns: new[] { "WorkspaceId", "HeldOn", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Drills");

            migrationBuilder.DropTable(
                name: "Incidents");

            migrationBuilder.DropTable(
                name: "RiskAssessments");

            migrationBuilder.DropTable(
                name: "RiskSignalCursors");

            migrationBuilder.DropTable(
                name: "ContingencyPlans");

            migrationBuilder.DropIndex(
                name: "IX_RiskTriggers_WorkspaceId_WatchKey",
                table: "RiskTriggers");

            migrationBuilder.DropColumn(
                name: "IsCrossed",
                table: "RiskTriggers");

            migrationBuilder.DropColumn(
                name: "WatchKey",
                table: "RiskTriggers");
        }
    }
}
