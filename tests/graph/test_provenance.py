"""The sources behind the values of records."""

from __future__ import annotations

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.provenance import sources_behind
from clemency_graph.graph.records import ClemencyAction, Source, Term
from clemency_graph.graph.vocabulary import ClaimProperty, EntityType


def test_a_claim_and_a_source_stand_for_themselves(graph: KnowledgeGraph) -> None:
    for claim in graph.claims.values():
        assert tuple(sources_behind(claim, "stated")) == (claim.source,)
    for source in graph.of_type(Source):
        assert tuple(sources_behind(source, "title")) == (source.id,)


def test_what_is_derived_from_claims_has_their_sources(graph: KnowledgeGraph) -> None:
    action = graph.entities["action/nv/2020-possession-pardons"]
    assert isinstance(action, ClemencyAction)
    scope = [claim.source for claim in action.claims if claim.property is ClaimProperty.SCOPE]
    assert list(sources_behind(action, "scope")) == list(dict.fromkeys(scope))
    staged = {claim.source for claim in action.claims if claim.stage is action.stage}
    assert set(sources_behind(action, "date")) == staged
    assert set(sources_behind(action.history[0], "date")) == {claim.source for claim in action.history[0].claims}


def test_every_value_that_claims_give_has_a_source(graph: KnowledgeGraph) -> None:
    given: dict[EntityType, tuple[str, ...]] = {
        EntityType.STATE: ("name", "code", "fips"),
        EntityType.LAW: ("status", "enacted", "effective", "signed_by"),
        EntityType.ACTION: ("stage", "scope"),
    }
    for entity in graph.entities.values():
        for name in given.get(entity.type, ()):
            if getattr(entity, name) is not None:
                assert list(sources_behind(entity, name)), (entity.id, name)
    for term in graph.terms.values():
        assert isinstance(term, Term)
        for name in ("start", "end", "party"):
            assert getattr(term, name) is None or list(sources_behind(term, name))


def test_what_no_claim_gives_has_none(graph: KnowledgeGraph) -> None:
    assert list(sources_behind(graph.entities["state/nv"], "coverage")) == []
    assert list(sources_behind("text", "upper")) == []
