IF OBJECT_ID(N'[TaskReports_NoUpdate]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [TaskReports_NoUpdate] ON [TaskReports] AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''TaskReports is append-only.'', 1;
END');

IF OBJECT_ID(N'[TaskReports_NoDelete]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [TaskReports_NoDelete] ON [TaskReports] AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''TaskReports is append-only.'', 1;
END');
