"""How the data are cited is told alike everywhere: in the citation file, the data, answers, citations and exports."""

from __future__ import annotations

import tomllib
from pathlib import Path

import clemency_graph
import pytest
import yaml
from clemency_graph import KnowledgeGraph, run
from clemency_graph.graph.model.vocabulary import CitationStyle
from clemency_graph.graph.queries.citations import cite_dataset

ROOT = Path(clemency_graph.__file__).parent
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))


def test_the_citation_file_says_what_the_data_say(graph: KnowledgeGraph) -> None:
    dataset = graph.dataset
    assert CITATION["title"] == dataset.citation
    assert CITATION["date-released"] == dataset.released
    assert dataset.license in CITATION["license"]
    assert {CITATION["cff-version"], CITATION["type"]} == {"1.2.0", "dataset"}
    assert CITATION["version"] == tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def test_every_answer_carries_version_and_day(graph: KnowledgeGraph) -> None:
    dataset = {"version": graph.dataset.version, "released": str(graph.dataset.released)}
    for question in ("{ parties { id } }", "{ nonsense }", "{"):
        assert run(graph, question).extensions["dataset"] == dataset


@pytest.mark.parametrize("style", CitationStyle)
def test_every_citation_of_the_data_carries_version_and_day(graph: KnowledgeGraph, style: CitationStyle) -> None:
    told = cite_dataset(graph.dataset, style)
    assert graph.dataset.version in told
    assert str(graph.dataset.released.year) in told
