"""Check the duties of laws: an outcome is of a duty of the same law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .errors import Problem, suggestion
from .models.file_parts import StrictModel
from .models.files import LawFile
from .yaml_reader import Document


def check_duties(valid: Mapping[str, tuple[Document, StrictModel]]) -> Iterator[Problem]:
    """Yield each outcome whose duty the law does not have.

    Parameters
    ----------
    valid
        The files that are valid by themselves, by id.
    """
    for document, model in valid.values():
        if not isinstance(model, LawFile):
            continue
        keys = {entry.duty.key for entry in model.claims if entry.duty}
        for index, entry in enumerate(model.claims):
            if entry.outcome and entry.outcome.duty not in keys:
                hint = suggestion(entry.outcome.duty, keys)
                message = f"the law has no duty '{entry.outcome.duty}'{hint or ';'} add an entry with it"
                yield document.problem(("claims", index, "outcome", "duty"), message)
