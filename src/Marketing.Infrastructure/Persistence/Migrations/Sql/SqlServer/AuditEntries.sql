IF OBJECT_ID(N'[AuditEntries_NoUpdate]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [AuditEntries_NoUpdate] ON [AuditEntries] AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''AuditEntries is append-only.'', 1;
END');
