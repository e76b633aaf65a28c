using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketing.Infrastructure.Persistence.Migrations.Sqlite
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
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    ResourceType = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ResourceId = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    EventType = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    CreatedAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    FirstAttemptAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<string>(type: "TEXT", precision: 6, nullable: false),
                    LastAttemptAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    LastStatus = table.Column<int>(type: "INTEGER", nullable: true),
                    LastFailure = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    LastMilliseconds = table.Column<int>(type: "INTEGER", nullable: true)
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
                    Url = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Types = table.Column<string>(type: "TEXT", nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    MaxPerSecond = table.Column<int>(type: "INTEGER", nullable: true),
                    OwnerId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Scopes = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    DisabledReason = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    DisabledAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    SealedSecret = table.Column<byte[]>(type: "BLOB", maxLength: 200, nullable: false),
                    SealedPreviousSecret = table.Column<byte[]>(type: "BLOB", maxLength: 200, nullable: true),
                    PreviousSecretUntil = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    MissedThrough = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    WaitUntil = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    FailuresInRow = table.Column<int>(type: "INTEGER", nullable: false),
                    FailingSince = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
                    LeaseOwner = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    LeaseUntil = table.Column<string>(type: "TEXT", precision: 6, nullable: true),
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
                columns: new[] { "WorkspaceId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Webhooks_WorkspaceId_UpdatedAt_Id",
                table: "Webhooks",
                columns: new[] { "WorkspaceId", "UpdatedAt", "Id" });
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
