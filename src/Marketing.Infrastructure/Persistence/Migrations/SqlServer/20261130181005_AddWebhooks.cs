using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddWebhooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "WebhookDeliveries",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    WebhookId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    EventId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    ResourceType = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ResourceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    EventType = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Body = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    State = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    FirstAttemptAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    NextAttemptAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    LastAttemptAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    LastStatus = table.Column<int>(type: "int", nullable: true),
                    LastFailure = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true),
                    LastMilliseconds = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WebhookDeliveries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Webhooks",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    Url = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Types = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Description = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    MaxPerSecond = table.Column<int>(type: "int", nullable: true),
                    OwnerId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Scopes = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    DisabledReason = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true),
                    DisabledAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    SealedSecret = table.Column<byte[]>(type: "varbinary(200)", maxLength: 200, nullable: false),
                    SealedPreviousSecret = table.Column<byte[]>(type: "varbinary(200)", maxLength: 200, nullable: true),
                    PreviousSecretUntil = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    MissedThrough = table.Column<long>(type: "bigint", nullable: true),
                    DueAt = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    WaitUntil = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    FailuresInRow = table.Column<int>(type: "int", nullable: false),
                    FailingSince = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    LeaseOwner = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    LeaseUntil = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
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
                    table.PrimaryKey("PK_Webhooks", x => x.Id);
                    table.UniqueConstraint("AK_Webhooks_WorkspaceId_Id", x => new { x.WorkspaceId, x.Id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_WorkspaceId_CreatedAt",
                table: "WebhookDeliveries",
                columns: new[] { "WorkspaceId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_WorkspaceId_WebhookId_Sequence",
                table: "WebhookDeliveries",
                columns: new[] { "WorkspaceId", "WebhookId", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_WorkspaceId_WebhookId_State_Sequence",
                table: "WebhookDeliveries",
                columns: new[] { "WorkspaceId", "WebhookId", "State", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Webhooks_WorkspaceId_CreatedAt_Id",
                table: "Webhooks",
                columns: new[] { "WorkspaceId", "CreatedAt", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Webhooks_WorkspaceId_UpdatedAt_Id",
                table: "Webhooks",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" })
                .Annotation("SqlServer:Include", new[] { "DeletedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "WebhookDeliveries");

            migrationBuilder.DropTable(
                name: "Webhooks");
        }
    }
}
