"""Ranges of stated numbers: every usable figure once, and only numbers that fit all of them as fitting."""

from __future__ import annotations

from dataclasses import replace

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Claim, ClemencyAction
from clemency_graph.graph.model.vocabulary import Covers, Extent, Qualifier, Rank, Stage, Unit
from clemency_graph.graph.queries.figure_ranges import figure_ranges
from hypothesis import given
from hypothesis import strategies as st
from support.graphs import action, figure, graph_of


@pytest.mark.parametrize(
    ("id", "least", "greatest", "fitting", "claims", "parts"),
    [
        ("action/us/2022-possession-pardons", 6_501, 20_000, (10_001, 11_000), 4, 8),
        ("action/wa/2019-conviction-vacatur", 43_506, 59_999, None, 6, 1),
    ],
)
def test_the_eligible_people_by_all_sources(
    graph: KnowledgeGraph,
    id: str,
    least: int,
    greatest: int,
    fitting: tuple[int, int] | None,
    claims: int,
    parts: int,
) -> None:
    found = graph.entities[id]
    assert isinstance(found, ClemencyAction)
    row = figure_ranges(graph, found, Stage.ELIGIBLE, Unit.PEOPLE)[0]
    assert (row.least, row.greatest, row.covers) == (least, greatest, Covers.ACTION)
    assert (row.fitting and (row.fitting.low, row.fitting.high)) == fitting
    assert (len(row.claims), len(row.parts)) == (claims, parts)


def test_every_usable_figure_of_a_whole_is_in_one_row(graph: KnowledgeGraph) -> None:
    for found in graph.of_type(ClemencyAction):
        rows = figure_ranges(graph, found)
        listed = [claim.id for row in rows for claim in (*row.claims, *row.parts)]
        assert len(listed) == len(set(listed))
        keys = [(row.stage, row.unit, row.covers) for row in rows]
        assert len(set(keys)) == len(keys)
        wholes = {
            claim.id
            for claim in found.claims
            if claim.stage
            and claim.quantity
            and claim.rank is not Rank.DEPRECATED
            and (claim.quantity.low, claim.quantity.high) != (None, None)
            and claim.quantity.extent is Extent.WHOLE
            and claim.quantity.since is None
        }
        assert wholes <= set(listed)


NUMBERS = st.tuples(st.integers(1, 60), st.integers(0, 20), st.sampled_from(("between", "low", "high", "part", "bad")))


@given(st.lists(NUMBERS, min_size=1, max_size=5))
def test_what_fits_is_what_no_figure_excludes(stated: list[tuple[int, int, str]]) -> None:
    claims = [_claim(place, *one) for place, one in enumerate(stated)]
    told = action("action/0", [*claims, figure("action/0", 9, 1, 1, unit=Unit.CASES, stage=Stage.ANNOUNCED)])
    rows = figure_ranges(graph_of([told]), told, unit=Unit.PEOPLE)
    used = [one for one in stated if one[2] != "bad"]
    wholes = [one for one in used if one[2] != "part"]
    if not wholes:
        assert rows == []
        return
    (row,) = rows
    bounds = [
        number
        for low, more, form in wholes
        for number in ((low,) if form == "low" else (low + more,) if form == "high" else (low, low + more))
    ]
    assert (row.least, row.greatest) == (min(bounds), max(bounds))
    fits = [number for number in range(200) if all(_allows(*one, number) for one in used)]
    if row.fitting is None:
        assert fits == []
    else:
        assert fits == list(range(row.fitting.low, 200 if row.fitting.high is None else row.fitting.high + 1))


def _claim(place: int, low: int, more: int, form: str) -> Claim:
    claim = figure(
        "action/0", place, None if form == "high" else low, None if form == "low" else low + more,
        stage=Stage.ELIGIBLE, qualifier=Qualifier.BETWEEN,
        rank=Rank.DEPRECATED if form == "bad" else Rank.NORMAL, as_of=f"20{10 + place}",
    )  # fmt: skip
    assert claim.quantity is not None
    return replace(claim, quantity=replace(claim.quantity, extent=Extent.PART)) if form == "part" else claim


def _allows(low: int, more: int, form: str, number: int) -> bool:
    return (form == "high" or number >= low) and (form in ("low", "part") or number <= low + more)
