"""Identifiers of entities in other datasets, and bills."""

from ...graph.model.vocabulary import IdentifierScheme
from .fields import attribute, described, reference
from .lazy import LazyJurisdiction


@described
class Identifier:
    """An identifier that another dataset gives to an entity; its source is in the IDENTIFIER claims."""

    scheme: IdentifierScheme = attribute("The dataset.")
    value: str = attribute("The identifier in that dataset: Q1227, 32003, US-NV.")
    url: str | None = attribute("The address of its page; null where the value alone gives none.")


@described
class Bill:
    """A bill, by the parts of its number."""

    jurisdiction: LazyJurisdiction = reference("jurisdiction", "The place whose legislature numbered it.")
    session: str | None = attribute("The session, as the legislature names it; null where it is not recorded.")
    type: str = attribute("The kind of bill, in capitals without periods: HB, SF, HJR.")
    number: int = attribute("Its number among those of its type and session.")
    suffix: str | None = attribute(
        "The letter after the number: of an amended print, as in S6579-A, or a special session, as in SB 8A."
    )
