"""How the text check does on the gold set: what it finds, and which verdicts it gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.text_check import Finding, Verdict, check_text

from .texts import GoldText, Statement

KINDS: Final = ("figure", "name", "number of a law", "day")


class Judged(NamedTuple):
    """A statement with the finding that is about it; None where there is none."""

    of: GoldText
    statement: Statement
    finding: Finding | None

    @property
    def is_right(self) -> bool:
        """Whether the verdict is the right one."""
        return self.finding is not None and self.finding.verdict in {self.statement.verdict, *self.statement.also}

    @property
    def contradicts_wrongly(self) -> bool:
        """Whether it is told to be contradicted and is not."""
        return not self.is_right and self.finding is not None and self.finding.verdict is Verdict.CONTRADICTED


def judged(graph: KnowledgeGraph, gold: Iterable[GoldText]) -> list[Judged]:
    """Check texts and pair each statement with the finding that shares most of its characters."""
    found = []
    for text in gold:
        findings = check_text(graph, text.text, text.published).findings
        for statement in text.statements:
            shared = {
                place: min(one.end, statement.end) - max(one.start, statement.start)
                for place, one in enumerate(findings)
            }
            best = max(shared, key=lambda place: shared[place], default=None)
            is_found = best is not None and shared[best] > 0
            found.append(Judged(text, statement, findings[best] if best is not None and is_found else None))
    return found


def summary(found: Sequence[Judged]) -> str:
    """Return the shares by what statements are about, as a table in Markdown."""
    rows = [
        "| statements about | number | found | right of those found | right of all | wrongly contradicted |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for kind in (*KINDS, "all"):
        of = [one for one in found if kind == "all" or one.of.kind(one.statement) == kind]
        seen = [one for one in of if one.finding is not None]
        right = sum(one.is_right for one in of)
        wrong = sum(one.contradicts_wrongly for one in of)
        rows.append(
            f"| {kind} | {len(of)} | {_share(len(seen), len(of))} | {_share(right, len(seen))} "
            f"| {_share(right, len(of))} | {wrong} |"
        )
    return "\n".join(rows)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "none"


def confusion(found: Sequence[Judged]) -> str:
    """Return the verdicts that statements ought to get by those that they got, as a table in Markdown."""
    counts = Counter(
        (
            one.statement.verdict,
            one.finding.verdict if one.finding else None,
        )
        for one in found
    )
    given = (*Verdict, None)
    names = [verdict.value if verdict else "not found" for verdict in given]
    rows = [f"| right | {' | '.join(names)} |", f"| --- |{' --- |' * len(given)}"]
    for wanted in Verdict:
        cells = (str(counts[wanted, one] or "") for one in given)
        rows.append(f"| {wanted.value} | {' | '.join(cells)} |")
    return "\n".join(rows)
