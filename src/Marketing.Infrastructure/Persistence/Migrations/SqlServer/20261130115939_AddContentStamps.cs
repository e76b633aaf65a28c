using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.SqlServer
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
                type: "nvarchar(50)",
                maxLength: 50,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "CodeKey",
                table: "Plans",
                type: "nvarchar(50)",
                maxLength: 50,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateTime>(
                name: "ContentUpdatedAt",
                table: "Plans",
                type: "datetime2(6)",
                precision: 6,
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<long>(
                name: "ContentVersion",
                table: "Plans",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "CodeKey",
                table: "Partners",
                type: "nvarchar(50)",
                maxLength: 50,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "CodeKey",
                table: "Parties",
                type: "nvarchar(50)",
                maxLength: 50,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "CodeKey",
                table: "Metrics",
                type: "nvarchar(50)",
                maxLength: 50,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "CodeKey",
                table: "Channels",
                type: "nvarchar(50)",
                maxLength: 50,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            // Rows of earlier builds. Of codes that differ only in case, the oldest keeps its key; the others get one when they are changed.
            migrationBuilder.Sql(
                """
                UPDATE [Plans] SET
                    [ContentVersion] = COALESCE(
                      (SELECT MAX([r].[ContentVersion]) FROM [PlanRevisions] AS [r] WHERE [r].[PlanId] = [Plans].[Id]), 0),
                    [ContentUpdatedAt] = COALESCE(
                      (SELECT MAX([p].[UpdatedAt]) FROM [PlanParts] AS [p]
                       WHERE [p].[PlanId] = [Plans].[Id] AND [p].[UpdatedAt] > [Plans].[UpdatedAt]), [UpdatedAt]);
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE [Plans] SET [CodeKey] = CASE
                  WHEN EXISTS (
                    SELECT 1 FROM [Plans] AS [other]
                    WHERE [other].[WorkspaceId] = [Plans].[WorkspaceId] AND UPPER([other].[Code]) = UPPER([Plans].[Code])
                      AND [other].[Id] < [Plans].[Id] AND [other].[DeletedAt] IS NULL AND [Plans].[DeletedAt] IS NULL) THEN NULL
                  ELSE UPPER([Code]) END
                WHERE [Code] IS NOT NULL;
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE [Parties] SET [CodeKey] = CASE
                  WHEN EXISTS (
                    SELECT 1 FROM [Parties] AS [other]
                    WHERE [other].[WorkspaceId] = [Parties].[WorkspaceId] AND UPPER([other].[Code]) = UPPER([Parties].[Code])
                      AND [other].[Id] < [Parties].[Id] AND [other].[DeletedAt] IS NULL AND [Parties].[DeletedAt] IS NULL) THEN NULL
                  ELSE UPPER([Code]) END
                WHERE [Code] IS NOT NULL;
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE [Partners] SET [CodeKey] = CASE
                  WHEN EXISTS (
                    SELECT 1 FROM [Partners] AS [other]
                    WHERE [other].[WorkspaceId] = [Partners].[WorkspaceId] AND UPPER([other].[Code]) = UPPER([Partners].[Code])
                      AND [other].[Id] < [Partners].[Id] AND [other].[DeletedAt] IS NULL AND [Partners].[DeletedAt] IS NULL) THEN NULL
                  ELSE UPPER([Code]) END
                WHERE [Code] IS NOT NULL;
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE [Channels] SET [CodeKey] = CASE
                  WHEN EXISTS (
                    SELECT 1 FROM [Channels] AS [other]
                    WHERE [other].[WorkspaceId] = [Channels].[WorkspaceId] AND UPPER([other].[Code]) = UPPER([Channels].[Code])
                      AND [other].[Id] < [Channels].[Id] AND [other].[DeletedAt] IS NULL AND [Channels].[DeletedAt] IS NULL) THEN NULL
                  ELSE UPPER([Code]) END
                WHERE [Code] IS NOT NULL;
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE [Segments] SET [CodeKey] = CASE
                  WHEN EXISTS (
                    SELECT 1 FROM [Segments] AS [other]
                    WHERE [other].[WorkspaceId] = [Segments].[WorkspaceId] AND UPPER([other].[Code]) = UPPER([Segments].[Code])
                      AND [other].[Id] < [Segments].[Id] AND [other].[DeletedAt] IS NULL AND [Segments].[DeletedAt] IS NULL) THEN NULL
                  ELSE UPPER([Code]) END
                WHERE [Code] IS NOT NULL;
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE [Metrics] SET [CodeKey] = CASE
                  WHEN EXISTS (
                    SELECT 1 FROM [Metrics] AS [other]
                    WHERE [other].[WorkspaceId] = [Metrics].[WorkspaceId] AND UPPER([other].[Code]) = UPPER([Metrics].[Code])
                      AND [other].[Id] < [Metrics].[Id] AND [other].[DeletedAt] IS NULL AND [Metrics].[DeletedAt] IS NULL) THEN NULL
                  ELSE UPPER([Code]) END
                WHERE [Code] IS NOT NULL;
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
                columns: new[] { "WorkspaceId", "ContentUpdatedAt", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt", "Status", "PlanType", "Language" });

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
