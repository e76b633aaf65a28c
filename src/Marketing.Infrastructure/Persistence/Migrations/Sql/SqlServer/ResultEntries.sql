IF OBJECT_ID(N'[ResultEntries_NoUpdate]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [ResultEntries_NoUpdate] ON [ResultEntries] AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''ResultEntries is append-only.'', 1;
END');

IF OBJECT_ID(N'[ResultEntries_NoDelete]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [ResultEntries_NoDelete] ON [ResultEntries] AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''ResultEntries is append-only.'', 1;
END');
