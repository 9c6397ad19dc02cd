"""Check that the disposition of a provision of a law agrees with the words of its scope."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ..model.law_requirement_vocabulary import Disposition
from .errors import Problem
from .models.file_parts import StrictModel
from .models.files import LawFile
from .yaml_reader import Document

_NO_CONVICTION: Final = re.compile(
    r"\b(without (a )?conviction|acquit\w*|not guilty|led to no charges?)\b", re.IGNORECASE
)
_CONVICTION: Final = re.compile(r"\b(convictions (for|of|under|from)|convicted of)\b", re.IGNORECASE)


def check_dispositions(valid: Mapping[str, tuple[Document, StrictModel]]) -> Iterator[Problem]:
    """Yield each provision whose disposition leaves out cases that its scope names.

    Parameters
    ----------
    valid
        The files that are valid by themselves, by id.
    """
    for document, model in valid.values():
        for index, provision in enumerate(model.provisions if isinstance(model, LawFile) else ()):
            if provision.disposition is Disposition.CONVICTION and _NO_CONVICTION.search(provision.scope):
                message = "leaves out the cases without a conviction of the scope; write both, or no_conviction"
                yield document.problem(("provisions", index, "disposition"), message)
            if provision.disposition is Disposition.NO_CONVICTION and _CONVICTION.search(provision.scope):
                message = "leaves out the convictions of the scope; write both, or conviction"
                yield document.problem(("provisions", index, "disposition"), message)
