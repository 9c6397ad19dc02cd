"""The saved queries: named operations, each in a file of operations/."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from graphql import OperationDefinitionNode, parse

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
    """

    name: str
    title: str
    description: str
    document: str


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
    return Operation(name.value, _on_one_line(title), _on_one_line(description.value), document)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
