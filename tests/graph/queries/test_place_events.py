"""The events of a place: its laws, terms and actions as one dated list."""

from __future__ import annotations

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction, Jurisdiction, Law, Term
from clemency_graph.graph.model.vocabulary import EventKind
from clemency_graph.graph.queries.law_veto import veto_of
from clemency_graph.graph.queries.place_events import events


def expected(graph: KnowledgeGraph, place: Jurisdiction) -> set[tuple[str, str, str]]:
    """Every dated event of a place, read from the records one by one."""
    found = set()
    for one in (*graph.entities.values(), *graph.terms.values()):
        if isinstance(one, ClemencyAction):
            own = one.jurisdiction == place.id or getattr(graph.entities[one.jurisdiction], "parent", None) == place.id
            if own and not (place.id == "country/us" and one.jurisdiction != place.id):
                found |= {(one.id, event.stage.value, str(event.date)) for event in one.history if event.date}
        elif isinstance(one, Law) and one.jurisdiction == place.id:
            names = ("introduced", "enacted", "effective")
            found |= {(one.id, name, str(day)) for name in names if (day := getattr(one, name))}
            found |= {(one.id, "vetoed", str(veto.day)) for veto in (veto_of(one),) if veto and veto.day}
            votes = [claim.as_of for claim in one.claims if claim.text == "rejected" and claim.as_of]
            found |= {(one.id, "rejected", str(max(votes, key=len))) for _ in votes[:1]}
        elif isinstance(one, Term) and one.jurisdiction == place.id:
            found |= {(one.id, name, str(day)) for name in ("start", "end") if (day := getattr(one, name))}
    return found


NAMES = {
    EventKind.LAW_INTRODUCED: "introduced",
    EventKind.LAW_VETOED: "vetoed",
    EventKind.LAW_REJECTED: "rejected",
    EventKind.LAW_ENACTED: "enacted",
    EventKind.LAW_EFFECTIVE: "effective",
    EventKind.TERM_BEGAN: "start",
    EventKind.TERM_ENDED: "end",
}


def test_every_dated_thing_is_there_once_and_in_order(graph: KnowledgeGraph) -> None:
    for id in ("state/nv", "state/ca", "country/us", "locality/al/birmingham", "state/as"):
        place = graph.entities[id]
        assert isinstance(place, Jurisdiction)
        found = events(graph, place)
        told = [
            (event.subject.id, event.stage.value if event.stage else NAMES[event.kind], str(event.date))
            for event in found
        ]
        assert set(told) == expected(graph, place)
        assert len(set(told)) == len(told) == len({event.id for event in found})
        assert [event.date for event in found] == sorted(event.date for event in found)


def test_an_event_has_the_claims_that_give_its_day(graph: KnowledgeGraph) -> None:
    place = graph.entities["state/nv"]
    assert isinstance(place, Jurisdiction)
    for event in events(graph, place):
        assert event.claims
        of_veto = event.kind is EventKind.LAW_VETOED
        assert {claim.as_of if of_veto else claim.date for claim in event.claims} == {event.date}
