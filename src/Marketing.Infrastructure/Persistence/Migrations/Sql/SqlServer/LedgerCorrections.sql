IF OBJECT_ID(N'[LedgerCorrections_NoUpdate]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [LedgerCorrections_NoUpdate] ON [LedgerCorrections] AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''LedgerCorrections is append-only.'', 1;
END');

IF OBJECT_ID(N'[LedgerCorrections_NoDelete]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [LedgerCorrections_NoDelete] ON [LedgerCorrections] AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''LedgerCorrections is append-only.'', 1;
END');
