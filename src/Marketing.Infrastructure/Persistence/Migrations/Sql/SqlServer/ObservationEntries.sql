IF OBJECT_ID(N'[ObservationEntries_NoUpdate]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [ObservationEntries_NoUpdate] ON [ObservationEntries] AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''ObservationEntries is append-only.'', 1;
END');

IF OBJECT_ID(N'[ObservationEntries_NoDelete]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [ObservationEntries_NoDelete] ON [ObservationEntries] AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''ObservationEntries is append-only.'', 1;
END');
