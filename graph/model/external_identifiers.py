"""Identifiers that other datasets give to entities, and the form of each scheme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .vocabulary import IdentifierScheme

_PLACES: Final = frozenset(("state", "country", "locality"))
_NAMED: Final = _PLACES | {"person", "party", "organization", "law"}


@dataclass(frozen=True, slots=True)
class Form:
    """The form of the identifiers of one scheme.

    Attributes
    ----------
    label : str
        The name of the scheme, as people write it.
    pattern : str
        A regular expression that the whole value matches.
    example : str
        An identifier of the scheme.
    types : frozenset of str
        The types of the entities that can have one, as the values of `EntityType`.
    url : str or None
        The address of its page, with `{}` in place of the value; None where the value alone gives none.
    """

    label: str
    pattern: str
    example: str
    types: frozenset[str]
    url: str | None = None


FORMS: Final[Mapping[IdentifierScheme, Form]] = {
    IdentifierScheme.WIKIDATA: Form(
        "Wikidata", "Q[1-9][0-9]*", "Q1227", _NAMED, "https://www.wikidata.org/wiki/{}"
    ),
    IdentifierScheme.GEOID: Form("GEOID", "[0-9]{2}(?:[0-9]{3})?", "32003", frozenset(("state", "locality"))),
    IdentifierScheme.ISO_3166_2: Form("ISO 3166-2", "US-[A-Z]{2}", "US-NV", frozenset(("state",))),
    IdentifierScheme.BIOGUIDE: Form(
        "Bioguide", "[A-Z][0-9]{6}", "B000444", frozenset(("person",)), "https://bioguide.congress.gov/search/bio/{}"
    ),
    IdentifierScheme.OPEN_STATES: Form(
        "Open States",
        "ocd-(?:person|bill)/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        "ocd-person/d2c166cc-f53f-491d-9c4a-6c3fc68274fe",
        frozenset(("person", "law")),
    ),
    IdentifierScheme.LEGISCAN: Form(
        "LegiScan", "[A-Z]{2}/bill/[A-Z]+[0-9]+/[0-9]{4}", "IL/bill/HB1438/2019", frozenset(("law",)),
        "https://legiscan.com/{}",
    ),
}  # fmt: skip
"""The form of each scheme."""


class Identifier(str):
    """An identifier with its scheme, written as one text: `wikidata:Q1227`.

    It is a string: it sorts and compares as one, and needs no serialization.

    Raises
    ------
    ValueError
        If the scheme is unknown, or the value does not have its form.

    Examples
    --------
    >>> Identifier("geoid:32").scheme, Identifier("geoid:32").value
    (<IdentifierScheme.GEOID: 'geoid'>, '32')
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Identifier:
        """Create an identifier from its text."""
        name, _, value = text.partition(":")
        if name not in set(IdentifierScheme):
            raise ValueError(f"{text!r} has no known scheme; write scheme:value, with one of {', '.join(FORMS)}")
        form = FORMS[IdentifierScheme(name)]
        if not re.fullmatch(form.pattern, value, re.ASCII):
            raise ValueError(f"{value!r} does not have the form of {form.label}, such as {form.example}")
        return super().__new__(cls, text)

    @property
    def scheme(self) -> IdentifierScheme:
        """The scheme."""
        return IdentifierScheme(self.partition(":")[0])

    @property
    def value(self) -> str:
        """The identifier within its scheme."""
        return self.partition(":")[2]

    @property
    def url(self) -> str | None:
        """The address of its page; None where there is none."""
        value = self.value
        if self.scheme is IdentifierScheme.GEOID:
            level = "040" if len(value) == _STATE_DIGITS else "050"
            return f"https://data.census.gov/profile?g={level}XX00US{value}"
        template = FORMS[self.scheme].url
        return template.format(value) if template else None


_STATE_DIGITS: Final = 2
