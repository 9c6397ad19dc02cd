"""Print the Python generated for an operation: `python -m clemency_graph.schema.execution.print_generated_code FILE`.

With `-` in place of a file, the operation is read from standard input.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ..document_cache import prepare


def main(arguments: list[str]) -> int:
    """Print the source of the operation in a file, or its errors."""
    if len(arguments) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    document = sys.stdin.read() if arguments[0] == "-" else Path(arguments[0]).read_text("utf-8")
    prepared = prepare(document)
    for error in prepared.errors:
        sys.stderr.write(f"{error}\n")
    if prepared.errors:
        return 1
    if prepared.compiled is None:
        sys.stderr.write("It is left to graphql-core, for it holds something that is not compiled.\n")
        return 1
    sys.stdout.write(prepared.compiled.source)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
