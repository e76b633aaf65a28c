#!/usr/bin/env bash
# Adds a migration to both engines after a change of the model. Migrations only add: an old node keeps serving on the new schema.
# Usage: eng/add-migration.sh NAME
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly infrastructure=src/Marketing.Infrastructure
readonly host=tools/MigrationHost
readonly name=${1:-}

if [[ ! $name =~ ^[A-Z][A-Za-z0-9]+$ ]]; then
  echo "Usage: eng/add-migration.sh NAME, such as AddApprovals" >&2
  exit 2
fi

add() {
  local engine=$1
  echo "== $engine"
  dotnet ef migrations add "$name" \
    --no-build \
    --configuration Release \
    --context "${engine}MarketingDbContext" \
    --output-dir "Persistence/Migrations/$engine" \
    --project "$infrastructure" \
    --startup-project "$host"
}

dotnet tool restore
dotnet build "$host" --configuration Release
add Sqlite
add SqlServer
eng/schema.sh

cat << 'END'

Read both migrations before you commit them.
- A new append-only table needs its triggers: a script in Persistence/Migrations/Sql for each engine, and
  migrationBuilder.RunScripts("Table") at the end of Up.
- SQLite rebuilds a table to alter or drop a column, which drops its triggers: run the table's script again.
- A new column of an existing table needs a default or allows null, so that old nodes can insert rows.
END
