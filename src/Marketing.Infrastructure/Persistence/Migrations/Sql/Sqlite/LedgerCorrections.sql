CREATE TRIGGER IF NOT EXISTS "LedgerCorrections_NoUpdate" BEFORE UPDATE ON "LedgerCorrections"
BEGIN
  SELECT RAISE(ABORT, 'LedgerCorrections is append-only.');
END;

CREATE TRIGGER IF NOT EXISTS "LedgerCorrections_NoDelete" BEFORE DELETE ON "LedgerCorrections"
BEGIN
  SELECT RAISE(ABORT, 'LedgerCorrections is append-only.');
END;
