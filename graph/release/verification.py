"""Verify a release folder without a network: checksums, data, and rebuilt exports."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from ..loading.errors import DataError
from ..loading.load_from import load_from
from ..storage.cache_dir import cache_in
from .checksums import checksum_failures, sha256_of
from .statement import EXPORTS, STATEMENT, StatedCode, Statement, current_code, hashes_of_data, write_exports

MAX_STATEMENT_BYTES: Final = 50_000_000
"""The maximum size of a statement."""


def verify(folder: str | Path) -> Iterator[str]:
    """Verify a release, and yield one line for each failure; none if the release is what it states.

    Parameters
    ----------
    folder
        A release folder, as `scripts/release` writes it.

    Yields
    ------
    str
        The name of a file and what is wrong with it.

    Raises
    ------
    FileNotFoundError
        If the folder does not exist.

    Examples
    --------
    >>> list(verify("release"))
    []
    """
    root = Path(folder)
    if not root.is_dir():
        raise FileNotFoundError(f"there is no release folder {root}")
    yield from checksum_failures(root)
    statement = _read(root)
    if isinstance(statement, str):
        yield f"{STATEMENT}: {statement}"
        return
    yield from _statement_failures(root, statement)
    archive = root / statement.data.archive
    if archive.is_file():
        # Nothing that is cached may be trusted: the data are read from the archive alone.
        with tempfile.TemporaryDirectory(prefix="clemency-graph-", ignore_cleanup_errors=True) as work:
            yield from _reproduction_failures(archive, statement, Path(work))


def _read(root: Path) -> Statement | str:
    """Return the statement of a release, or why it cannot be read."""
    path = root / STATEMENT
    if not path.is_file():
        return "missing; it states the hashes of the data and of the exports"
    if path.stat().st_size > MAX_STATEMENT_BYTES:
        return f"larger than {MAX_STATEMENT_BYTES:,} bytes"
    try:
        return Statement.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        return f"{f'{field}: ' if field else ''}{first['msg']}"


def _statement_failures(root: Path, statement: Statement) -> Iterator[str]:
    """Yield the archive and the exports of the folder that are not those of the statement."""
    stated = {f"{EXPORTS}/{name}": digest for name, digest in statement.exports.items()}
    stated[statement.data.archive] = statement.data.archive_sha256
    for name, digest in stated.items():
        if not (root / name).is_file():
            yield f"{name}: missing, but {STATEMENT} states its hash"
        elif (found := sha256_of(root / name)) != digest:
            yield f"{name}: has SHA-256 {found}, but {STATEMENT} states {digest}"
    exports = root / EXPORTS
    for path in sorted(exports.rglob("*")):
        if path.is_file() and path.relative_to(root).as_posix() not in stated:
            yield f"{path.relative_to(root).as_posix()}: an export that {STATEMENT} does not state"


def _reproduction_failures(archive: Path, statement: Statement, work: Path) -> Iterator[str]:
    """Yield what differs between the statement, and the data of the archive and exports made from them."""
    name, stated = archive.name, statement.data
    try:
        with cache_in(work / "cache"):
            graph = load_from(str(archive))
    except DataError as error:
        first, others = error.problems[0], len(error.problems) - 1
        more = f", and {others} more" if others else ""
        yield f"{name}: {first.message if first.file == str(archive) else first}{more}"
        return
    if graph.dataset.version != stated.version:
        yield f"{name}: its data have version {graph.dataset.version}, but {STATEMENT} states {stated.version}"
    if (released := graph.dataset.released.isoformat()) != stated.released:
        yield f"{name}: its data were released on {released}, but {STATEMENT} states {stated.released}"
    data = hashes_of_data(work / "cache" / "packed" / graph.dataset.version)
    for file, problem in _differences(data, stated.files):
        yield f"{name}: {file}: {problem}"
    try:
        exports = write_exports(graph, work / EXPORTS)
    except ModuleNotFoundError as error:
        yield f"{EXPORTS}: cannot be rebuilt: {error}"
        return
    reason = _other_code(statement.code)
    for file, problem in _differences(exports, statement.exports):
        yield f"{EXPORTS}/{file}: rebuilt from {name}: {problem}{reason}"


def _differences(found: Mapping[str, str], stated: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each file whose hash is not the stated one."""
    for file in sorted(found.keys() | stated.keys()):
        if file not in found:
            yield file, f"missing, but {STATEMENT} states its hash"
        elif file not in stated:
            yield file, f"{STATEMENT} does not state its hash"
        elif found[file] != stated[file]:
            yield file, f"has SHA-256 {found[file]}, but {STATEMENT} states {stated[file]}"


def _other_code(stated: StatedCode) -> str:
    """Return the versions that differ from the stated ones, as a possible reason for other bytes."""
    here = current_code()
    pairs = {"clemency-graph": (stated.version, here.version)}
    pairs |= {name: (one, here.libraries.get(name, "none")) for name, one in stated.libraries.items()}
    others = [f"{name} {one} (here {other})" for name, (one, other) in pairs.items() if one != other]
    return f"; it was made with {', '.join(others)}" if others else ""
