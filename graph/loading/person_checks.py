"""Check that people in the data have a public part, and that no claim about them is about a record of theirs.

docs/protocol.md says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ..model.records import Person, Records, Source
from ..model.vocabulary import ClaimProperty, IdentifierScheme
from .cross_checks import ValidFile
from .errors import Problem

_REGISTERS: Final = frozenset((IdentifierScheme.BIOGUIDE, IdentifierScheme.OPEN_STATES))
_OWN_RECORD: Final = re.compile(
    r"\b(?:arrest|convict|pardon|commut|expung|sentenc|imprison|incarcerat|parole|felon|criminal record)",
    re.IGNORECASE,
)


def check_persons(records: Records, valid: Mapping[str, ValidFile]) -> Iterator[Problem]:
    """Check the people of the data.

    Parameters
    ----------
    records
        The records.
    valid
        The files, by id.

    Yields
    ------
    Problem
        A person without a term of office or an entry in a register of officials, who acted in nothing, and signed,
        counted and wrote nothing; and a statement about the record of a person without the note that says where the
        person spoke of it in public.
    """
    public = frozenset(_public(records))
    authors = {author for one in records.entities.values() if isinstance(one, Source) for author in one.authors}
    for id, person in records.entities.items():
        if not isinstance(person, Person):
            continue
        registered = any(one.scheme in _REGISTERS for one in person.identifiers)
        if id not in public and not registered and not authors & {person.name, *person.aliases}:
            message = "holds no office, acted in nothing, and signed, counted and wrote nothing; remove the person"
            yield valid[id].document.problem((), f"{message}, or add the claim that shows a public part")
        for index, entry in enumerate(getattr(valid[id].model, "claims", ())):
            if entry.status is not None and entry.note is None and _OWN_RECORD.search(entry.status):
                message = "may be about the record of this person; remove it"
                told = "or say in a note where the person spoke of it in public"
                yield valid[id].document.problem(("claims", index, "status"), f"{message}, {told}")


def _public(records: Records) -> Iterator[str]:
    """Yield the ids of those who held an office, acted, signed, counted or spoke for an organization."""
    yield from (term.person for term in records.terms.values())
    for entity in records.entities.values():
        for claim in entity.claims:
            if claim.property is ClaimProperty.ACTOR and claim.target is not None:
                yield claim.target
            if claim.reported_by is not None:
                yield claim.reported_by
            if claim.property is ClaimProperty.SPEAKS_FOR:
                yield claim.about
