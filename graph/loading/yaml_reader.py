"""Read YAML files, with the line of every key and value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import yaml

from .errors import Problem

Location = tuple[str | int, ...]

# The parser of libyaml if PyYAML was built with it, as its wheels are; the one in Python is equivalent, but slower.
_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# The core schema of YAML 1.2, not that of 1.1 as in PyYAML: `no`, `on`, 012 and 2020-06-17 are text.
_NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLEANS: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")

MAX_BYTES: Final = 2_000_000
"""The maximum size of a data file in bytes."""
MAX_DEPTH: Final = 20
"""The maximum depth of nested lists and mappings; the data files need five."""
MAX_DIGITS: Final = 18
"""The maximum number of digits of a number, which fits into 64 bits."""


@dataclass(frozen=True, slots=True)
class Document:
    """The content of a data file.

    Attributes
    ----------
    id : str
        The path of the file in the data folder, without its suffix.
    file : str
        The path of the file in the data folder.
    node : yaml.Node or None
        The root node, for lines; None if the file is not YAML.
    value : object
        The content as dicts, lists and scalars; None if the file has errors.
    origin : str or None
        The name of the extra folder that it is in; None for a file of the record.
    """

    id: str
    file: str
    node: yaml.Node | None
    value: object
    origin: str | None = None

    def line(self, location: Location) -> int:
        """Return the line, from 1, of a key or item, or of its deepest parent that exists."""
        node = self.node
        line = node.start_mark.line + 1 if node else 1
        for step in location:
            if isinstance(node, yaml.MappingNode):
                found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
                if found is None:
                    break
                line, node = found[0].start_mark.line + 1, found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + 1
            else:
                break
        return line

    def place(self, location: Location) -> str:
        """Return where a key or item is, in words for a message about another item."""
        return f"line {self.line(location)}"

    def problem(self, location: Location, message: str) -> Problem:
        """Return an error at a key or item of this file."""
        return Problem(self.file, self.line(location), format_location(location), message)

    def origin_of(self, location: Location) -> str | None:
        """Return the name of the extra folder that an item comes from; None for one of the record."""
        return self.origin


def format_location(location: Location) -> str:
    """Return a location as text, such as `claims[2].figure.low`."""
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(parts).removeprefix(".")


def read(file: str, text: bytes) -> tuple[Document, list[Problem]]:
    """Read the text of one YAML file.

    Parameters
    ----------
    file
        The path of the file in the data folder, for messages.
    text
        The content; at most `MAX_BYTES` long, and nested at most `MAX_DEPTH` deep.

    Returns
    -------
    tuple of Document and list of Problem
        The document, whose value is None if there are errors, and the errors.

    Examples
    --------
    >>> read("state/nv.yaml", b"name: Nevada")[0].value
    {'name': 'Nevada'}
    """
    id_ = file.removesuffix(".yaml")
    if len(text) > MAX_BYTES:
        message = f"has {len(text):,} bytes; at most {MAX_BYTES:,} are allowed. Split or shorten it"
        return Document(id_, file, None, None), [Problem(file, 1, "", message)]
    try:
        decoded = text.decode("utf-8")
        if (line := _find_excess_depth(decoded)) is not None:
            message = f"is nested more than {MAX_DEPTH} levels deep; flatten it, as in the other files"
            return Document(id_, file, None, None), [Problem(file, line, "", message)]
        node = yaml.compose(decoded, Loader=_Loader)
    except UnicodeDecodeError as error:
        return Document(id_, file, None, None), [
            Problem(file, 1, "", f"not UTF-8 text ({error.reason}); save it as UTF-8")
        ]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = " ".join(filter(None, (error.context, error.problem)))
        return Document(id_, file, None, None), [
            Problem(file, mark.line + 1 if mark else 1, "", f"not YAML: {message}")
        ]
    except yaml.YAMLError as error:
        return Document(id_, file, None, None), [Problem(file, 1, "", f"not YAML: {error}")]
    if not isinstance(node, yaml.MappingNode):
        return Document(id_, file, node, None), [
            Problem(file, 1, "", "empty or not a mapping; write 'key: value' lines")
        ]
    reader = _Reader(file)
    value = reader.convert(node, (), 1)
    return Document(id_, file, node, None if reader.problems else value), reader.problems


def _find_excess_depth(text: str) -> int | None:
    """Return the line, from 1, at which a text exceeds the maximum depth, or None.

    Composing nodes is recursive, and unbounded in libyaml; parsing events is not.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                return event.start_mark.line + 1 if event.start_mark else 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._visited: set[int] = set()

    def _add_problem(self, line: int, location: Location, message: str) -> None:
        self.problems.append(Problem(self.file, line, format_location(location), message))

    def convert(self, node: yaml.Node, location: Location, line: int) -> object:
        """Return a node as dicts, lists and scalars.

        `line` is the line of its key, because an alias has the line of its anchor.
        """
        if isinstance(node, yaml.ScalarNode):
            if _is_number(node) and len(node.value) > MAX_DIGITS:
                digits = f"a number of {len(node.value):,} digits; at most {MAX_DIGITS} are allowed"
                self._add_problem(line, location, f"is {digits}. Put it in quotes if it is text")
                return None
            return _scalar(node)
        if id(node) in self._visited:
            self._add_problem(line, location, "is an alias; write out the value")
            return None
        self._visited.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.convert(item, (*location, index), line) for index, item in enumerate(node.value)]
        mapping: dict[str, object] = {}
        for key, value in node.value:
            key_line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self._add_problem(key_line, location, "has a key that is a list or mapping; use text")
                continue
            if key.value in mapping:
                self._add_problem(key_line, (*location, key.value), "written twice; keep one of the two")
            mapping[key.value] = self.convert(value, (*location, key.value), key_line)
        return mapping


def _scalar(node: yaml.ScalarNode) -> object:
    text = str(node.value)
    # Quoted text and blocks are text; the style of other scalars is '' from libyaml and None from PyYAML.
    if node.style:
        return text
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    return int(text) if _is_number(node) else text


def _is_number(node: yaml.ScalarNode) -> bool:
    return not node.style and _INTEGER.fullmatch(node.value) is not None
