using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.SqlServer
{
    /// <summary>Stands alone, because SQLite rebuilds the table outside of a transaction.</summary>
    public partial class AddCategoryKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddForeignKey(
                name: "FK_BudgetLines_CatalogueEntries_WorkspaceId_LiveCategoryId",
                table: "BudgetLines",
                columns: new[] { "WorkspaceId", "LiveCategoryId" },
                principalTable: "CatalogueEntries",
                principalColumns: new[] { "WorkspaceId", "EntryId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_BudgetLines_CatalogueEntries_WorkspaceId_LiveCategoryId",
                table: "BudgetLines");
        }
    }
}
