CREATE TRIGGER IF NOT EXISTS "AuditEntries_NoUpdate" BEFORE UPDATE ON "AuditEntries"
BEGIN
  SELECT RAISE(ABORT, 'AuditEntries is append-only.');
END;
