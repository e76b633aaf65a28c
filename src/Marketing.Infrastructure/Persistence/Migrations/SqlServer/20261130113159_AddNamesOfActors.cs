using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddNamesOfActors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CreatedByName",
                table: "Workspaces",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "UpdatedByName",
                table: "Workspaces",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CreatedByName",
                table: "Segments",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "UpdatedByName",
                table: "Segments",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CreatedByName",
                table: "Plans",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PeriodEndPlaceholder",
                table: "Plans",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PeriodEndText",
                table: "Plans",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PeriodStartPlaceholder",
                table: "Plans",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PeriodStartText",
                table: "Plans",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "UpdatedByName",
                table: "Plans",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CreatedByName",
                table: "PlanParts",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "UpdatedByName",
                table: "PlanParts",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CreatedByName",
                table: "PlanAnchors",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "UpdatedByName",
                table: "PlanAnchors",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CreatedByName",
                table: "Partners",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "UpdatedByName",
                table: "Partners",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CreatedByName",
                table: "Parties",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "UpdatedByName",
                table: "Parties",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CreatedByName",
                table: "Metrics",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "UpdatedByName",
                table: "Metrics",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CreatedByName",
                table: "Members",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "UpdatedByName",
                table: "Members",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CreatedByName",
                table: "Channels",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "UpdatedByName",
                table: "Channels",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ActorName",
                table: "ChangeEntries",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CreatedByName",
                table: "ApiKeys",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "UpdatedByName",
                table: "ApiKeys",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "CreatedByName",
                table: "Workspaces");

            migrationBuilder.DropColumn(
                name: "UpdatedByName",
                table: "Workspaces");

            migrationBuilder.DropColumn(
                name: "CreatedByName",
                table: "Segments");

            migrationBuilder.DropColumn(
                name: "UpdatedByName",
                table: "Segments");

            migrationBuilder.DropColumn(
                name: "CreatedByName",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "PeriodEndPlaceholder",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "PeriodEndText",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "PeriodStartPlaceholder",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "PeriodStartText",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "UpdatedByName",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "CreatedByName",
                table: "PlanParts");

            migrationBuilder.DropColumn(
                name: "UpdatedByName",
                table: "PlanParts");

            migrationBuilder.DropColumn(
                name: "CreatedByName",
                table: "PlanAnchors");

            migrationBuilder.DropColumn(
                name: "UpdatedByName",
                table: "PlanAnchors");

            migrationBuilder.DropColumn(
                name: "CreatedByName",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "UpdatedByName",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "CreatedByName",
                table: "Parties");

            migrationBuilder.DropColumn(
                name: "UpdatedByName",
                table: "Parties");

            migrationBuilder.DropColumn(
                name: "CreatedByName",
                table: "Metrics");

            migrationBuilder.DropColumn(
                name: "UpdatedByName",
                table: "Metrics");

            migrationBuilder.DropColumn(
                name: "CreatedByName",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "UpdatedByName",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "CreatedByName",
                table: "Channels");

            migrationBuilder.DropColumn(
                name: "UpdatedByName",
                table: "Channels");

            migrationBuilder.DropColumn(
                name: "ActorName",
                table: "ChangeEntries");

            migrationBuilder.DropColumn(
                name: "CreatedByName",
                table: "ApiKeys");

            migrationBuilder.DropColumn(
                name: "UpdatedByName",
                table: "ApiKeys");
        }
    }
}
