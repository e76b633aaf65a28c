using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.SqlServer
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
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PartKey",
                table: "ContingencyPlans",
                type: "nvarchar(120)",
                maxLength: 120,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

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
