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
    title : str
        The question that it answers: the first paragraph of the description of the operation.
    description : str
        The whole description, the title first.
    document : str
        The GraphQL document, which has this one operation.
    rows : str or None
        The path of the list whose items are the rows of a table, or `.` for one row; from a comment `# rows: PATH` in
        the file.
    """

    name: str
    title: str
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
    found = [one for one in parse(document).definitions if isinstance(one, OperationDefinitionNode)]
    if len(found) != 1 or (name := found[0].name) is None or (description := found[0].description) is None:
        raise ValueError(
            f"{path.name} must hold one named operation, with a description whose first paragraph is its title"
        )
    title, *_ = description.value.split("\n\n")
    rows = _ROWS.search(document)
    return Operation(
        name.value, _on_one_line(title), _on_one_line(description.value), document, rows[1] if rows else None
    )


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
