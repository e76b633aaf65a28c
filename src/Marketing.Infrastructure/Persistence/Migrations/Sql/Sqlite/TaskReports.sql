CREATE TRIGGER IF NOT EXISTS "TaskReports_NoUpdate" BEFORE UPDATE ON "TaskReports"
BEGIN
  SELECT RAISE(ABORT, 'TaskReports is append-only.');
END;

CREATE TRIGGER IF NOT EXISTS "TaskReports_NoDelete" BEFORE DELETE ON "TaskReports"
BEGIN
  SELECT RAISE(ABORT, 'TaskReports is append-only.');
END;
