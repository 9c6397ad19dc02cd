"""The built files of one entry of the page's scripts, read from the manifest that Vite writes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

_MANIFEST: Final = Path("graphiql", "manifest.json")


class EntryFiles(NamedTuple):
    """The files that a page has to load: addresses relative to the home page."""

    script: str
    stylesheets: tuple[str, ...]


def entry_files(page: Path, entry: str) -> EntryFiles | None:
    """Return the files of an entry; None where the page was built without it.

    Parameters
    ----------
    page
        The folder of the built page.
    entry
        The path of the entry's source, such as src/explore/main.tsx.
    """
    manifest = json.loads((page / _MANIFEST).read_text("utf-8"))
    if entry not in manifest:
        return None
    return EntryFiles(manifest[entry]["file"], tuple(dict.fromkeys(_stylesheets(manifest, entry))))


def _stylesheets(manifest: Mapping[str, Any], part: str) -> Iterator[str]:
    """Yield the style sheets of a part and of all that it imports, those of imports first."""
    for other in manifest[part].get("imports", ()):
        yield from _stylesheets(manifest, other)
    yield from manifest[part].get("css", ())
