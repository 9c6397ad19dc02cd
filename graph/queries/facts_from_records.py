"""The facts from which answers are derived, read from the records of a graph.

Source: docs/method.md, section 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..graph import KnowledgeGraph
from ..model.records import Claim, ClemencyAction, Entity, Jurisdiction, Locality, Quantity, Source, State
from ..model.vocabulary import Level, LocalityKind, Rank, ReliefKind, Stage
from .action_facts import ActionFacts, Count, Place, StageClaim
from .action_overlap import ActionRelations
from .best_claims import best_date
from .best_figure import is_one_day
from .claim_ranking import source_order
from .day_ranges import DayRange, days_of

Entities = Mapping[str, Entity]

_SINGLE_ACTS: Final = frozenset((ReliefKind.PARDON, ReliefKind.COMMUTATION))


def relations_of(graph: KnowledgeGraph) -> ActionRelations:
    """Return the declarations and claims of all actions; cached with the graph by `cached`."""
    return action_relations(graph.entities)


def action_relations(entities: Entities) -> ActionRelations:
    """Return the declarations and claims of all actions of a graph, given its entities by id."""
    return ActionRelations(
        action_facts(action, entities) for action in entities.values() if isinstance(action, ClemencyAction)
    )


def action_facts(action: ClemencyAction, entities: Entities) -> ActionFacts:
    """Return an action with its declarations and the claims about its stages."""
    claims = tuple(stage_claim(claim, entities) for claim in action.claims if claim.stage is not None)
    return ActionFacts(
        id=action.id,
        kind=action.kind,
        place=place_of(action.jurisdiction, entities),
        claims=claims,
        extends=action.extends,
        part_of=action.part_of,
        separate_from=action.separate_from,
        one_day=action.kind in _SINGLE_ACTS and granted_on_one_day(claims),
    )


def stage_claim(claim: Claim, entities: Entities) -> StageClaim:
    """Return a claim about a stage with what its source says of its day."""
    source = entities[claim.source]
    assert isinstance(source, Source) and claim.stage is not None
    return StageClaim(
        id=claim.id,
        action=claim.about,
        stage=claim.stage,
        not_after=min(claim.retrieved, source.not_after.last_day) if source.not_after else claim.retrieved,
        date=claim.date,
        count=count_of(claim.quantity) if claim.quantity else None,
        as_of=claim.as_of,
        published=claim.published,
        rank=claim.rank,
        added=claim.origin is not None,
        source_order=source_order(source.kind, reprint=source.reprint_of is not None),
    )


def count_of(stated: Quantity) -> Count:
    """Return a quantity as a count."""
    return Count(
        low=stated.low,
        high=stated.high,
        unit=stated.unit,
        qualifier=stated.qualifier,
        cumulative=stated.cumulative,
        extent=stated.extent,
        covers=stated.covers,
        since=stated.since,
    )


def place_of(id: str, entities: Entities) -> Place:
    """Return a jurisdiction as a place."""
    place = entities[id]
    assert isinstance(place, Jurisdiction)
    if isinstance(place, Locality):
        level = Level.COUNTY if place.kind is LocalityKind.COUNTY else Level.CITY
        return Place(id, level, place.parent, None if place.counties is None else frozenset(place.counties))
    if isinstance(place, State):
        return Place(id, Level.STATE, id)
    return Place(id, Level.COUNTRY)


def granted_on_one_day(claims: tuple[StageClaim, ...]) -> bool:
    """Return whether all was granted on the day of the grant: that day is known, and no figure tells of more to come.

    A figure that is a running total, that starts at some day or that describes a later day may be of an action that
    went on.
    """
    days = days_of(granted.date if (granted := best_date(claims, Stage.GRANTED)) else None)
    if not is_one_day(days):
        return False
    return not any(
        claim.count.cumulative or claim.count.since is not None or surely_later(claim, days)
        for claim in claims
        if claim.count is not None and claim.stage is Stage.GRANTED and claim.rank is not Rank.DEPRECATED
    )


def surely_later(claim: StageClaim, days: DayRange) -> bool:
    """Return whether a figure describes a day after some days."""
    return claim.as_of is not None and days.latest is not None and claim.as_of.first_day > days.latest
