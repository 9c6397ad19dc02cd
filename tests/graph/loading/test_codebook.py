"""The codebook: every term of the model is in it, with an example that the data have."""

from __future__ import annotations

import re

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.loading.codebook import KEYS, SECTIONS, codebook
from clemency_graph.graph.loading.models.file_parts import Entry
from clemency_graph.graph.model.claims import Claim
from clemency_graph.graph.model.vocabulary import (
    ActorRole,
    ClaimProperty,
    Covers,
    Extent,
    Qualifier,
    Rank,
    Stage,
    Unit,
    Vocabulary,
)
from clemency_graph.graph.model.vocabulary_border_cases import BORDER_CASES

VOCABULARIES = [words for section in SECTIONS.values() for words in section]
OF_CODERS = (ClaimProperty, Stage, Unit, Rank, ActorRole, Qualifier, Extent, Covers)


@pytest.fixture(scope="module")
def page(graph: KnowledgeGraph) -> str:
    return codebook(graph)


def rows(page: str, heading: str) -> dict[str, list[str]]:
    """The rows of the table of a section, by the first cell without its backticks."""
    section = page.split(f"\n### {heading}\n")[1].split("\n### ")[0].split("\n## ")[0]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in section.splitlines() if "| `" in line]
    return {one[0].strip("`"): one[1:] for one in cells}


@pytest.mark.parametrize("words", VOCABULARIES, ids=lambda words: words.__name__)
def test_every_term_has_its_meaning(page: str, words: type[Vocabulary]) -> None:
    found = rows(page, words.__name__)
    assert list(found) == [word.value for word in words]
    for word in words:
        assert found[word.value][0] == word.definition
        if words in OF_CODERS:
            assert found[word.value][2] == BORDER_CASES[words][word] != ""


def test_every_vocabulary_of_a_claim_is_in_it() -> None:
    named = {words.__name__ for words in VOCABULARIES}
    fields = {name for field in Claim.__annotations__.values() for name in re.findall(r"[A-Z]\w+", str(field))}
    assert {"ClaimProperty", "Rank", "Stage", "ReliefKind", "ActorRole"} <= fields & named
    assert fields - named <= {"Quantity", "PartialDate", "Day", "None"}
    assert set(BORDER_CASES) <= set(VOCABULARIES)


@pytest.mark.parametrize("words", VOCABULARIES, ids=lambda words: words.__name__)
def test_examples_are_in_the_data(page: str, graph: KnowledgeGraph, words: type[Vocabulary]) -> None:
    for term, cells in rows(page, words.__name__).items():
        ids = re.findall(r"`([a-z]+/[a-z0-9/_-]+)`", cells[1])
        assert ids or cells[1] == "none in the data", term
        for id in ids:
            assert id in graph.entities or id in graph.claims, id
        for id in (id for id in ids if id in graph.claims):
            assert graph.claims[id].about in ids, id


def test_examples_have_the_term(page: str, graph: KnowledgeGraph) -> None:
    def examples(words: type[Vocabulary]) -> dict[str, Claim]:
        found = {
            term: re.findall(r"`(claim/[0-9a-f]+)`", cells[1]) for term, cells in rows(page, words.__name__).items()
        }
        return {term: graph.claims[ids[-1]] for term, ids in found.items() if ids}

    assert all(claim.stage == stage for stage, claim in examples(Stage).items())
    assert all(claim.role == role for role, claim in examples(ActorRole).items())
    assert all(claim.rank == rank for rank, claim in examples(Rank).items())
    assert all(claim.property == one for one, claim in examples(ClaimProperty).items())
    assert all(claim.quantity and claim.quantity.unit == unit for unit, claim in examples(Unit).items())


@pytest.mark.parametrize("words", VOCABULARIES, ids=lambda words: words.__name__)
def test_no_example_is_missing_of_what_the_claims_have(
    page: str, graph: KnowledgeGraph, words: type[Vocabulary]
) -> None:
    held = {ClaimProperty: "property", Stage: "stage", Rank: "rank", ActorRole: "role"}
    if words in held:
        used = {getattr(claim, held[words]) for claim in graph.claims.values()} - {None}
        found = rows(page, words.__name__)
        assert {term for term, cells in found.items() if cells[1] == "none in the data"} == set(words) - used


def test_every_key_of_an_entry_is_explained(page: str) -> None:
    for model in KEYS:
        found = rows(page, model.__name__)
        assert list(found) == list(model.model_fields)
        assert all(cells[0] for cells in found.values()), model
    kinds = {kind for kind in subclasses(Entry) if not kind.__subclasses__()}
    assert kinds <= set(KEYS), kinds - set(KEYS)


def subclasses(kind: type[Entry]) -> set[type[Entry]]:
    return {kind, *(one for below in kind.__subclasses__() for one in subclasses(below))}
