#!/usr/bin/env bash
# Makes the initial migration of both engines anew. Only until the first release: afterwards migrations are added, never remade.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly infrastructure=src/Marketing.Infrastructure
readonly host=tools/MigrationHost

# The namespace follows from the folder; naming it as well would put the snapshot into a folder of that name.
remake() {
  local engine=$1
  echo "== $engine"
  dotnet ef migrations add Initial \
    --no-build \
    --context "${engine}MarketingDbContext" \
    --output-dir "Persistence/Migrations/$engine" \
    --project "$infrastructure" \
    --startup-project "$host"
}

dotnet tool restore
# Gone before the build: the tool refuses a name that the compiled assembly already has.
rm -rf "$infrastructure/Persistence/Migrations/Sqlite" "$infrastructure/Persistence/Migrations/SqlServer"
dotnet build "$host"
remake Sqlite
remake SqlServer
