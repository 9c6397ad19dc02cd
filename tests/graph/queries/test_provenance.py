"""The sources behind the values of records."""

from __future__ import annotations

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction, EntityType, Law, Source, Term
from clemency_graph.graph.queries.conflicts import conflicts
from clemency_graph.graph.queries.provenance import sources_behind
from clemency_graph.graph.queries.tally_reconciliation import reconcile
from clemency_graph.graph.queries.totals import totals


def test_a_claim_and_a_source_stand_for_themselves(graph: KnowledgeGraph) -> None:
    for claim in graph.claims.values():
        assert tuple(sources_behind(claim, "stated")) == (claim.source,)
    for source in graph.of_type(Source):
        assert tuple(sources_behind(source, "title")) == (source.id,)


def test_what_is_derived_from_claims_has_the_sources_that_give_it(graph: KnowledgeGraph) -> None:
    for law in graph.of_type(Law):
        for name in ("introduced", "enacted", "effective"):
            value = getattr(law, name)
            giving = {c.source for c in law.claims if c.property == name and c.date == value and c.rank != "deprecated"}
            assert set(sources_behind(law, name)) == (giving if value else set()), law.id
    for term in graph.terms.values():
        for name, scheduled in (("end", False), ("scheduled_end", True)):
            value = getattr(term, name)
            told = [c for c in term.claims if c.property == "end" and (c.text == "scheduled") is scheduled]
            giving = {c.source for c in told if c.date == value and c.rank != "deprecated"}
            assert set(sources_behind(term, name)) == (giving if value else set()), term.id


def test_a_source_that_says_otherwise_is_not_behind_a_value(graph: KnowledgeGraph) -> None:
    contested = [
        (law, claim)
        for law in graph.of_type(Law)
        for claim in law.claims
        if claim.property == "enacted" and claim.date != law.enacted
    ]
    assert contested
    for law, claim in contested:
        agreeing = {c.source for c in law.claims if c.property == "enacted" and c.date == law.enacted}
        assert claim.source in agreeing or claim.source not in sources_behind(law, "enacted")


def test_totals_have_the_sources_of_what_was_added(graph: KnowledgeGraph) -> None:
    for total in totals(graph, graph.of_type(ClemencyAction)):
        assert set(sources_behind(total, "low")) == {claim.source for claim in total.claims}
    tally = next(claim for claim in graph.entities["country/us"].claims if claim.quantity)
    assert tally.source in sources_behind(reconcile(graph, tally.id), "unexplained_low")
    conflict = conflicts(graph)[0]
    assert set(sources_behind(conflict, "reason")) == {claim.source for claim in conflict.claims}


def test_every_value_that_claims_give_has_a_source(graph: KnowledgeGraph) -> None:
    given: dict[EntityType, tuple[str, ...]] = {
        EntityType.STATE: ("name", "code", "fips"),
        EntityType.LAW: ("status", "introduced", "enacted", "effective", "signed_by", "vetoed_by"),
        EntityType.ACTION: ("stage", "scope"),
        EntityType.PERSON: ("speaks_for",),
    }
    for entity in graph.entities.values():
        for name in given.get(entity.type, ()):
            if getattr(entity, name) not in (None, ()):
                assert list(sources_behind(entity, name)), (entity.id, name)
    for term in graph.terms.values():
        assert isinstance(term, Term)
        for name in ("start", "end", "party"):
            assert getattr(term, name) is None or list(sources_behind(term, name))


def test_what_no_claim_gives_has_none(graph: KnowledgeGraph) -> None:
    assert list(sources_behind(graph.entities["state/nv"], "coverage")) == []
    assert list(sources_behind("text", "upper")) == []
