"""Compare the GraphQL schema with that of a commit, descriptions left out.

Run it from the repository: `python scripts/schema_shape.py [COMMIT]` (HEAD by default). It prints "same shape" and
exits with 0, or prints the differences and exits with 1.
"""

from __future__ import annotations

import difflib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from graphql import Node, Visitor, build_ast_schema, lexicographic_sort_schema, parse, print_schema, visit

ROOT: Final = Path(__file__).resolve().parents[1]
FILE: Final = "schema/schema.graphql"


class _RemoveDescriptions(Visitor):
    def leave(self, node: Any, *_: Any) -> Node | None:
        return replace(node, description=None) if getattr(node, "description", None) is not None else None


def shape(sdl: str) -> str:
    """Return a schema without its descriptions, types and fields sorted by name."""
    document = visit(parse(sdl, no_location=True), _RemoveDescriptions())
    return print_schema(lexicographic_sort_schema(build_ast_schema(document)))


def main(arguments: list[str]) -> int:
    """Print whether the schema of the working tree has the shape of a commit's."""
    commit = arguments[0] if arguments else "HEAD"
    shown = subprocess.run(["git", "show", f"{commit}:{FILE}"], cwd=ROOT, capture_output=True, text=True, check=False)
    if shown.returncode:
        sys.stderr.write(f"cannot read {FILE} of {commit}: {shown.stderr.strip()}\n")
        return 2
    before, after = shape(shown.stdout), shape((ROOT / FILE).read_text("utf-8"))
    if before == after:
        sys.stdout.write("same shape\n")
        return 0
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), commit, "working tree", lineterm="", n=1)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
