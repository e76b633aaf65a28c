CREATE TRIGGER IF NOT EXISTS "ObservationEntries_NoUpdate" BEFORE UPDATE ON "ObservationEntries"
BEGIN
  SELECT RAISE(ABORT, 'ObservationEntries is append-only.');
END;

CREATE TRIGGER IF NOT EXISTS "ObservationEntries_NoDelete" BEFORE DELETE ON "ObservationEntries"
BEGIN
  SELECT RAISE(ABORT, 'ObservationEntries is append-only.');
END;
