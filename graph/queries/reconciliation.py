"""Holding a nationwide tally against what is itemized by state."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import QuestionError
from ..graph import KnowledgeGraph
from ..model.records import Claim, ClemencyAction, Country, Quantity
from ..model.vocabulary import Stage, TotalDimension
from .totals import Total, totals


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A tally, what of it is itemized in its own unit, what is itemized in others, and what is left."""

    claim: Claim
    explained: list[Total]
    explained_low: int
    explained_high: int | None
    unexplained_low: int
    unexplained_high: int | None
    in_other_units: list[Total]


def reconcile(graph: KnowledgeGraph, id: str) -> Reconciliation:
    """Hold a tally about the country against the figures of states and localities that it can count.

    What is itemized are the totals (see `totals`) of actions of the tally's kind of relief, or of all kinds where it
    mixes them, that had reached its stage by the day that it describes, as known when it was published. Only figures
    in the tally's own unit explain it: others are shown beside, never added. Federal action is left out, as the
    tallies are of what states and localities did.

    Parameters
    ----------
    graph
        The graph.
    id
        The id of a claim with a figure about the country.

    Returns
    -------
    Reconciliation
        What is left is a range: at the least the tally's lower bound less all that may be itemized, at the most its
        upper bound less all that surely is, None where it has none.

    Raises
    ------
    QuestionError
        When the id is not that of such a claim.
    """
    claim = graph.claims.get(id)
    if claim is None or claim.quantity is None or not isinstance(graph.entities[claim.about], Country):
        raise QuestionError(f"claim: {id!r} is not a figure about the country; find one among its claims.")
    itemized = totals(
        graph,
        [action for action in graph.of_type(ClemencyAction) if _counted(graph, action, claim)],
        (TotalDimension.STATE,),
        claim.stage or Stage.GRANTED,
        claim.published.last_day if claim.published else claim.retrieved,
    )
    own = [total for total in itemized if total.unit is claim.quantity.unit and total.actions]
    others = [total for total in itemized if total.unit is not claim.quantity.unit and total.actions]
    highs = [total.high for total in own]
    low = sum(total.low for total in own)
    high = None if None in highs else sum(one for one in highs if one is not None)
    return Reconciliation(claim, own, low, high, *_left(claim.quantity, low, high), others)


def _counted(graph: KnowledgeGraph, action: ClemencyAction, tally: Claim) -> bool:
    """Whether a tally can count an action: of its kind, of a state or in one, and reached by the tally's day."""
    day = tally.as_of or tally.published
    reached = next((event.date for event in action.history if event.stage is (tally.stage or Stage.GRANTED)), None)
    return (
        tally.kind in (None, action.kind)
        and graph.state_of(action.jurisdiction) is not None
        and (day is None or reached is None or reached.first_day <= day.last_day)
    )


def _left(tally: Quantity, low: int, high: int | None) -> tuple[int, int | None]:
    least = 0 if tally.low is None or high is None else max(0, tally.low - high)
    most = None if tally.high is None else max(0, tally.high - low)
    return least, most
