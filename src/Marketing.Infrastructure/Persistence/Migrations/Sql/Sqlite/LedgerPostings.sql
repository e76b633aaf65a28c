CREATE TRIGGER IF NOT EXISTS "LedgerPostings_NoUpdate" BEFORE UPDATE ON "LedgerPostings"
BEGIN
  SELECT RAISE(ABORT, 'LedgerPostings is append-only.');
END;

CREATE TRIGGER IF NOT EXISTS "LedgerPostings_NoDelete" BEFORE DELETE ON "LedgerPostings"
BEGIN
  SELECT RAISE(ABORT, 'LedgerPostings is append-only.');
END;
