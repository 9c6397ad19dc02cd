"""Every filter and order against a plain reading of the same rule, written without regard to how ours is."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cmp_to_key
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import (
    Actor,
    Claim,
    ClemencyAction,
    Country,
    Entity,
    Law,
    Locality,
    Party,
    Provision,
    Source,
    State,
    Term,
)
from clemency_graph.graph.model.vocabulary import (
    ActorRole,
    ClaimProperty,
    Instrument,
    LawEffect,
    LawStatus,
    Method,
    ReliefKind,
    SourceKind,
    Stage,
    StateKind,
    Unit,
    Vocabulary,
)
from clemency_graph.graph.queries.conflicts import Conflict, conflicts
from clemency_graph.graph.queries.figures import best_figure
from hypothesis import given, settings
from hypothesis import strategies as st
from support.asking import Ask

Json = dict[str, Any]


# The plain reading --------------------------------------------------------------------------------


def fold(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text)
    return " ".join("".join(sign for sign in bare if not unicodedata.combining(sign)).casefold().split())


def text(where: Json, *values: str | None) -> bool:
    def one(value: str | None) -> bool:
        return (
            ("eq" not in where or (value is not None and fold(value) == fold(where["eq"])))
            and ("in" not in where or (value is not None and fold(value) in [fold(one) for one in where["in"]]))
            and ("contains" not in where or (value is not None and fold(where["contains"]) in fold(value)))
        )

    return any(one(value) for value in values)


def number(where: Json, value: int | None) -> bool:
    if not where:
        return True
    return value is not None and (
        where.get("eq", value) == value and where.get("gte", value) <= value and value < where.get("lt", value + 1)
    )


def day(where: Json, value: PartialDate | None) -> bool:
    if not where:
        return True
    if value is None:
        return False
    first, last = value.first_day, value.last_day
    bound = {key: date.fromisoformat(text) for key, text in where.items()}
    return (
        ("eq" not in bound or first == last == bound["eq"])
        and ("gte" not in bound or first >= bound["gte"])
        and ("lt" not in bound or last < bound["lt"])
    )


def word(where: Json, value: Vocabulary) -> bool:
    return where.get("eq", value.name) == value.name and value.name in where.get("in", [value.name])


class Reading:
    """What each filter asks for, in plain words."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph

    def combined(self, where: Json, record: Any, rule: Callable[[Json, Any], bool]) -> bool:
        return (
            all(rule(one, record) for one in where.get("and", []))
            and ("or" not in where or any(rule(one, record) for one in where["or"]))
            and not ("not" in where and rule(where["not"], record))
        )

    def state(self, where: Json, state: State) -> bool:
        return (
            self.combined(where, state, self.state)
            and text(where.get("code", {}), state.code)
            and text(where.get("name", {}), state.name, *state.aliases)
            and word(where.get("kind", {}), state.kind)
        )

    def in_state(self, where: Json | None, jurisdiction: str) -> bool:
        if where is None:
            return True
        place: Entity = self.graph.entities[jurisdiction]
        if isinstance(place, Locality):
            place = self.graph.entities[place.parent or ""]
        return isinstance(place, State) and self.state(where, place)

    def party(self, where: Json, term: Term | None) -> bool:
        party = self.graph.entities[term.party] if term and term.party else None
        return text(where, party.abbreviation, party.name) if isinstance(party, Party) else text(where, None)

    def actor(self, where: Json, actor: Actor) -> bool:
        entity = self.graph.entities[actor.entity]
        id = where.get("id", {})
        return (
            self.combined(where, actor, self.actor)
            and id.get("eq", actor.entity) == actor.entity
            and actor.entity in id.get("in", [actor.entity])
            and word(where.get("role", {}), actor.role)
            and text(where.get("name", {}), entity.name, *entity.aliases)
            and self.party(where.get("party", {}), self.graph.terms[actor.term] if actor.term else None)
        )

    def law(self, where: Json, law: Law) -> bool:
        return (
            self.combined(where, law, self.law)
            and self.in_state(where.get("state"), law.jurisdiction)
            and text(where.get("number", {}), law.number)
            and text(where.get("name", {}), law.name, *law.aliases)
            and word(where.get("instrument", {}), law.instrument)
            and word(where.get("status", {}), law.status)
            and text(where.get("signedBy", {}), *self.names(law.signed_by))
            and self.provision(where, law)
            and day(where.get("enacted", {}), law.enacted)
            and day(where.get("effective", {}), law.effective)
        )

    def names(self, id: str | None) -> list[str | None]:
        return [id, self.graph.entities[id].name, *self.graph.entities[id].aliases] if id else [None]

    def provision(self, where: Json, law: Law) -> bool:
        kept: list[Provision | None] = list(law.provisions)
        if not kept and "effect" not in where and "method" not in where:
            kept = [None]
        if "effect" in where:
            kept = [one for one in kept if one and word(where["effect"], one.effect)]
        if "method" in where:
            kept = [
                one
                for one in kept
                if where["method"] == {} or (one and one.method and word(where["method"], one.method))
            ]
        if "inForce" in where:
            kept = [one for one in kept if self.in_force(where["inForce"], law, one)]
        asked = {"effect", "method", "inForce"} & where.keys()
        return bool(kept) or not asked

    def in_force(self, where: Json, law: Law, provision: Provision | None) -> bool:
        day = date.fromisoformat(where["on"]) if "on" in where else datetime.now(UTC).date()
        if law.status in (LawStatus.PROPOSED, LawStatus.VETOED):
            return False
        began = [one for one in (provision and provision.effective, law.effective, law.enacted) if one][:1]
        if began and not began[0].last_day <= day:
            return False
        if law.status is LawStatus.ENACTED:
            return True
        ended = next(claim.as_of for claim in law.claims if claim.property is ClaimProperty.STATUS)
        return ended is not None and ended.first_day > day

    def action(self, where: Json, action: ClemencyAction) -> bool:
        best = best_figure(action)
        laws = [law for id in action.laws if isinstance(law := self.graph.entities[id], Law)]
        return (
            self.combined(where, action, self.action)
            and word(where.get("kind", {}), action.kind)
            and word(where.get("stage", {}), action.stage)
            and day(where.get("date", {}), action.date)
            and text(where.get("name", {}), action.name, *action.aliases)
            and self.in_state(where.get("state"), action.jurisdiction)
            and ("actor" not in where or any(self.actor(where["actor"], one) for one in action.actors))
            and ("law" not in where or any(self.law(where["law"], one) for one in laws))
            and number(where.get("figure", {}), best.quantity.low if best and best.quantity else None)
        )

    def source(self, where: Json, source: Source) -> bool:
        publisher = self.graph.entities[source.publisher] if source.publisher else None
        return (
            self.combined(where, source, self.source)
            and text(where.get("title", {}), source.title)
            and text(where.get("publisher", {}), *((publisher.name, *publisher.aliases) if publisher else (None,)))
            and day(where.get("published", {}), source.published)
            and word(where.get("kind", {}), source.kind)
        )

    def claim(self, where: Json, claim: Claim) -> bool:
        source = self.graph.entities[claim.source]
        assert isinstance(source, Source)
        return (
            self.combined(where, claim, self.claim)
            and ("stage" not in where or (claim.stage is not None and word(where["stage"], claim.stage)))
            and ("unit" not in where or (claim.quantity is not None and word(where["unit"], claim.quantity.unit)))
            and number(where.get("figure", {}), claim.quantity.low if claim.quantity else None)
            and day(where.get("asOf", {}), claim.as_of)
            and day(where.get("published", {}), claim.published)
            and ("source" not in where or self.source(where["source"], source))
        )

    def conflict(self, where: Json, conflict: Conflict) -> bool:
        about = self.graph.entities[conflict.about]
        place = about.id if isinstance(about, (State, Country, Locality)) else getattr(about, "jurisdiction", None)
        id, quantity = where.get("about", {}), conflict.claims[0].quantity
        return (
            self.combined(where, conflict, self.conflict)
            and id.get("eq", about.id) == about.id
            and about.id in id.get("in", [about.id])
            and ("state" not in where or (place is not None and self.in_state(where["state"], place)))
            and ("stage" not in where or (conflict.stage is not None and word(where["stage"], conflict.stage)))
            and ("unit" not in where or (quantity is not None and word(where["unit"], quantity.unit)))
        )

    def governor(self, where: Json, term: Term) -> bool:
        state = self.graph.entities[term.jurisdiction]
        assert isinstance(state, State)
        return (
            self.combined(where, term, self.governor)
            and text(where.get("state", {}), state.code, state.name)
            and self.party(where.get("party", {}), term)
            and ("on" not in where or term.covers(date.fromisoformat(where["on"])))
            and word(where.get("kind", {}), state.kind)
        )


