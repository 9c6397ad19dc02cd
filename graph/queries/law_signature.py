"""Who signed a law: a person, nobody, or not known.

Source: docs/method.md, section 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..model.records import Claim, Law
from ..model.vocabulary import ClaimProperty, Instrument, Knowledge, LawStatus, Rank, RelationshipKind

_NEVER_LAW: Final = {
    LawStatus.PROPOSED: "It has not become law, so that nobody has signed it.",
    LawStatus.VETOED: "It was vetoed, and the veto was not overridden.",
    LawStatus.REJECTED: "Voters rejected it.",
}
_OVERRIDDEN: Final = "It was vetoed and became law over the veto."
_BY_INSTRUMENT: Final = {
    Instrument.BALLOT_MEASURE: "Voters adopt a ballot measure; no signature makes it law.",
    Instrument.CONSTITUTIONAL_AMENDMENT: "An amendment of a constitution is not subject to a governor's signature.",
}


@dataclass(frozen=True, slots=True)
class Signature:
    """What is known of the signature of a law.

    Attributes
    ----------
    status : Knowledge
        VALUE: somebody signed it; NONE: nobody did; UNKNOWN: no source that was read says.
    person : str or None
        The id of the person who signed it.
    inference : str or None
        How that nobody signed it was inferred; None where a claim says so, and for the other statuses.
    claims : tuple of Claim
        The claims about it, best first; where it was inferred from the status of the law or from its veto, those.
    """

    status: Knowledge
    person: str | None
    inference: str | None
    claims: tuple[Claim, ...]


def signature_of(law: Law) -> Signature:
    """Return what is known of the signature of a law.

    Parameters
    ----------
    law
        The law. The first that applies decides: a claim that names the signer; a claim that nobody signed, or that no
        source says; a status of proposed, vetoed or rejected; a claim that names who vetoed it; the form of a ballot
        measure or a constitutional amendment.

    Returns
    -------
    Signature
        NOT_LOOKED_FOR where none applies.

    Examples
    --------
    >>> signature_of(load().entities["law/mo/amendment-3-2022"]).status
    Knowledge.NONE
    """
    acts = _usable(law, ClaimProperty.ACTOR)
    if law.signed_by is not None:
        signed = (claim for claim in acts if claim.text == RelationshipKind.SIGNED and claim.target == law.signed_by)
        return Signature(Knowledge.VALUE, law.signed_by, None, tuple(signed))
    stated = _usable(law, ClaimProperty.SIGNATURE)
    if stated:
        best = stated[0].text
        return Signature(Knowledge(best or ""), None, None, tuple(claim for claim in stated if claim.text == best))
    if law.status in _NEVER_LAW:
        of_status = (claim for claim in _usable(law, ClaimProperty.STATUS) if claim.text == law.status)
        inference = _NEVER_LAW[law.status]
        return Signature(Knowledge.NONE, None, inference, tuple(of_status))
    if law.vetoed_by is not None:
        vetoed = (claim for claim in acts if claim.text == RelationshipKind.VETOED and claim.target == law.vetoed_by)
        return Signature(Knowledge.NONE, None, _OVERRIDDEN, tuple(vetoed))
    if law.instrument in _BY_INSTRUMENT:
        return Signature(Knowledge.NONE, None, _BY_INSTRUMENT[law.instrument], ())
    return Signature(Knowledge.NOT_LOOKED_FOR, None, None, ())


def _usable(law: Law, property: ClaimProperty) -> list[Claim]:
    return [claim for claim in law.claims if claim.property is property and claim.rank is not Rank.DEPRECATED]
