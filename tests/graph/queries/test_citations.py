"""Citations."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import Source
from clemency_graph.graph.model.vocabulary import CitationStyle, SourceKind
from clemency_graph.graph.queries.citations import cite

PAGE = Source(
    id="source/paper/2022-story",
    name="100% of R&D_{x}: who was pardoned?",
    url="https://example.org/story",
    publisher="organization/paper",
    authors=("Ada B. Writer", "Madonna"),
    published=PartialDate("2022-11-23"),
    retrieved=date(2026, 11, 2),
    kind=SourceKind.PRESS,
    reprint_of=None,
    caution=None,
)


@pytest.mark.parametrize(
    ("changed", "publisher", "expected"),
    [
        (
            {},
            "The Paper",
            "Writer, A. B., & Madonna. (2022, November 23). 100% of R&D_{x}: who was pardoned? The Paper. "
            "https://example.org/story",
        ),
        (
            {"authors": (), "name": "A title.", "published": PartialDate("2022-11")},
            "The Paper",
            "The Paper. (2022, November). A title. https://example.org/story",
        ),
        (
            {"authors": (), "name": "A title", "published": None},
            None,
            "A title. (n.d.). Retrieved November 2, 2026, from https://example.org/story",
        ),
        ({"authors": ("Ada Writer",), "url": None, "published": PartialDate("2022")}, None,
         "Writer, A. (2022). 100% of R&D_{x}: who was pardoned?"),
    ],
)  # fmt: skip
def test_apa(changed: dict[str, Any], publisher: str | None, expected: str) -> None:
    assert cite(replace(PAGE, **changed), publisher) == expected


def test_bibtex() -> None:
    assert cite(PAGE, "The Paper", CitationStyle.BIBTEX) == "\n".join(
        (
            "@misc{paper-2022-story,",
            r"  title = {{100\% of R\&D\_\{x\}: who was pardoned?}},",
            "  author = {Ada B. Writer and Madonna},",
            "  publisher = {{The Paper}},",
            "  year = {2022},",
            "  month = {11},",
            "  url = {https://example.org/story},",
            "  urldate = {2026-11-02},",
            "}",
        )
    )


def test_csl_json() -> None:
    assert json.loads(cite(PAGE, "The Paper", CitationStyle.CSL_JSON)) == {
        "id": "source/paper/2022-story",
        "type": "webpage",
        "title": "100% of R&D_{x}: who was pardoned?",
        "author": [{"family": "Writer", "given": "Ada B."}, {"literal": "Madonna"}],
        "publisher": "The Paper",
        "issued": {"date-parts": [[2022, 11, 23]]},
        "accessed": {"date-parts": [[2026, 11, 2]]},
        "URL": "https://example.org/story",
    }


@pytest.mark.parametrize("style", CitationStyle)
def test_every_source_can_be_cited(graph: KnowledgeGraph, style: CitationStyle) -> None:
    for source in graph.of_type(Source):
        publisher = graph.entities[source.publisher].name if source.publisher else None
        text = cite(source, publisher, style)
        assert text and ".." not in text.replace("...", "").replace(source.url or "", ""), text
        if style is CitationStyle.CSL_JSON:
            assert json.loads(text)["title"] == source.title
        elif style is CitationStyle.BIBTEX:
            assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")
