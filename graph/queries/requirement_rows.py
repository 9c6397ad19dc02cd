"""The requirements of a law or an action, with a row for each kind that was not looked for."""

from __future__ import annotations

from ..model.law_requirement_vocabulary import RequirementKind
from ..model.law_requirements import Requirement
from ..model.records import ClemencyAction, Law
from ..model.vocabulary import Knowledge


def requirement_rows(record: Law | ClemencyAction) -> list[Requirement]:
    """Return the requirements of a law or an action, and a row NOT_LOOKED_FOR for each kind of which there is none.

    A law has no row of how a person asks: that is the method of each provision.
    """
    found = {one.kind for one in record.requirements}
    if isinstance(record, Law):
        found.add(RequirementKind.REQUEST)
    unknown = (
        Requirement(kind, Knowledge.NOT_LOOKED_FOR, None, None, None, ())
        for kind in RequirementKind
        if kind not in found
    )
    return [*record.requirements, *unknown]
