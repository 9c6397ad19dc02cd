"""A snapshot of the recorded releases of a data folder, beside that of its records: text takes long to parse again."""

from __future__ import annotations

import pickle
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

from ..model.release_history import Release, ReleaseEntry
from ..model.vocabulary import Rank
from .atomic_write import atomic_write
from .snapshot import code_hash, load_scalars, snapshot_path

_NAME: Final = "history"
_RANKS: Final = {rank.value: rank for rank in Rank}


def load_history_snapshot(root: Path, digest: str) -> tuple[Release, ...] | None:
    """Return the releases of a folder whose history has a digest; None if there is no snapshot of them by this code."""
    path = snapshot_path(root, _NAME)
    # Whatever is wrong with a snapshot, the history can be parsed again.
    with suppress(Exception):
        if path is not None:
            with path.open("rb") as file:
                if load_scalars(file) == (digest, code_hash()):
                    return tuple(_release(*columns) for columns in load_scalars(file))
    return None


def save_history_snapshot(root: Path, digest: str, releases: tuple[Release, ...]) -> None:
    """Save the releases in place of an earlier snapshot; do nothing if it cannot be written."""
    path = snapshot_path(root, _NAME)
    with suppress(OSError):
        if path is not None:
            with atomic_write(path) as file:
                pickle.dump((digest, code_hash()), file, pickle.HIGHEST_PROTOCOL)
                pickle.dump([_columns(one) for one in releases], file, pickle.HIGHEST_PROTOCOL)


def _columns(release: Release) -> tuple[str, str, list[tuple[str, ...]]]:
    signs, abouts, claims, ranks, stated = zip(*release.entries, strict=True) if release.entries else ((),) * 5
    texts = tuple(rank.value for rank in ranks)
    return release.version, release.released.isoformat(), [signs, abouts, claims, texts, stated]


def _release(version: str, released: str, columns: list[tuple[Any, ...]]) -> Release:
    signs, abouts, claims, ranks, stated = columns
    entries = map(ReleaseEntry, signs, abouts, claims, map(_RANKS.__getitem__, ranks), stated)
    return Release(version, date.fromisoformat(released), tuple(entries))
