#!/usr/bin/env bash
# Build the wheel of the current commit and install it in a clean environment outside the repository. There, without a
# network if possible, run the notebooks, read every export back, and time a query: scripts/from_the_wheel.sh
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/source"
git archive HEAD | tar -x -C "$work/source"
cp constraints.txt "$work/constraints.txt"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" wheel -q --no-deps --wheel-dir "$work" "$work/source"
# Only the tests and the notebooks stay: the package is that of the wheel.
mkdir "$work/here"
mv "$work/source/tests" "$work/source/docs" "$work/source/pyproject.toml" "$work/here"
rm -r "$work/source"
"$work/venv/bin/pip" install -q -c "$work/constraints.txt" \
  "$(echo "$work"/clemency_graph-*.whl)[notebook,parquet,polars]" \
  pytest hypothesis nbclient nbformat frictionless igraph rdflib

cut=()
if unshare -rn true 2>/dev/null && command -v ip >/dev/null; then
  # A kernel and its client talk over the loopback.
  cut=(unshare -rn sh -c 'ip link set lo up && exec "$@"' sh)
  echo "the network is cut off"
else
  echo "the network cannot be cut off here: the notebooks' own kernels refuse connections"
fi
cd "$work/here"
export CLEMENCY_GRAPH_CACHE="$work/cache"
"${cut[@]}" "$work/venv/bin/python" -c "import clemency_graph; print(clemency_graph.__file__)"
"${cut[@]}" "$work/venv/bin/pytest" -q tests/docs/test_notebooks.py tests/graph/export tests/graph/tables/test_frames.py
"${cut[@]}" "$work/venv/bin/python" tests/bench/query.py 5
