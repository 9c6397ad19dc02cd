"""Every figure of the record, said in a sentence, agrees; with one thing changed it never does."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import Claim, State
from clemency_graph.graph.model.vocabulary import Extent, Qualifier, Rank, Stage, Unit
from clemency_graph.graph.queries.conflicts import in_open_conflict
from clemency_graph.graph.text_check import Verdict, check_text
from support.claim_sentences import TEMPLATES, Said, said_by, sentences_of

DONE = {Stage.GRANTED, Stage.RECORDED}
AGREE = {Verdict.AGREES, Verdict.AGREES_THEN}
SET_ASIDE = {Verdict.DISPUTED, Verdict.MISPRINT}
SMALL = 20
"""Below it, a figure without a day may be any."""


def figures(graph: KnowledgeGraph) -> list[Claim]:
    """The figure claims of the graph in the order of their ids."""
    return sorted((claim for claim in graph.claims.values() if claim.quantity), key=lambda claim: claim.id)


def expected(graph: KnowledgeGraph, claim: Claim) -> set[Verdict]:
    """The verdicts that the rank, the conflicts and the extent of a claim imply; others may say the same, and agree."""
    assert claim.quantity is not None
    if claim.rank is Rank.DEPRECATED:
        return AGREE | SET_ASIDE | {Verdict.PART_AS_WHOLE}
    if claim.quantity.extent is Extent.PART:
        return AGREE | {Verdict.PART_AS_WHOLE}
    if in_open_conflict(graph, claim) and claim.rank is not Rank.PREFERRED:
        return AGREE | {Verdict.DISPUTED}
    if claim.as_of is None:
        return AGREE
    return {Verdict.AGREES}


def hold(graph: KnowledgeGraph, claims: list[Claim]) -> int:
    """Check the sentences of some claims by what they imply, and return how many there were."""
    held = 0
    for claim in claims:
        said = said_by(graph, claim)
        if said is None or (said.number[0] < SMALL and said.day is None):
            continue
        for text in sentences_of(said):
            [finding] = check_text(graph, text).findings
            assert finding.verdict in expected(graph, claim), (claim.id, text, finding.reason)
            held += 1
    return held


def changes(said: Said, random: Random, states: list[str]) -> Iterator[tuple[str, Said]]:
    """Yield what a claim says with one thing changed: figure, unit, stage, year, state."""
    low, high = said.number
    if said.qualifier is not Qualifier.UNQUANTIFIED:
        yield "figure", said.changed(number=(low * 3 + random.randrange(7, 90), None if high is None else high * 4))
        yield "figure", said.changed(number=(low * 10, None if high is None else high * 10))
    yield "unit", said.changed(unit=random.choice([one for one in Unit if one not in (said.unit, Unit.STATES)]))
    other = [one for one in Stage if one is not said.stage and not {one, said.stage} <= DONE]
    yield "stage", said.changed(stage=random.choice(other))
    if said.day is not None:
        year = said.day.year + random.choice((-3, -2, 2, 3))
        yield "year", said.changed(day=PartialDate(f"{year}{said.day[4:].replace('-02-29', '-02-28')}"))
    elsewhere = [name for name in states if name not in said.place and said.place not in name]
    yield "state", said.changed(place=random.choice(elsewhere))


class Record:
    """What the record says of a place, to compare a changed sentence with: by number, unit and stage alone."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.said: dict[str, list[tuple[Said, Claim]]] = {}
        self.years: dict[str, set[int]] = {}
        for claim in figures(graph):
            said = said_by(graph, claim)
            if said is not None:
                self.said.setdefault(said.place, []).append((said, claim))
                about = graph.entities[claim.about].claims
                days = [day for one in about for day in (one.as_of, one.date) if day is not None]
                self.years[claim.about] = {day.year for day in days}

    def may_say(self, changed: Said) -> bool:
        """Whether some claim of the place may say a changed sentence: about the number, unit, stage and year."""
        return any(
            self._about(said, changed)
            and said.unit is changed.unit
            and (said.stage is changed.stage or {said.stage, changed.stage} <= DONE)
            and (changed.day is None or said.day is None or changed.day.year in self.years[claim.about])
            for said, claim in self.said.get(changed.place, ())
        )

    @staticmethod
    def _about(said: Said, changed: Said) -> bool:
        vague = Qualifier.UNQUANTIFIED in (said.qualifier, changed.qualifier)
        ratio = said.number[0] / changed.number[0]
        return 1 / 10 < ratio < 10 if vague else 5 / 6 < ratio < 6 / 5


def hold_changed(graph: KnowledgeGraph, claims: list[Claim], seed: int) -> dict[str, int]:
    """Check the changed sentences of some claims by the record, and return how many there were of each change."""
    random, record = Random(seed), Record(graph)
    states = [state.name for state in graph.of_type(State)]
    held = dict.fromkeys(("figure", "unit", "stage", "year", "state"), 0)
    for claim in claims:
        said = said_by(graph, claim)
        for name, changed in changes(said, random, states) if said else ():
            text = changed.sentence(random.choice(TEMPLATES), words=random.random() < 0.5)
            if text is None or record.may_say(changed):
                continue
            for finding in check_text(graph, text).findings:
                assert finding.verdict not in AGREE, (name, claim.id, text, finding.reason)
                held[name] += 1
    return held


def test_a_sample_of_the_claims_agrees(graph: KnowledgeGraph) -> None:
    assert hold(graph, Random(19).sample(figures(graph), 60)) > 400


@pytest.mark.slow
def test_every_claim_agrees(whole_graph: KnowledgeGraph) -> None:
    assert hold(whole_graph, figures(whole_graph)) > 15_000


def test_a_sample_of_changed_claims_never_agrees(graph: KnowledgeGraph) -> None:
    assert min(hold_changed(graph, Random(19).sample(figures(graph), 100), 19).values()) > 40


@pytest.mark.slow
def test_no_changed_claim_agrees(whole_graph: KnowledgeGraph) -> None:
    for seed in range(3):
        assert min(hold_changed(whole_graph, figures(whole_graph), seed).values()) > 1_000
