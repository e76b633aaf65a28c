#!/usr/bin/env bash
# Writes what each engine's database must contain, from the model, for the check at start; and the script that creates an SQLite database.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

MARKETING_UPDATE_SCHEMA=1 dotnet test tests/Marketing.Api.Tests --configuration Release --filter "FullyQualifiedName~SchemaManifestTests.The_file"
