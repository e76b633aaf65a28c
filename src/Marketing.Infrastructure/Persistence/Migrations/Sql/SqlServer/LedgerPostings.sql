IF OBJECT_ID(N'[LedgerPostings_NoUpdate]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [LedgerPostings_NoUpdate] ON [LedgerPostings] AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''LedgerPostings is append-only.'', 1;
END');

IF OBJECT_ID(N'[LedgerPostings_NoDelete]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [LedgerPostings_NoDelete] ON [LedgerPostings] AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''LedgerPostings is append-only.'', 1;
END');
