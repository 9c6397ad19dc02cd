"""Check that the earlier ids of entities lead to an entity, and that none of them is still in use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.moved_ids import hash_of_id
from ..model.records import Records
from .cross_checks import ValidFile
from .errors import Problem
from .models.files import MovedFile


def check_moved(records: Records, valid: Mapping[str, ValidFile]) -> Iterator[Problem]:
    """Check moved.yaml, if there is one.

    Parameters
    ----------
    records
        The records.
    valid
        The files, by id.

    Yields
    ------
    Problem
        An earlier id that leads to nothing, or that is the id of an entity.
    """
    file = valid.get("moved")
    if file is None or not isinstance(file.model, MovedFile):
        return
    used = {hash_of_id(id): id for id in records.entities}
    for earlier, id in file.model.ids.items():
        if id not in records.entities:
            yield file.document.problem(("ids", earlier), f"{id} is not in the data; give the id that it has now")
        if earlier in used:
            yield file.document.problem(("ids", earlier), f"is the hash of {used[earlier]}, which is in the data")
