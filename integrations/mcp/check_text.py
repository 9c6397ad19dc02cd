"""The tool `check_text`: the statements of a text, held against the record. The text is never kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from ...graph import KnowledgeGraph
from ...graph.errors import QueryError
from ...graph.text_check import DIFFERING, Finding, check_text
from ...schema.context import today as current_day
from .figures import claim_figure
from .paging import Whole
from .result_pages import Result


def check(graph: KnowledgeGraph, text: str, published: str | None = None) -> Result:
    """Return the findings of a text.

    Parameters
    ----------
    graph
        The graph.
    text
        Plain text, Markdown or HTML.
    published
        The day on which it was published, such as 2024-06-18.

    Raises
    ------
    QueryError
        If the text is too long, or the day is none.
    """
    try:
        day = date.fromisoformat(published) if published else None
    except ValueError:
        raise QueryError(f"published is {published!r}; it is a day such as 2024-06-18.", "published") from None
    findings = check_text(graph, text, day).findings
    today = current_day().isoformat()
    # What has to be changed comes first.
    lines = [_line(one) for one in sorted(findings, key=lambda one: one.verdict not in DIFFERING)]
    if not findings:
        lines = ["The text gives no figure of clemency that can be checked."]
    defaults = {} if day else {"published": "not given: every claim is known, whatever its day"}
    dataset = {"version": graph.dataset.version, "released": graph.dataset.released.isoformat()}
    return Result(
        {"defaults": defaults, "dataset": dataset},
        {"findings": [_finding(graph, one, today) for one in findings]},
        {},
        lines if len(lines) <= 10 else [f"{len(findings)} findings; each is below."],
    )


def _line(finding: Finding) -> str:
    instead = f" Right: {finding.correction}" if finding.correction else ""
    return f"{finding.verdict.name}: “{finding.text}” - {finding.reason}{instead}"


def _finding(graph: KnowledgeGraph, finding: Finding, today: str) -> dict[str, Any]:
    figures = [claim_figure(graph, claim, today) for claim in finding.claims if claim.quantity is not None]
    return {
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "verdict": finding.verdict.name,
        "reason": finding.reason,
        "correction": finding.correction,
        "citation": finding.citation,
        "figures": [Whole(one) for one in figures],
        "claims": [claim.id for claim in finding.claims],
    }
