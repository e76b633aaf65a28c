IF OBJECT_ID(N'[ChangeEntries_NoUpdate]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [ChangeEntries_NoUpdate] ON [ChangeEntries] AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''ChangeEntries is append-only.'', 1;
END');
