using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddPlanSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "OpenPlaceholders",
                table: "Plans",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PreparedBy",
                table: "Plans",
                type: "nvarchar(600)",
                maxLength: 600,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PreparedByKey",
                table: "Plans",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "OpenPlaceholders",
                table: "PlanParts",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Tasks",
                table: "PlanParts",
                type: "int",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Plans_WorkspaceId_PeriodEnd_Id",
                table: "Plans",
                columns: new[] { "WorkspaceId", "PeriodEnd", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Plans_WorkspaceId_PreparedByKey_Id",
                table: "Plans",
                columns: new[] { "WorkspaceId", "PreparedByKey", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PlanParts_Counts",
                table: "PlanParts",
                columns: new[] { "WorkspaceId", "PlanId", "SectionOrder", "Tasks", "OpenPlaceholders", "DeletedWithPlan" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Plans_WorkspaceId_PeriodEnd_Id",
                table: "Plans");

            migrationBuilder.DropIndex(
                name: "IX_Plans_WorkspaceId_PreparedByKey_Id",
                table: "Plans");

            migrationBuilder.DropIndex(
                name: "IX_PlanParts_Counts",
                table: "PlanParts");

            migrationBuilder.DropColumn(
                name: "OpenPlaceholders",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "PreparedBy",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "PreparedByKey",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "OpenPlaceholders",
                table: "PlanParts");

            migrationBuilder.DropColumn(
                name: "Tasks",
                table: "PlanParts");
        }
    }
}
