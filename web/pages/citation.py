"""How a page is cited: as text, in BibTeX and in RIS, with the version of the data."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ...graph.queries.citations import tex
from . import numbers

_AUTHOR: Final = "Clemency Graph contributors"
_WORK: Final = "Clemency Graph"


class Citation(NamedTuple):
    """A citation of a page.

    Attributes
    ----------
    title : str
        The title of the page.
    address : str
        Its absolute address.
    version : str
        The version of the data.
    released : str
        The day of its release, in ISO 8601.
    """

    title: str
    address: str
    version: str
    released: str

    @property
    def text(self) -> str:
        """The citation up to its address, as a sentence of a list of references."""
        day = numbers.day(self.released)
        title = self.title + ("" if self.title.endswith((".", "?", "!")) else ".")
        return f"{_AUTHOR}. “{title}” {_WORK}, version {self.version}, {day}."

    @property
    def bibtex(self) -> str:
        """An entry of BibTeX."""
        fields = {
            "title": f"{{{tex(self.title)}}}",
            "author": f"{{{_AUTHOR}}}",
            "howpublished": _WORK,
            "version": self.version,
            "year": self.released[:4],
            "month": self.released[5:7],
            "url": self.address,
        }
        key = re.sub(r"[^a-z0-9]+", "-", f"{_WORK} {self._path} {self.version[:8]}".lower())
        return (
            "\n".join((f"@misc{{{key},", *(f"  {name} = {{{value}}}," for name, value in fields.items()), "}")) + "\n"
        )

    @property
    def ris(self) -> str:
        """A record of RIS, which Zotero, EndNote and Mendeley read."""
        lines = (
            ("TY", "DATA"),
            ("TI", self.title),
            ("AU", _AUTHOR),
            ("PB", _WORK),
            ("ET", self.version),
            ("PY", self.released[:4]),
            ("DA", self.released.replace("-", "/")),
            ("UR", self.address),
            ("ER", ""),
        )
        return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)

    @property
    def _path(self) -> str:
        """The path of the page, which tells its entries apart."""
        return self.address.partition("://")[2].partition("/")[2]
