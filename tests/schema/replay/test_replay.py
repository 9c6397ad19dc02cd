"""A changed answer rests on a changed claim or on the changelog, or it is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph, load
from clemency_graph.graph.queries.release_comparison import record, upcoming
from clemency_graph.graph.queries.total import Total
from clemency_graph.schema.replay import KeptAnswer, KeptRelease, Verdict, answers_of, replay
from clemency_graph.schema.replay.answer_differences import ABSENT, Difference, differences
from clemency_graph.schema.saved_queries import Operation, operations

DAY = date(2026, 11, 29)
NEVADA = "action/nv/2020-possession-pardons"
LAW = "law/nv/ab-192-2019.yaml"
ASKED: Mapping[str, Mapping[str, Any]] = {
    "ClemencyInAState": {"code": "NV"},
    "GrantedInTotal": {},
    "PageOfStates": {},
    "PageOfAnAction": {"id": NEVADA},
    "GovernorsOnADay": {},
    "WhatALawDoes": {"id": "law/nv/ab-192-2019"},
    "WhatChanged": {"since": "2026-11-29"},
    "WhoIsCentral": {},
}
ASKED_OF = {name: operations()[name] for name in ASKED}


def kept_of(graph: KnowledgeGraph, names: Iterable[str] = ASKED) -> KeptRelease:
    answers = answers_of(graph, DAY, [operations()[name] for name in names], ASKED)
    return KeptRelease(graph.dataset.version, DAY, frozenset(), answers)


def released(folder: Path) -> KnowledgeGraph:
    record(load(folder))
    return load(folder)


def edit(folder: Path, *changes: tuple[str, str], file: str = f"{NEVADA}.yaml") -> None:
    path = folder / file
    text = path.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def correct_a_figure(folder: Path) -> None:
    """Change the claim that is best, by which the totals count."""
    edit(
        folder,
        (
            "low: 15001, qualifier: more_than, unit: people}\n"
            "    stated: more than 15,000 people automatically pardoned",
            "low: 15101, qualifier: more_than, unit: people}\n"
            "    stated: more than 15,100 people automatically pardoned",
        ),
    )


def silent(verdicts: Iterable[Verdict]) -> list[Verdict]:
    return [one for one in verdicts if not one.is_explained]


def one_more(total: Total) -> int:
    """Return a lower bound that is wrong."""
    return total.bounds.interval.low + 1


def test_nothing_changes_by_itself(folder: Path) -> None:
    graph = released(folder)
    assert list(replay(upcoming(load(folder)), kept_of(graph), ASKED_OF, frozenset())) == []


def test_a_changed_claim_explains_what_rests_on_it(folder: Path) -> None:
    kept = kept_of(released(folder))
    correct_a_figure(folder)
    verdicts = list(replay(upcoming(load(folder)), kept, ASKED_OF, frozenset()))
    changed = {one.query for one in verdicts}
    assert changed == {"ClemencyInAState", "GrantedInTotal", "PageOfStates", "PageOfAnAction", "WhatChanged"}
    assert silent(verdicts) == []
    assert any(one.coordinates[0] == "Total.low" and "15101" in one.new for one in verdicts)


def test_a_resolver_that_changed_is_found_even_beside_a_changed_claim(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = kept_of(released(folder))
    edit(folder, ("scope: Convictions of offenses since", "scope: Convictions for offenses since"), file=LAW)
    monkeypatch.setattr(Total, "low", property(one_more))
    verdicts = list(replay(upcoming(load(folder)), kept, ASKED_OF, frozenset()))
    found = silent(verdicts)
    assert len(verdicts) > len(found), "the claim about the law is among the changes"
    assert found and {one.coordinates[0] for one in found} == {"Total.low"}
    states = [one for one in found if one.query == "PageOfStates"]
    assert states
    told = str(states[0])
    assert told.startswith("PageOfStates: data.states.nodes[") and ".low was " in told and ", and is " in told
    assert told.endswith("a new entry of the changelog that names `Total.low` or `Query.states`.")


@pytest.mark.parametrize("named", ["Total.low", "State.totals", "StateConnection.nodes", "Query.states"])
def test_the_changelog_explains_by_the_coordinate_of_the_field_or_of_one_around_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    kept = kept_of(released(folder), ["PageOfStates"])
    monkeypatch.setattr(Total, "low", property(one_more))
    graph = upcoming(load(folder))
    assert silent(replay(graph, kept, ASKED_OF, frozenset()))
    for other in ("Total.high", "State.name", "PageOfStates"):
        assert silent(replay(graph, kept, ASKED_OF, frozenset({other})))
    verdicts = list(replay(graph, kept, ASKED_OF, frozenset({named})))
    assert verdicts and silent(verdicts) == []
    assert {one.entries for one in verdicts} == {(named,)}


def test_other_words_are_no_change_of_a_claim(folder: Path) -> None:
    kept = kept_of(released(folder))
    edit(folder, ("stated: more than 15,000 people automatically", "stated: over 15,000 people automatically"))
    graph = upcoming(load(folder))
    found = silent(replay(graph, kept, ASKED_OF, frozenset()))
    assert {one.coordinates[0] for one in found} == {"Claim.stated", "Change.stated"}
    assert silent(replay(graph, kept, ASKED_OF, frozenset({"Claim.stated", "Change.stated"}))) == []


def test_a_claim_that_is_gone_takes_what_rested_on_it_along(folder: Path) -> None:
    kept = kept_of(released(folder))
    path = folder / f"{NEVADA}.yaml"
    head, mark, tail = path.read_text("utf-8").partition("  - source: source/norml/2020-nevada-unconditional-pardons\n")
    _, next_, rest = tail.partition("  - source: ")
    assert mark and next_
    path.write_text(head + next_ + rest, "utf-8")
    verdicts = list(replay(upcoming(load(folder)), kept, ASKED_OF, frozenset()))
    assert any(one.new == "absent" for one in verdicts)
    assert silent(verdicts) == []


def test_an_action_that_is_gone_explains_the_totals_that_counted_it(folder: Path) -> None:
    names = ("GrantedInTotal", "PageOfStates", "PageOfHome", "ClemencyInAState")
    kept = kept_of(released(folder), names)
    (folder / f"{NEVADA}.yaml").unlink()
    edit(folder, ("pardons: value", "pardons: unknown"), file="state/nv.yaml")
    verdicts = list(replay(upcoming(load(folder)), kept, operations(), frozenset()))
    gone = [one for one in verdicts if one.coordinates[0] in ("Query.totals", "State.totals") and one.new == "absent"]
    assert {one.query for one in gone} == {"GrantedInTotal", "PageOfStates", "PageOfHome"}
    # Nothing but what was looked for is no claim.
    assert {one.coordinates[0] for one in silent(verdicts)} == {"Coverage.pardons"}
    bare = {name: answer._replace(counted={}) for name, answer in kept.answers.items()}
    assert len(silent(replay(upcoming(load(folder)), kept._replace(answers=bare), operations(), frozenset()))) > 2


def test_a_field_or_a_saved_query_that_is_gone_must_be_named(folder: Path) -> None:
    kept = kept_of(released(folder), ["PageOfStates", "WhoIsCentral"])
    graph = upcoming(load(folder))
    states = ASKED_OF["PageOfStates"]
    without = Operation(states.name, "", "", states.document.replace("      stateKind\n", ""))
    (gone, central) = (
        silent(replay(graph, kept, {states.name: without}, frozenset()))[0],
        silent(replay(graph, kept, {states.name: without}, frozenset()))[-1],
    )
    assert (gone.coordinates[0], gone.new) == ("State.stateKind", "absent")
    assert (central.query, central.new) == ("WhoIsCentral", "not there")
    named = frozenset({"PageOfStates", "WhoIsCentral"})
    assert silent(replay(graph, kept, {states.name: without}, named)) == []


def test_a_new_field_changes_nothing(folder: Path) -> None:
    kept = kept_of(released(folder), ["PageOfStates"])
    states = ASKED_OF["PageOfStates"]
    more = Operation(states.name, "", "", states.document.replace("      stateKind\n", "      stateKind\n      fips\n"))
    assert list(replay(upcoming(load(folder)), kept, {states.name: more}, frozenset())) == []


def test_a_new_field_hides_no_change_of_items_that_nothing_tells_apart() -> None:
    before = [{"due": "2020"}, {"due": "2021", "body": {"name": "A"}}, {"due": "2022", "body": None}]
    late = {"late": True, "body": {"name": "A", "id": "a"}}
    after = [{"due": "2020", "late": None}, {"due": "2019", **late}, {"due": "2021", **late}]
    found = list(differences(before, [*after, {"due": "2022", "late": None, "body": None}]))
    assert found == [Difference((1,), (), ABSENT, {"due": "2019", **late})]
    found = list(differences(before, [*after, {"due": "2023", "late": None, "body": None}]))
    assert found == [
        Difference((1,), (), ABSENT, {"due": "2019", **late}),
        Difference((3, "due"), (2, "due"), "2022", "2023"),
    ]


def test_answers_are_of_the_day_of_their_release(folder: Path) -> None:
    graph = released(folder)
    answers: list[KeptAnswer] = [
        answers_of(graph, day, [operations()["GovernorsOnADay"]], {})["GovernorsOnADay"]
        for day in (DAY, date(2020, 1, 1))
    ]
    assert b'"day":"2026-11-29"' in answers[0].content
    assert b'"day":"2020-01-01"' in answers[1].content
