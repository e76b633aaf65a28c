using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddRatesAndExternalIds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Dimensions",
                table: "LedgerPostings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OriginalCurrency",
                table: "LedgerPostings",
                type: "TEXT",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OriginalMinor",
                table: "LedgerPostings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "Rate",
                table: "LedgerPostings",
                type: "TEXT",
                precision: 20,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RateDate",
                table: "LedgerPostings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Adopted",
                table: "Campaigns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EndedOn",
                table: "Campaigns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Evaluation",
                table: "Campaigns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ExternalIds",
                table: "Campaigns",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "PartKey",
                table: "Campaigns",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StartedOn",
                table: "Campaigns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StatusReason",
                table: "Campaigns",
                type: "TEXT",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "ChosenForId",
                table: "Budgets",
                type: "binary(16)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Forecasts",
                table: "Budgets",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Scenario",
                table: "Budgets",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "ScenarioOfId",
                table: "Budgets",
                type: "binary(16)",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "CategoryId",
                table: "BudgetLines",
                type: "binary(16)",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "LiveCategoryId",
                table: "BudgetLines",
                type: "binary(16)",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "BudgetAudits",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    BudgetId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Date = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: true),
                    Through = table.Column<string>(type: "TEXT", nullable: true),
                    Conclusion = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Findings = table.Column<string>(type: "TEXT", nullable: false),
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
                    table.PrimaryKey("PK_BudgetAudits", x => x.Id);
                    table.UniqueConstraint("AK_BudgetAudits_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_BudgetAudits_Budgets_WorkspaceId_BudgetId",
                        columns: x => new { x.WorkspaceId, x.BudgetId },
                        principalTable: "Budgets",
                        principalColumns: new[] { "WorkspaceId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "BudgetCategories",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    AccountCode = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Description = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CreatedByName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    UpdatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    UpdatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    UpdatedByName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    DeletedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Aliases = table.Column<string>(type: "TEXT", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BudgetCategories", x => x.Id);
                    table.UniqueConstraint("AK_BudgetCategories_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Dimensions",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Values = table.Column<string>(type: "TEXT", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CreatedByName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    UpdatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    UpdatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    UpdatedByName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    DeletedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Aliases = table.Column<string>(type: "TEXT", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Dimensions", x => x.Id);
                    table.UniqueConstraint("AK_Dimensions_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "ExternalKeys",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Key = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ResourceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    System = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ExternalId = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SourceUpdatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExternalKeys", x => new { x.WorkspaceId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "RateSets",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    MissingRate = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    LatestVersion = table.Column<int>(type: "INTEGER", nullable: false),
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
                    table.PrimaryKey("PK_RateSets", x => x.Id);
                    table.UniqueConstraint("AK_RateSets_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "RateSetVersions",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    RateSetId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    ValidFrom = table.Column<string>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<string>(type: "TEXT", nullable: true),
                    Rates = table.Column<string>(type: "TEXT", nullable: false),
                    PublishedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    PublishedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RateSetVersions", x => new { x.WorkspaceId, x.RateSetId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "SyncSystems",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    System = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    OwnedMembers = table.Column<string>(type: "TEXT", nullable: false),
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
                    table.PrimaryKey("PK_SyncSystems", x => x.Id);
                    table.UniqueConstraint("AK_SyncSystems_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_LedgerPostings_WorkspaceId_CampaignRef_Period",
                table: "LedgerPostings",
                columns: new[] { "WorkspaceId", "CampaignRef", "Period" },
                filter: "[CampaignRef] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Campaigns_PlanId_PartKey",
                table: "Campaigns",
                columns: new[] { "PlanId", "PartKey" },
                unique: true,
                filter: "[PlanId] IS NOT NULL AND [PartKey] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Budgets_WorkspaceId_ChosenForId",
                table: "Budgets",
                columns: new[] { "WorkspaceId", "ChosenForId" },
                unique: true,
                filter: "[ChosenForId] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Budgets_WorkspaceId_ScenarioOfId_Scenario",
                table: "Budgets",
                columns: new[] { "WorkspaceId", "ScenarioOfId", "Scenario" },
                unique: true,
                filter: "[ScenarioOfId] IS NOT NULL AND [Scenario] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BudgetLines_WorkspaceId_CategoryId_Id",
                table: "BudgetLines",
                columns: new[] { "WorkspaceId", "CategoryId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_BudgetLines_WorkspaceId_LiveCategoryId",
                table: "BudgetLines",
                columns: new[] { "WorkspaceId", "LiveCategoryId" });

            migrationBuilder.CreateIndex(
                name: "IX_BudgetAudits_WorkspaceId_BudgetId_Date_Id",
                table: "BudgetAudits",
                columns: new[] { "WorkspaceId", "BudgetId", "Date", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_BudgetCategories_WorkspaceId_Code",
                table: "BudgetCategories",
                columns: new[] { "WorkspaceId", "Code" },
                unique: true,
                filter: "[Code] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BudgetCategories_WorkspaceId_CodeKey",
                table: "BudgetCategories",
                columns: new[] { "WorkspaceId", "CodeKey" },
                unique: true,
                filter: "[CodeKey] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BudgetCategories_WorkspaceId_NameKey",
                table: "BudgetCategories",
                columns: new[] { "WorkspaceId", "NameKey" },
                unique: true,
                filter: "[DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BudgetCategories_WorkspaceId_NameKey_Id",
                table: "BudgetCategories",
                columns: new[] { "WorkspaceId", "NameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_BudgetCategories_WorkspaceId_UpdatedAt_Id",
                table: "BudgetCategories",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Dimensions_WorkspaceId_Code",
                table: "Dimensions",
                columns: new[] { "WorkspaceId", "Code" },
                unique: true,
                filter: "[Code] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Dimensions_WorkspaceId_CodeKey",
                table: "Dimensions",
                columns: new[] { "WorkspaceId", "CodeKey" },
                unique: true,
                filter: "[CodeKey] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Dimensions_WorkspaceId_NameKey",
                table: "Dimensions",
                columns: new[] { "WorkspaceId", "NameKey" },
                unique: true,
                filter: "[DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Dimensions_WorkspaceId_NameKey_Id",
                table: "Dimensions",
                columns: new[] { "WorkspaceId", "NameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Dimensions_WorkspaceId_UpdatedAt_Id",
                table: "Dimensions",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ExternalKeys_WorkspaceId_ResourceId_System",
                table: "ExternalKeys",
                columns: new[] { "WorkspaceId", "ResourceId", "System" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RateSets_WorkspaceId_CodeKey",
                table: "RateSets",
                columns: new[] { "WorkspaceId", "CodeKey" },
                unique: true,
                filter: "[DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RateSets_WorkspaceId_NameKey_Id",
                table: "RateSets",
                columns: new[] { "WorkspaceId", "NameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SyncSystems_WorkspaceId_System",
                table: "SyncSystems",
                columns: new[] { "WorkspaceId", "System" },
                unique: true);

            migrationBuilder.RunScripts("RateSetVersions");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BudgetAudits");

            migrationBuilder.DropTable(
                name: "BudgetCategories");

            migrationBuilder.DropTable(
                name: "Dimensions");

            migrationBuilder.DropTable(
                name: "ExternalKeys");

            migrationBuilder.DropTable(
                name: "RateSets");

            migrationBuilder.DropTable(
                name: "RateSetVersions");

            migrationBuilder.DropTable(
                name: "SyncSystems");

            migrationBuilder.DropIndex(
                name: "IX_LedgerPostings_WorkspaceId_CampaignRef_Period",
                table: "LedgerPostings");

            migrationBuilder.DropIndex(
                name: "IX_Campaigns_PlanId_PartKey",
                table: "Campaigns");

            migrationBuilder.DropIndex(
                name: "IX_Budgets_WorkspaceId_ChosenForId",
                table: "Budgets");

            migrationBuilder.DropIndex(
                name: "IX_Budgets_WorkspaceId_ScenarioOfId_Scenario",
                table: "Budgets");

            migrationBuilder.DropIndex(
                name: "IX_BudgetLines_WorkspaceId_CategoryId_Id",
                table: "BudgetLines");

            migrationBuilder.DropIndex(
                name: "IX_BudgetLines_WorkspaceId_LiveCategoryId",
                table: "BudgetLines");

            migrationBuilder.DropColumn(
                name: "Dimensions",
                table: "LedgerPostings");

            migrationBuilder.DropColumn(
                name: "OriginalCurrency",
                table: "LedgerPostings");

            migrationBuilder.DropColumn(
                name: "OriginalMinor",
                table: "LedgerPostings");

            migrationBuilder.DropColumn(
                name: "Rate",
                table: "LedgerPostings");

            migrationBuilder.DropColumn(
                name: "RateDate",
                table: "LedgerPostings");

            migrationBuilder.DropColumn(
                name: "Adopted",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "EndedOn",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "Evaluation",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "ExternalIds",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "PartKey",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "StartedOn",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "StatusReason",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "ChosenForId",
                table: "Budgets");

            migrationBuilder.DropColumn(
                name: "Forecasts",
                table: "Budgets");

            migrationBuilder.DropColumn(
                name: "Scenario",
                table: "Budgets");

            migrationBuilder.DropColumn(
                name: "ScenarioOfId",
                table: "Budgets");

            migrationBuilder.DropColumn(
                name: "CategoryId",
                table: "BudgetLines");

            migrationBuilder.DropColumn(
                name: "LiveCategoryId",
                table: "BudgetLines");
        }
    }
}
