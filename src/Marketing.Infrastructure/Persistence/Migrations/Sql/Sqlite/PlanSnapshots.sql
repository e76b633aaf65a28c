CREATE TRIGGER IF NOT EXISTS "PlanSnapshots_NoUpdate" BEFORE UPDATE ON "PlanSnapshots"
BEGIN
  SELECT RAISE(ABORT, 'PlanSnapshots is append-only.');
END;

CREATE TRIGGER IF NOT EXISTS "PlanSnapshots_NoDelete" BEFORE DELETE ON "PlanSnapshots"
BEGIN
  SELECT RAISE(ABORT, 'PlanSnapshots is append-only.');
END;
