#!/usr/bin/env bash
# Puts nginx in front of the service, as a company would: TLS, a path prefix and compression. Then checks what a proxy breaks easily,
# and runs the story of the four clients through it.
#
#   eng/proxy.sh               checks, then the clients
#   eng/proxy.sh --checks      checks alone
#
# Needs nginx and openssl, and what eng/clients.sh needs. Set PROXY_PORT if 5443 is taken.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly service=src/Marketing.Api/bin/Release/net10.0/Marketing.Api.dll
readonly port=${PROXY_PORT:-5443}
readonly prefix=/marketing
readonly url=https://localhost:$port$prefix

temporary=$(mktemp -d)
server=""
proxy=""

stop() {
  for process in $proxy $server; do
    kill "$process" 2> /dev/null || true
    wait "$process" 2> /dev/null || true
  done
  rm -rf "$temporary"
}
trap stop EXIT

fail() {
  echo "FAILED: $1" >&2
  exit 1
}

start_service() {
  dotnet build src/Marketing.Api --configuration Release --verbosity quiet "-consoleLoggerParameters:ErrorsOnly;NoSummary"
  ASPNETCORE_ENVIRONMENT=Development ASPNETCORE_URLS=http://127.0.0.1:0 \
    Database__Provider=Sqlite Database__ConnectionString="Data Source=$temporary/marketing.db" \
    Forwarded__KnownProxies__0=127.0.0.1 RateLimits__FailedAuthentications=5 \
    dotnet "$service" > "$temporary/service.log" 2>&1 &
  server=$!
  for ((waited = 0; waited < 120; waited++)); do
    upstream=$(sed -nE 's#^ *Docs +http://(.*)/docs$#\1#p' "$temporary/service.log")
    key=$(sed -nE 's#^ *KEY=##p' "$temporary/service.log")
    if [[ -n $upstream && -n $key ]]; then
      return
    fi
    kill -0 "$server" 2> /dev/null || break
    sleep 0.5
  done
  cat "$temporary/service.log" >&2
  fail "the service did not start"
}

start_proxy() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" \
    -keyout "$temporary/key.pem" -out "$temporary/cert.pem" 2> /dev/null
  cat "${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}" "$temporary/cert.pem" > "$temporary/bundle.pem"
  export SSL_CERT_FILE=$temporary/bundle.pem CURL_CA_BUNDLE=$temporary/bundle.pem NODE_EXTRA_CA_CERTS=$temporary/bundle.pem
  cat > "$temporary/nginx.conf" << END
daemon off;
pid $temporary/nginx.pid;
error_log $temporary/error.log;
events {}
http {
  access_log off;
  client_body_temp_path $temporary/body;
  proxy_temp_path $temporary/proxy;
  fastcgi_temp_path $temporary/fastcgi;
  uwsgi_temp_path $temporary/uwsgi;
  scgi_temp_path $temporary/scgi;
  client_max_body_size 16m;
  gzip on;
  gzip_proxied any;
  gzip_min_length 1;
  gzip_types application/json application/problem+json text/csv;
  server {
    listen 127.0.0.1:$port ssl;
    ssl_certificate $temporary/cert.pem;
    ssl_certificate_key $temporary/key.pem;
    location $prefix/ {
      proxy_pass http://$upstream/;
      proxy_http_version 1.1;
      proxy_set_header Accept-Encoding "";
      proxy_set_header Host \$http_host;
      proxy_set_header X-Forwarded-For \$http_x_test_client;
      proxy_set_header X-Forwarded-Proto \$scheme;
      proxy_set_header X-Forwarded-Prefix $prefix;
    }
  }
}
END
  nginx -c "$temporary/nginx.conf" &
  proxy=$!
  for ((waited = 0; waited < 40; waited++)); do
    curl --silent --output /dev/null "$url/health/live" && return
    sleep 0.25
  done
  cat "$temporary/error.log" >&2
  fail "nginx did not start"
}

# Sends a request through the proxy as the client 203.0.113.$1. Writes headers and body to files, prints the status.
send() {
  local client=$1
  shift
  curl --silent --compressed --dump-header "$temporary/headers" --output "$temporary/answer" --write-out '%{http_code}' \
    --header "X-Test-Client: 203.0.113.$client" "$@"
}

header() {
  sed -nE "s#^$1: (.*)\r\$#\1#Ip" "$temporary/headers"
}

expect() {
  [[ $2 == "$3" ]] || fail "$1: $2 instead of $3"
}

check() {
  local json=(--header "Content-Type: application/json") auth=(--header "Authorization: Bearer $key")
  local location tag
  expect "create a party" "$(send 1 "${auth[@]}" "${json[@]}" --data '{"name":"Behind a proxy","kind":"team"}' "$url/v1/parties")" 201
  location=$(header location)
  [[ $location == "$prefix"/v1/parties/* ]] || fail "Location: $location"

  expect "read it" "$(send 1 "${auth[@]}" "https://localhost:$port$location")" 200
  tag=$(header etag)
  expect "encoding" "$(header content-encoding)" gzip
  expect "ETag" "$tag" 'W/"1"'
  expect "change it with the weak tag" \
    "$(send 1 -X PATCH "${auth[@]}" "${json[@]}" --header "If-Match: $tag" --data '{"name":"Changed"}' "https://localhost:$port$location")" 200
  expect "change it with the stale tag" \
    "$(send 1 -X PATCH "${auth[@]}" "${json[@]}" --header "If-Match: $tag" --data '{"name":"Again"}' "https://localhost:$port$location")" 412
  expect "revalidate it" "$(send 1 "${auth[@]}" --header 'If-None-Match: W/"2"' "https://localhost:$port$location")" 304

  expect "list" "$(send 1 "${auth[@]}" "$url/v1/parties?pageSize=1")" 200
  [[ $(header link) == "<$prefix/v1/parties?"* ]] || fail "Link: $(header link)"
  expect "problem" "$(send 1 "${auth[@]}" "$url/v1/nowhere")" 404
  grep --quiet "\"instance\":\"$prefix/v1/nowhere\"" "$temporary/answer" || fail "instance: $(cat "$temporary/answer")"

  expect "document" "$(send 1 "$url/openapi/v1.json")" 200
  grep --quiet "\"url\":\"$prefix\"" "$temporary/answer" || fail "servers do not name the prefix"
  expect "docs" "$(send 1 --location "$url/docs")" 200
  expect "docs page" "$(send 1 "$url/docs/index.html")" 200
  expect "docs script" "$(send 1 "$url/docs/index.js")" 200
  grep --quiet '\.\./openapi/v1\.json' "$temporary/answer" || fail "the docs page does not find the document"

  for _ in 1 2 3 4 5; do
    expect "wrong credential" "$(send 7 --header "Authorization: Bearer mk_wrong" "$url/v1/plans")" 401
  done
  expect "too many wrong credentials" "$(send 7 --header "Authorization: Bearer mk_wrong" "$url/v1/plans")" 429
  expect "another client's wrong credential" "$(send 8 --header "Authorization: Bearer mk_wrong" "$url/v1/plans")" 401
  expect "another client's good credential" "$(send 8 "${auth[@]}" "$url/v1/plans")" 200
  echo "proxy              ok: TLS, prefix, compression, tags, addresses, docs, wrong credentials"
}

start_service
start_proxy
check
if [[ ${1:-} != --checks ]]; then
  eng/clients.sh "$url" "$key"
fi