# Random filters -----------------------------------------------------------------------------------

TEXTS = [
    "JB Pritzker",
    "NV",
    "il",
    "Nevada",
    "marijuana",
    "Pardon",
    "D",
    "republican",
    "NORML",
    "HB 1438",
    "é",
    "",
    "of",
    "Biden",
]


def some(parts: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Json]:
    """A filter with at most two parts, so that not every one is empty."""
    return st.lists(st.sampled_from(sorted(parts)), max_size=2, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: parts[name] for name in names})
    )


def words(vocabulary: type[Vocabulary]) -> st.SearchStrategy[Json]:
    names = st.sampled_from([one.name for one in vocabulary])
    return some({"eq": names, "in": st.lists(names, max_size=4)})


any_text = st.sampled_from(TEXTS)
texts = some({"eq": any_text, "in": st.lists(any_text), "contains": any_text})
day_texts = st.dates(date(2010, 1, 1), date(2026, 1, 1)).map(date.isoformat) | st.sampled_from(
    ["2020-06-17", "2022-11-21", "2019-06-25", "2020-01-01"]
)
days = some({"eq": day_texts, "gte": day_texts, "lt": day_texts})
numbers = some({"eq": st.sampled_from([15001, 11017, 0]), "gte": st.integers(0, 50000), "lt": st.integers(0, 500000)})
ids = st.sampled_from(["person/joe-biden", "person/steve-sisolak", "organization/norml", "nothing"])
id_filters = some({"eq": ids, "in": st.lists(ids)})


