IF OBJECT_ID(N'[WriteMarkers_NoUpdate]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [WriteMarkers_NoUpdate] ON [WriteMarkers] AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''WriteMarkers is append-only.'', 1;
END');

IF OBJECT_ID(N'[WriteMarkers_NoDelete]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [WriteMarkers_NoDelete] ON [WriteMarkers] AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''WriteMarkers is append-only.'', 1;
END');
