using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddContingencyAdoption : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Adopted",
                table: "ContingencyPlans",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PartKey",
                table: "ContingencyPlans",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContingencyPlans_PlanId_PartKey",
                table: "ContingencyPlans",
                columns: new[] { "PlanId", "PartKey" },
                unique: true,
                filter: "[PlanId] IS NOT NULL AND [PartKey] IS NOT NULL AND [DeletedAt] IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ContingencyPlans_PlanId_PartKey",
                table: "ContingencyPlans");

            migrationBuilder.DropColumn(
                name: "Adopted",
                table: "ContingencyPlans");

            migrationBuilder.DropColumn(
                name: "PartKey",
                table: "ContingencyPlans");
        }
    }
}
