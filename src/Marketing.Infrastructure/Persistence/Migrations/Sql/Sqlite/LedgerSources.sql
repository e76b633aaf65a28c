CREATE TRIGGER IF NOT EXISTS "LedgerSources_NoUpdate" BEFORE UPDATE ON "LedgerSources"
BEGIN
  SELECT RAISE(ABORT, 'LedgerSources is append-only.');
END;

CREATE TRIGGER IF NOT EXISTS "LedgerSources_NoDelete" BEFORE DELETE ON "LedgerSources"
BEGIN
  SELECT RAISE(ABORT, 'LedgerSources is append-only.');
END;
