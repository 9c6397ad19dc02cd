"""Templates of data files, with comments that say what to write."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ..errors import QueryError
from ..model.vocabulary import Qualifier, ReliefKind, SourceKind, Stage, Unit, Vocabulary
from .build_records import jurisdiction_of
from .loader import PATH


def _words(vocabulary: type[Vocabulary]) -> str:
    return ", ".join(one.value for one in vocabulary)


_ACTION: Final = f"""\
# A clemency action. Write a value for each word in capital letters, remove what no page says, then check the folder:
#   clemency-graph check --extra FOLDER
name: NAME, such as Pardons of marijuana possession convictions, Nevada, 2020
# One of {_words(ReliefKind)}.
kind: KIND
jurisdiction: {{jurisdiction}}
claims:
  # One entry for each statement of a page. Each names the file of its page: source/PUBLISHER/YEAR-SLUG.
  # Stages are {_words(Stage)}.
  - source: SOURCE
    stage: STAGE
    date: DAY as YYYY-MM-DD, or YYYY-MM, or YYYY
  # A figure has an entry of its own.
  # Qualifiers are {_words(Qualifier)}.
  # Units are {_words(Unit)}.
  - source: SOURCE
    stage: STAGE
    figure: {{{{low: NUMBER, high: NUMBER, qualifier: exactly, unit: UNIT}}}}
    stated: WORDS, the number as the page gives it
    as_of: DAY that the figure describes
"""
_SOURCE: Final = f"""\
# A page or document that makes claims. Write a value for each word in capital letters, and remove what it does not say.
title: TITLE
url: ADDRESS
published: DAY as YYYY-MM-DD, or YYYY-MM, or YYYY
# The day on which you read it.
retrieved: DAY as YYYY-MM-DD
# One of {_words(SourceKind)}.
kind: KIND
"""
TEMPLATES: Final = {"action": _ACTION, "source": _SOURCE}
"""The template of each type of entity that has one."""


def write_template(id: str, folder: str | Path = ".") -> Path:
    """Write a data file with comments that say what to write.

    Parameters
    ----------
    id
        The id of the new entity, such as action/nv/2026-own-pardons or source/my-lab/2026-count.
    folder
        The data folder, or the extra folder; it is created if necessary.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    QueryError
        If there is no template for the id, or it is not an id.
    FileExistsError
        If there is such a file; it is never overwritten.

    Examples
    --------
    >>> write_template("source/my-lab/2026-count", "mine")
    PosixPath('mine/source/my-lab/2026-count.yaml')
    """
    type, _, slug = id.partition("/")
    if type not in TEMPLATES:
        raise QueryError(
            f"there is no template for {id!r}; ids begin with {' or '.join(f'{one}/' for one in TEMPLATES)}."
        )
    place = slug.rpartition("/")[0]
    if not PATH.fullmatch(slug) or not place:
        raise QueryError(f"{id!r} is not an id; write lower-case letters, digits and hyphens: {type}/PLACE/YEAR-NAME.")
    path = Path(folder, *id.split("/")).with_suffix(".yaml")
    path.parent.mkdir(parents=True, exist_ok=True)
    text = TEMPLATES[type].format(jurisdiction=jurisdiction_of(place)) if type == "action" else TEMPLATES[type]
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise FileExistsError(f"{path} exists, and is not overwritten; choose another id") from None
    return path
