"""Requests of which no two have the same text: of a few shapes, or each of a shape of its own.

In the mode *text*, variables and an alias have other names in each request; their order, that of the root fields,
blanks and comments change, and in half of the requests the values are literals. In the mode *shape*, each request
selects some of the fields in some order, in small questions some of them again under aliases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any, Final

from bench.peers_questions import QUESTIONS, SALT, body
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    NameNode,
    Node,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    parse,
    print_ast,
)

COUNTS: Final = {
    "text": {"tiny": 10_000, "medium": 6_000, "list": 6_000, "large": 2_000, "introspection": 1_000},
    "shape": {"tiny": 5_000, "medium": 3_000, "list": 3_000, "large": 500, "introspection": 300},
}
"""How many requests there are for a second of load, by mode and question."""
_TOKEN: Final = re.compile(r'"[^"]*"|\.\.\.|\w+|[^\s\w]')
_BLANKS: Final = (" ", " ", " ", "  ", ", ", "\n", "\t", "\n    ")
_SMALL: Final = frozenset(("tiny", "list"))
"""Questions with so few fields that some are repeated under aliases: there would not be enough shapes."""
_MOST_REPEATS: Final = 7
_KEPT: Final = frozenset(("__schema", "types", "name", "nodes", "states", "state", "actions"))
"""Fields that are always asked for: without them there is nothing to select."""


def texts(name: str, random: Random) -> Iterator[dict[str, Any]]:
    """Requests of one question with other texts and the same few shapes."""
    question = QUESTIONS[name]
    while True:
        values = {"salt": SALT, **question.variables}
        known = {variable: f"{variable}{random.randrange(1 << 30):x}" for variable in values}
        declared = [f"${known[one]}: {'ID!' if one == 'salt' else 'String!'}" for one in values]
        random.shuffle(declared)
        literal = random.random() < 0.5
        written = {one: f'"{value}"' if literal else f"${known[one]}" for one, value in values.items()}
        other = f"other{random.randrange(1 << 30):x}: node(id: {written['salt']}) {{ __typename }}"
        text = question.text.replace("(DECLARED)", "" if literal else f"({', '.join(declared)})")
        text = text.replace("OTHER", "").replace("CODE", written.get("code", ""))
        text = _with_root_field(text, other, first=random.random() < 0.5)
        request: dict[str, Any] = {"query": _spaced(text, random)}
        if not literal:
            request["variables"] = {known[one]: value for one, value in values.items()}
        yield request


def _with_root_field(text: str, field: str, *, first: bool) -> str:
    """Return a document with one more field at the start or at the end of its operation."""
    start = text.index("{") + 1
    if first:
        return f"{text[:start]} {field} {text[start:]}"
    depth, place = 1, start
    while depth:
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        place += 1
    return f"{text[: place - 1]} {field} {text[place - 1 :]}"


def _spaced(text: str, random: Random) -> str:
    parts = []
    for token in _TOKEN.findall(text):
        parts += [token, random.choice(_BLANKS)]
    comment = f"\n# {random.randrange(1 << 30):x}\n"
    parts.insert(2 * random.randrange(len(parts) // 2), comment)
    return "".join(parts)


def shapes(name: str, random: Random) -> Iterator[dict[str, Any]]:
    """Requests of one question, each with a selection that no other has."""
    given = body(name, "warm")
    document = parse(given["query"])
    seen: set[str] = set()
    while True:
        text = print_ast(_varied(document, random, repeats=name in _SMALL))
        if text not in seen:
            seen.add(text)
            yield {**given, "query": text}


def _varied(document: DocumentNode, random: Random, *, repeats: bool) -> DocumentNode:
    varied = [
        _with(one, selection_set=_selected(one.selection_set, random, repeats, root=_is_operation(one)))
        for one in document.definitions
        if isinstance(one, OperationDefinitionNode | FragmentDefinitionNode)
    ]
    used = [one for one in varied if _is_operation(one)]
    left = {one.name.value: one for one in varied if not _is_operation(one)}
    for one in used:
        # It grows while it is read: a fragment may spread another.
        used += [left.pop(spread.name.value) for spread in _spreads(one.selection_set) if spread.name.value in left]
    return DocumentNode(definitions=tuple(used))


def _is_operation(definition: Node) -> bool:
    return isinstance(definition, OperationDefinitionNode)


def _selected(given: SelectionSetNode, random: Random, repeats: bool, *, root: bool = False) -> SelectionSetNode:
    """Return some of the selections, in another order; what a fragment spreads is kept."""
    kept, leaves, others = list[SelectionNode](), list[FieldNode](), list[SelectionNode]()
    for one in given.selections:
        below = None
        if isinstance(one, FieldNode) and one.selection_set:
            # What is looked up by an id that nothing has says nothing, whatever is selected.
            missing = one.name.value == "node"
            below = one.selection_set if missing else _selected(one.selection_set, random, repeats)
        if not isinstance(one, FieldNode):
            kept.append(one)
        elif root or one.name.value in _KEPT:
            kept.append(_with(one, selection_set=below))
        elif below:
            others.append(_with(one, selection_set=below))
        else:
            leaves.append(one)
    few = random.sample(others, random.randint(0, len(others))) + random.sample(leaves, random.randint(0, len(leaves)))
    chosen: list[SelectionNode] = [*kept, *few]
    if repeats and leaves:
        again = random.choices(leaves, k=random.randint(0, _MOST_REPEATS))
        chosen += [_with(one, alias=NameNode(value=f"{one.name.value}{at}")) for at, one in enumerate(again)]
    if not chosen:
        chosen = [random.choice(leaves or others)]
    random.shuffle(chosen)
    return SelectionSetNode(selections=tuple(chosen))


def _with(node: Any, **values: Any) -> Any:
    return type(node)(**{**{key: getattr(node, key) for key in node.keys}, **values})


def _spreads(given: SelectionSetNode) -> Iterator[FragmentSpreadNode]:
    for one in given.selections:
        if isinstance(one, FragmentSpreadNode):
            yield one
        elif isinstance(one, FieldNode | InlineFragmentNode) and one.selection_set:
            yield from _spreads(one.selection_set)


VARIANTS: Final = {"text": texts, "shape": shapes}
"""The modes in which each request has a text of its own."""
