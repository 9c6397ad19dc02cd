"""Check the duties of laws, that each outcome is of one of them, and the days from which relief holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.vocabulary import Method
from ..queries.undated_relief import undated_relief
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
        yield from _takes_the_day_of_the_law(document, model)


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


def _takes_the_day_of_the_law(document: Document, model: LawFile) -> Iterator[Problem]:
    """Yield automatic relief without a day of its own where other relief, or a note of the day, begins later."""
    days = [entry.effective or entry.enacted for entry in model.claims if entry.effective or entry.enacted]
    start = max((day for day in days if day), key=lambda day: day.last_day, default=None)
    noted = any("applies from" in (entry.note or "") for entry in model.claims if entry.effective)
    late = undated_relief(start, model.provisions)
    for index, provision in enumerate(model.provisions):
        undated = provision.effective is None and not provision.never_effective
        if provision.method in (Method.AUTOMATIC, Method.BOTH) and undated and (noted or index in late):
            message = "other relief of the law begins later, or a note says that the law does"
            yield document.problem(
                ("provisions", index), f"{message}; add the day from which it holds, effective, for each method"
            )
