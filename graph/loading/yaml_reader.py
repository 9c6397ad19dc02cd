"""Read YAML files as plain data in which every key and value keeps its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import yaml

from .errors import Problem

Location = tuple[str | int, ...]

# libyaml's parser where PyYAML was built with it, as its wheels are; else its own in Python: the same result, slower.
_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# YAML 1.2's core schema, not PyYAML's 1.1: `no`, `on`, 012 and 2020-06-17 stay the text that a person wrote.
_NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLEANS: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")

MAX_BYTES: Final = 2_000_000
"""The most bytes of one data file."""
MAX_DEPTH: Final = 20
"""The most lists and mappings inside each other; the data files use five."""
MAX_DIGITS: Final = 18
"""The most digits of a number: what 64 bits hold."""


@dataclass(frozen=True, slots=True)
class Document:
    """One data file: `id` is its path without the ending, `value` its content."""

    id: str
    file: str
    node: yaml.Node | None
    value: object

    def line(self, location: Location) -> int:
        """The line, from 1, of a key or item; of the deepest part that exists, where it does not."""
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

    def problem(self, location: Location, message: str) -> Problem:
        """A problem at a key or item of this file."""
        return Problem(self.file, self.line(location), spelled(location), message)


def spelled(location: Location) -> str:
    """A location as people write it: `claims[2].figure.low`."""
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(parts).removeprefix(".")


def read(file: str, text: bytes) -> tuple[Document, list[Problem]]:
    """Read the text of one YAML file.

    Parameters
    ----------
    file
        The path in the data folder, for messages.
    text
        The content, at most `MAX_BYTES` long and nested at most `MAX_DEPTH` deep.

    Returns
    -------
    tuple of Document and list of Problem
        The value of the document is None where there are problems.

    Examples
    --------
    >>> read("state/nv.yaml", b"name: Nevada")[0].value
    {'name': 'Nevada'}
    """
    id_ = file.removesuffix(".yaml")
    if len(text) > MAX_BYTES:
        message = f"has {len(text):,} bytes; at most {MAX_BYTES:,} are read. Split it, or shorten it"
        return Document(id_, file, None, None), [Problem(file, 1, "", message)]
    try:
        decoded = text.decode("utf-8")
        if (line := _too_deep(decoded)) is not None:
            message = f"is nested more than {MAX_DEPTH} levels deep; write it flat, as the other files are"
            return Document(id_, file, None, None), [Problem(file, line, "", message)]
        node = yaml.compose(decoded, Loader=_Loader)
    except UnicodeDecodeError as error:
        return Document(id_, file, None, None), [
            Problem(file, 1, "", f"not UTF-8 text ({error.reason}); save it as UTF-8")
        ]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        told = " ".join(filter(None, (error.context, error.problem)))
        return Document(id_, file, None, None), [Problem(file, mark.line + 1 if mark else 1, "", f"not YAML: {told}")]
    except yaml.YAMLError as error:
        return Document(id_, file, None, None), [Problem(file, 1, "", f"not YAML: {error}")]
    if not isinstance(node, yaml.MappingNode):
        return Document(id_, file, node, None), [
            Problem(file, 1, "", "empty or not a mapping; write 'key: value' lines")
        ]
    reader = _Reader(file)
    value = reader.plain(node, (), 1)
    return Document(id_, file, node, None if reader.problems else value), reader.problems


def _too_deep(text: str) -> int | None:
    """Return the line, from 1, at which a text is nested too deep, if it is.

    Composing nodes recurses, in C without a bound; parsing events does not.
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
        self.seen: set[int] = set()

    def wrong(self, line: int, location: Location, message: str) -> None:
        self.problems.append(Problem(self.file, line, spelled(location), message))

    def plain(self, node: yaml.Node, location: Location, line: int) -> object:
        """A node as plain data; `line` is that of its key, as an alias has only the line of what it stands for."""
        if isinstance(node, yaml.ScalarNode):
            if _is_number(node) and len(node.value) > MAX_DIGITS:
                digits = f"a number of {len(node.value):,} digits; at most {MAX_DIGITS} are read"
                self.wrong(line, location, f"is {digits}. Put it in quotes if it is text")
                return None
            return _scalar(node)
        if id(node) in self.seen:
            self.wrong(line, location, "is an alias; write out what is meant")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*location, index), line) for index, item in enumerate(node.value)]
        mapping: dict[str, object] = {}
        for key, value in node.value:
            below = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.wrong(below, location, "has a key that is not a word")
                continue
            if key.value in mapping:
                self.wrong(below, (*location, key.value), "written twice; keep one of the two")
            mapping[key.value] = self.plain(value, (*location, key.value), below)
        return mapping


def _scalar(node: yaml.ScalarNode) -> object:
    text = str(node.value)
    # Quoted text and blocks stay text; libyaml gives plain text the style ''.
    if node.style:
        return text
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    return int(text) if _is_number(node) else text


def _is_number(node: yaml.ScalarNode) -> bool:
    return not node.style and _INTEGER.fullmatch(node.value) is not None
