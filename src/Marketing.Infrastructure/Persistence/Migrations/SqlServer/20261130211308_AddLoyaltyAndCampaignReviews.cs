using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.SqlServer
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
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LoyaltyProgrammes",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Terms = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Steps = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    OwnerId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    CodeKey = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SearchText = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
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
                columns: new[] { "WorkspaceId", "OwnerId", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_LoyaltyProgrammes_WorkspaceId_PlanId_UpdatedAt_Id",
                table: "LoyaltyProgrammes",
                columns: new[] { "WorkspaceId", "PlanId", "UpdatedAt", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_LoyaltyProgrammes_WorkspaceId_UpdatedAt_Id",
                table: "LoyaltyProgrammes",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });
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
