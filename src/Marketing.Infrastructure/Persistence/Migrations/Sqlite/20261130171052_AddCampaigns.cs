using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddCampaigns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Campaigns",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    PlanId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    StartDate = table.Column<string>(type: "TEXT", nullable: true),
                    EndDate = table.Column<string>(type: "TEXT", nullable: true),
                    ChannelIds = table.Column<string>(type: "TEXT", nullable: false),
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
                    table.PrimaryKey("PK_Campaigns", x => x.Id);
                    table.UniqueConstraint("AK_Campaigns_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "CampaignEntries",
                columns: table => new
                {
                    CampaignId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    EntryId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CampaignEntries", x => new { x.CampaignId, x.EntryId });
                    table.ForeignKey(
                        name: "FK_CampaignEntries_Campaigns_WorkspaceId_CampaignId",
                        columns: x => new { x.WorkspaceId, x.CampaignId },
                        principalTable: "Campaigns",
                        principalColumns: new[] { "WorkspaceId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CampaignEntries_CatalogueEntries_WorkspaceId_EntryId",
                        columns: x => new { x.WorkspaceId, x.EntryId },
                        principalTable: "CatalogueEntries",
                        principalColumns: new[] { "WorkspaceId", "EntryId" });
                });

            migrationBuilder.CreateIndex(
                name: "IX_CampaignEntries_WorkspaceId_EntryId_CampaignId",
                table: "CampaignEntries",
                columns: new[] { "WorkspaceId", "EntryId", "CampaignId" });

            migrationBuilder.CreateIndex(
                name: "IX_Campaigns_WorkspaceId_CodeKey",
                table: "Campaigns",
                columns: new[] { "WorkspaceId", "CodeKey" },
                unique: true,
                filter: "[DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Campaigns_WorkspaceId_CreatedAt_Id",
                table: "Campaigns",
                columns: new[] { "WorkspaceId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Campaigns_WorkspaceId_PlanId_UpdatedAt_Id",
                table: "Campaigns",
                columns: new[] { "WorkspaceId", "PlanId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Campaigns_WorkspaceId_StartDate_Id",
                table: "Campaigns",
                columns: new[] { "WorkspaceId", "StartDate", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Campaigns_WorkspaceId_TitleKey_Id",
                table: "Campaigns",
                columns: new[] { "WorkspaceId", "TitleKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Campaigns_WorkspaceId_UpdatedAt_Id",
                table: "Campaigns",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id", "DeletedAt", "Status", "Kind" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CampaignEntries");

            migrationBuilder.DropTable(
                name: "Campaigns");
        }
    }
}