def nested(parts: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Json]:
    return st.recursive(
        some(parts),
        lambda inner: some({**parts, "and": st.lists(inner), "or": st.lists(inner), "not": inner}),
        max_leaves=4,
    )


states = nested({"code": texts, "name": texts, "kind": words(StateKind)})
actors = nested({"id": id_filters, "name": texts, "party": texts, "role": words(ActorRole)})
laws = nested(
    {
        "state": states, "number": texts, "name": texts, "effect": words(LawEffect), "enacted": days,
        "effective": days, "instrument": words(Instrument), "status": words(LawStatus), "method": words(Method),
        "signedBy": texts, "inForce": some({"on": day_texts}),
    }
)  # fmt: skip
actions = nested(
    {
        "kind": words(ReliefKind), "stage": words(Stage), "date": days, "name": texts, "state": states, "actor": actors,
        "law": laws, "figure": numbers,
    }
)  # fmt: skip
sources = nested({"title": texts, "publisher": texts, "published": days, "kind": words(SourceKind)})
claims = nested(
    {"stage": words(Stage), "unit": words(Unit), "figure": numbers, "asOf": days, "published": days, "source": sources}
)
conflict_ids = st.sampled_from(["action/il/2020-arrest-record-expungements", "law/il/hb-1438", "nothing"])
disagreements = nested(
    {
        "about": some({"eq": conflict_ids, "in": st.lists(conflict_ids)}), "state": states, "stage": words(Stage),
        "unit": words(Unit),
    }
)  # fmt: skip
governors = nested({"state": texts, "party": texts, "on": day_texts, "kind": words(StateKind)})


