IF OBJECT_ID(N'[PlanSnapshots_NoUpdate]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [PlanSnapshots_NoUpdate] ON [PlanSnapshots] AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''PlanSnapshots is append-only.'', 1;
END');

IF OBJECT_ID(N'[PlanSnapshots_NoDelete]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [PlanSnapshots_NoDelete] ON [PlanSnapshots] AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''PlanSnapshots is append-only.'', 1;
END');
