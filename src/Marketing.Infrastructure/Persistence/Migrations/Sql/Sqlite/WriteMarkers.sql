CREATE TRIGGER IF NOT EXISTS "WriteMarkers_NoUpdate" BEFORE UPDATE ON "WriteMarkers"
BEGIN
  SELECT RAISE(ABORT, 'WriteMarkers is append-only.');
END;

CREATE TRIGGER IF NOT EXISTS "WriteMarkers_NoDelete" BEFORE DELETE ON "WriteMarkers"
BEGIN
  SELECT RAISE(ABORT, 'WriteMarkers is append-only.');
END;
