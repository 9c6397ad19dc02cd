"""The saved queries: named operations, each in a file of operations/."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from graphql import OperationDefinitionNode, parse

_ROWS: Final = re.compile(r"^# rows: (\S+)$", re.MULTILINE)
FOLDER: Final = Path(__file__).resolve().parent / "operations"


@dataclass(frozen=True, slots=True)
class Operation:
    """A saved query.

    Attributes
    ----------
    name : str
        The name of the operation in its document.
    description : str
        The question that it answers: the comment at the top of the file.
    document : str
        The GraphQL document, which has this one operation; its variables have defaults.
    rows : str or None
        The path of the list whose items are the rows of a table, or `.` for one row; from a comment `# rows: PATH` in
        the file.
    """

    name: str
    description: str
    document: str
    rows: str | None = None


@cache
def operations() -> dict[str, Operation]:
    """Return every saved query, by name."""
    read = (_operation(path) for path in sorted(FOLDER.glob("*.graphql")))
    return {operation.name: operation for operation in read}


def _operation(path: Path) -> Operation:
    document = path.read_text("utf-8")
    lines = document.splitlines()
    comment = [
        line.removeprefix("#").strip() for line in lines[: next(i for i, line in enumerate(lines) if line[:1] != "#")]
    ]
    found = [one for one in parse(document).definitions if isinstance(one, OperationDefinitionNode)]
    if len(found) != 1 or (name := found[0].name) is None or not comment:
        raise ValueError(f"{path.name} must hold one named operation with a comment above it that says what it asks")
    rows = _ROWS.search(document)
    return Operation(name.value, " ".join(comment), document, rows[1] if rows else None)
