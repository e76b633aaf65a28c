using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddContentStamps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CodeKey",
                table: "Segments",
                type: "TEXT",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CodeKey",
                table: "Plans",
                type: "TEXT",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContentUpdatedAt",
                table: "Plans",
                type: "TEXT",
                precision: 6,
                nullable: false,
                defaultValue: "0001-01-01 00:00:00");

            migrationBuilder.AddColumn<long>(
                name: "ContentVersion",
                table: "Plans",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "CodeKey",
                table: "Partners",
                type: "TEXT",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CodeKey",
                table: "Parties",
                type: "TEXT",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CodeKey",
                table: "Metrics",
                type: "TEXT",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CodeKey",
                table: "Channels",
                type: "TEXT",
                maxLength: 50,
                nullable: true);

            // Rows of earlier builds. Of codes that differ only in case, the oldest keeps its key; the others get one when they are changed.
            migrationBuilder.Sql(
                """
                UPDATE Plans SET
                    ContentVersion = COALESCE((SELECT MAX(r.ContentVersion) FROM PlanRevisions AS r WHERE r.PlanId = Plans.Id), 0),
                    ContentUpdatedAt = MAX(
                      UpdatedAt, COALESCE((SELECT MAX(p.UpdatedAt) FROM PlanParts AS p WHERE p.PlanId = Plans.Id), UpdatedAt));
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE Plans SET CodeKey = UPPER(Code)
                WHERE Code IS NOT NULL
                  AND NOT EXISTS (
                    SELECT 1 FROM Plans AS other
                    WHERE other.WorkspaceId = Plans.WorkspaceId AND UPPER(other.Code) = UPPER(Plans.Code)
                      AND other.Id < Plans.Id AND other.DeletedAt IS NULL AND Plans.DeletedAt IS NULL);
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE Parties SET CodeKey = UPPER(Code)
                WHERE Code IS NOT NULL
                  AND NOT EXISTS (
                    SELECT 1 FROM Parties AS other
                    WHERE other.WorkspaceId = Parties.WorkspaceId AND UPPER(other.Code) = UPPER(Parties.Code)
                      AND other.Id < Parties.Id AND other.DeletedAt IS NULL AND Parties.DeletedAt IS NULL);
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE Partners SET CodeKey = UPPER(Code)
                WHERE Code IS NOT NULL
                  AND NOT EXISTS (
                    SELECT 1 FROM Partners AS other
                    WHERE other.WorkspaceId = Partners.WorkspaceId AND UPPER(other.Code) = UPPER(Partners.Code)
                      AND other.Id < Partners.Id AND other.DeletedAt IS NULL AND Partners.DeletedAt IS NULL);
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE Channels SET CodeKey = UPPER(Code)
                WHERE Code IS NOT NULL
                  AND NOT EXISTS (
                    SELECT 1 FROM Channels AS other
                    WHERE other.WorkspaceId = Channels.WorkspaceId AND UPPER(other.Code) = UPPER(Channels.Code)
                      AND other.Id < Channels.Id AND other.DeletedAt IS NULL AND Channels.DeletedAt IS NULL);
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE Segments SET CodeKey = UPPER(Code)
                WHERE Code IS NOT NULL
                  AND NOT EXISTS (
                    SELECT 1 FROM Segments AS other
                    WHERE other.WorkspaceId = Segments.WorkspaceId AND UPPER(other.Code) = UPPER(Segments.Code)
                      AND other.Id < Segments.Id AND other.DeletedAt IS NULL AND Segments.DeletedAt IS NULL);
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE Metrics SET CodeKey = UPPER(Code)
                WHERE Code IS NOT NULL
                  AND NOT EXISTS (
                    SELECT 1 FROM Metrics AS other
                    WHERE other.WorkspaceId = Metrics.WorkspaceId AND UPPER(other.Code) = UPPER(Metrics.Code)
                      AND other.Id < Metrics.Id AND other.DeletedAt IS NULL AND Metrics.DeletedAt IS NULL);
                """
            );

            migrationBuilder.CreateIndex(
                name: "IX_Segments_WorkspaceId_CodeKey",
                table: "Segments",
                columns: new[] { "WorkspaceId", "CodeKey" },
                unique: true,
                filter: "[CodeKey] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Plans_WorkspaceId_CodeKey",
                table: "Plans",
                columns: new[] { "WorkspaceId", "CodeKey" },
                unique: true,
                filter: "[CodeKey] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Plans_WorkspaceId_ContentUpdatedAt_Id",
                table: "Plans",
                columns: new[] { "WorkspaceId", "ContentUpdatedAt", "Id", "DeletedAt", "Status", "PlanType", "Language" });

            migrationBuilder.CreateIndex(
                name: "IX_Partners_WorkspaceId_CodeKey",
                table: "Partners",
                columns: new[] { "WorkspaceId", "CodeKey" },
                unique: true,
                filter: "[CodeKey] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Parties_WorkspaceId_CodeKey",
                table: "Parties",
                columns: new[] { "WorkspaceId", "CodeKey" },
                unique: true,
                filter: "[CodeKey] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Metrics_WorkspaceId_CodeKey",
                table: "Metrics",
                columns: new[] { "WorkspaceId", "CodeKey" },
                unique: true,
                filter: "[CodeKey] IS NOT NULL AND [DeletedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Channels_WorkspaceId_CodeKey",
                table: "Channels",
                columns: new[] { "WorkspaceId", "CodeKey" },
                unique: true,
                filter: "[CodeKey] IS NOT NULL AND [DeletedAt] IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Segments_WorkspaceId_CodeKey",
                table: "Segments");

            migrationBuilder.DropIndex(
                name: "IX_Plans_WorkspaceId_CodeKey",
                table: "Plans");

            migrationBuilder.DropIndex(
                name: "IX_Plans_WorkspaceId_ContentUpdatedAt_Id",
                table: "Plans");

            migrationBuilder.DropIndex(
                name: "IX_Partners_WorkspaceId_CodeKey",
                table: "Partners");

            migrationBuilder.DropIndex(
                name: "IX_Parties_WorkspaceId_CodeKey",
                table: "Parties");

            migrationBuilder.DropIndex(
                name: "IX_Metrics_WorkspaceId_CodeKey",
                table: "Metrics");

            migrationBuilder.DropIndex(
                name: "IX_Channels_WorkspaceId_CodeKey",
                table: "Channels");

            migrationBuilder.DropColumn(
                name: "CodeKey",
                table: "Segments");

            migrationBuilder.DropColumn(
                name: "CodeKey",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "ContentUpdatedAt",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "ContentVersion",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "CodeKey",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "CodeKey",
                table: "Parties");

            migrationBuilder.DropColumn(
                name: "CodeKey",
                table: "Metrics");

            migrationBuilder.DropColumn(
                name: "CodeKey",
                table: "Channels");
        }
    }
}
