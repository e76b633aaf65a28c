#!/usr/bin/env bash
# Regenerates the initial migration of both engines. Only before the first release; afterwards use eng/add-migration.sh.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly infrastructure=src/Marketing.Infrastructure
readonly host=tools/MigrationHost

# Runs the hand-written SQL at the end of Up: generated code knows nothing of it.
run_scripts() {
  local engine=$1 scripts
  scripts=$(cd "$infrastructure/Persistence/Migrations/Sql/$engine" && ls -- *.sql | sed 's/^/"/; s/\.sql$/"/' | paste -sd, | sed 's/,/, /g')
  perl -0pi -e 's/(\n        \}\n\n        \/\/\/ <inheritdoc \/>\n        protected override void Down)/\n            migrationBuilder.RunScripts('"$scripts"');$1/' \
    "$infrastructure/Persistence/Migrations/$engine/"*_Initial.cs
}

# The namespace follows from the folder; naming it as well would put the snapshot into a folder of that name.
regenerate() {
  local engine=$1
  echo "== $engine"
  dotnet ef migrations add Initial \
    --no-build \
    --configuration Release \
    --context "${engine}MarketingDbContext" \
    --output-dir "Persistence/Migrations/$engine" \
    --project "$infrastructure" \
    --startup-project "$host"
  run_scripts "$engine"
}

dotnet tool restore
# Deleted before the build: the tool refuses a name that the compiled assembly already has.
rm -rf "$infrastructure/Persistence/Migrations/Sqlite" "$infrastructure/Persistence/Migrations/SqlServer"
dotnet build "$host" --configuration Release
regenerate Sqlite
regenerate SqlServer
eng/schema.sh
