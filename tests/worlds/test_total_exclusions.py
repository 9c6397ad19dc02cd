"""Whatever a total leaves out is listed, with its code and what it was left out for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from random import Random

import pytest
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.vocabulary import ExclusionCode, Extent, Rank, ReliefKind, Stage, Unit
from clemency_graph.graph.queries.action_facts import ActionFacts
from clemency_graph.graph.queries.action_overlap import ActionRelations
from clemency_graph.graph.queries.counted_figures import counted_figures
from clemency_graph.graph.queries.total_bounds import bound_total
from clemency_graph.graph.queries.total_exclusions import Exclusion, exclusions

from worlds.statements import write_record
from worlds.truth import HORIZON, calendar_day, draw_world
from worlds.widths import CITY, action, figure


def left_out(
    relations: ActionRelations,
    asked: list[str],
    known_at: date | None = None,
    stage: Stage = Stage.GRANTED,
    unit: Unit = Unit.PEOPLE,
    uncertain: Collection[str] = (),
    on: date | None = None,
) -> tuple[set[str], list[Exclusion]]:
    """Return the ids of the claims that a total counts, and what it leaves out."""
    counted = counted_figures(relations, asked, stage, unit, known_at, uncertain, on)
    total = bound_total(counted.figures, relations)
    ids = {claim.id for one in counted.figures for claim in (one.claim, *one.claims)}
    return ids, exclusions(relations, asked, stage, unit, counted, total, known_at, on)


def codes(*actions: ActionFacts, known_at: date | None = None) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the code of each claim that is left out, and for which claims."""
    _, found = left_out(ActionRelations(actions), [one.id for one in actions], known_at)
    return {one.claim.id: (one.code.value, one.in_favor_of) for one in found}


@pytest.mark.parametrize("stage", [Stage.GRANTED, Stage.RECORDED])
def test_each_figure_is_counted_or_listed(stage: Stage) -> None:
    listed = set()
    for seed in range(250):
        rng = Random(seed)
        relations = ActionRelations(write_record(rng, draw_world(rng)).actions)
        asked = [id for id in relations.actions if rng.random() < 0.8]
        known_at = calendar_day(rng.randint(200, HORIZON + 200)) if seed % 2 else None
        uncertain = [id for id in asked if rng.random() < 0.1]
        on = calendar_day(rng.randint(0, HORIZON)) if seed % 3 == 0 else None
        counted, found = left_out(relations, asked, known_at, stage, uncertain=uncertain, on=on)
        given = {
            claim.id
            for id in asked
            for claim in relations.actions[id].claims
            if claim.stage is stage and claim.count is not None and claim.count.unit is Unit.PEOPLE
        }
        assert given <= counted | {one.claim.id for one in found}
        assert len({(one.code, one.claim.id) for one in found}) == len(found)
        listed |= {one.code for one in found}
    missing = {ExclusionCode.NATIONAL_TALLY, ExclusionCode.CONTRADICTION, ExclusionCode.SOURCE_KIND}
    if stage is Stage.GRANTED:
        assert set(ExclusionCode) - listed == missing
    else:
        assert ExclusionCode.IMPLIED not in listed


def test_figures_of_one_action_are_left_out_for_the_best() -> None:
    best = figure("a", 10, 12, "2022-01-01", rank=Rank.PREFERRED, id="best")
    lower = figure("a", 9, 30, "2021-01-01", id="lower")
    part = figure("a", 3, 3, "2021-01-01", extent=Extent.PART, id="part")
    wrong = figure("a", 99, 99, rank=Rank.DEPRECATED, id="wrong")
    assert codes(action("a", best, lower, part, wrong)) == {
        "lower": ("lower_rank", ("best",)),
        "part": ("part", ("best",)),
        "wrong": ("deprecated", ("best",)),
    }


def test_figures_of_several_actions_are_left_out_for_each_other() -> None:
    state = action("a", figure("a", 50, 90, "2023-01-01", id="state"))
    city = action("b", figure("b", 20, 20, "2022-01-01", id="city"), place=CITY, part_of=("a",))
    other = action("c", figure("c", 7, 7, id="other"), place=CITY, kind=ReliefKind.EXPUNGEMENT)
    assert codes(state, city, other) == {
        "city": ("contained", ("state",)),
        "other": ("may_overlap", ("city", "state")),
    }


def test_a_figure_of_an_action_that_may_not_match_gives_no_low() -> None:
    relations = ActionRelations(
        [action("a", figure("a", 5, 9, id="sure")), action("b", figure("b", 7, 7, id="perhaps"))]
    )
    counted = counted_figures(relations, ["a", "b"], Stage.GRANTED, Unit.PEOPLE, uncertain=["b"])
    assert bound_total(counted.figures, relations).interval == (5, 16)
    _, found = left_out(relations, ["a", "b"], uncertain=["b"])
    assert [(one.code.value, one.claim.id) for one in found if one.code is not ExclusionCode.MAY_OVERLAP] == [
        ("may_not_match", "perhaps")
    ]


def test_what_was_not_known_is_left_out() -> None:
    dated = figure("a", 10, 10, published=PartialDate("2021-03"), id="dated")
    late = figure("a", 12, 12, published=PartialDate("2023"), id="late")
    undated = figure("a", 14, 14, id="undated")
    found = codes(action("a", dated, late, undated), known_at=date(2022, 1, 1))
    assert found == {"late": ("not_known_by", ()), "undated": ("undated_source", ("dated",))}
    assert codes(action("a", undated), known_at=date(2022, 1, 1)) == {"undated": ("undated_source", ())}
    assert codes(action("a", late), known_at=date(2022, 12, 31)) == {"late": ("not_known_by", ())}
    assert codes(action("a", late), known_at=date(2023, 1, 1)) == {"late": ("undated_source", ())}
    assert codes(action("a", late), known_at=date(2023, 12, 31)) == {}
    # A page that gives no day is not older than what it describes.
    described = figure("a", 16, 16, as_of=PartialDate("2023-12"), id="described")
    assert codes(action("a", described), known_at=date(2023, 11, 30)) == {"described": ("not_known_by", ())}
    assert codes(action("a", described), known_at=date(2023, 12, 1)) == {"described": ("undated_source", ())}