# Held against each other --------------------------------------------------------------------------

ILLINOIS = "action/il/2020-arrest-record-expungements"
QUERIES: dict[str, str] = {
    "states": "query ($where: StateWhere) { states(where: $where, first: 100) { totalCount nodes { id } } }",
    "laws": "query ($where: LawWhere) { laws(where: $where, first: 100) { totalCount nodes { id } } }",
    "actions": "query ($where: ActionWhere) { actions(where: $where, first: 100) { totalCount nodes { id } } }",
    "sources": "query ($where: SourceWhere) { sources(where: $where, first: 100) { totalCount nodes { id } } }",
    "governors": "query ($where: GovernorWhere) { governors(where: $where, first: 100) { totalCount nodes { id } } }",
}


def matching(ask: Ask, name: str, where: Json) -> tuple[int, list[str]]:
    found = ask(QUERIES[name], where=where)[name]
    return found["totalCount"], [node["id"] for node in found["nodes"]]


@given(where=states)
def test_states(ask: Ask, graph: KnowledgeGraph, where: Json) -> None:
    reading = Reading(graph)
    expected = [one.id for one in graph.of_type(State) if reading.state(where, one)]
    assert matching(ask, "states", where) == (len(expected), expected[:100])


@given(where=laws)
def test_laws(ask: Ask, graph: KnowledgeGraph, where: Json) -> None:
    reading = Reading(graph)
    expected = [one.id for one in graph.of_type(Law) if reading.law(where, one)]
    assert matching(ask, "laws", where) == (len(expected), expected[:100])


@given(where=actions)
def test_actions(ask: Ask, graph: KnowledgeGraph, where: Json) -> None:
    reading = Reading(graph)
    expected = [one.id for one in graph.of_type(ClemencyAction) if reading.action(where, one)]
    assert matching(ask, "actions", where) == (len(expected), expected[:100])


@given(where=governors)
def test_governors(ask: Ask, graph: KnowledgeGraph, where: Json) -> None:
    reading = Reading(graph)
    terms = [term for term in graph.terms.values() if term.office == "governor"]
    expected = [term.id for term in terms if reading.governor(where, term)]
    assert matching(ask, "governors", where) == (len(expected), expected[:100])


@settings(max_examples=50)
@given(where=disagreements)
def test_conflicts(ask: Ask, graph: KnowledgeGraph, where: Json) -> None:
    query = """query ($where: ConflictWhere) { conflicts(where: $where, first: 100) {
      totalCount edges { cursor } } }"""
    reading = Reading(graph)
    expected = [one.id for one in conflicts(graph) if reading.conflict(where, one)]
    found = ask(query, where=where)["conflicts"]
    assert found["totalCount"] == len(expected)
    assert [edge["cursor"] for edge in found["edges"]] == expected[:100]


@settings(max_examples=50)
@given(where=sources)
def test_sources(ask: Ask, graph: KnowledgeGraph, where: Json) -> None:
    reading = Reading(graph)
    expected = [one.id for one in graph.of_type(Source) if reading.source(where, one)]
    assert matching(ask, "sources", where) == (len(expected), expected[:100])


