"""Disagreement is shown; rounding is not disagreement."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Law
from clemency_graph.graph.model.vocabulary import ClaimProperty, Qualifier, Rank, SourceKind, Stage
from clemency_graph.graph.queries.conflicts import agree, conflicts, explain, preferred
from support.graphs import SOURCE, action, figure, graph_of


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ((45000, 45000, Qualifier.ABOUT), (47144, 47144, Qualifier.EXACTLY), True),
        ((9219, 9219, Qualifier.EXACTLY), (9129, 9129, Qualifier.EXACTLY), False),
        ((15001, None, Qualifier.MORE_THAN), (15592, 15592, Qualifier.EXACTLY), True),
        ((15001, None, Qualifier.MORE_THAN), (15000, 15000, Qualifier.EXACTLY), False),
        ((None, 499999, Qualifier.NEARLY), (492129, 492129, Qualifier.EXACTLY), True),
        ((None, 3500, Qualifier.UP_TO), (3501, 3501, Qualifier.EXACTLY), False),
        ((None, None, Qualifier.UNQUANTIFIED), (5, 5, Qualifier.EXACTLY), True),
        ((20, 30, Qualifier.BETWEEN), (31, 40, Qualifier.BETWEEN), False),
    ],
)
def test_figures_agree_when_both_can_be_true(
    one: tuple[int | None, int | None, Qualifier], other: tuple[int | None, int | None, Qualifier], together: bool
) -> None:
    first, second = (
        figure("action/0", number, low, high, qualifier=qualifier)
        for number, (low, high, qualifier) in enumerate((one, other))
    )
    assert agree(first, second) is agree(second, first) is together


def test_a_series_of_running_totals_is_no_conflict() -> None:
    told = [
        figure("action/0", 0, 100, 100, cumulative=True, as_of="2020"),
        figure("action/0", 1, 200, 200, cumulative=True, as_of="2021"),
    ]
    assert conflicts(graph_of([action("action/0", told)])) == []
    same_day = [*told, figure("action/0", 2, 210, 210, cumulative=True, as_of="2021")]
    (found,) = conflicts(graph_of([action("action/0", same_day)]))
    assert len(found.claims) == 3


def test_the_misprint_of_illinois_is_found(graph: KnowledgeGraph) -> None:
    found = [one for one in conflicts(graph, ClaimProperty.FIGURE) if one.about.startswith("action/il/")]
    values = {claim.quantity.low for one in found for claim in one.claims if claim.quantity}
    assert {492129, 492192} <= values


def test_each_is_told_once_with_its_best_claim_first(graph: KnowledgeGraph) -> None:
    found = conflicts(graph)
    assert len({one.id for one in found}) == len(found) > 0
    for one in found:
        assert {claim.property for claim in one.claims} == {one.property}
        assert {claim.about for claim in one.claims} == {one.about}
        order = [claim.id for claim in graph.entities[one.about].claims]
        places = [order.index(claim.id) for claim in one.claims]
        assert places == sorted(places)
    assert [one for one in found if one.property is ClaimProperty.END] == conflicts(graph, ClaimProperty.END)


def test_each_says_which_is_preferred_and_why(graph: KnowledgeGraph) -> None:
    for one in conflicts(graph):
        best = preferred(one)
        assert best is None or best is one.claims[0]
        assert len(explain(graph, one)) > 10, one.id


@pytest.mark.parametrize(
    ("best", "other", "reason"),
    [
        ({"rank": Rank.PREFERRED}, {}, "because"),
        ({}, {"rank": Rank.DEPRECATED}, "because"),
        ({"as_of": "2021"}, {"as_of": "2020"}, "It is as of 2021, the latest day."),
        ({}, {}, "The claims are equal in rank, day and source; it is first by its id."),
        ({"rank": Rank.DEPRECATED}, {"rank": Rank.DEPRECATED}, "All claims are deprecated: none is used."),
    ],
)
def test_the_reason_is_what_decided(best: dict[str, Any], other: dict[str, Any], reason: str) -> None:
    told = [figure("action/0", 0, 1, 1, **best), figure("action/0", 1, 9, 9, **other)]
    # A third claim of another stage keeps the action one that was reached.
    graph = graph_of([action("action/0", [*told, figure("action/0", 2, 5, 5, stage=Stage.ELIGIBLE)])])
    (found,) = conflicts(graph)
    assert explain(graph, found) == reason


def test_a_better_kind_of_source_is_told() -> None:
    official = replace(SOURCE, id="source/two", kind=SourceKind.OFFICIAL)
    told = [figure("action/0", 0, 1, 1), replace(figure("action/0", 1, 9, 9), source="source/two")]
    made = action("action/0", told)
    made = replace(made, claims=tuple(sorted(made.claims, key=lambda claim: claim.source != "source/two")))
    graph = graph_of([made], [official])
    (found,) = conflicts(graph)
    assert explain(graph, found) == "Its source is of kind official, the other of kind press."


def test_words_about_a_situation_contradict_nothing(graph: KnowledgeGraph) -> None:
    found = conflicts(graph, ClaimProperty.STATUS)
    assert found
    assert all(isinstance(graph.entities[one.about], Law) for one in found)
