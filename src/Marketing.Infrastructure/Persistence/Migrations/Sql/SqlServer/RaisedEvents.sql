IF OBJECT_ID(N'[RaisedEvents_NoUpdate]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [RaisedEvents_NoUpdate] ON [RaisedEvents] AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''RaisedEvents is append-only.'', 1;
END');

IF OBJECT_ID(N'[RaisedEvents_NoDelete]', N'TR') IS NULL
    EXEC(N'
CREATE TRIGGER [RaisedEvents_NoDelete] ON [RaisedEvents] AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM [deleted])
        THROW 51000, N''RaisedEvents is append-only.'', 1;
END');