@given(where=claims)
def test_claims_of_an_entity_and_of_a_source(ask: Ask, graph: KnowledgeGraph, where: Json) -> None:
    query = """query ($id: ID!, $source: ID!, $where: ClaimWhere) {
      entity(id: $id) { claims(where: $where, first: 100) { nodes { id } } }
      source: entity(id: $source) { ... on Source { says(where: $where, first: 100) { nodes { id } } } } }"""
    reading = Reading(graph)
    entity = graph.entities[ILLINOIS]
    source = entity.claims[0].source
    found = ask(query, id=ILLINOIS, source=source, where=where)
    told = [claim.id for claim in entity.claims if reading.claim(where, claim)]
    assert [node["id"] for node in found["entity"]["claims"]["nodes"]] == told[:100]
    says = [claim.id for claim in graph.said_by(source) if reading.claim(where, claim)]
    assert [node["id"] for node in found["source"]["says"]["nodes"]] == says[:100]


@settings(max_examples=50)
@given(of_laws=laws, of_sources=sources)
def test_nested_lists(ask: Ask, graph: KnowledgeGraph, of_laws: Json, of_sources: Json) -> None:
    query = """query ($laws: LawWhere, $sources: SourceWhere) {
      person(id: "person/jb-pritzker") { lawsSigned(where: $laws, first: 100) { nodes { id } } }
      state(code: "IL") { laws(where: $laws, first: 100) { nodes { id } } }
      action(id: "action/il/2020-arrest-record-expungements") {
        sources(where: $sources, first: 100) { nodes { id } } } }"""
    reading = Reading(graph)
    found = ask(query, laws=of_laws, sources=of_sources)
    signed = [law for law in graph.of_type(Law) if law.signed_by == "person/jb-pritzker"]
    assert {node["id"] for node in found["person"]["lawsSigned"]["nodes"]} == {
        law.id for law in signed if reading.law(of_laws, law)
    }
    of_illinois = [law for law in graph.of_type(Law) if law.jurisdiction == "state/il"]
    assert {node["id"] for node in found["state"]["laws"]["nodes"]} == {
        law.id for law in of_illinois if reading.law(of_laws, law)
    }
    behind = {claim.source for claim in graph.entities[ILLINOIS].claims}
    assert {node["id"] for node in found["action"]["sources"]["nodes"]} == {
        one.id for one in graph.of_type(Source) if one.id in behind and reading.source(of_sources, one)
    }


def test_the_parts_about_a_provision_hold_for_the_same_one(ask: Ask) -> None:
    """HB 1438 expunges on petition, and pardons automatically some of those whom it does not expunge so."""
    query = "query ($where: LawWhere) { laws(where: $where, first: 100) { nodes { id provisions { effect method } } } }"
    wanted = {"effect": {"eq": "PARDON"}, "method": {"eq": "PETITION"}}
    found = ask(query, where=wanted)["laws"]["nodes"]
    assert found
    assert all({"effect": "PARDON", "method": "PETITION"} in one["provisions"] for one in found)
    apart = ask(query, where={"and": [{key: value} for key, value in wanted.items()]})["laws"]["nodes"]
    assert "law/il/hb-1438" in {one["id"] for one in apart} - {one["id"] for one in found}


def test_a_law_is_in_force_between_its_first_day_and_its_end(ask: Ask) -> None:
    query = """query ($day: Date, $number: String!) {
      laws(where: {inForce: {on: $day}, number: {eq: $number}, state: {code: {eq: "IL"}}}) { totalCount } }"""

    def counted(day: str | None, number: str = "HB 1438") -> int:
        return ask(query, day=day, number=number)["laws"]["totalCount"]  # type: ignore[no-any-return]

    # One provision of it is in force from the signature.
    assert [counted(day) for day in ("2019-06-24", "2019-06-25", "2020-01-01", None)] == [0, 1, 1, 1]
    assert counted("2019-01-01", "HB 218") == 0, "it was vetoed"


# Orders -------------------------------------------------------------------------------------------

