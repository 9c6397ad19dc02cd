"""Print the score by kind, and each question that was answered wrongly; with --write, into docs/traps.md.

Run it in tests/: `python -m traps`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from clemency_graph import load

from .questions import questions
from .score import TARGET, answered, characters, table

PAGE: Final = Path(__file__).parents[2] / "docs" / "traps.md"
BEGIN: Final = "<!-- score -->\n"
END: Final = "<!-- end of score -->\n"


def main() -> int:
    """Return 1 if fewer questions are answered rightly than the target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the score into docs/traps.md")
    parser.add_argument("--kind", help="only questions of this kind")
    options = parser.parse_args()
    graph = load()
    asked = [one for one in questions() if options.kind in (None, one.kind)]
    found = [answered(graph, one) for one in asked]
    for one in found:
        if not one.is_right:
            wanted = one.question.absent or one.question.verdict or one.question.number or ""
            print(f"wrong [{one.question.kind}] {one.question.text}\n  wanted {wanted} {', '.join(one.question.says)}")
            print(f"  read   {one.reading.line[:240]}")
    if options.kind:
        return 0
    average, longest, schema = characters(found)
    score = (
        f"{table(found)}\n\nData version {graph.dataset.version}. A result has {average:,} characters on average and "
        f"{longest:,} at most; the schema has {schema:,}.\n"
    )
    print(score)
    if options.write:
        before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        PAGE.write_text(f"{before}{BEGIN}\n{score}\n{END}{after}", "utf-8")
    return int(sum(one.is_right for one in found) < TARGET * len(found))


if __name__ == "__main__":
    sys.exit(main())
