IF OBJECT_ID(N'[RateSetVersions_NoUpdate]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [RateSetVersions_NoUpdate] ON [RateSetVersions] AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''RateSetVersions is append-only.'', 1;
END');

IF OBJECT_ID(N'[RateSetVersions_NoDelete]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [RateSetVersions_NoDelete] ON [RateSetVersions] AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''RateSetVersions is append-only.'', 1;
END');
