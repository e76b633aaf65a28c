IF OBJECT_ID(N'[LedgerSources_NoUpdate]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [LedgerSources_NoUpdate] ON [LedgerSources] AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''LedgerSources is append-only.'', 1;
END');

IF OBJECT_ID(N'[LedgerSources_NoDelete]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [LedgerSources_NoDelete] ON [LedgerSources] AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''LedgerSources is append-only.'', 1;
END');
