"""Who holds the power of clemency in a place, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.records import Claim, Jurisdiction
from ..model.vocabulary import ClaimProperty, Knowledge, PardonPower, Rank


@dataclass(frozen=True, slots=True)
class PardonAuthority:
    """Who holds the power of clemency in a place.

    Attributes
    ----------
    status : Knowledge
        VALUE where a source says, else NOT_LOOKED_FOR.
    power : PardonPower or None
        Who holds it, by the best claim.
    claims : tuple of Claim
        The usable claims about it, best first.
    """

    status: Knowledge
    power: PardonPower | None
    claims: tuple[Claim, ...]


def pardon_authority(place: Jurisdiction) -> PardonAuthority:
    """Return who holds the power of clemency in a place.

    Parameters
    ----------
    place
        The place.

    Examples
    --------
    >>> pardon_authority(graph.entities["state/pa"]).power
    <PardonPower.GATEKEEPER_BOARD: 'gatekeeper_board'>
    """
    status = Knowledge.NOT_LOOKED_FOR if place.pardon_power is None else Knowledge.VALUE
    claims = (
        one for one in place.claims if one.property is ClaimProperty.PARDON_POWER and one.rank is not Rank.DEPRECATED
    )
    return PardonAuthority(status, place.pardon_power, tuple(claims))
