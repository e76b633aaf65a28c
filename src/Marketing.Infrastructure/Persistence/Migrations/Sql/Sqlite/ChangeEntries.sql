CREATE TRIGGER IF NOT EXISTS "ChangeEntries_NoUpdate" BEFORE UPDATE ON "ChangeEntries"
BEGIN
  SELECT RAISE(ABORT, 'ChangeEntries is append-only.');
END;
