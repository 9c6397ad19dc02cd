"""The page that checks a text: a form, and the text marked with notes beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final, NamedTuple

from ...graph import KnowledgeGraph
from ...graph.text_check import DIFFERING, LIMIT, Finding, Verdict
from ...schema.response import extensions_of
from ..http.responses import HTTPError
from .address import Address
from .site_query import render_site

METHODS: Final = "GET, HEAD, POST, OPTIONS"
"""The methods of the page."""
BY_POST: Final = "Send the text by POST, not in the address: logs and histories keep addresses."
_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n\s*")
_LINE: Final = re.compile(r"\n\s*")
_STYLES: Final = {Verdict.AGREES: "same", Verdict.AGREES_THEN: "same"} | dict.fromkeys(DIFFERING, "other")


class Piece(NamedTuple):
    """A part of a text: plain words, or words that some notes are about.

    Attributes
    ----------
    text : str
        The words.
    notes : tuple of int
        The numbers of the notes; none for plain words.
    style : str
        The class of the mark: `same`, `other` where the statement differs from the record, or `open`.
    """

    text: str
    notes: tuple[int, ...] = ()
    style: str = ""


class Note(NamedTuple):
    """A finding with its number, from 1, and the class of its mark."""

    number: int
    finding: Finding
    style: str


class Block(NamedTuple):
    """A paragraph of a text with the notes on it."""

    pieces: list[Piece]
    notes: list[Note]


def check_form(graph: KnowledgeGraph, address: Address) -> str:
    """Return the page with the form alone.

    Raises
    ------
    HTTPError
        When a text is in the address.
    """
    if address.field("text"):
        raise HTTPError(405, BY_POST, headers=((b"allow", METHODS.encode()),))
    return _render(graph, address)


def checked_text(
    graph: KnowledgeGraph, address: Address, text: str, published: date | None, findings: Sequence[Finding]
) -> str:
    """Return the page with the marked text.

    Parameters
    ----------
    graph
        The graph.
    address
        The address of the page.
    text
        The text.
    published
        The day on which it was published.
    findings
        Its findings, in its order.
    """
    counts = Counter(one.verdict for one in findings)
    notes = [Note(number, one, style_of(one)) for number, one in enumerate(findings, 1)]
    return _render(
        graph,
        address,
        text=text,
        published=published.isoformat() if published else "",
        blocks=blocks_of(text, notes),
        notes=notes,
        counts=[(verdict.name, counts[verdict]) for verdict in Verdict if counts[verdict]],
    )


def refused_text(graph: KnowledgeGraph, address: Address, text: str, published: str, error: str) -> str:
    """Return the page with the form, what was sent, and why it was not checked."""
    return _render(graph, address, text=text, published=published, error=error)


def _render(graph: KnowledgeGraph, address: Address, **more: Any) -> str:
    given = {"text": "", "published": "", "error": "", "blocks": None, "notes": [], "counts": []} | more
    verdicts = [verdict.name for verdict in Verdict]
    return render_site("check.html", address, extensions_of(graph), limit=LIMIT, verdicts=verdicts, **given)


def style_of(finding: Finding) -> str:
    """Return the class of the mark of a finding."""
    return _STYLES.get(finding.verdict, "open")


def blocks_of(text: str, notes: Sequence[Note]) -> list[Block]:
    r"""Return a text as paragraphs, each with its marks and the notes on it.

    Findings that overlap share a mark. A mark is in one paragraph, so that a paragraph ends behind it.

    Examples
    --------
    >>> [[piece.text for piece in block.pieces] for block in blocks_of("One.\n\nTwo.", [])]
    [['One.'], ['Two.']]
    """
    marks = list(_marks(notes))
    found = []
    for start, end in pairwise((0, *_ends(text, marks), len(text))):
        within = [mark for mark in marks if start <= mark[0].finding.start < end]
        pieces, place = [], start
        for mark in within:
            first, last = mark[0].finding.start, max(note.finding.end for note in mark)
            pieces.append(Piece(text[place:first]))
            style = max((note.style for note in mark), key=("same", "open", "other").index)
            pieces.append(Piece(text[first:last], tuple(note.number for note in mark), style))
            place = last
        pieces.append(Piece(text[place:end].rstrip()))
        pieces = [piece for piece in pieces if piece.text]
        if pieces:
            found.append(Block(pieces, [note for mark in within for note in mark]))
    return found


def _marks(notes: Sequence[Note]) -> Iterator[list[Note]]:
    """Yield the notes of each mark."""
    mark: list[Note] = []
    end = 0
    for note in notes:
        if mark and note.finding.start >= end:
            yield mark
            mark = []
        mark.append(note)
        end = max(end if len(mark) > 1 else 0, note.finding.end)
    if mark:
        yield mark


def _ends(text: str, marks: Sequence[list[Note]]) -> Iterator[int]:
    """Yield where paragraphs end: at an empty line, or where there is none at each line."""
    pattern = _PARAGRAPH if _PARAGRAPH.search(text.strip()) else _LINE
    spans = [(mark[0].finding.start, max(note.finding.end for note in mark)) for mark in marks]
    place = 0
    for found in pattern.finditer(text):
        while place < len(spans) and spans[place][1] <= found.start():
            place += 1
        if place == len(spans) or spans[place][0] >= found.end():
            yield found.end()
