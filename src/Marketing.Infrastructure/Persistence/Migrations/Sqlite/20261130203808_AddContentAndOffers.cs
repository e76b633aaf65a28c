using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddContentAndOffers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ContentAssets",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    CampaignId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    ChannelId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    Format = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    PlannedOn = table.Column<string>(type: "TEXT", nullable: true),
                    PublishedOn = table.Column<string>(type: "TEXT", nullable: true),
                    Link = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Status = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Day = table.Column<string>(type: "TEXT", nullable: true),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false),
                    LiveChannelId = table.Column<byte[]>(type: "binary(16)", nullable: true),
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
                    table.PrimaryKey("PK_ContentAssets", x => x.Id);
                    table.UniqueConstraint("AK_ContentAssets_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_ContentAssets_CatalogueEntries_WorkspaceId_LiveChannelId",
                        columns: x => new { x.WorkspaceId, x.LiveChannelId },
                        principalTable: "CatalogueEntries",
                        principalColumns: new[] { "WorkspaceId", "EntryId" });
                });

            migrationBuilder.CreateTable(
                name: "Offers",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    CampaignId = table.Column<byte[]>(type: "binary(16)", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Terms = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Guardrails = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    ValidFrom = table.Column<string>(type: "TEXT", nullable: true),
                    ValidTo = table.Column<string>(type: "TEXT", nullable: true),
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
                    table.PrimaryKey("PK_Offers", x => x.Id);
                    table.UniqueConstraint("AK_Offers_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_ContentAssets_WorkspaceId_CampaignId_UpdatedAt_Id",
                table: "ContentAssets",
                columns: new[] { "WorkspaceId", "CampaignId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ContentAssets_WorkspaceId_ChannelId_Id",
                table: "ContentAssets",
                columns: new[] { "WorkspaceId", "ChannelId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ContentAssets_WorkspaceId_Day_Id",
                table: "ContentAssets",
                columns: new[] { "WorkspaceId", "Day", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ContentAssets_WorkspaceId_LiveChannelId",
                table: "ContentAssets",
                columns: new[] { "WorkspaceId", "LiveChannelId" });

            migrationBuilder.CreateIndex(
                name: "IX_ContentAssets_WorkspaceId_UpdatedAt_Id",
                table: "ContentAssets",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Offers_WorkspaceId_CampaignId_UpdatedAt_Id",
                table: "Offers",
                columns: new[] { "WorkspaceId", "CampaignId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Offers_WorkspaceId_CodeKey",
                table: "Offers",
                columns: new[] { "WorkspaceId", "CodeKey" },
                unique: true,
                filter: "[DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Offers_WorkspaceId_UpdatedAt_Id",
                table: "Offers",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ContentAssets");

            migrationBuilder.DropTable(
                name: "Offers");
        }
    }
}
