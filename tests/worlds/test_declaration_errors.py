"""Declarations that no acts can fit are found, and those that some can fit are not."""

from __future__ import annotations

from random import Random

from clemency_graph.graph.model.vocabulary import Covers
from clemency_graph.graph.queries.action_facts import ActionFacts
from clemency_graph.graph.queries.action_overlap import ActionRelations
from clemency_graph.graph.queries.overlap_errors import (
    declaration_errors,
    misplaced_series_figures,
    undeclared_figures,
)

from worlds.statements import write_record
from worlds.truth import draw_world
from worlds.widths import CITY, COUNTY, action, figure


def reasons(*actions: ActionFacts) -> list[str]:
    """Return the reasons of all errors."""
    return [error.reason for error in declaration_errors(ActionRelations(actions))]


def test_parts_of_each_other_are_refused() -> None:
    one, other = action("a", part_of=("b",)), action("b", part_of=("a",))
    assert reasons(one, other) == ["each is a part of the other"] * 2
    chain = (action("a", part_of=("b",)), action("b", part_of=("c",)), action("c", part_of=("a",)))
    assert reasons(*chain) == ["each is a part of the other"] * 3


def test_a_part_of_two_separate_actions_is_refused() -> None:
    state, county = action("a", separate_from=("b",)), action("b", place=COUNTY)
    part = action("c", place=CITY, part_of=("a", "b"))
    assert reasons(state, county, part) == ["separate, but one action is a part of both"]
    assert reasons(state, county, action("c", place=CITY, part_of=("a",))) == []
    assert reasons(state, action("b", place=COUNTY, part_of=("a",))) == ["separate, but one action is a part of both"]


def test_a_part_of_two_rounds_is_refused() -> None:
    rounds = action("a"), action("b", extends="a")
    part = action("c", place=CITY, part_of=("a", "b"))
    assert reasons(*rounds, part) == ["rounds of one series, but one action is a part of both"]


def test_declarations_that_some_acts_fit_are_accepted() -> None:
    for seed in range(200):
        rng = Random(seed)
        assert declaration_errors(ActionRelations(write_record(rng, draw_world(rng)).actions)) == []


def test_figures_that_do_not_say_what_they_cover_are_listed() -> None:
    running = figure("b", 5, 5, cumulative=True)
    declared = figure("b", 5, 5, cumulative=True, covers=Covers.SERIES)
    one = ActionRelations((action("a"), action("b", running, declared, extends="a")))
    assert undeclared_figures(one) == [running]
    assert misplaced_series_figures(one) == []
    alone = ActionRelations((action("b", running, declared),))
    assert undeclared_figures(alone) == []
    assert misplaced_series_figures(alone) == [declared]
