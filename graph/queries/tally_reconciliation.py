"""The reconciliation of a national tally with the figures of states and localities."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..errors import QueryError
from ..graph import KnowledgeGraph
from ..model.records import Claim, ClemencyAction, Country
from ..model.vocabulary import Stage, TotalDimension
from .best_claims import figure_days
from .done_by_day import may_be_within
from .facts_from_records import relations_of, stage_claim
from .record_lookup import record_by_id
from .tally_against_actions import UNITS_OF_ACTS, bound_tally, may_count
from .total import Total
from .totals import totals


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A national tally and what is itemized of it; every bound mixes units.

    Attributes
    ----------
    claim : Claim
        The tally.
    explained_low, explained_high : int, int or None
        What is itemized by its day, each action in one of the units in which it has a figure, whichever.
    unexplained_low, unexplained_high : int, int or None
        What the tally leaves; None where the tally or what is itemized has no bound on that side.
    explained : list of Total
        What is itemized in the tally's own unit, by kind and state. Figures of later days and actions that surely ended
        before the tally starts are left out.
    in_other_units : list of Total
        What is itemized in other units, by kind and state.
    """

    claim: Claim
    explained_low: int
    explained_high: int | None
    unexplained_low: int
    unexplained_high: int | None
    explained: list[Total]
    in_other_units: list[Total]


def reconcile(graph: KnowledgeGraph, id: str) -> Reconciliation:
    """Compare a national tally with the figures of the states and localities that it can count.

    The tally counts acts; the figures count grants, people, convictions, cases or records. Each action counts in one of
    the units in which it has a figure, whichever: so the bounds mix units, and hold. Figures that surely lie within the
    days of the tally, from its `since` to its day, give the least, those that possibly do the most. Federal actions are
    left out, because the tallies count actions of states and localities.

    Parameters
    ----------
    graph
        The graph.
    id
        The id of a claim with a figure about the country.

    Returns
    -------
    Reconciliation
        What is explained and what is not, as intervals.

    Raises
    ------
    NotFound
        If there is no such claim.
    QueryError
        If it is not a figure about the country, or counts something else than acts, such as states with a law.
    """
    claim = record_by_id(graph, id, "claim")
    if not isinstance(claim, Claim) or claim.quantity is None or not isinstance(graph.entities[claim.about], Country):
        raise QueryError(f"claim: {id!r} is not a figure about the country; use the id of one of its claims.", "claim")
    if claim.quantity.unit not in UNITS_OF_ACTS:
        raise QueryError(
            f"claim: {id!r} counts {claim.quantity.unit}, not acts of clemency; nothing can be itemized of it.",
            "claim",
        )
    relations = graph.cached(relations_of)
    tally = stage_claim(claim if claim.stage else replace(claim, stage=Stage.GRANTED), graph.entities)
    counted = [action for action in graph.of_type(ClemencyAction) if _can_count(graph, action, claim)]
    bounds = bound_tally(relations, [action.id for action in counted], tally)
    begun = [action for action in counted if may_count(relations.actions[action.id], tally)]
    days = figure_days(tally)
    itemized = totals(
        graph,
        begun,
        (TotalDimension.STATE,),
        tally.stage,
        keep=lambda told: may_be_within(relations, told, tally.stage, days),
    )
    return Reconciliation(
        claim,
        bounds.explained.low,
        bounds.explained.high,
        bounds.unexplained.low,
        bounds.unexplained.high,
        [total for total in itemized if total.unit is claim.quantity.unit],
        [total for total in itemized if total.unit not in (None, claim.quantity.unit)],
    )


def _can_count(graph: KnowledgeGraph, action: ClemencyAction, tally: Claim) -> bool:
    """Return whether a tally can count an action: of its kind, and of a state or locality."""
    return tally.kind in (None, action.kind) and graph.state_of(action.jurisdiction) is not None
