"""The answers of saved queries that releases keep, in `answers/` beside the history of the data.

There is one file for each release, named like that of the history: `0009-2026-11-29-0123456789abcdef.jsonl.xz`. It is
compressed as a whole, for answers repeat each other. The first line says which release it is. Then there are two lines
for each saved query: its name, document, variables and what its totals count, and the answer in canonical bytes, which
are JSON in UTF-8 without blanks, with sorted keys.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import orjson

from ...graph import KnowledgeGraph
from ...graph.loading.errors import DataError, Problem
from ...graph.storage.atomic_write import atomic_write

FORM: Final = "clemency-graph kept answers 1"
"""The form of the files and its number."""
MAX_KEPT: Final = 8
"""The number of releases whose answers are kept; the files of earlier ones are removed."""
MAX_BYTES: Final = 32_000_000
"""The maximum size of the answers of a release, uncompressed."""
_MEMORY: Final = 128_000_000
"""Bytes that the decompression of a file may take."""
_NAME: Final = re.compile(r"(\d{4})-(\d{4}-\d{2}-\d{2})-([0-9a-f]{16})\.jsonl\.xz")


class KeptAnswer(NamedTuple):
    """The answer to a saved query in a release.

    Attributes
    ----------
    document : str
        The document of the saved query in that release.
    variables : dict
        The values that it was asked with.
    content : bytes
        The answer in canonical bytes: an object with `data`, and `errors` if there are any.
    counted : dict
        The ids of what each total in the answer counts, by its path with slashes: those of an action that is gone by
        the next release are nowhere else.
    """

    document: str
    variables: Mapping[str, Any]
    content: bytes
    counted: Mapping[str, Sequence[str]] = MappingProxyType({})


class KeptRelease(NamedTuple):
    """What a release keeps.

    Attributes
    ----------
    version : str
        The version of the data.
    day : date
        The day of the release, which the answers take for today.
    changelog : frozenset of str
        The hashes of the entries that the changelog of the package had under its current version.
    answers : dict
        The answers by the names of the saved queries.
    """

    version: str
    day: date
    changelog: frozenset[str]
    answers: Mapping[str, KeptAnswer]


def canonical(value: object) -> bytes:
    """Return a value as canonical bytes: JSON in UTF-8 without blanks, with sorted keys."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def latest_release_answers(graph: KnowledgeGraph) -> KeptRelease | None:
    """Return what the last release of the data keeps that keeps anything; None if there is none.

    Raises
    ------
    DataError
        When the file is damaged.
    """
    files = _files(graph)
    return _read(files[-1]) if files else None


def release_answers(graph: KnowledgeGraph, version: str) -> KeptRelease | None:
    """Return what the release with a version keeps; None if it keeps nothing.

    Raises
    ------
    DataError
        When the file is damaged.
    """
    found = next((path for path in _files(graph) if path.name.endswith(f"-{version}.jsonl.xz")), None)
    return None if found is None else _cached(found, found.stat().st_mtime_ns)


def write_release_answers(graph: KnowledgeGraph, kept: KeptRelease) -> Path | None:
    """Keep the answers of a recorded release, and remove the files beyond the last `MAX_KEPT`.

    Parameters
    ----------
    graph
        The graph; its history has the release.
    kept
        What to keep.

    Returns
    -------
    Path or None
        The file that was written; None where the answers of this release are kept already.

    Raises
    ------
    ValueError
        When the answers are larger than `MAX_BYTES`.
    """
    folder = _folder(graph)
    versions = [release.version for release in graph.history.releases]
    if folder is None or kept.version not in versions or release_answers(graph, kept.version) is not None:
        return None
    content = _content(kept)
    if len(content) > MAX_BYTES:
        raise ValueError(f"the answers have {len(content):,} bytes; a release keeps {MAX_BYTES:,} at most")
    path = folder / f"{versions.index(kept.version) + 1:04}-{kept.day}-{kept.version}.jsonl.xz"
    folder.mkdir(exist_ok=True)
    with atomic_write(path) as file:
        file.write(lzma.compress(content, preset=9))
    for old in _files(graph)[:-MAX_KEPT]:
        old.unlink()
    return path


def _content(kept: KeptRelease) -> bytes:
    lines = [
        canonical(
            {"form": FORM, "version": kept.version, "day": kept.day.isoformat(), "changelog": sorted(kept.changelog)}
        )
    ]
    for name, answer in sorted(kept.answers.items()):
        told = {"name": name, "document": answer.document, "variables": answer.variables}
        lines.append(canonical(told | {"counted": dict(answer.counted)}))
        lines.append(answer.content)
    return b"".join(line + b"\n" for line in lines)


def _folder(graph: KnowledgeGraph) -> Path | None:
    history = graph.history.folder
    return None if history is None else history.parent / "answers"


def _files(graph: KnowledgeGraph) -> list[Path]:
    """Return the files of the releases, oldest first."""
    folder = _folder(graph)
    if folder is None or not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))


@lru_cache(2)
def _cached(path: Path, changed: int) -> KeptRelease:
    return _read(path)


def _read(path: Path) -> KeptRelease:
    try:
        head, *lines = _decompress(path.read_bytes()).removesuffix(b"\n").split(b"\n")
        told = orjson.loads(head)
        if told["form"] != FORM or not path.name.endswith(f"-{told['version']}.jsonl.xz"):
            raise ValueError("another form or version")
        asked = map(orjson.loads, lines[::2])
        answers = {
            one["name"]: KeptAnswer(one["document"], one["variables"], content, one["counted"])
            for one, content in zip(asked, lines[1::2], strict=True)
        }
        return KeptRelease(told["version"], date.fromisoformat(told["day"]), frozenset(told["changelog"]), answers)
    except (ValueError, KeyError, TypeError, EOFError, lzma.LZMAError) as error:
        message = f"holds no kept answers ({error}); restore the file from the release, or remove it"
        raise DataError([Problem(f"answers/{path.name}", 1, "", message)]) from error


def _decompress(content: bytes) -> bytes:
    machine = lzma.LZMADecompressor(memlimit=_MEMORY)
    text = machine.decompress(content, MAX_BYTES)
    if not machine.eof:
        raise ValueError(f"it is cut off, or holds more than {MAX_BYTES:,} bytes")
    return text
