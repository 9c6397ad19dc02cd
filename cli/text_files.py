"""Files that commands read, with errors for people."""

from __future__ import annotations

from pathlib import Path

from ..graph.errors import QueryError


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises
    ------
    QueryError
        If there is no such file, it is a folder, or it is not UTF-8.
    OSError
        If it cannot be read.
    """
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise QueryError(f"there is no file {path}; give the path of a file.") from None
    except IsADirectoryError:
        raise QueryError(f"{path} is a folder; give the path of a file in it.") from None
    except UnicodeDecodeError as error:
        raise QueryError(f"{path} is not UTF-8: byte {error.start + 1} is not part of a character.") from None
