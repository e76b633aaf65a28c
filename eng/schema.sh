#!/usr/bin/env bash
# Writes down what each engine's database must contain, from the model. The service compares its database with it at start.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

MARKETING_UPDATE_SCHEMA=1 dotnet test tests/Marketing.Api.Tests --configuration Release --filter "FullyQualifiedName~SchemaManifestTests.The_file"
