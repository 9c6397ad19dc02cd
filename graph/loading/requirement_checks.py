"""Check that what a provision of a law says about waits and fees is among the requirements of the law too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ..model.law_requirement_vocabulary import RequirementKind
from ..model.law_requirements import is_relief
from ..model.vocabulary import Knowledge
from .errors import Problem
from .models.file_parts import StrictModel
from .models.files import LawFile
from .yaml_reader import Document

_FEE: Final = re.compile(r"\b(fees?|without (cost|charge)|free of charge)\b", re.IGNORECASE)
_NO_WAIT: Final = re.compile(r"(none|no wait)\b", re.IGNORECASE)


def check_requirements(valid: Mapping[str, tuple[Document, StrictModel]]) -> Iterator[Problem]:
    """Yield each provision with a wait, or of relief for a fee, whose law has no requirement of that kind.

    A waiting period that says that there is none is a requirement with the status none.

    Parameters
    ----------
    valid
        The files that are valid by themselves, by id.
    """
    for document, model in valid.values():
        if not isinstance(model, LawFile):
            continue
        stated = [entry.requirement for entry in model.claims if entry.requirement]
        kinds = {one.kind for one in stated}
        waits = any(one.kind is RequirementKind.WAIT and one.status is Knowledge.VALUE for one in stated)
        for index, provision in enumerate(model.provisions):
            period = provision.waiting_period
            if period and _NO_WAIT.match(period):
                message = "no wait is no waiting period; write requirement: {kind: wait, status: none}"
                yield document.problem(("provisions", index, "waiting_period"), message)
            elif period and not waits:
                message = "the law has no requirement of the kind wait; add an entry with it"
                yield document.problem(("provisions", index, "waiting_period"), message)
            if is_relief(provision.effect) and _FEE.search(provision.scope) and RequirementKind.FEE not in kinds:
                message = "tells of a fee, but the law has no requirement of the kind fee; add an entry with it"
                yield document.problem(("provisions", index, "scope"), message)
