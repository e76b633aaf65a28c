CREATE TRIGGER IF NOT EXISTS "RateSetVersions_NoUpdate" BEFORE UPDATE ON "RateSetVersions"
BEGIN
  SELECT RAISE(ABORT, 'RateSetVersions is append-only.');
END;

CREATE TRIGGER IF NOT EXISTS "RateSetVersions_NoDelete" BEFORE DELETE ON "RateSetVersions"
BEGIN
  SELECT RAISE(ABORT, 'RateSetVersions is append-only.');
END;
