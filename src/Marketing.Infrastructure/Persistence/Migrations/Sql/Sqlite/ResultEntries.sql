CREATE TRIGGER IF NOT EXISTS "ResultEntries_NoUpdate" BEFORE UPDATE ON "ResultEntries"
BEGIN
  SELECT RAISE(ABORT, 'ResultEntries is append-only.');
END;

CREATE TRIGGER IF NOT EXISTS "ResultEntries_NoDelete" BEFORE DELETE ON "ResultEntries"
BEGIN
  SELECT RAISE(ABORT, 'ResultEntries is append-only.');
END;
