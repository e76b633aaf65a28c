IF OBJECT_ID(N'[BudgetSnapshots_NoUpdate]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [BudgetSnapshots_NoUpdate] ON [BudgetSnapshots] AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''BudgetSnapshots is append-only.'', 1;
END');

IF OBJECT_ID(N'[BudgetSnapshots_NoDelete]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [BudgetSnapshots_NoDelete] ON [BudgetSnapshots] AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''BudgetSnapshots is append-only.'', 1;
END');
