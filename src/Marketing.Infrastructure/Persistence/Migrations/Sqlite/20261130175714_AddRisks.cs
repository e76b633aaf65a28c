using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddRisks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "RiskMatrices",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Earlier = table.Column<string>(type: "TEXT", nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
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
                    table.PrimaryKey("PK_RiskMatrices", x => x.Id);
                    table.UniqueConstraint("AK_RiskMatrices_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "RiskReferences",
                columns: table => new
                {
                    HolderId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    EntryId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    RiskId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    IsOwner = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RiskReferences", x => new { x.HolderId, x.EntryId });
                    table.ForeignKey(
                        name: "FK_RiskReferences_CatalogueEntries_WorkspaceId_EntryId",
                        columns: x => new { x.WorkspaceId, x.EntryId },
                        principalTable: "CatalogueEntries",
                        principalColumns: new[] { "WorkspaceId", "EntryId" });
                });

            migrationBuilder.CreateTable(
                name: "Risks",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    Category = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    PartRef = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    PartRefKey = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    StatusReason = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Inherent = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Current = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Residual = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Score = table.Column<int>(type: "INTEGER", nullable: true),
                    Level = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    ImpactValue = table.Column<int>(type: "INTEGER", nullable: true),
                    ProbabilityValue = table.Column<int>(type: "INTEGER", nullable: true),
                    MatrixId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    MatrixVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    IsBeyondTolerance = table.Column<bool>(type: "INTEGER", nullable: false),
                    AcceptedUntil = table.Column<string>(type: "TEXT", nullable: true),
                    NextReviewOn = table.Column<string>(type: "TEXT", nullable: true),
                    TitleKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false),
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
                    table.PrimaryKey("PK_Risks", x => x.Id);
                    table.UniqueConstraint("AK_Risks_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "RiskAcceptances",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    RiskId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    RatingId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Score = table.Column<int>(type: "INTEGER", nullable: false),
                    Level = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Until = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    RequestedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
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
                    table.PrimaryKey("PK_RiskAcceptances", x => x.Id);
                    table.UniqueConstraint("AK_RiskAcceptances_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_RiskAcceptances_Risks_WorkspaceId_RiskId",
                        columns: x => new { x.WorkspaceId, x.RiskId },
                        principalTable: "Risks",
                        principalColumns: new[] { "WorkspaceId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "RiskAlerts",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    RiskId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    TriggerId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    CrossingKey = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    CrossedOn = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<decimal>(type: "TEXT", precision: 28, scale: 6, nullable: true),
                    Threshold = table.Column<decimal>(type: "TEXT", precision: 28, scale: 6, nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    IsStopLoss = table.Column<bool>(type: "INTEGER", nullable: false),
                    BlockedLineIds = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    SnoozedUntil = table.Column<string>(type: "TEXT", nullable: true),
                    Decision = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    DecisionReason = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    DecidedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    TaskIds = table.Column<string>(type: "TEXT", nullable: false),
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
                    table.PrimaryKey("PK_RiskAlerts", x => x.Id);
                    table.UniqueConstraint("AK_RiskAlerts_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_RiskAlerts_Risks_WorkspaceId_RiskId",
                        columns: x => new { x.WorkspaceId, x.RiskId },
                        principalTable: "Risks",
                        principalColumns: new[] { "WorkspaceId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "RiskRatings",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    RiskId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    MatrixId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    MatrixVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Impact = table.Column<int>(type: "INTEGER", nullable: false),
                    Probability = table.Column<int>(type: "INTEGER", nullable: false),
                    Score = table.Column<int>(type: "INTEGER", nullable: false),
                    Level = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    IsBeyondTolerance = table.Column<bool>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
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
                    table.PrimaryKey("PK_RiskRatings", x => x.Id);
                    table.UniqueConstraint("AK_RiskRatings_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_RiskRatings_Risks_WorkspaceId_RiskId",
                        columns: x => new { x.WorkspaceId, x.RiskId },
                        principalTable: "Risks",
                        principalColumns: new[] { "WorkspaceId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "RiskTreatments",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    RiskId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    RefKey = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
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
                    table.PrimaryKey("PK_RiskTreatments", x => x.Id);
                    table.UniqueConstraint("AK_RiskTreatments_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_RiskTreatments_Risks_WorkspaceId_RiskId",
                        columns: x => new { x.WorkspaceId, x.RiskId },
                        principalTable: "Risks",
                        principalColumns: new[] { "WorkspaceId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "RiskTriggers",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    RiskId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
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
                    table.PrimaryKey("PK_RiskTriggers", x => x.Id);
                    table.UniqueConstraint("AK_RiskTriggers_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_RiskTriggers_Risks_WorkspaceId_RiskId",
                        columns: x => new { x.WorkspaceId, x.RiskId },
                        principalTable: "Risks",
                        principalColumns: new[] { "WorkspaceId", "Id" });
                });

            migrationBuilder.CreateIndex(
                name: "IX_RiskAcceptances_RiskId_State",
                table: "RiskAcceptances",
                columns: new[] { "RiskId", "State" },
                unique: true,
                filter: "[State] IN ('Pending', 'Accepted')");

            migrationBuilder.CreateIndex(
                name: "IX_RiskAcceptances_WorkspaceId_RiskId_CreatedAt_Id",
                table: "RiskAcceptances",
                columns: new[] { "WorkspaceId", "RiskId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RiskAcceptances_WorkspaceId_State_Until_Id",
                table: "RiskAcceptances",
                columns: new[] { "WorkspaceId", "State", "Until", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RiskAlerts_TriggerId_CrossingKey",
                table: "RiskAlerts",
                columns: new[] { "TriggerId", "CrossingKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RiskAlerts_WorkspaceId_CreatedAt_Id",
                table: "RiskAlerts",
                columns: new[] { "WorkspaceId", "CreatedAt", "Id", "DeletedAt", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_RiskAlerts_WorkspaceId_IsStopLoss_State",
                table: "RiskAlerts",
                columns: new[] { "WorkspaceId", "IsStopLoss", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_RiskAlerts_WorkspaceId_RiskId_CreatedAt_Id",
                table: "RiskAlerts",
                columns: new[] { "WorkspaceId", "RiskId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RiskMatrices_PlanId",
                table: "RiskMatrices",
                column: "PlanId",
                unique: true,
                filter: "[PlanId] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RiskMatrices_WorkspaceId_UpdatedAt_Id",
                table: "RiskMatrices",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RiskRatings_WorkspaceId_RiskId_CreatedAt_Id",
                table: "RiskRatings",
                columns: new[] { "WorkspaceId", "RiskId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RiskReferences_WorkspaceId_EntryId_RiskId",
                table: "RiskReferences",
                columns: new[] { "WorkspaceId", "EntryId", "RiskId" });

            migrationBuilder.CreateIndex(
                name: "IX_RiskReferences_WorkspaceId_RiskId",
                table: "RiskReferences",
                columns: new[] { "WorkspaceId", "RiskId" });

            migrationBuilder.CreateIndex(
                name: "IX_Risks_PlanId_PartRefKey",
                table: "Risks",
                columns: new[] { "PlanId", "PartRefKey" },
                unique: true,
                filter: "[PlanId] IS NOT NULL AND [PartRefKey] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Risks_WorkspaceId_PlanId_Score_Id",
                table: "Risks",
                columns: new[] { "WorkspaceId", "PlanId", "Score", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Risks_WorkspaceId_Score_Id",
                table: "Risks",
                columns: new[] { "WorkspaceId", "Score", "Id", "DeletedAt", "Status", "Category" });

            migrationBuilder.CreateIndex(
                name: "IX_Risks_WorkspaceId_TitleKey_Id",
                table: "Risks",
                columns: new[] { "WorkspaceId", "TitleKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Risks_WorkspaceId_UpdatedAt_Id",
                table: "Risks",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RiskTreatments_RiskId_RefKey",
                table: "RiskTreatments",
                columns: new[] { "RiskId", "RefKey" },
                unique: true,
                filter: "[DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RiskTreatments_WorkspaceId_RiskId_CreatedAt_Id",
                table: "RiskTreatments",
                columns: new[] { "WorkspaceId", "RiskId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_RiskTriggers_WorkspaceId_RiskId_CreatedAt_Id",
                table: "RiskTriggers",
                columns: new[] { "WorkspaceId", "RiskId", "CreatedAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RiskAcceptances");

            migrationBuilder.DropTable(
                name: "RiskAlerts");

            migrationBuilder.DropTable(
                name: "RiskMatrices");

            migrationBuilder.DropTable(
                name: "RiskRatings");

            migrationBuilder.DropTable(
                name: "RiskReferences");

            migrationBuilder.DropTable(
                name: "RiskTreatments");

            migrationBuilder.DropTable(
                name: "RiskTriggers");

            migrationBuilder.DropTable(
                name: "Risks");
        }
    }
}
