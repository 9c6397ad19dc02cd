"""Totals of one level of government, of some kinds of sources, and of what was done by a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from clemency_graph import ClemencyGraph, KnowledgeGraph, QueryError
from clemency_graph.graph.model.records import ClemencyAction, Source
from clemency_graph.graph.model.vocabulary import (
    ExclusionCode,
    Level,
    ReliefKind,
    SourceKind,
    Stage,
    TotalDimension,
    Unit,
)
from clemency_graph.graph.queries.best_claims import figure_days
from clemency_graph.graph.queries.facts_from_records import relations_of
from clemency_graph.graph.queries.total import Total
from clemency_graph.graph.queries.totals import totals

Row = tuple[ReliefKind | None, Unit | None]


def rows(graph: KnowledgeGraph, **narrowed: Any) -> dict[Row, Total]:
    return {(one.kind, one.unit): one for one in totals(graph, graph.of_type(ClemencyAction), **narrowed)}


def source_kind(graph: KnowledgeGraph, claim: Any) -> SourceKind:
    source = graph.entities[claim.source]
    assert isinstance(source, Source)
    return source.kind


@pytest.mark.parametrize("level", list(Level))
def test_a_level_is_its_row_of_totals_by_level(graph: KnowledgeGraph, level: Level) -> None:
    every = totals(graph, graph.of_type(ClemencyAction), [TotalDimension.LEVEL])
    expected = {(one.kind, one.unit): (one.low, one.high, one.actions) for one in every if one.level is level}
    found = rows(graph, level=level)
    assert {key: (one.low, one.high, one.actions) for key, one in found.items()} == expected
    whole = rows(graph)
    assert all(one.low <= whole[key].low for key, one in found.items() if key in whole)


@pytest.mark.parametrize(
    "kinds", [[SourceKind.OFFICIAL, SourceKind.LEGAL_TEXT], [SourceKind.PRESS], [], list(SourceKind)]
)
def test_only_figures_of_these_sources_count_and_the_others_are_listed(
    graph: KnowledgeGraph, kinds: Collection[SourceKind]
) -> None:
    relations = graph.cached(relations_of)
    whole, found = rows(graph), rows(graph, source_kinds=kinds)
    for key, row in found.items():
        assert {source_kind(graph, claim) for claim in row.claims} <= set(kinds)
        others = {one.claim.id for one in row.excluded if one.code is ExclusionCode.SOURCE_KIND}
        assert all(source_kind(graph, graph.claims[id]) not in kinds for id in others)
        stated = {
            claim.id
            for id in row.asked
            for claim in relations.actions[id].claims
            if claim.stage is Stage.GRANTED and claim.count is not None and claim.count.unit is row.unit
        }
        assert stated <= {claim.id for claim in row.claims} | {one.claim.id for one in row.excluded}
        assert len(row.asked) == len(whole[key].asked) if key in whole else row.unit is None
    if set(kinds) == set(SourceKind):
        assert {key: (one.low, one.high) for key, one in found.items()} == {
            key: (one.low, one.high) for key, one in whole.items()
        }
    if not kinds:
        assert {one.unit for one in found.values()} == {None}
        assert all(one.uncounted for one in found.values())


DAYS = ("2012-01-01", "2020-06-17", "2022-11-30")


@pytest.fixture(scope="module")
def by_day(graph: KnowledgeGraph) -> dict[str, dict[Row, Total]]:
    return {day: rows(graph, on=date.fromisoformat(day)) for day in DAYS}


def test_a_later_day_never_lowers_low(by_day: dict[str, dict[Row, Total]]) -> None:
    for one, other in pairwise(by_day.values()):
        for key, row in one.items():
            if key[1] is not None and row.low:
                assert row.low <= other[key].low, key


@pytest.mark.parametrize("day", DAYS)
def test_a_low_rests_on_figures_of_the_day_or_before(
    graph: KnowledgeGraph, by_day: dict[str, dict[Row, Total]], day: str
) -> None:
    on = date.fromisoformat(day)
    relations = graph.cached(relations_of)
    for row in by_day[day].values():
        later = {one.claim.id for one in row.excluded if one.code is ExclusionCode.LATER}
        for figure in row.counted.figures:
            if figure.interval.low and not figure.final:
                latest = figure_days(figure.claim).latest
                assert latest is not None and latest <= on
            if figure.final and figure.interval.low:
                assert figure.days.latest is not None and figure.days.latest <= on
            assert (figure.id in row.counted.later) <= (figure.interval.low == 0 and figure.id in later)
        begun = {
            id
            for id in row.asked
            for one in relations.actions[id].claims
            if one.stage is Stage.GRANTED and one.date is not None and one.date.last_day <= on
        }
        assert row.actions + len(row.uncounted) >= len({id for id in begun if _is_granted(graph, id)})


def _is_granted(graph: KnowledgeGraph, id: str) -> bool:
    action = graph.entities[id]
    assert isinstance(action, ClemencyAction)
    return any(event.stage is Stage.GRANTED for event in action.history)


def test_all_days_are_all(graph: KnowledgeGraph) -> None:
    whole, found = rows(graph), rows(graph, on=date(2100, 1, 1))
    assert {key: (one.low, one.high, one.actions) for key, one in found.items()} == {
        key: (one.low, one.high, one.actions) for key, one in whole.items()
    }


def test_before_everything_there_is_no_low(graph: KnowledgeGraph) -> None:
    assert all(one.low == 0 for one in rows(graph, on=date(1900, 1, 1)).values())


def test_nevada_counts_from_the_day_of_its_pardons(graph: KnowledgeGraph) -> None:
    actions = [one for one in graph.of_type(ClemencyAction) if one.id == "action/nv/2020-possession-pardons"]
    before = totals(graph, actions, on=date(2020, 6, 16))
    assert before == []
    found = {one.unit: one.low for one in totals(graph, actions, on=date(2020, 6, 17))}
    assert found[Unit.PEOPLE] == 15001


def test_the_library_takes_words(graph: KnowledgeGraph) -> None:
    face = ClemencyGraph.of(graph)
    found = face.totals(kind="pardon", level="city", source_kinds=["press"], on="2022-11-30")
    assert [one.low for one in found] == [
        one.low
        for one in rows(graph, level=Level.CITY, source_kinds=[SourceKind.PRESS], on=date(2022, 11, 30)).values()
        if one.kind is ReliefKind.PARDON
    ]
    with pytest.raises(QueryError, match="'federal' is not one of: country, state"):
        face.totals(level="federal")
