"""The facts of answers, as records tell them."""

from __future__ import annotations

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.records import ClemencyAction
from clemency_graph.graph.model.vocabulary import Level, Stage, Unit
from clemency_graph.graph.queries.action_overlap import ActionRelations
from clemency_graph.graph.queries.counted_figures import counted_figures
from clemency_graph.graph.queries.facts_from_records import action_relations
from clemency_graph.graph.queries.number_intervals import Interval
from clemency_graph.graph.queries.total_bounds import bound_total


def test_every_claim_about_a_stage_is_read(graph: KnowledgeGraph) -> None:
    relations = action_relations(graph.entities)
    actions = [one for one in graph.entities.values() if isinstance(one, ClemencyAction)]
    assert relations.actions.keys() == {action.id for action in actions}
    for action in actions:
        read = relations.actions[action.id].claims
        staged = [claim for claim in action.claims if claim.stage is not None]
        assert [one.id for one in read] == [claim.id for claim in staged]
        assert all((one.count is None) == (claim.quantity is None) for one, claim in zip(read, staged, strict=True))


def test_places_have_their_level_and_state(graph: KnowledgeGraph) -> None:
    relations = action_relations(graph.entities)
    places = {action.place.id: action.place for action in relations.actions.values()}
    assert places["country/us"].level is Level.COUNTRY
    assert places["state/al"].state == "state/al"
    birmingham = places["locality/al/birmingham"]
    counties = frozenset({"locality/al/jefferson-county", "locality/al/shelby-county"})
    assert (birmingham.level, birmingham.state, birmingham.counties) == (Level.CITY, "state/al", counties)


def test_birmingham_is_counted_in_alabama(graph: KnowledgeGraph) -> None:
    relations = action_relations(graph.entities)
    low, high = _total(relations, "state/al", Unit.PEOPLE)
    assert low >= 15_001
    assert high is not None and high <= 15_509


def test_no_page_is_lost_between_states(graph: KnowledgeGraph) -> None:
    relations = action_relations(graph.entities)
    states = {action.place.state for action in relations.actions.values()}
    for unit in Unit:
        apart = [_total(relations, state, unit).low for state in states]
        figures = counted_figures(relations, relations.actions, Stage.GRANTED, unit).figures
        assert sum(apart) == bound_total(figures, relations).interval.low


def _total(relations: ActionRelations, state: str | None, unit: Unit) -> Interval:
    asked = [id for id, action in relations.actions.items() if action.place.state == state]
    return bound_total(counted_figures(relations, asked, Stage.GRANTED, unit).figures, relations).interval
