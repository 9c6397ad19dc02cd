"""Check the duties of laws: an outcome is of a duty of the same law, and relief that begins later says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.vocabulary import Method
from .errors import Problem, suggestion
from .models.file_parts import StrictModel
from .models.files import LawFile
from .yaml_reader import Document


def check_duties(valid: Mapping[str, tuple[Document, StrictModel]]) -> Iterator[Problem]:
    """Yield each outcome whose duty the law does not have, and relief that begins later than the law without its day.

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
        yield from _begins_later(document, model)


def _begins_later(document: Document, model: LawFile) -> Iterator[Problem]:
    """Yield automatic relief without a day of its own where the law has it begin after the law is in force."""
    days = [entry.effective for entry in model.claims if entry.effective]
    begins = [entry.duty.due for entry in model.claims if entry.duty and entry.duty.task.startswith("Begin to ")]
    if not days or not begins or min(begins).last_day <= max(days).last_day:
        return
    for index, provision in enumerate(model.provisions):
        if provision.method is Method.AUTOMATIC and provision.effective is None:
            message = f"the law has this begin by {min(begins)}; add the day from which it holds, effective"
            yield document.problem(("provisions", index), message)
