using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddTasks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "KnowledgeItems",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Title = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Tags = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    PhaseRef = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Evidence = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Source = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    OwnerId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: true),
                    TitleKey = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
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
                    table.PrimaryKey("PK_KnowledgeItems", x => x.Id);
                    table.UniqueConstraint("AK_KnowledgeItems_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_KnowledgeItems_CatalogueEntries_WorkspaceId_LiveOwnerId",
                        columns: x => new { x.WorkspaceId, x.LiveOwnerId },
                        principalTable: "CatalogueEntries",
                        principalColumns: new[] { "WorkspaceId", "EntryId" });
                });

            migrationBuilder.CreateTable(
                name: "TaskReports",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    TaskId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    Step = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: true),
                    Note = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Kind = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Ref = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ParentId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    Position = table.Column<int>(type: "int", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: false),
                    OwnerText = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: true),
                    CanBeOverdue = table.Column<bool>(type: "bit", nullable: false),
                    Weight = table.Column<int>(type: "int", nullable: false),
                    PlannedHours = table.Column<int>(type: "int", nullable: true),
                    State = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Percent = table.Column<int>(type: "int", nullable: false),
                    FinishedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    RecordedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedByName = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TaskReports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Tasks",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    Origin = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    SourceKey = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PartId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    Ref = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ParentId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    Position = table.Column<int>(type: "int", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: true),
                    Title = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: false),
                    Description = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Owners = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    OwnerText = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    StartDate = table.Column<DateOnly>(type: "date", nullable: true),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: true),
                    DueKey = table.Column<DateOnly>(type: "date", nullable: false),
                    CanBeOverdue = table.Column<bool>(type: "bit", nullable: false),
                    DueState = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true),
                    WaitsFor = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: true),
                    Weight = table.Column<int>(type: "int", nullable: false),
                    PlannedHours = table.Column<int>(type: "int", nullable: true),
                    State = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Percent = table.Column<int>(type: "int", nullable: false),
                    StartedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    FinishedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Predecessors = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    OverdueRaised = table.Column<DateOnly>(type: "date", nullable: true),
                    SearchText = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
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
                    table.PrimaryKey("PK_Tasks", x => x.Id);
                    table.UniqueConstraint("AK_Tasks_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "TaskOwners",
                columns: table => new
                {
                    TaskId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    PartyId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    DueKey = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TaskOwners", x => new { x.TaskId, x.PartyId });
                    table.ForeignKey(
                        name: "FK_TaskOwners_CatalogueEntries_WorkspaceId_PartyId",
                        columns: x => new { x.WorkspaceId, x.PartyId },
                        principalTable: "CatalogueEntries",
                        principalColumns: new[] { "WorkspaceId", "EntryId" });
                    table.ForeignKey(
                        name: "FK_TaskOwners_Tasks_WorkspaceId_TaskId",
                        columns: x => new { x.WorkspaceId, x.TaskId },
                        principalTable: "Tasks",
                        principalColumns: new[] { "WorkspaceId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_KnowledgeItems_WorkspaceId_LiveOwnerId",
                table: "KnowledgeItems",
                columns: new[] { "WorkspaceId", "LiveOwnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_KnowledgeItems_WorkspaceId_OwnerId_Id",
                table: "KnowledgeItems",
                columns: new[] { "WorkspaceId", "OwnerId", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_KnowledgeItems_WorkspaceId_PlanId_UpdatedAt_Id",
                table: "KnowledgeItems",
                columns: new[] { "WorkspaceId", "PlanId", "UpdatedAt", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_KnowledgeItems_WorkspaceId_TitleKey_Id",
                table: "KnowledgeItems",
                columns: new[] { "WorkspaceId", "TitleKey", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_KnowledgeItems_WorkspaceId_UpdatedAt_Id",
                table: "KnowledgeItems",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TaskOwners_WorkspaceId_PartyId_DueKey_TaskId",
                table: "TaskOwners",
                columns: new[] { "WorkspaceId", "PartyId", "DueKey", "TaskId" });

            migrationBuilder.CreateIndex(
                name: "IX_TaskReports_WorkspaceId_PlanId_RecordedAt_Id",
                table: "TaskReports",
                columns: new[] { "WorkspaceId", "PlanId", "RecordedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_TaskReports_WorkspaceId_TaskId_RecordedAt_Id",
                table: "TaskReports",
                columns: new[] { "WorkspaceId", "TaskId", "RecordedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_PlanId_SourceKey",
                table: "Tasks",
                columns: new[] { "PlanId", "SourceKey" },
                unique: true,
                filter: "[PlanId] IS NOT NULL AND [SourceKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_WorkspaceId_DueKey_Id",
                table: "Tasks",
                columns: new[] { "WorkspaceId", "DueKey", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt", "State", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_WorkspaceId_PlanId_DueKey_Id",
                table: "Tasks",
                columns: new[] { "WorkspaceId", "PlanId", "DueKey", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_WorkspaceId_UpdatedAt_Id",
                table: "Tasks",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });

            migrationBuilder.RunScripts("TaskReports");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "KnowledgeItems");

            migrationBuilder.DropTable(
                name: "TaskOwners");

            migrationBuilder.DropTable(
                name: "TaskReports");

            migrationBuilder.DropTable(
                name: "Tasks");
        }
    }
}
