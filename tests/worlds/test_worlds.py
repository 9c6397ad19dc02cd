"""The derivations hold in simulated worlds, and each wrong version of a rule is noticed."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from support.marking import slow_but

from worlds import hunt, widths
from worlds.judge import judge
from worlds.mutants import MUTANTS, Mutant

KILLS = json.loads(hunt.KILLS.read_text("utf-8"))


@pytest.mark.parametrize("first", slow_but(["0"], range(0, 600, 100)))
def test_no_world_lies_outside_its_intervals(first: int) -> None:
    seen = Counter[str]()
    assert [(seed, failure) for seed in range(first, first + 100) for failure in judge(seed, seen)] == []
    assert seen["totals with a high"] > 50
    assert seen["totals with figures that may overlap"] > 10
    assert seen["totals with contained figures"]


# What an action granted is known only from a deprecated claim, or from a figure of its series.
@pytest.mark.parametrize("seed", [30003182, 30073642, 30074667])
def test_what_nobody_counts_may_have_been_granted_before_a_period(seed: int) -> None:
    assert list(judge(seed)) == []


@pytest.mark.parametrize("test", widths.TESTS, ids=lambda test: test.__name__)
def test_widths(test: widths.Test) -> None:
    test()


@pytest.mark.parametrize("mutant", MUTANTS, ids=hunt.title)
def test_each_mutant_is_noticed(mutant: Mutant) -> None:
    if mutant.width is not None:
        assert hunt.fails(mutant), "no interval became wider; hold the rule by another test of width"
        return
    kind, seed = KILLS[hunt.title(mutant)]
    assert next(judge(seed), None) is None
    assert hunt.notice(mutant, seed) == kind, "the worlds have changed; run python -m worlds.hunt"


def test_each_rule_has_at_least_two_mutants() -> None:
    rules = Counter(mutant.rule for mutant in MUTANTS)
    assert [rule for rule, number in rules.items() if number < 2] == []
    assert len({hunt.title(mutant) for mutant in MUTANTS}) == len(MUTANTS)
