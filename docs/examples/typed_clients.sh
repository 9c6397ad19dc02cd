#!/usr/bin/env bash
# Generates typed clients in Python and TypeScript from the schema, checks their types, and runs them against a server.
# Needs clemency-graph, Python and Node 20 or later on the PATH, and access to package registries.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then kill -INT "$server" 2>/dev/null && wait "$server" || true; fi
  rm -rf "$work"
}
trap finish EXIT

clemency-graph serve --port 0 >"$work/address" &
server=$!
until grep -q "Clemency Graph: " "$work/address"; do sleep 0.2; kill -0 "$server"; done
address="$(sed -n 's/^Clemency Graph: //p' "$work/address")graphql"

echo "== Python, with ariadne-codegen"
cp -r "$here/python_client" "$work/python"
clemency-graph schema >"$work/python/schema.graphql"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q "ariadne-codegen==0.19.0" "mypy==2.4.1"
cd "$work/python"
"$work/venv/bin/ariadne-codegen" >/dev/null
"$work/venv/bin/mypy" --strict main.py
"$work/venv/bin/python" main.py "$address"

echo "== TypeScript, with graphql-codegen"
cp -r "$here/typescript_client" "$work/typescript"
clemency-graph schema >"$work/typescript/schema.graphql"
cd "$work/typescript"
npm install --silent
npm run --silent generate >/dev/null
npm run --silent check
npm start --silent -- "$address"
echo "both clients received responses"
