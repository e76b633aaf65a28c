#!/usr/bin/env bash
# Checks, without a server, that the tests use the server of MARKETING_TEST_SQLSERVER: nothing listens there, so a test
# must fail within seconds and say so. If it passes, it ran on SQLite.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

limit=60
output=$(mktemp)
trap 'rm -f "$output"' EXIT

dotnet build tests/Marketing.Api.Tests --configuration Release --nologo --verbosity quiet

# Nothing listens on port 1 of the loopback.
status=0
MARKETING_TEST_SQLSERVER='Server=127.0.0.1,1;User Id=nobody;Password=none;Connect Timeout=3' \
  timeout "$limit" dotnet test tests/Marketing.Api.Tests --configuration Release --no-build --nologo \
  --filter 'FullyQualifiedName~TraceTests.Validating' >"$output" 2>&1 || status=$?

reason='MARKETING_TEST_SQLSERVER names 127.0.0.1,1, which cannot be used'
if [ "$status" -eq 0 ]; then
  echo "The test passed without a server: it has not read MARKETING_TEST_SQLSERVER." >&2
elif [ "$status" -eq 124 ]; then
  echo "The test has not ended within $limit s." >&2
elif grep --quiet --fixed-strings "$reason" "$output"; then
  echo "As expected, the test failed: $reason"
  exit 0
else
  echo "The test failed for another reason:" >&2
fi
tail -n 40 "$output" >&2
exit 1
