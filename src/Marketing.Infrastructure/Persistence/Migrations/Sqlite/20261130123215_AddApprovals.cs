using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddApprovals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Revisions",
                table: "Plans",
                type: "TEXT",
                maxLength: 2000,
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "StatusReason",
                table: "Plans",
                type: "TEXT",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ApprovedAt",
                table: "PlanRevisions",
                type: "TEXT",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "InForceAt",
                table: "PlanRevisions",
                type: "TEXT",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Submissions",
                table: "PlanRevisions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "SubmittedAt",
                table: "PlanRevisions",
                type: "TEXT",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SubmittedBy",
                table: "PlanRevisions",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SupersededAt",
                table: "PlanRevisions",
                type: "TEXT",
                precision: 6,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Approvals",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    SubjectType = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    SubjectId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    RequestedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RequestComment = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    AssigneeActorId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    AssigneePartyId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    ReassignReason = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    DueAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    DecidedFor = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    DecidedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    Comment = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Remarks = table.Column<string>(type: "TEXT", nullable: false),
                    Minutes = table.Column<string>(type: "TEXT", nullable: true),
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
                    table.PrimaryKey("PK_Approvals", x => x.Id);
                    table.UniqueConstraint("AK_Approvals_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Delegations",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    DelegatorId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DelegateId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    FirstDay = table.Column<string>(type: "TEXT", nullable: false),
                    LastDay = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
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
                    table.PrimaryKey("PK_Delegations", x => x.Id);
                    table.UniqueConstraint("AK_Delegations_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Approvals_OpenStep",
                table: "Approvals",
                columns: new[] { "WorkspaceId", "SubjectId", "Step" },
                unique: true,
                filter: "[State] = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "IX_Approvals_WorkspaceId_CreatedAt_Id",
                table: "Approvals",
                columns: new[] { "WorkspaceId", "CreatedAt", "Id", "DeletedAt", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Approvals_WorkspaceId_DueAt_Id",
                table: "Approvals",
                columns: new[] { "WorkspaceId", "DueAt", "Id", "DeletedAt", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Approvals_WorkspaceId_SubjectId_CreatedAt_Id",
                table: "Approvals",
                columns: new[] { "WorkspaceId", "SubjectId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Approvals_WorkspaceId_UpdatedAt_Id",
                table: "Approvals",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_WorkspaceId_FirstDay_Id",
                table: "Delegations",
                columns: new[] { "WorkspaceId", "FirstDay", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_WorkspaceId_UpdatedAt_Id",
                table: "Delegations",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Approvals");

            migrationBuilder.DropTable(
                name: "Delegations");

            migrationBuilder.DropColumn(
                name: "Revisions",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "StatusReason",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "ApprovedAt",
                table: "PlanRevisions");

            migrationBuilder.DropColumn(
                name: "InForceAt",
                table: "PlanRevisions");

            migrationBuilder.DropColumn(
                name: "Submissions",
                table: "PlanRevisions");

            migrationBuilder.DropColumn(
                name: "SubmittedAt",
                table: "PlanRevisions");

            migrationBuilder.DropColumn(
                name: "SubmittedBy",
                table: "PlanRevisions");

            migrationBuilder.DropColumn(
                name: "SupersededAt",
                table: "PlanRevisions");
        }
    }
}
