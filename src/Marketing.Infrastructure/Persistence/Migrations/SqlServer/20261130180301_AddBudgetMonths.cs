using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddBudgetMonths : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "OriginalDate",
                table: "LedgerPostings",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "CarriedOver",
                table: "BudgetBalances",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Closings",
                table: "BudgetBalances",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Guards",
                table: "BudgetBalances",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Horizon",
                table: "BudgetBalances",
                type: "nvarchar(50)",
                maxLength: 50,
                nullable: false,
                defaultValue: "Total");

            migrationBuilder.AddColumn<string>(
                name: "Month",
                table: "BudgetBalances",
                type: "nvarchar(7)",
                maxLength: 7,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<byte[]>(
                name: "PeriodOwnerId",
                table: "BudgetBalances",
                type: "binary(16)",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "FiscalMonths",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Period = table.Column<string>(type: "nvarchar(7)", maxLength: 7, nullable: false, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
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
                    table.PrimaryKey("PK_FiscalMonths", x => x.Id);
                    table.UniqueConstraint("AK_FiscalMonths_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_FiscalMonths_WorkspaceId_Period",
                table: "FiscalMonths",
                columns: new[] { "WorkspaceId", "Period" },
                unique: true,
                filter: "[DeletedAt] IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FiscalMonths");

            migrationBuilder.DropColumn(
                name: "OriginalDate",
                table: "LedgerPostings");

            migrationBuilder.DropColumn(
                name: "CarriedOver",
                table: "BudgetBalances");

            migrationBuilder.DropColumn(
                name: "Closings",
                table: "BudgetBalances");

            migrationBuilder.DropColumn(
                name: "Guards",
                table: "BudgetBalances");

            migrationBuilder.DropColumn(
                name: "Horizon",
                table: "BudgetBalances");

            migrationBuilder.DropColumn(
                name: "Month",
                table: "BudgetBalances");

            migrationBuilder.DropColumn(
                name: "PeriodOwnerId",
                table: "BudgetBalances");
        }
    }
}
