"""The reconciliation of a national tally with the figures of states and localities."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import QueryError
from ..graph import KnowledgeGraph
from ..model.records import Claim, ClemencyAction, Country, Quantity
from ..model.vocabulary import Stage, TotalDimension
from .totals import Total, totals


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A tally, the totals that explain it in its own unit, those in other units, and the unexplained rest."""

    claim: Claim
    explained: list[Total]
    explained_low: int
    explained_high: int | None
    unexplained_low: int
    unexplained_high: int | None
    in_other_units: list[Total]


def reconcile(graph: KnowledgeGraph, id: str) -> Reconciliation:
    """Compare a national tally with the figures of the states and localities that it can count.

    The itemized figures are the totals (see `totals`) of actions of the tally's kind of relief, or of all kinds if it
    mixes them, that had reached its stage by the day that it describes, as known when it was published. Only figures
    in the tally's own unit explain it; others are listed separately and never added. Federal actions are excluded
    because the tallies count actions of states and localities.

    Parameters
    ----------
    graph
        The graph.
    id
        The id of a claim with a figure about the country.

    Returns
    -------
    Reconciliation
        The unexplained rest is a range: from the tally's lower bound minus the upper bound of the itemized figures,
        to its upper bound minus their lower bound, or None if the tally has no upper bound.

    Raises
    ------
    QueryError
        If there is no such claim.
    """
    claim = graph.claims.get(id)
    if claim is None or claim.quantity is None or not isinstance(graph.entities[claim.about], Country):
        raise QueryError(f"claim: {id!r} is not a figure about the country; use the id of one of its claims.")
    itemized = totals(
        graph,
        [action for action in graph.of_type(ClemencyAction) if _can_count(graph, action, claim)],
        (TotalDimension.STATE,),
        claim.stage or Stage.GRANTED,
        claim.published.last_day if claim.published else claim.retrieved,
    )
    own = [total for total in itemized if total.unit is claim.quantity.unit and total.actions]
    others = [total for total in itemized if total.unit is not claim.quantity.unit and total.actions]
    highs = [total.high for total in own]
    low = sum(total.low for total in own)
    high = None if None in highs else sum(high for high in highs if high is not None)
    return Reconciliation(claim, own, low, high, *_unexplained(claim.quantity, low, high), others)


def _can_count(graph: KnowledgeGraph, action: ClemencyAction, tally: Claim) -> bool:
    """Return whether a tally can count an action: of its kind, of a state or locality, and reached by its day."""
    day = tally.as_of or tally.published
    reached = next((event.date for event in action.history if event.stage is (tally.stage or Stage.GRANTED)), None)
    return (
        tally.kind in (None, action.kind)
        and graph.state_of(action.jurisdiction) is not None
        and (day is None or reached is None or reached.first_day <= day.last_day)
    )


def _unexplained(tally: Quantity, low: int, high: int | None) -> tuple[int, int | None]:
    least = 0 if tally.low is None or high is None else max(0, tally.low - high)
    most = None if tally.high is None else max(0, tally.high - low)
    return least, most
