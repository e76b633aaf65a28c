#!/usr/bin/env bash
# Generates four clients from the OpenAPI documents, compiles them and runs the same story in each:
# openapi-typescript with openapi-fetch, hey-api, NSwag and Kiota. Prints one line for each client.
#
#   eng/clients.sh             starts the service on an empty database with the sample workspace
#   eng/clients.sh URL KEY     uses a running service with the sample workspace
#
# Needs the .NET SDK, Node.js with npm, and curl. Nothing that it generates is committed.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly service=src/Marketing.Api/bin/Release/net10.0/Marketing.Api.dll
readonly generated=$PWD/eng/clients/generated
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 KIOTA_TELEMETRY_OPTOUT=1 KIOTA_OFFLINE_ENABLED=true

temporary=$(mktemp -d)
server=""
failed=0

stop() {
  if [[ -n $server ]]; then
    kill "$server" 2> /dev/null || true
    wait "$server" 2> /dev/null || true
  fi
  rm -rf "$temporary"
}

# Sets MARKETING_URL and MARKETING_KEY to what the service prints.
start() {
  dotnet build src/Marketing.Api --configuration Release --verbosity quiet "-consoleLoggerParameters:ErrorsOnly;NoSummary"
  ASPNETCORE_ENVIRONMENT=Development ASPNETCORE_URLS=http://127.0.0.1:0 \
    Database__Provider=Sqlite Database__ConnectionString="Data Source=$temporary/marketing.db" \
    dotnet "$service" > "$temporary/service.log" 2>&1 &
  server=$!
  for ((waited = 0; waited < 120; waited++)); do
    MARKETING_URL=$(sed -nE 's#^ *Docs +(http.*)/docs$#\1#p' "$temporary/service.log")
    MARKETING_KEY=$(sed -nE 's#^ *KEY=##p' "$temporary/service.log")
    if [[ -n $MARKETING_URL && -n $MARKETING_KEY ]]; then
      return
    fi
    if ! kill -0 "$server" 2> /dev/null; then
      break
    fi
    sleep 0.5
  done
  cat "$temporary/service.log" >&2
  echo "The service did not start." >&2
  return 1
}

# Runs a client and prints one line: the last line of its story, or its whole output if it failed.
run() {
  local name=$1 log=$temporary/$1.log since=$SECONDS status=0
  shift
  # In the background, because "set -e" has no effect in a condition.
  ("$@") > "$log" 2>&1 &
  wait $! || status=$?
  if ((status == 0)); then
    printf '%-18s ok in %3d s   %s\n' "$name" $((SECONDS - since)) "$(tail -n 1 "$log")"
  else
    cat "$log" >&2
    printf '%-18s FAILED\n' "$name"
    failed=1
  fi
}

npm_client() {
  cd "eng/clients/$1"
  rm -rf generated
  npm ci --no-audit --no-fund --loglevel error
  npm run --silent generate
  npm run --silent compile
  npm run --silent story
}

nswag_client() {
  cd eng/clients/nswag
  rm -rf generated
  dotnet tool run nswag openapi2csclient \
    /input:"$generated/v1-3.0.json" /output:generated/MarketingClient.cs \
    /namespace:Marketing.Client /className:MarketingClient /operationGenerationMode:SingleClientFromOperationId \
    /jsonLibrary:SystemTextJson /jsonLibraryVersion:10.0 /generateNullableReferenceTypes:true \
    /generateOptionalPropertiesAsNullable:true /generateOptionalParameters:true /wrapResponses:true \
    /injectHttpClient:true /useBaseUrl:false
  dotnet build --verbosity quiet
  dotnet run --no-build
}

kiota_client() {
  cd eng/clients/kiota
  rm -rf generated
  dotnet tool run kiota generate --language CSharp --openapi "$generated/v1-3.0.json" --output generated \
    --namespace-name Marketing.Client --class-name MarketingClient --exclude-backward-compatible --log-level Error \
    --serializer Microsoft.Kiota.Serialization.Json.JsonSerializationWriterFactory \
    --deserializer Microsoft.Kiota.Serialization.Json.JsonParseNodeFactory
  dotnet build --verbosity quiet
  dotnet run --no-build
}

trap stop EXIT
case $# in
  0) start ;;
  2) MARKETING_URL=${1%/} MARKETING_KEY=$2 ;;
  *)
    echo "Usage: eng/clients.sh [URL KEY]" >&2
    exit 64
    ;;
esac
export MARKETING_URL MARKETING_KEY

mkdir -p "$generated"
curl --fail --silent --show-error --output "$generated/v1.json" "$MARKETING_URL/openapi/v1.json"
curl --fail --silent --show-error --output "$generated/v1-3.0.json" "$MARKETING_URL/openapi/v1-3.0.json"
if ! dotnet tool restore --tool-manifest eng/clients/dotnet-tools.json > "$temporary/tools.log" 2>&1; then
  cat "$temporary/tools.log" >&2
  exit 1
fi

run openapi-fetch npm_client typescript-fetch
run hey-api npm_client hey-api
run nswag nswag_client
run kiota kiota_client
exit "$failed"
