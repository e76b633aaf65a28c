CREATE TRIGGER IF NOT EXISTS "BudgetSnapshots_NoUpdate" BEFORE UPDATE ON "BudgetSnapshots"
BEGIN
  SELECT RAISE(ABORT, 'BudgetSnapshots is append-only.');
END;

CREATE TRIGGER IF NOT EXISTS "BudgetSnapshots_NoDelete" BEFORE DELETE ON "BudgetSnapshots"
BEGIN
  SELECT RAISE(ABORT, 'BudgetSnapshots is append-only.');
END;
