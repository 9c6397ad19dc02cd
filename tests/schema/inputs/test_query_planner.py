"""Filters with and without the help of indexes: the same records in the same order, whatever is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import Actor
from clemency_graph.graph.model.vocabulary import (
    ActorRole,
    Instrument,
    LawEffect,
    LawStatus,
    Method,
    Office,
    ReliefKind,
    SourceKind,
    Stage,
    StateKind,
)
from clemency_graph.graph.queries import record_indexes
from clemency_graph.graph.queries.day_ranges import Answer
from clemency_graph.schema.inputs import actor_filters, claim_filters, filters, value_filters
from clemency_graph.schema.inputs.query_planner import select
from hypothesis import given
from hypothesis import strategies as st

Whole = Callable[[KnowledgeGraph], Sequence[Any]]
# Strawberry makes the constructors of inputs, which types do not tell.
ASKED: Any = filters
ACTOR: Any = actor_filters
VALUES: Any = value_filters


def words(filter: type, vocabulary: type) -> st.SearchStrategy[Any]:
    word: st.SearchStrategy[Any] = st.sampled_from(vocabulary)
    return st.builds(filter, eq=st.none() | word, in_=st.none() | st.lists(word, max_size=3))


def texts(*known: str) -> st.SearchStrategy[value_filters.TextFilter]:
    word = st.sampled_from([*known, *(text.upper() for text in known), "nowhere"])
    part = st.sampled_from([known[0][:2], "e", "ZZ"])
    return st.builds(
        value_filters.TextFilter,
        eq=st.none() | word,
        in_=st.none() | st.lists(word, max_size=3),
        contains=st.none() | part,
    )


MOMENTS = st.none() | st.dates(date(2015, 1, 1), date(2026, 1, 1)) | st.just(date.max)
DATES = st.builds(value_filters.DateFilter, eq=MOMENTS, gte=MOMENTS, lt=MOMENTS, unknown=st.none() | st.booleans())
ACTORS = ["person/steve-sisolak", "organization/nv-board-of-pardons-commissioners", "person/nobody"]


def nested(where: type, parts: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """A filter of some of its parts, and of others of its kind."""
    given = {name: st.none() | part for name, part in parts.items()}
    flat = st.builds(where, **given)
    single = st.one_of([st.builds(where, **{name: part}) for name, part in parts.items()])
    inner = st.one_of(single, flat)
    several = st.lists(inner, max_size=3)
    return st.one_of(
        single, flat, st.builds(where, and_=several), st.builds(where, or_=several),
        st.builds(where, **given, and_=st.none() | several, or_=st.none() | several, not_=st.none() | inner),
    )  # fmt: skip


STATES = nested(
    filters.StateWhere,
    {
        "code": texts("nv", "wa", "il"),
        "name": texts("Nevada", "Guam", "Illinois"),
        "kind": words(value_filters.StateKindFilter, StateKind),
    },
)
GOVERNORS = nested(
    filters.GovernorWhere,
    {
        "state": texts("nv", "Illinois"),
        "party": texts("d", "Republican Party"),
        "certain": st.booleans(),
        "on": st.dates(date(2010, 1, 1), date(2026, 1, 1)),
        "kind": words(value_filters.StateKindFilter, StateKind),
    },
)
LAWS = nested(
    filters.LawWhere,
    {
        "state": STATES,
        "number": texts("HB 1438", "Proposition 64"),
        "name": texts("Cannabis Regulation and Tax Act", "CRTA"),
        "effect": words(value_filters.LawEffectFilter, LawEffect),
        "method": words(value_filters.MethodFilter, Method),
        "in_force": st.builds(value_filters.InForceFilter, on=st.dates(date(2015, 1, 1), date(2026, 1, 1))),
        "status": words(value_filters.LawStatusFilter, LawStatus),
        "instrument": words(value_filters.InstrumentFilter, Instrument),
        "signed_by": texts("JB Pritzker", "person/jb-pritzker"),
        "vetoed_by": texts("Glenn Youngkin", "person/matt-meyer"),
        "introduced": DATES,
        "enacted": DATES,
        "certain": st.booleans(),
        "effective": DATES,
    },
)
ACTING = nested(
    actor_filters.ActorWhere,
    {
        "id": st.builds(
            value_filters.IdFilter, eq=st.none() | st.sampled_from(ACTORS), in_=st.none() | st.just(ACTORS)
        ),
        "role": words(value_filters.ActorRoleFilter, ActorRole),
        "name": texts("Steve Sisolak", "Joe Biden"),
        "office": words(value_filters.OfficeFilter, Office),
        "party": texts("d", "Republican Party"),
    },
)
ACTIONS = nested(
    filters.ActionWhere,
    {
        "kind": words(value_filters.ReliefKindFilter, ReliefKind),
        "stage": words(value_filters.StageFilter, Stage),
        "reached": words(value_filters.StageFilter, Stage),
        "extends": st.builds(value_filters.IdFilter, eq=st.none() | st.just("action/wi/2019-evers-pardons")),
        "date": DATES,
        "granted": DATES,
        "certain": st.booleans(),
        "name": texts("Pardons of marijuana possession convictions, Nevada, 2020"),
        "state": STATES,
        "actor": ACTING,
        "law": LAWS,
        "figure": st.builds(value_filters.IntFilter, gte=st.integers(0, 50_000)),
    },
)
SOURCES = nested(
    claim_filters.SourceWhere,
    {
        "title": texts("Steve Sisolak"),
        "publisher": texts("NORML", "Marijuana Moment"),
        "published": DATES,
        "kind": words(value_filters.SourceKindFilter, SourceKind),
        "reprint": st.booleans(),
        "undated": st.booleans(),
    },
)
CLAIMS = nested(
    claim_filters.ClaimWhere,
    {
        "about": st.sampled_from(["state/nv", "action/nv/2020-possession-pardons", "nothing"]),
        "reported_by": st.sampled_from(["organization/norml", "nothing"]),
        "publisher": st.sampled_from(["organization/norml", "organization/marijuana-moment"]),
        "inferred": st.booleans(),
        "published": DATES,
        "source": SOURCES,
    },
)


@pytest.mark.parametrize(
    ("whole", "wheres"),
    [
        (record_indexes.states, STATES),
        (record_indexes.governors, GOVERNORS),
        (record_indexes.claims, CLAIMS),
        (record_indexes.laws, LAWS),
        (record_indexes.actions, ACTIONS),
        (record_indexes.sources, SOURCES),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
@given(data=st.data())
def test_what_is_kept_is_what_matches(
    graph: KnowledgeGraph, whole: Whole, wheres: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    where = data.draw(wheres)
    answers = [(one, where.answer(graph, one)) for one in whole(graph)]
    found = select(graph, whole, where)
    assert list(found.records) == [one for one, answer in answers if answer is not Answer.NO]
    assert found.uncertain == {one.id for one, answer in answers if answer is Answer.MAYBE}


def test_no_more_records_are_looked_at_than_an_index_has(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []
    answer = filters.ActionWhere.answer

    def noted(self: filters.ActionWhere, graph: KnowledgeGraph, action: Any) -> Answer:
        looked_at.append(action.id)
        return answer(self, graph, action)

    monkeypatch.setattr(filters.ActionWhere, "answer", noted)
    nevada = ASKED.StateWhere(code=VALUES.TextFilter(eq="nv"))
    where = ASKED.ActionWhere(state=nevada, kind=VALUES.ReliefKindFilter(eq=ReliefKind.PARDON))
    found = select(graph, record_indexes.actions, where).records
    assert found and all(one.kind is ReliefKind.PARDON for one in found)
    assert {one.id for one in found} <= set(looked_at) <= {one.id for one in graph.actions_in("state/nv")}
    looked_at.clear()
    assert select(graph, record_indexes.actions, ASKED.ActionWhere(state=nevada)).records
    assert select(graph, record_indexes.actions, None).records is record_indexes.actions(graph)
    assert not looked_at, "the index has just those that match"


def test_all_that_is_asked_of_an_actor_holds_of_one(graph: KnowledgeGraph) -> None:
    # Sisolak proposed, the board decided: nobody did both, though the action has both.
    where = ASKED.ActionWhere(
        actor=ACTOR.ActorWhere(
            id=VALUES.IdFilter(eq="person/steve-sisolak"),
            role=VALUES.ActorRoleFilter(eq=ActorRole.DECIDED),
        )
    )
    found = {one.id for one in select(graph, record_indexes.actions, where).records}
    assert "action/nv/2020-possession-pardons" not in found
    action = graph.entities["action/nv/2020-possession-pardons"]
    assert {actor.role for actor in getattr(action, "actors", ()) if isinstance(actor, Actor)} >= {ActorRole.DECIDED}
