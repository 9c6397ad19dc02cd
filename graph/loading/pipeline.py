"""Build records from the texts of the data files, or report every error in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ..model.moved_ids import MovedId
from ..model.records import Dataset, Records
from .action_checks import check_actions
from .build_records import build
from .check_records import check_records
from .cross_checks import ValidFile, check_files
from .errors import DataError, Problem
from .models.file_parts import StrictModel
from .models.files import FILE_MODELS, AssertionsFile, DatasetFile, MovedFile
from .moved_id_checks import check_moved
from .overlay import Extra, MergedDocument, documents_with, origins_of_entries
from .person_checks import check_persons
from .reprint_checks import check_reprints
from .validation import validate
from .wording_checks import check_wording
from .yaml_reader import Document, read

_SINGLE_FILES: Final[dict[str, type[StrictModel]]] = {
    "dataset": DatasetFile,
    "assertions": AssertionsFile,
    "moved": MovedFile,
}


def build_from_texts(
    texts: Mapping[str, bytes], version: str, problems: Iterable[Problem] = (), extras: Sequence[Extra] = ()
) -> tuple[Records, Dataset]:
    """Return the records and the dataset of all data files.

    Parameters
    ----------
    texts
        The content of each file, by its path.
    version
        The version of the data.
    problems
        Errors that were found before.
    extras
        The extra folders that are laid over these files.

    Raises
    ------
    DataError
        If there is any error, including those found before; it holds all of them.
    """
    found = list(problems)
    documents: dict[str, Document] = {}
    for name, text in texts.items():
        document, errors = read(name, text)
        documents[document.id] = document
        found += errors
    for extra in extras:
        documents, errors = documents_with(documents, extra)
        found += errors
    valid: dict[str, ValidFile] = {}
    for id_, document in documents.items():
        file_model = FILE_MODELS.get(id_.partition("/")[0]) if "/" in id_ else _SINGLE_FILES.get(id_)
        if file_model is not None and document.value is not None:
            model, errors = validate(document, file_model)
            found += errors
            if model is None and isinstance(document, MergedDocument):
                # What depends on the record's own file is not reported too.
                document = document.base
                model = validate(document, file_model)[0]
            if model is not None:
                valid[id_] = ValidFile(document, model)
    found += check_files(valid, frozenset(documents))
    if "dataset" not in documents:
        found.append(Problem("dataset.yaml", 1, "", "missing; create it with title, released, license and citation"))
    if found:
        raise DataError(found)
    models = {id_: one.model for id_, one in valid.items()}
    origins = {id_: one.document.origin for id_, one in valid.items() if one.document.origin}
    records = build(models, origins, origins_of_entries(valid.values()))
    found += check_records(records, valid)
    found += check_actions(records, valid)
    found += check_wording(records, valid)
    found += check_persons(records, valid)
    found += check_reprints(records, valid)
    found += check_moved(records, valid)
    if found:
        raise DataError(found)
    model = valid["dataset"].model
    assert isinstance(model, DatasetFile)
    moved = valid["moved"].model if "moved" in valid else None
    ids = tuple(MovedId(*one) for one in moved.ids.items()) if isinstance(moved, MovedFile) else ()
    names = tuple(extra.name for extra in extras)
    return records, Dataset(model.title, version, model.released, model.license, model.citation, ids, names)
