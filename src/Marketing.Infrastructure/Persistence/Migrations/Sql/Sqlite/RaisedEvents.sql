CREATE TRIGGER IF NOT EXISTS "RaisedEvents_NoUpdate" BEFORE UPDATE ON "RaisedEvents"
BEGIN
  SELECT RAISE(ABORT, 'RaisedEvents is append-only.');
END;

CREATE TRIGGER IF NOT EXISTS "RaisedEvents_NoDelete" BEFORE DELETE ON "RaisedEvents"
BEGIN
  SELECT RAISE(ABORT, 'RaisedEvents is append-only.');
END;
