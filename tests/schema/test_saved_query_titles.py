"""The title of every saved query is true of each row that it returns, and it returns all such rows.

What must hold is read from claims and records (`support.plain_reading`), never through the filter that the query uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Claim, ClemencyAction, Law, Locality, Party, Person, Source, State
from clemency_graph.graph.model.vocabulary import ActorRole, ClaimProperty, Office, Rank, ReliefKind, Stage
from clemency_graph.graph.queries.value_conditions import fold
from clemency_graph.schema import run
from clemency_graph.schema.saved_queries import operations
from support.board_query_titles import BOARD_CHECKS
from support.page_query_titles import PAGE_CHECKS
from support.plain_reading import (
    DECIDING,
    Json,
    act,
    actions,
    actors,
    days_of,
    governor,
    holds_still,
    in_force,
    in_state,
    is_action,
    is_figure,
    is_total,
    kinds,
    laws_in_force,
    parties,
    today,
    usable,
    was_granted,
    was_refused,
)
from support.saved_query_examples import EXAMPLES
from support.site_query_titles import SITE_CHECKS

CLEARING: Final = ("EXPUNGEMENT", "SEALING", "VACATUR", "DISMISSAL")
Check = Callable[[KnowledgeGraph, Json, Json], None]
CHECKS: Final[dict[str, Check]] = {**PAGE_CHECKS, **SITE_CHECKS, **BOARD_CHECKS}


def titled(title: str) -> Callable[[Check], Check]:
    """Note what must hold of the data of the saved query with a title."""

    def note(check: Check) -> Check:
        CHECKS[title] = check
        return check

    return note


def ids(rows: list[Json]) -> list[str]:
    return [row["id"] for row in rows]


def assert_actions(graph: KnowledgeGraph, found: Json, expected: list[ClemencyAction], order: str = "") -> None:
    """The rows are those of some actions, all of them, told as claims tell them, and in order of their days."""
    assert sorted(ids(found["nodes"])) == sorted(one.id for one in expected)
    assert found["totalCount"] == len(expected)
    assert all(is_action(graph, row) for row in found["nodes"])
    if order == "ASC":
        assert_in_order(found, "act", "date")
    if order == "DESC":
        days = days_of(found["nodes"], "act", "date")
        assert days == sorted(days, reverse=True)


def assert_in_order(found: Json, *path: str) -> None:
    """The rows are in order of their days, those without one last."""
    days = [day if (day := days_of([row], *path)) else ["undated"] for row in found["nodes"]]
    assert days == sorted(days)


def assert_largest_first(found: Json) -> None:
    """By the lower bound of the figure, or else its upper; what has no figure comes last."""
    quantities = [row["figure"]["quantity"] if row["figure"] else {"low": -1} for row in found["nodes"]]
    bounds = [one["high"] if one["low"] is None else one["low"] for one in quantities]
    assert bounds == sorted(bounds, reverse=True)


def assert_totals(graph: KnowledgeGraph, rows: list[Json], counted: list[ClemencyAction], stage: str) -> None:
    assert {row["stage"] for row in rows} <= {stage}
    assert all(is_total(graph, row, counted) for row in rows)
    assert {row["kind"] for row in rows} == {one.kind.name for one in counted}


@titled("How much of a nationwide tally is itemized by state, and how much is not?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    told = data["reconciliation"]
    claim = graph.claims[given["claim"]]
    assert claim.about == "country/us"
    assert claim.kind is not None
    assert is_figure([claim], told["claim"])
    counted = [one for one in actions(graph) if was_granted(one) and one.kind is claim.kind]
    for row in told["explained"] + told["inOtherUnits"]:
        assert row["kind"] == claim.kind.name
        assert is_total(
            graph,
            row,
            [one for one in counted if in_state(graph, one.jurisdiction).endswith(row["state"]["code"].lower())],
        )
    units = {row["unit"] for row in told["explained"]}, {row["unit"] for row in told["inOtherUnits"]}
    assert units[0] <= {told["claim"]["quantity"]["unit"]}
    assert units[0].isdisjoint(units[1])


@titled("Which figures do sources give for one action?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    action = graph.entities[given["id"]]
    figures = [one for one in action.claims if one.property is ClaimProperty.FIGURE]
    assert sorted(ids(data["action"]["figures"])) == sorted(one.id for one in figures)
    assert all(is_figure([graph.claims[row["id"]]], row) for row in data["action"]["figures"])
    ranks = list(Rank.__members__)
    for stage in Stage.__members__:
        told = [ranks.index(row["rank"]) for row in data["action"]["figures"] if row["quantity"]["stage"] == stage]
        assert told == sorted(told)


@titled("What is within some steps of an organization, a person, a place or a law?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    reached = set(given["of"])
    for _ in range(2):
        reached |= {end for id in reached for edge in graph.edges(id) for end in (edge.from_, edge.to)}
    found = data["neighborhood"]
    nodes = set(ids(found["nodes"]))
    assert nodes <= reached
    assert found["totalCount"] == len(reached)
    assert found["truncated"] == (len(nodes) < len(reached))
    edges = {(one.kind.name, one.from_, one.to) for id in nodes for one in graph.edges(id)}
    assert all((row["kind"], row["from"]["id"], row["to"]["id"]) in edges for row in found["relationships"])


@titled("What did the cities and counties of a state do on their own?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    places = {one.id for one in graph.of_type(Locality) if one.parent == f"state/{given['code'].lower()}"}
    assert_actions(
        graph, data["state"]["actions"], [one for one in actions(graph) if one.jurisdiction in places], "ASC"
    )
    assert {row["jurisdiction"]["id"] for row in data["state"]["actions"]["nodes"]} <= places


@titled("What was done in one state?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    state = graph.entities[data["state"]["id"]]
    assert isinstance(state, State)
    assert state.code == given["code"]
    term = governor(graph, state, date.fromisoformat(data["day"]))
    assert data["state"]["governor"]["start"] == (str(term.start) if term else None)
    expected = [one for one in actions(graph) if in_state(graph, one.jurisdiction) == state.id]
    assert_actions(graph, data["state"]["actions"], expected, "ASC")


@titled("How many could get relief, by the estimates of sources?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    with_figure = [
        one
        for one in actions(graph)
        if any(claim.stage is Stage.ELIGIBLE for claim in usable(one, ClaimProperty.FIGURE))
    ]
    assert {row["stage"] for row in data["totals"]} == {"ELIGIBLE"}
    told = set()
    for row in data["totals"]:
        code = row["state"]["code"].lower() if row["state"] else "us"
        here = [one for one in actions(graph) if in_state(graph, one.jurisdiction).endswith(f"/{code}")]
        assert is_total(graph, row, here)
        told |= {(row["kind"], code)} if row["unit"] else set()
    assert told <= {(one.kind.name, in_state(graph, one.jurisdiction).rpartition("/")[2]) for one in with_figure}


@titled("What is in the graph under this name?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    wanted = fold(given["text"])
    named = {one.id for one in graph.entities.values() if wanted in fold(" ".join((one.name, *one.aliases)))}
    assert named <= set(ids([row["entity"] for row in data["search"]["nodes"]]))
    assert data["search"]["totalCount"] == len(data["search"]["nodes"])
    scores = [row["score"] for row in data["search"]["nodes"]]
    assert scores == sorted(scores, reverse=True)


@titled("Which governors pardoned how many people, under which law, and who says so?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    expected = [
        one
        for one in actions(graph)
        if one.kind is ReliefKind.PARDON
        and was_granted(one)
        and any(term and term.office is Office.GOVERNOR for _, term in actors(graph, one, DECIDING))
    ]
    assert_actions(graph, data["actions"], expected)
    assert_largest_first(data["actions"])
    assert {row["figure"]["quantity"]["stage"] for row in data["actions"]["nodes"] if row["figure"]} <= {
        "GRANTED",
        "RECORDED",
    }


@titled("Who governed each state and territory on a day, and for which party?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    assert ids(data["states"]["nodes"]) == sorted(one.id for one in graph.of_type(State))
    for row in data["states"]["nodes"]:
        term = governor(graph, graph.entities[row["id"]], date.fromisoformat(data["day"]))  # type: ignore[arg-type]
        told = row["governor"] or {"person": {"id": None}, "party": None}
        assert told["person"]["id"] == (term.person if term else None)
        party = graph.entities[term.party] if term and term.party else None
        assert (told["party"] or {}).get("name") == (party.name if party else None)


@titled("How much clemency was granted under each party?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    granted = [one for one in actions(graph) if was_granted(one)]
    assert_totals(graph, data["totals"], granted, "GRANTED")
    names = {None: None} | {party.name: party.id for party in graph.of_type(Party)}
    for row in data["totals"]:
        party = names[row["party"]["name"] if row["party"] else None]
        of_party = [
            one for one in granted if (party in parties(graph, one) if party else parties(graph, one) <= {None})
        ]
        assert is_total(graph, row, of_party)


@titled("How many were granted clemency in total?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    granted = [one for one in actions(graph) if was_granted(one)]
    assert_totals(graph, data["totals"], granted, "GRANTED")
    for row in data["totals"]:
        left = {one.id for one in granted if one.kind.name == row["kind"]}
        # An action is counted, or it is listed: none is left out without a word.
        assert set(ids(row["uncounted"]["nodes"])) <= left
        # A figure of a series also counts rounds of which no claim says by itself that they were granted.
        assert row["actions"] + row["uncounted"]["totalCount"] >= len(left)
        assert row["complete"] == (row["uncounted"]["totalCount"] == 0)


@titled("How are two people, places or laws connected?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    path = data["path"]
    nodes = ids(path["nodes"])
    assert (nodes[0], nodes[-1]) == (given["from"], given["to"])
    for step, row in enumerate(path["relationships"]):
        ends = row["from"]["id"], row["to"]["id"]
        assert sorted(ends) == sorted(nodes[step : step + 2])
        assert ends in {(one.from_, one.to) for one in graph.edges(nodes[step]) if one.kind.name == row["kind"]}


@titled("Which expungements and sealings were the largest?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    expected = [
        one
        for one in actions(graph)
        if one.kind in kinds("EXPUNGEMENT", "SEALING")
        and any(
            claim.stage is act(one) and claim.quantity and claim.quantity.low is not None
            for claim in usable(one, ClaimProperty.FIGURE)
        )
    ]
    assert_actions(graph, data["actions"], expected)
    assert_largest_first(data["actions"])


@titled("Which laws clear convictions without a request, and are in force on a day?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    day = date.fromisoformat(data["day"])
    expected = laws_in_force(graph, CLEARING, day, ("AUTOMATIC", "BOTH"), of_convictions=True)
    assert sorted(ids(data["laws"]["nodes"])) == sorted(expected)
    surely = laws_in_force(graph, CLEARING, day, ("AUTOMATIC", "BOTH"), surely=True, of_convictions=True)
    assert data["laws"]["uncertainCount"] == len(expected - surely)
    enacted = days_of(data["laws"]["nodes"], "enacted")
    assert enacted == sorted(enacted, reverse=True)


@titled("How many laws that clear records are in force in each state, and how much relief is recorded?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    clearing = laws_in_force(graph, CLEARING, date.fromisoformat(data["day"]), None)
    done = [one for one in actions(graph) if was_granted(one) and one.kind not in kinds("PARDON", "COMMUTATION")]
    assert ids(data["states"]["nodes"]) == sorted(one.id for one in graph.of_type(State))
    for row in data["states"]["nodes"]:
        laws = [id for id in clearing if graph.entities[id].jurisdiction == row["id"]]  # type: ignore[attr-defined]
        assert row["laws"]["totalCount"] == len(laws)
        assert row["actions"]["totalCount"] == len(
            [one for one in done if in_state(graph, one.jurisdiction) == row["id"]]
        )


@titled("Where was cannabis legal on a day, and by which law?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    day = date.fromisoformat(data["day"])
    named = {"adultUse": "ADULT_USE", "medical": "MEDICAL", "decriminalized": "DECRIMINALIZATION"}
    assert ids(data["states"]["nodes"]) == sorted(one.id for one in graph.of_type(State))
    for row in data["states"]["nodes"]:
        for field, effect in named.items():
            able = {
                law.id
                for law in graph.of_type(Law)
                for one in law.provisions
                if law.jurisdiction == row["id"]
                and one.effect.name == effect
                and (start := one.effective or law.effective or law.enacted)
                and in_force(law, start, day, surely=True)
                and holds_still(one, day, surely=True)
            }
            told = row["legalStatus"][field]
            assert told["id"] in able if able else told is None
            first = row["legalStatus"][f"first{field[0].upper()}{field[1:]}"]
            assert (first is None) == (told is None)
            assert not first or min(first["effective"] or "9", first["enacted"] or "9") <= data["day"]


@titled("How many nationwide, by published tallies?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    tallies = [one for one in graph.entities["country/us"].claims if one.property is ClaimProperty.FIGURE]
    assert sorted(ids(data["entity"]["claims"]["nodes"])) == sorted(one.id for one in tallies)
    assert all(is_figure([graph.claims[row["id"]]], row) for row in data["entity"]["claims"]["nodes"])


@titled("Which pardons were granted under a party?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    (party,) = (one.id for one in graph.of_type(Party) if one.abbreviation == given["party"])
    pardons = [one for one in actions(graph) if one.kind is ReliefKind.PARDON and was_granted(one)]
    assert_actions(graph, data["actions"], [one for one in pardons if party in parties(graph, one)], "DESC")


@titled("Who was president when, and what did the federal government do?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    terms = [one for one in graph.terms.values() if one.office is Office.PRESIDENT]
    assert [one["start"] for one in data["entity"]["terms"]["nodes"]] == sorted(str(one.start) for one in terms)
    federal = [one for one in actions(graph) if one.jurisdiction == "country/us"]
    assert_actions(graph, data["entity"]["actions"], federal, "ASC")
    laws = {one.id for one in graph.of_type(Law) if one.jurisdiction == "country/us" and one.status.name == "ENACTED"}
    assert set(ids(data["entity"]["laws"]["nodes"])) == laws
    assert_in_order(data["entity"]["laws"], "enacted")


@titled("Which clemency did a person decide, propose, carry out or call for?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    def those(*roles: ActorRole) -> list[ClemencyAction]:
        return [one for one in actions(graph) if given["id"] in {id for id, _ in actors(graph, one, roles)}]

    assert_actions(graph, data["person"]["actions"], those(*ActorRole), "ASC")
    for row in data["person"]["actions"]["nodes"]:
        told = {(one["role"], bool(one["term"])) for one in row["actors"] if one["entity"]["id"] == given["id"]}
        action = graph.entities[row["id"]]
        assert isinstance(action, ClemencyAction)
        assert told == {(one.role.name, one.term is not None) for one in action.actors if one.entity == given["id"]}
    assert_totals(graph, data["totals"], [one for one in those(*DECIDING) if was_granted(one)], "GRANTED")


@titled("Where was clemency refused or withdrawn, and by whom?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    rows = data["actions"]["nodes"]
    assert sorted(ids(rows)) == sorted(one.id for one in actions(graph) if was_refused(one))
    assert {row["stage"] for row in rows} == {"DECLINED", "WITHDRAWN"}
    assert all(row["sources"]["nodes"] for row in rows)
    assert_in_order(data["actions"], "date")


@titled("What was done in a state since a day, such as that of legalization, and which laws were enacted since?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    since = date.fromisoformat(given["since"])
    assert data["since"] == given["since"]
    rows, laws = data["state"]["actions"], data["state"]["laws"]
    here = [one for one in actions(graph) if in_state(graph, one.jurisdiction) == data["state"]["id"]]
    surely = {one.id for one in here if one.date and one.date.first_day >= since}
    never = {one.id for one in here if one.date and one.date.last_day < since}
    assert surely <= set(ids(rows["nodes"])) <= {one.id for one in here} - never
    assert all(is_action(graph, row) for row in rows["nodes"])
    # What is not surely later is counted, and its row has the bounds of its day.
    bounds = [(row["act"]["earliest"] or "", row["act"]["latest"] or "9") for row in rows["nodes"]]
    assert all(latest >= given["since"] for _, latest in bounds)
    assert rows["uncertainCount"] == len([earliest for earliest, _ in bounds if earliest < given["since"]])
    of_state = [one for one in graph.of_type(Law) if one.jurisdiction == data["state"]["id"]]
    enacted = {one.id for one in of_state if one.enacted and one.enacted.last_day >= since}
    never_law = ("PROPOSED", "VETOED", "REJECTED")
    undated = {one.id for one in of_state if not one.enacted and one.status.name not in never_law}
    assert set(ids(laws["nodes"])) == enacted | undated
    assert_in_order(rows, "act", "date")
    assert_in_order(laws, "enacted")


@titled("What had been published by a day?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    day = data["knownAt"]
    assert_totals(graph, data["totals"], [one for one in actions(graph) if was_granted(one)], "GRANTED")
    shown = [one for row in data["totals"] for one in row["claims"]["nodes"]] + data["entity"]["claims"]["nodes"]
    assert all(one["published"] is None or one["published"] <= day for one in shown)
    tallies = [one for one in graph.entities["country/us"].claims if one.property is ClaimProperty.FIGURE]
    known = {one.id for one in tallies if one.published and str(one.published.last_day) <= day}
    assert known <= set(ids(data["entity"]["claims"]["nodes"])) <= {one.id for one in tallies}


@titled("How do two states compare?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    codes = given["one"], given["other"]
    for name, code in zip(("one", "other"), codes, strict=True):
        state = graph.entities[data[name]["id"]]
        assert isinstance(state, State)
        assert state.code == code
        term = governor(graph, state, date.fromisoformat(data["day"]))
        assert data[name]["governor"]["start"] == (str(term.start) if term else None)
        here = [one for one in actions(graph) if in_state(graph, one.jurisdiction) == state.id]
        assert data[name]["actions"]["totalCount"] == len(here)
        rows = [row for row in data["totals"] if row["state"]["code"] == code]
        assert_totals(graph, rows, [one for one in here if was_granted(one)], "GRANTED")
    assert {row["state"]["code"] for row in data["totals"]} <= set(codes)


@titled("What does a law provide?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    law = graph.entities[given["id"]]
    assert isinstance(law, Law)
    told = [(one["effect"], one["scope"]) for one in data["law"]["provisions"]]
    assert told == [(one.effect.name, one.scope) for one in law.provisions]
    assert_actions(graph, data["law"]["actions"], [one for one in actions(graph) if law.id in one.laws], "ASC")
    assert data["law"]["signedBy"]["id"] == law.signed_by


@titled("What does one source say, and how is it cited?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    rows = data["entity"]["says"]["nodes"]
    assert sorted(ids(rows)) == sorted(one.id for one in graph.claims.values() if one.source == given["id"])
    source = graph.entities[given["id"]]
    assert isinstance(source, Source)
    assert source.title.rstrip(".?!") in data["entity"]["cite"]


@titled("What changed in the data since a day, such as the first of this month?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    entries: dict[str, list[str]] = {}
    for release in graph.history.releases:
        for entry in release.entries:
            entries.setdefault(entry.claim, []).append(str(release.released))
    told = {row["id"]: row for row in data["changes"]["nodes"]}
    # A claim that was added and removed since is no change; one that no release has is told without a day.
    lately = {id for id, days in entries.items() if days[-1] >= given["since"]}
    new = graph.claims.keys() - entries.keys()
    assert lately & graph.claims.keys() <= told.keys() | {id for id in lately if len(entries[id]) > 1}
    assert told.keys() <= lately | new | {id for id, row in told.items() if row["released"] is None}
    for id, row in told.items():
        assert (row["kind"] != "REMOVED") == (id in graph.claims) == (row["claim"] is not None)
        assert row["released"] in (None, entries.get(id, [None])[-1])


@titled("What was looked for in each state and territory, and what was not found?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    assert ids(data["states"]["nodes"]) == sorted(one.id for one in graph.of_type(State))
    for row in data["states"]["nodes"]:
        coverage = graph.entities[row["id"]].coverage  # type: ignore[attr-defined]
        told = row["coverage"]
        assert (told["pardons"], told["expungements"], told["laws"]) == (
            coverage.pardons.name, coverage.expungements.name, coverage.laws.name,
        )  # fmt: skip
        assert (told["checked"], told["note"]) == (str(coverage.checked), coverage.note)


@titled("By which days do laws require something of public bodies, and was it done?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    on = date.fromisoformat(data["day"])
    expected = {
        (law.id, str(claim.text).split()[0]): status_by_claims(law, claim, on)
        for law in graph.of_type(Law)
        for claim in reversed(usable(law, ClaimProperty.DUTY))
    }
    told = {(row["law"]["id"], row["key"]): row["status"] for row in data["duties"]["nodes"]}
    assert told == {key: one for key, one in expected.items() if one in given.get("status", [one])}
    for row in data["duties"]["nodes"]:
        claims = [graph.claims[one["id"]] for one in row["claims"]]
        assert {one.about for one in claims} == {row["law"]["id"]}
        assert row["status"] not in ("MISSED", "FULFILLED") or any(one.property.name == "OUTCOME" for one in claims)
    assert_in_order(data["duties"], "due")


def status_by_claims(law: Law, duty: Claim, on: date) -> str:
    """The best outcome that a claim gives by that day; else overdue once the day has passed, which is never missed."""
    assert duty.date
    passed = on > duty.date.last_day
    key = str(duty.text).split()[0]
    outcome = next((one for one in usable(law, ClaimProperty.OUTCOME) if str(one.text).split()[0] == key), None)
    if outcome and (outcome.date.first_day <= on if outcome.date else passed):
        return str(outcome.text).split()[1].upper()
    return "OVERDUE" if passed else "PENDING"


@titled("Which figures are disputed the most?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    for listed in (data["conflicts"], data["estimates"]):
        assert_contradictions(graph, listed)
        assert_spreads(graph, listed)
    assert not {row["stage"] for row in data["estimates"]["nodes"]} & {"APPLIED", "GRANTED", "RECORDED"}


def assert_spreads(graph: KnowledgeGraph, listed: Json) -> None:
    spreads = []
    for row in listed["nodes"]:
        claims = [graph.claims[one["id"]] for one in row["claims"]]
        usable = [claim for claim in claims if claim.rank is not Rank.DEPRECATED]
        quantities = [claim.quantity for claim in (usable if row["open"] else claims)]
        low = max(one.low for one in quantities if one and one.low is not None)
        high = min(one.high for one in quantities if one and one.high is not None)
        assert row["spread"] == low / max(1, high) >= 1
        spreads.append(row["spread"])
    assert spreads == sorted(spreads, reverse=True)


@titled("Where do sources contradict each other, and which is preferred?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    assert_contradictions(graph, data["conflicts"])
    differing = [row for row in data["conflicts"]["nodes"] if row["daysDiffer"]]
    assert differing and not {row["stage"] for row in differing} & {"APPLIED", "GRANTED", "RECORDED"}


def assert_contradictions(graph: KnowledgeGraph, listed: Json) -> None:
    for row in listed["nodes"]:
        claims = [graph.claims[one["id"]] for one in row["claims"]]
        assert {one.about for one in claims} == {row["about"]["id"]}
        assert {one["quantity"]["stage"] for one in row["claims"]} == {row["stage"]}
        assert len({one["quantity"]["unit"] for one in row["claims"]}) == 1
        quantities = [one.quantity for one in claims if one.quantity]
        lows = [one.low for one in quantities if one.low is not None]
        highs = [one.high for one in quantities if one.high is not None]
        assert max(lows) > min(highs), "two of them cannot both be true"
        preferred = row["preferred"]
        assert preferred is None or graph.claims[preferred["id"]].rank is not Rank.DEPRECATED


@titled("Which 15 entities have the most relationships?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    shown = ("Person", "Law", "Organization", "ClemencyAction")
    # Two entities can be related in several ways.
    degrees = {
        one.id: len({end for edge in graph.edges(one.id) for end in (edge.from_, edge.to)} - {one.id})
        for one in graph.entities.values()
        if type(one).__name__ in shown
    }
    told = [degrees[row["entity"]["id"]] for row in data["central"]]
    assert told == sorted(degrees.values(), reverse=True)[:15]


@titled("Who is this person?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    person = graph.entities[given["id"]]
    assert isinstance(person, Person)
    told = data["person"]
    assert told["terms"]["totalCount"] == len([one for one in graph.terms.values() if one.person == person.id])
    assert set(ids(told["lawsSigned"]["nodes"])) == {one.id for one in graph.of_type(Law) if one.signed_by == person.id}
    acted = {one.id for one in actions(graph) if person.id in {id for id, _ in actors(graph, one, list(ActorRole))}}
    assert set(ids(told["actions"]["nodes"])) == acted
    assert_in_order(told["terms"], "start")
    assert_in_order(told["actions"], "act", "date")
    assert_in_order(told["lawsSigned"], "enacted")
    said = [one.id for one in person.claims if one.property is ClaimProperty.STATUS]
    assert sorted(ids(told["claims"]["nodes"])) == sorted(said)


@titled("What share of the eligible was granted relief, in each program of one state?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    assert data["state"]["id"] == f"state/{given['code'].lower()}"
    assert_uptake(graph, data["state"])


@titled("What share of the eligible was granted relief, in the programs of each state?")
def _(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    assert ids(data["states"]["nodes"]) == sorted(one.id for one in graph.of_type(State))
    for row in data["states"]["nodes"]:
        assert_uptake(graph, row)


def assert_uptake(graph: KnowledgeGraph, state: Json) -> None:
    """The rows are the programs of a state of which the eligible are counted, and their rates those of the figures."""
    here = [
        one
        for one in actions(graph)
        if in_state(graph, one.jurisdiction) == state["id"] and one.stage not in (Stage.DECLINED, Stage.WITHDRAWN)
    ]

    def units(action: ClemencyAction, stages: tuple[Stage, ...]) -> set[str]:
        return {one.quantity.unit.name for one in usable(action) if one.quantity and one.stage in stages}

    rows = state["uptake"]
    told = {(row["action"]["id"], row["unit"]) for row in rows}
    compared = (Stage.ELIGIBLE, Stage.APPLIED, Stage.GRANTED, Stage.RECORDED)
    programs = [one for one in here if units(one, (Stage.ELIGIBLE,))]
    assert {(one.id, unit) for one in programs for unit in units(one, (Stage.ELIGIBLE,))} <= told
    # A figure of a whole series may be that of another round.
    rounds = {one.id for one in programs if one.extends or any(other.extends == one.id for other in here)}
    counted = {(one.id, unit) for one in programs for unit in units(one, compared)}
    assert told ^ counted <= {one for one in told | counted if one[0] in rounds}
    for row in rows:
        action = graph.entities[row["action"]["id"]]
        assert isinstance(action, ClemencyAction)
        granted = units(action, (Stage.GRANTED, Stage.RECORDED))
        assert row["rate"] is None or row["unit"] in granted
        assert (row["rate"] is None) >= (row["unit"] not in granted)
        for stage in ("eligible", "applied", "granted"):
            count = row[stage]
            if count is not None:
                stated = {one.stated for one in usable(action)}
                assert {one["stated"] for one in count.get("claims", ())} <= stated or row["covers"] == "SERIES"
        if row["rate"] is not None:
            eligible, granted_ = row["eligible"]["counts"], row["granted"]["counts"]
            assert eligible["high"] is None or row["rate"]["low"] == granted_["low"] / eligible["high"]
            assert 0 <= row["rate"]["low"] <= row["rate"]["high"] <= 1


# Every saved query against its check ----------------------------------------------------------------

MORE: Final[dict[str, list[Json]]] = {
    "AllThatIsSaidOfAnAction": [{"id": "action/nv/2020-possession-pardons"}],
    "CitiesAndCounties": [{"code": "MO"}],
    "ClemencyInAState": [{"code": "CA"}, {"code": "NY", "on": "2020-06-17"}],
    "Deadlines": [
        {"on": "2023-06-08"},
        {"on": "2020-01-01"},
        {"on": "2026-11-28", "status": ["OVERDUE"]},
        {"on": "2026-11-28", "status": ["MISSED", "PENDING"]},
    ],
    "GovernorsOnADay": [{"on": "2022-11-02"}],
    "LawsThatClearRecords": [{"on": "2020-01-01"}, {"on": "2010-01-01"}],
    "LawsWithoutRecordedRelief": [{"on": "2019-12-31"}],
    "LegalStatusOnADay": [{"on": "2022-11-30"}],
    "PageOfAClaim": [{"id": "claim/bfd4bda9ac73a0d5"}],
    "PageOfALaw": [{"id": "law/il/hb-1438"}, {"id": "law/va/hb-2555-2025"}],
    "PageOfALocality": [{"id": "locality/mo/daviess-county"}, {"id": "locality/co/denver"}],
    "PageOfAParty": [{"id": "party/republican"}],
    "PageOfAPerson": [{"id": "person/paul-armentano"}, {"id": "person/joe-biden"}],
    "PageOfASource": [{"id": "source/github/every-politician-us-cabinet"}],
    "PageOfAState": [{"code": "AL"}, {"code": "CA"}, {"code": "IL"}],
    "PageOfAnAction": [{"id": "action/mo/2022-amendment-3-expungements"}, {"id": "action/nv/2020-possession-pardons"}],
    "PageOfAnOrganization": [{"id": "organization/il-state-police"}, {"id": "organization/ballotpedia"}],
    "PardonsByAParty": [{"party": "D"}],
    "RecordOfAPerson": [{"id": "person/joe-biden"}, {"id": "person/steve-sisolak"}, {"id": "person/tony-evers"}],
    "ReliefSinceLegalization": [{"code": "CA", "since": "2016-11-09"}],
    "ThePictureOfADay": [{"knownAt": "2022-11-30"}],
    "WhatALawDoes": [{"id": "law/ca/ab-1793"}],
    "WhatChanged": [{"since": "2026-11-24"}, {"since": "2026-11-25"}, {"since": "2026-11-29"}],
    "WhoIsWho": [{"id": "person/jb-pritzker"}, {"id": "person/jared-polis"}],
}
CASES: Final = [(name, given) for name in operations() for given in (EXAMPLES[name], *MORE.get(name, []))]


def test_every_title_has_a_check() -> None:
    assert set(CHECKS) == {one.title for one in operations().values()}


@pytest.mark.parametrize(("name", "given"), CASES, ids=[f"{name}-{place}" for place, (name, _) in enumerate(CASES)])
def test_the_title_is_true_of_every_row(graph: KnowledgeGraph, name: str, given: Json) -> None:
    operation = operations()[name]
    data = whole(graph, operation.document, given)
    for variable, answer in (("on", "day"), ("knownAt", "knownAt"), ("since", "since")):
        if answer in data and f"${variable}: Date" in operation.document:
            assert data[answer] == given.get(variable, today().isoformat())
    CHECKS[operation.title](graph, data, given)


def whole(graph: KnowledgeGraph, document: str, given: Json) -> Json:
    """The data of an operation, with the rows of all pages; a page that is cut must say so."""
    data = answered(graph, document, given)
    for place, page in enumerate(pages(data)):
        rest = page
        while rest["pageInfo"]["hasNextPage"]:
            cursor = rest["pageInfo"].get("endCursor")
            assert cursor, "a reader can go on from a page that is cut"
            assert len(page["nodes"]) < page["totalCount"]
            rest = list(pages(answered(graph, document, given | {"after": cursor})))[place]
            page["nodes"] += rest["nodes"]
        assert len(page["nodes"]) == page["totalCount"]
    return data


def answered(graph: KnowledgeGraph, document: str, given: Json) -> Json:
    """The data of an operation that is answered without an error."""
    response = run(graph, document, given)
    assert not response.errors
    assert response.data is not None
    return response.data


def pages(data: Any) -> Iterator[Json]:
    """The pages of lists within some data, those within their rows included."""
    if isinstance(data, dict):
        if "nodes" in data and "pageInfo" in data:
            yield data
        for value in list(data.values()):
            yield from pages(value)
    elif isinstance(data, list):
        for value in data:
            yield from pages(value)
