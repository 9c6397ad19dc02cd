"""The limits on a document, which are checked before it is validated or executed.

One pass reads each selection once, however often fragments spread it, so that the time grows with the length of the
document and not with its expansion.
"""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    SelectionSetNode,
)

from ...graph.errors import ClemencyGraphError


class Limits(NamedTuple):
    """The limits on one operation.

    Attributes
    ----------
    tokens : int
        Tokens of the document, without comments.
    depth : int
        Nesting of fields, fragments included.
    aliases : int
        Aliases in the whole document.
    directives : int
        Uses of directives, in the whole document.
    fragments : int
        Named fragments of the document.
    repeats : int
        Fields that are selected again under the same response name in one selection, inline fragments included, in the
        whole document: validation compares each with each.
    values : int
        Values in the variables, each part of an object or list counted: filters are checked against every record.
    cost : int
        The maximum cost: the values of the response and the work of finding them; see `cost`.
    """

    tokens: int = 5_000
    depth: int = 20
    aliases: int = 100
    directives: int = 100
    fragments: int = 100
    repeats: int = 100
    values: int = 1_000
    cost: int = 500_000


UNBOUNDED: Final = Limits(*(1 << 60,) * 8)
"""No limits, for a graph in the caller's own process."""

_NARROWER: Final = {
    "tokens": "Ask less at a time, or move literals into variables.",
    "depth": "Ask for fewer fields inside one another; go on from an id in a further operation.",
    "aliases": "Ask for fewer things at a time.",
    "directives": "Leave out directives that change nothing.",
    "fragments": "Put what belongs together into one fragment.",
    "repeats": "Ask for a field once in a selection.",
    "values": "Put fewer values into the variables.",
    "cost": "Ask for smaller pages (first, limit, ids), or for fewer lists inside one another.",
}


class LimitExceeded(ClemencyGraphError, GraphQLError):
    """An operation that exceeds a limit; the message names the limit, the value, and what to reduce."""

    def __init__(self, bound: str, limit: int, value: int | None, advice: str = "") -> None:
        asked = f"has {bound} {value:,}" if value is not None else f"has more {bound} than may be read"
        if bound in ("depth", "cost") and value is None:
            asked = f"has a {bound} beyond what may be read"
        message = f"The operation {asked}; it can be {limit:,} at most. {advice or _NARROWER[bound]}"
        told = {"code": "LIMIT_EXCEEDED", "bound": bound, "limit": limit}
        super().__init__(message, extensions=told if value is None else {**told, "value": value})


def exceeded(document: DocumentNode, limits: Limits) -> LimitExceeded | None:
    """Return the error for the first limit that a document exceeds, if any.

    Parameters
    ----------
    document
        A parsed document, valid or not.
    limits
        The limits.
    """
    if _is_small(document, limits):
        return None
    shape = _Shape(document)
    for bound in ("fragments", "aliases", "directives", "repeats", "depth"):
        value: int = getattr(shape, bound)
        limit: int = getattr(limits, bound)
        if value > limit:
            return LimitExceeded(bound, limit, value)
    return None


def _is_small(document: DocumentNode, limits: Limits) -> bool:
    """Return whether a document is within all limits since it has so few tokens of each kind.

    Each level of selections and each fragment has a brace of its own, each alias a colon, each use of a directive an @,
    and each field a name.
    """
    text = document.loc.source.body if document.loc else None
    return text is not None and (
        text.count("{") <= min(limits.depth, limits.fragments)
        and text.count(":") <= limits.aliases
        and text.count("@") <= limits.directives
        and getattr(document, "token_count", len(text)) <= limits.repeats
    )


def values_in(variables: object) -> int:
    """Return the number of values in a JSON value, itself included."""
    count, left = 0, [variables]
    while left:
        value = left.pop()
        count += 1
        if isinstance(value, dict):
            left += value.values()
        elif isinstance(value, list):
            left += value
    return count


class _Shape:
    """The counts of a document; each selection is read once."""

    def __init__(self, document: DocumentNode) -> None:
        definitions = document.definitions
        self.aliases = self.directives = self.repeats = 0
        self._definitions = {one.name.value: one for one in definitions if isinstance(one, FragmentDefinitionNode)}
        self._depths: dict[str, int] = {}
        self.fragments = sum(isinstance(one, FragmentDefinitionNode) for one in definitions)
        roots = [one for one in definitions if isinstance(one, OperationDefinitionNode)]
        self.directives += sum(len(one.directives or ()) for one in (*roots, *self._definitions.values()))
        self.directives += sum(len(one.directives or ()) for root in roots for one in root.variable_definitions or ())
        self.depth = max((self._depth(one.selection_set) for one in roots), default=0)
        # Fragments that nothing spreads are validated all the same.
        self.depth = max((self.depth, *(self._fragment(name) for name in self._definitions)))

    def _fragment(self, name: str) -> int:
        if name not in self._depths:
            definition = self._definitions.get(name)
            # Validation refuses a fragment that spreads itself; it adds nothing here.
            self._depths[name] = 0
            if definition is not None:
                self._depths[name] = self._depth(definition.selection_set)
        return self._depths[name]

    def _depth(self, selected: SelectionSetNode) -> int:
        names: Counter[str] = Counter()
        deepest = self._selected(selected, names)
        self.repeats += sum(count - 1 for count in names.values())
        return deepest

    def _selected(self, selected: SelectionSetNode, names: Counter[str]) -> int:
        deepest = 0
        for one in selected.selections:
            directives: tuple[DirectiveNode, ...] = tuple(one.directives or ())
            self.directives += len(directives)
            if isinstance(one, FragmentSpreadNode):
                depth = self._fragment(one.name.value)
            elif isinstance(one, FieldNode):
                self.aliases += one.alias is not None
                names[(one.alias or one.name).value] += 1
                depth = 1 + (self._depth(one.selection_set) if one.selection_set else 0)
            else:
                depth = self._selected(one.selection_set, names)  # type: ignore[attr-defined]
            deepest = max(deepest, depth)
        return deepest
