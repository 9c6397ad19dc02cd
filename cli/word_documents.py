"""The text of Word documents."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ..graph.errors import QueryError
from ..graph.optional_imports import import_optional

_MOST_BYTES: Final = 100_000_000
"""Bytes of the text of a document, unpacked, beyond which it is not read."""
_CONTENTS: Final = "[Content_Types].xml"
"""The file that each document has, whatever the names of its other files."""
_NOTE_MARK: Final = re.compile(r"----(?:foot|end)note[^-]*----|(?:foot|end)note[^)\s]*\)\t")
_LINK: Final = re.compile(r'<a href="[^"]*">(?P<text>.*)</a>', re.DOTALL)
_BULLET: Final = re.compile(r"^--\t")


def read_docx(path: Path) -> str:
    """Return the text of a .docx document as Markdown: its headings, paragraphs, tables, foot- and endnotes.

    What a tracked change inserts is read, and what it deletes is not.

    Parameters
    ----------
    path
        The document.

    Raises
    ------
    QueryError
        If there is no such file, it is a folder or no .docx document, or it is too large.
    ModuleNotFoundError
        If docx2python is not installed; the message contains the command that installs it.
    """
    library = import_optional("docx2python", "docx")
    try:
        with zipfile.ZipFile(path) as file:
            file.getinfo(_CONTENTS)
            if sum(one.file_size for one in file.infolist() if one.filename.endswith(".xml")) > _MOST_BYTES:
                raise QueryError(f"{path} unpacks to more than {_MOST_BYTES:,} bytes of text; check a part of it.")
        with library.docx2python(path) as document:
            parts = (document.body_pars, document.footnotes_pars, document.endnotes_pars)
            return "\n\n".join(text for one in _paragraphs(parts) if (text := _text_of(one)))
    except FileNotFoundError:
        raise QueryError(f"there is no file {path}; give the path of a file.") from None
    except IsADirectoryError:
        raise QueryError(f"{path} is a folder; give the path of a file in it.") from None
    except (zipfile.BadZipFile, KeyError, SyntaxError) as error:
        # lxml reports wrong XML as a syntax error.
        raise QueryError(f"{path} is no .docx document: {type(error).__name__}.") from None


def _paragraphs(part: Any) -> Iterator[Any]:
    """Yield the paragraphs of a part, which are in lists within lists."""
    if isinstance(part, list | tuple):
        for one in part:
            yield from _paragraphs(one)
    else:
        yield part


def _text_of(paragraph: Any) -> str:
    text = "".join(_run(one.text) for one in paragraph.runs).strip()
    is_heading = paragraph.style.lower().startswith(("heading", "title"))
    return f"## {' '.join(text.split())}" if is_heading and text else _BULLET.sub("- ", text)


def _run(text: str) -> str:
    link = _LINK.fullmatch(text)
    return link["text"] if link else "" if _NOTE_MARK.fullmatch(text) else text
