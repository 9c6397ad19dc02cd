"""Check the texts of the gold set and print the scores; with --write, into docs/text-check-gold.md.

Run it in tests/: `python -m gold --wrong`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from clemency_graph import load

from .score import Judged, confusion, judged, summary
from .texts import texts

PAGE: Final = Path(__file__).parents[2] / "docs" / "text-check-gold.md"
BEGIN: Final = "<!-- score -->\n"
END: Final = "<!-- end of score -->\n"


def main() -> int:
    """Return 1 if a statement is wrongly told to be contradicted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the scores into docs/text-check-gold.md")
    parser.add_argument("--wrong", action="store_true", help="print each statement with a wrong verdict, or none")
    options = parser.parse_args()
    graph = load()
    found = judged(graph, texts("unseen"))
    score = f"{summary(found)}\n\n{confusion(found)}\n\nData version {graph.dataset.version}.\n"
    print(score)
    if options.wrong:
        print("\n".join(map(_line, (one for one in found if not one.is_right))))
    if options.write:
        before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        PAGE.write_text(f"{before}{BEGIN}\n{score}\n{END}{after}", "utf-8")
    return int(any(one.contradicts_wrongly for one in found))


def _line(one: Judged) -> str:
    statement, finding = one.statement, one.finding
    got = f"{finding.verdict.value} ({finding.reason})" if finding else "not found"
    wanted = "/".join(verdict.value for verdict in (statement.verdict, *sorted(statement.also)))
    quote = one.of.text[statement.start : statement.end]
    return f"{one.of.name} [{one.of.kind(statement)}] {quote!r}: {wanted}, not {got}; {statement.why}"


if __name__ == "__main__":
    sys.exit(main())