ORDERS: dict[str, tuple[str, list[str]]] = {
    "StateOrder": ("query ($o: [StateOrder!]) { states(orderBy: $o, first: 100) { nodes { id code name } } }",
                   ["code", "name"]),
    "LawOrder": ("query ($o: [LawOrder!]) { laws(orderBy: $o, first: 100) { nodes { id enacted effective name } } }",
                 ["enacted", "effective", "name"]),
    "SourceOrder": ("query ($o: [SourceOrder!]) { sources(orderBy: $o, first: 100) { nodes { id published title } } }",
                    ["published", "title"]),
    "TermOrder": ("query ($o: [TermOrder!]) { governors(orderBy: $o, first: 100) { nodes { id start end } } }",
                  ["start", "end"]),
    "ClaimOrder": ("""query ($o: [ClaimOrder!]) { entity(id: "action/il/2020-arrest-record-expungements") {
                    claims(orderBy: $o, first: 100) { nodes { id asOf published } } } }""",
                   ["asOf", "published"]),
}  # fmt: skip


def camel(word: str) -> str:
    head, *rest = word.split("_")
    return head + "".join(part.title() for part in rest)


@pytest.mark.parametrize("name", ORDERS)
@settings(max_examples=30)
@given(data=st.data())
def test_orders(ask: Ask, name: str, data: st.DataObject) -> None:
    query, keys = ORDERS[name]
    spelled = {"asOf": "AS_OF"}
    choices = [f"{spelled.get(key, key.upper())}_{way}" for key in keys for way in ("ASC", "DESC")]
    orders = data.draw(st.lists(st.sampled_from(choices), max_size=3))
    answer = ask(query, o=orders)
    while "nodes" not in answer:
        (answer,) = answer.values()

    def compare(one: Json, other: Json) -> int:
        for order in orders:
            key, _, way = order.rpartition("_")
            mine, theirs = one[camel(key.lower())], other[camel(key.lower())]
            if (mine is None) != (theirs is None):
                return 1 if mine is None else -1
            if mine is not None:
                mine, theirs = fold(mine), fold(theirs)
            if mine != theirs:
                return (-1 if mine < theirs else 1) * (1 if way == "ASC" else -1)
        return 0

    nodes = answer["nodes"]
    assert nodes == sorted(nodes, key=cmp_to_key(compare)), orders


def test_nested_orders(ask: Ask) -> None:
    found = ask("""{
      state(code: "CA") {
        terms(orderBy: [START_DESC]) { nodes { start } }
        laws(orderBy: [NAME_ASC]) { nodes { name } } }
      person(id: "person/jb-pritzker") {
        lawsSigned(orderBy: [NAME_DESC]) { nodes { name } }
        terms(orderBy: [START_ASC]) { nodes { start } } }
      party: entity(id: "party/independent") { ... on Party { terms(orderBy: [END_ASC]) { nodes { end } } } }
      source: entity(id: "source/openstates/people") { ... on Source {
        says(orderBy: [PUBLISHED_ASC, AS_OF_DESC, FIGURE_DESC], first: 5) { nodes { id } } } }
      action(id: "action/il/2020-arrest-record-expungements") {
        sources(orderBy: [PUBLISHED_DESC, TITLE_ASC]) { nodes { published } }
        claims(property: FIGURE, orderBy: [FIGURE_ASC], first: 100) { nodes { quantity { low high } } } } }""")
    starts = [term["start"] for term in found["state"]["terms"]["nodes"]]
    assert starts == sorted(starts, reverse=True)
    names = [law["name"] for law in found["state"]["laws"]["nodes"]]
    assert names == sorted(names, key=fold)
    signed = [law["name"] for law in found["person"]["lawsSigned"]["nodes"]]
    assert signed == sorted(signed, key=fold, reverse=True)
    ends = [term["end"] for term in found["party"]["terms"]["nodes"] if term["end"]]
    assert ends == sorted(ends)
    published = [source["published"] for source in found["action"]["sources"]["nodes"] if source["published"]]
    assert published == sorted(published, reverse=True)
    quantities = [claim["quantity"] for claim in found["action"]["claims"]["nodes"]]
    bounds = [one["low"] if one["low"] is not None else one["high"] for one in quantities]
    assert bounds == sorted(bounds)
