"""What must hold of the data of the saved queries behind pages, by title; read from claims and records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import (
    ClemencyAction,
    Entity,
    Law,
    Locality,
    Organization,
    Party,
    Person,
    Source,
    State,
)
from clemency_graph.graph.model.vocabulary import ActorRole, ClaimProperty

from .plain_reading import Json, actions, actors, in_state, is_action, is_figure, is_total, was_granted

_IN_WORDS: Final = (ClaimProperty.SCOPE, ClaimProperty.STATUS)
Check = Callable[[KnowledgeGraph, Json, Json], None]


def _state(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    row = data["state"]
    state = graph.entities[row["id"]]
    assert isinstance(state, State)
    assert state.code == given["code"]
    here = [one for one in actions(graph) if in_state(graph, one.jurisdiction) == state.id]
    assert {one["id"] for one in row["actions"]["nodes"]} == {one.id for one in here}
    assert all(is_action(graph, one) for one in row["actions"]["nodes"])
    assert all(is_total(graph, one, here) for one in row["totals"])
    laws = {one.id for one in graph.entities.values() if getattr(one, "jurisdiction", "") == state.id}
    assert {one["id"] for one in row["laws"]["nodes"]} == {id for id in laws if id.startswith("law/")}
    assert row["coverage"]["checked"] == str(state.coverage.checked)


def _action(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    row = data["action"]
    action = graph.entities[given["id"]]
    assert isinstance(action, ClemencyAction)
    figures = [one for one in action.claims if one.property is ClaimProperty.FIGURE]
    assert {one["id"] for one in row["figures"]} == {one.id for one in figures}
    assert all(is_figure([graph.claims[one["id"]]], one) for one in row["figures"])
    assert is_action(graph, row)
    assert row["scope"] in {one.text for one in action.claims} | {None}
    told = {(one["entity"]["id"], one["role"]) for one in row["actors"]}
    assert told <= {(one.target, one.role.name) for one in action.claims if one.role}


def _states(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    rows = data["states"]["nodes"]
    assert [one["id"] for one in rows] == [one.id for one in graph.of_type(State)]
    for row in rows:
        own = [one for one in actions(graph) if one.jurisdiction == row["id"]]
        assert all(is_total(graph, one, own) for one in row["totals"])
        assert {one["kind"] for one in row["totals"]} <= {one.kind.name for one in own}


def _locality(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    row = data["locality"]
    locality = graph.entities[given["id"]]
    assert isinstance(locality, Locality)
    here = [one for one in actions(graph) if one.jurisdiction == locality.id]
    assert {one["id"] for one in row["actions"]["nodes"]} == {one.id for one in here}
    assert all(is_action(graph, one) for one in row["actions"]["nodes"])
    assert all(is_total(graph, one, here) for one in row["totals"])
    for one in row["actions"]["nodes"]:
        said = [claim.id for claim in graph.entities[one["id"]].claims if claim.property in _IN_WORDS]
        assert sorted(claim["id"] for claim in one["statements"]["nodes"]) == sorted(said)
    assert all(is_figure(locality.claims, one) for one in row["tallies"]["nodes"])
    assert len(row["tallies"]["nodes"]) == len([one for one in locality.claims if one.quantity])
    state = [one for one in actions(graph) if one.jurisdiction == locality.parent and was_granted(one)]
    assert {one["id"] for one in row["parent"]["granted"]["nodes"]} == {one.id for one in state}


def _country(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    row = data["country"]
    own = [one for one in actions(graph) if one.jurisdiction == given["id"]]
    assert {one["id"] for one in row["actions"]["nodes"]} == {one.id for one in own}
    assert all(is_total(graph, one, own) for one in row["totals"])
    figures = [one for one in graph.entities[given["id"]].claims if one.quantity]
    assert {one["id"] for one in row["tallies"]["nodes"]} == {one.id for one in figures}
    assert all(is_figure(figures, one) for one in row["tallies"]["nodes"])


def _law(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    row = data["law"]
    law = graph.entities[given["id"]]
    assert isinstance(law, Law)
    assert row["status"] == law.status.name
    assert (row["signedBy"] or {}).get("id") == law.signed_by
    assert [(one["effect"], one["scope"]) for one in row["provisions"]] == [
        (one.effect.name, one.scope) for one in law.provisions
    ]
    under = {one.id for one in actions(graph) if law.id in one.laws}
    assert {one["id"] for one in row["actions"]["nodes"]} == under
    assert {one["id"] for one in row["amends"]} == set(law.amends)
    assert {one["id"] for one in row["sources"]["nodes"]} == {one.source for one in law.claims}


def _person(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    row = data["person"]
    held = {one.id for one in graph.terms.values() if one.person == given["id"]}
    assert {one["id"] for one in row["terms"]["nodes"]} == held
    acted = {one.id for one in actions(graph) if given["id"] in {id for id, _ in actors(graph, one, list(ActorRole))}}
    assert {one["id"] for one in row["actions"]["nodes"]} == acted
    for field, attribute in (("lawsSigned", "signed_by"), ("lawsVetoed", "vetoed_by")):
        expected = {one.id for one in graph.of_type(Law) if getattr(one, attribute) == given["id"]}
        assert {one["id"] for one in row[field]["nodes"]} == expected


def _organization(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    row = data["organization"]
    published = {one.id for one in graph.of_type(Source) if one.publisher == given["id"]}
    assert {one["id"] for one in row["publications"]["nodes"]} == published
    counted = {one.id for one in graph.claims.values() if one.reported_by == given["id"]}
    assert {one["id"] for one in row["reported"]["nodes"]} == counted
    acted = {(one.id, actor.role.name) for one in actions(graph) for actor in one.actors if actor.entity == given["id"]}
    assert {(one["to"]["id"], one["kind"]) for one in row["deeds"]["nodes"]} == acted


def _party(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    expected = {one.id for one in graph.terms.values() if one.party == given["id"]}
    assert {one["id"] for one in data["party"]["terms"]["nodes"]} == expected


def _source(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    row = data["source"]
    said = {one.id for one in graph.claims.values() if one.source == given["id"]}
    assert {one["id"] for one in row["says"]["nodes"]} == said
    copies = {one.id for one in graph.of_type(Source) if one.reprint_of == given["id"]}
    assert {one["from"]["id"] for one in row["reprints"]["nodes"]} == copies


def _claim(graph: KnowledgeGraph, data: Json, given: Json) -> None:
    row = data["claim"]
    claim = graph.claims[given["id"]]
    assert (row["about"]["id"], row["source"]["id"]) == (claim.about, claim.source)
    assert (row["stated"], row["rank"]) == (claim.stated, claim.rank.name)
    assert row["quantity"] is None or is_figure([claim], row)


def _all_of(type: type[Entity], field: str) -> Check:
    """Return the check that a list has every entity of a type."""

    def check(graph: KnowledgeGraph, data: Json, given: Json) -> None:
        rows = data[field]
        listed = rows["nodes"] if isinstance(rows, dict) else rows
        assert sorted(one["id"] for one in listed) == sorted(one.id for one in graph.of_type(type))
        assert all(one.get("name", one.get("title")) == graph.entities[one["id"]].name for one in listed)

    return check


PAGE_CHECKS: Final[dict[str, Check]] = {
    "What does the record hold of one state?": _state,
    "What does the record hold of one clemency action?": _action,
    "What did each state grant, by kind of relief and unit?": _states,
    "What does the record hold of one city or county?": _locality,
    "What does the record hold of federal clemency, and of tallies of the whole country?": _country,
    "What does the record hold of one law?": _law,
    "What does the record hold of one person?": _person,
    "What does the record hold of one organization?": _organization,
    "Who held which offices under one party?": _party,
    "What does one source say, of which entities, and how is it cited?": _source,
    "What does one claim say, by which source, and does another contradict it?": _claim,
    "Which people are in the record, and which offices did they hold?": _all_of(Person, "people"),
    "Which laws are in the record, of which place, and of which status?": _all_of(Law, "laws"),
    "Which organizations are in the record, and of which kind are they?": _all_of(Organization, "organizations"),
    "Which parties are in the record, and how many terms of office were held under each?": _all_of(Party, "parties"),
    "Which cities and counties are in the record, and how many actions of each?": _all_of(Locality, "localities"),
    "Which clemency actions are in the record, of which place, and for how many?": _all_of(ClemencyAction, "actions"),
    "Which sources are in the record, by whom, of which day, and how many claims does each make?": _all_of(
        Source, "sources"
    ),
}
"""The check of each saved query behind a page, by its title."""
