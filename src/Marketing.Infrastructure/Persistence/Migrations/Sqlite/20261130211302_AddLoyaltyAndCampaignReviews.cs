using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddLoyaltyAndCampaignReviews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Review",
                table: "Campaigns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LoyaltyProgrammes",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Steps = table.Column<string>(type: "TEXT", nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    OwnerId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false),
                    LiveOwnerId = table.Column<byte[]>(type: "binary(16)", nullable: true),
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
                    table.PrimaryKey("PK_LoyaltyProgrammes", x => x.Id);
                    table.UniqueConstraint("AK_LoyaltyProgrammes_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_LoyaltyProgrammes_CatalogueEntries_WorkspaceId_LiveOwnerId",
                        columns: x => new { x.WorkspaceId, x.LiveOwnerId },
                        principalTable: "CatalogueEntries",
                        principalColumns: new[] { "WorkspaceId", "EntryId" });
                });

            migrationBuilder.CreateIndex(
                name: "IX_LoyaltyProgrammes_WorkspaceId_CodeKey",
                table: "LoyaltyProgrammes",
                columns: new[] { "WorkspaceId", "CodeKey" },
                unique: true,
                filter: "[DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_LoyaltyProgrammes_WorkspaceId_LiveOwnerId",
                table: "LoyaltyProgrammes",
                columns: new[] { "WorkspaceId", "LiveOwnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_LoyaltyProgrammes_WorkspaceId_OwnerId_Id",
                table: "LoyaltyProgrammes",
                columns: new[] { "WorkspaceId", "OwnerId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_LoyaltyProgrammes_WorkspaceId_PlanId_UpdatedAt_Id",
                table: "LoyaltyProgrammes",
                columns: new[] { "WorkspaceId", "PlanId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_LoyaltyProgrammes_WorkspaceId_UpdatedAt_Id",
                table: "LoyaltyProgrammes",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LoyaltyProgrammes");

            migrationBuilder.DropColumn(
                name: "Review",
                table: "Campaigns");
        }
    }
}
