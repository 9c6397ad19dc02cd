"""Whether what is accepted is valid: documents made wrong in many ways, each held against graphql-core's validation."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

from clemency_graph.schema.document_cache import core_schema
from clemency_graph.schema.saved_queries import operations
from clemency_graph.schema.validation.quick_accept import accepts
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLScalarType,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    build_schema,
    get_introspection_query,
    is_input_object_type,
    parse,
    validate,
)

sys.path.append(str(Path(__file__).resolve().parents[1]))  # to run this module by itself

from support.differential import OURS
from support.random_operations import Operations, Scalars

SLICE: Final = 500
"""How many documents are made from one seed."""

SDL: Final = """
  interface Being { id: ID! name: String kin(of: ID): [Being!] self: Being }
  interface Pet implements Being {
    id: ID! name: String kin(of: ID): [Being!] self: Pet nick(long: Boolean! = false): String
  }
  interface Lonely { id: ID! }
  union Any = Cat | Dog | Stone
  union Tame = Cat | Dog
  union Still = Stone
  enum Mood { CALM ANGRY }
  scalar Even
  scalar Free
  input Filter { mood: Mood! = CALM even: Even words: [String!] inner: Filter all: [Filter!] must: Int! grid: [[Int!]] }
  input Either @oneOf { text: String number: Int list: [ID!] of: Filter }
  type Cat implements Being & Pet {
    id: ID! name: String kin(of: ID): [Being!] self: Cat nick(long: Boolean! = false): String lives: Int! mood: Mood
    note: String size: Int tags: [String] toys(of: Int): [Stone]
  }
  type Dog implements Being & Pet {
    id: ID! name: String kin(of: ID): [Being!] self: Pet nick(long: Boolean! = false): String good: Boolean! mood: Mood!
    note: Int size: Float tags: String toys(of: Int): Stone
  }
  type Stone implements Being { id: ID! name: String kin(of: ID): [Being!] self: Stone weight: Float note: String! }
  type Query {
    being(id: ID!): Being
    pet(name: String, of: Filter): Pet
    any(free: Free): [Any!]!
    tame(first: Int! = 3): [Tame]
    still: Still
    lonely: Lonely
    even(of: Even!, or: [Even!]! = [2]): Even
    grid(of: [[Int!]!], by: [[Int]!]!): [[Int!]!]
    either(by: Either!, or: [Either!], may: Either, float: Float): String
    mood(mood: Mood!, moods: [Mood!] = [CALM]): Mood!
    query: Query!
    fields: String
    interfaces: [Query!]
  }
  type Mutation { being(id: ID!): Being }
  type Subscription { being(id: ID!): Being }
  directive @odd(if: Boolean!) repeatable on FIELD | QUERY | VARIABLE_DEFINITION | FRAGMENT_DEFINITION
"""


def _even(value: Any) -> int:
    if not isinstance(value, int) or value % 2:
        raise GraphQLError(f"{value!r} is not even")
    return value


@cache
def odd_schema() -> GraphQLSchema:
    """A schema with what the package's own has not: unions, @oneOf, interfaces of interfaces, lists of lists."""
    schema = build_schema(SDL)
    even = schema.type_map["Even"]
    assert isinstance(even, GraphQLScalarType)
    even.coerce_input_value = _even
    return schema


ODD: Final[Scalars] = {
    "ID": lambda random: random.choice(("i", 1)),
    "String": lambda random: random.choice(("", "a")),
    "Int": lambda random: random.randrange(40),
    "Float": lambda random: random.choice((0.5, 7)),
    "Boolean": lambda random: random.random() < 0.5,
    "Even": lambda random: random.choice((2, 4, 6)),
    "Free": lambda random: random.choice((2, "a", True)),
}

SCHEMAS: Final[dict[str, tuple[Callable[[], GraphQLSchema], Scalars]]] = {
    "the package's schema": (core_schema, OURS),
    "an odd schema": (odd_schema, ODD),
}

USUAL: Final = [
    "query A { fields }",
    '"A description." query A("Another." $v: ID!) { being(id: $v) { id } }',
    "{ __typename __schema { types { fields { type { fields { name } } } } } }",
    '{ query { __type(name: "Cat") { name kind } } }',
    "query ($v: ID! = 1) { being(id: $v) { id } }",
    "query ($v: ID = 1) { being(id: $v) { id } }",
    "query ($v: Int) { tame(first: $v) { __typename } }",
    "query ($v: Int = null) { tame(first: $v) { __typename } }",
    "query ($v: Boolean = true) { fields @skip(if: $v) }",
    "query ($v: Boolean!) { ...F @include(if: $v) } fragment F on Query { ... @skip(if: $v) { fields } }",
    "{ fields @skip(if: true) @include(if: true) }",
    "query ($v: [Even!]) { even(of: 2, or: $v) }",
    "query ($v: [[Int!]!]! = [[1], []]) { grid(of: $v, by: $v) }",
    "query ($v: Int!, $w: [Int!]!) { grid(of: [[$v, 2], $w, 3], by: 4) }",
    "query ($v: Int!) { pet(of: {must: $v, all: [{must: $v}], grid: [null, [1]], words: null}) { id } }",
    "query ($v: Mood) { pet(of: {must: 1, mood: $v, inner: null}) { nick(long: true) } }",
    "query ($v: String!, $w: Either!) { either(by: {text: $v}, or: [{list: 1}, {of: {must: 1}}, $w], float: 1) }",
    "query ($v: Free, $w: Even! = 2) { any(free: $v) { __typename } even(of: $w, or: 2) }",
    '{ a: any(free: "a") { __typename } b: any(free: 1.5) { __typename } c: any(free: null) { __typename } }',
    "{ any { ... on Being { id ... on Pet { nick ... on Tame { ... on Cat { lives } } } } } }",
    "{ lonely { ... on Lonely { ...F } } } fragment F on Lonely { id }",
    "{ fields fields ...F } fragment F on Query { fields ...G } fragment G on Query { fields }",
    "{ being(id: 1) { id } being(id: 1) { name kin(of: 2) { id } } ...F } "
    "fragment F on Query { being(id: 1) { kin(of: 2) { name id } } }",
    "{ any { ... on Cat { name kin { id } } ... on Dog { name kin { id name } } } }",
    "{ still { __typename ... { __typename } ... on Stone { note } } }",
]
"""Valid documents over the odd schema, each with something else in it."""

VALUES: Final = (
    "null", "0", "-1", "2", "3", "2147483648", "1.5", "1e3", '"x"', '"2020-01-01"', '"""b"""', "true", "false", "CALM",
    "NOTHING", "[]", "[null]", "[[]]", "[[1]]", "[1, null]", "{}", "{must: 1}", "{must: 1, must: 2}", "{mood: CALM}",
    '{number: 1, text: "a"}', "{text: $v1}", "{list: [$v1]}",
    '{text: "a"}', "{text: null}", '{text: "a", number: 1}', "{nothing: 1}", "{eq: null}", "[{must: 1}]", "{a: [$v1]}",
)  # fmt: skip
DIRECTIVES: Final = (
    "@skip(if: true)", "@include(if: false)", "@skip(if: $v1)", "@include(if: $c1)", "@skip", "@skip(if: null)",
    "@skip(if: true, if: true)", "@skip(unless: true)", "@skip(if: true) @skip(if: true)", "@deprecated", "@defer",
    "@skip(if: true) @include(if: true)", "@stream", "@nothing", "@odd(if: true)", "@odd(if: true) @odd(if: true)",
)  # fmt: skip
FRAGMENTS: Final = ("F1", "F2", "F3", "Fragment")
SELECTIONS: Final = ("...F1", "id", "name", "__typename", "a1: id", "... on Cat { size }", "... { name: id }")
VARIABLES: Final = ("v1", "v2", "v3", "c1", "c2", "salt", "code")


def operation_of(document: DocumentNode) -> OperationDefinitionNode | None:
    """The first operation of a document, if it has one."""
    return next((one for one in document.definitions if isinstance(one, OperationDefinitionNode)), None)


def accepted(schema: GraphQLSchema, document: DocumentNode) -> bool:
    """Whether a document is accepted; what has no operation is not asked for."""
    operation = operation_of(document)
    return operation is not None and accepts(schema, document, operation)


class Mutants:
    """A source of documents that were changed here and there, so that most of them are wrong.

    Parameters
    ----------
    schema
        What they ask.
    sound
        Valid documents to begin with; parts of one are put into another too.
    seed
        What makes two sources alike.
    """

    def __init__(self, schema: GraphQLSchema, sound: list[str], seed: int) -> None:
        self._random = Random(seed)
        self._sound = sound
        self._types = [name for name in schema.type_map if not name.startswith("__")] + ["__Type", "__Field", "Nothing"]
        members: set[str] = {"__typename", "__schema", "__type", "nothing", "fields"}
        for one in schema.type_map.values():
            members |= set(getattr(one, "fields", {}))
        self._fields = sorted(members)
        self._arguments = sorted({
            key
            for one in schema.type_map.values()
            if not is_input_object_type(one)
            for field in getattr(one, "fields", {}).values()
            for key in field.args
        })  # fmt: skip
        self._changes = [
            self._drop, self._double, self._swap, self._put, self._rename, self._value, self._type, self._direct,
            self._wrap, self._declare, self._whole, self._name_again, self._other, self._spread, self._again,
        ]  # fmt: skip

    def one(self) -> DocumentNode:
        """A document that parses, changed in up to four ways."""
        while True:
            text = self._random.choice(self._sound)
            try:
                for _ in range(self._random.choice((1, 1, 1, 2, 2, 3, 4))):
                    text = self._random.choice(self._changes)(text, _parts(text))
                return parse(text)
            except (GraphQLError, IndexError):
                # It does not parse, or has nothing of the kind that was to be changed.
                continue

    def _pick(self, parts: _Parts, *kinds: str) -> Node:
        return self._random.choice([one for kind in kinds for one in parts[kind]])

    def _drop(self, text: str, parts: _Parts) -> str:
        return _with(text, self._pick(parts, *MEMBERS, "directive", "selection_set"), "")

    def _double(self, text: str, parts: _Parts) -> str:
        node = self._pick(parts, *MEMBERS, "directive")
        return _with(text, node, f"{_text(text, node)} {_text(text, node)}")

    def _swap(self, text: str, parts: _Parts) -> str:
        kinds = self._random.choice(ALIKE)
        one, other = sorted((self._pick(parts, *kinds), self._pick(parts, *kinds)), key=_start)
        if _end(one) > _start(other):
            return _with(text, one, _text(text, other))
        return _with(_with(text, other, _text(text, one)), one, _text(text, other))

    def _put(self, text: str, parts: _Parts) -> str:
        """Put a part of this or another document after, or instead of, one that is like it."""
        source = text if self._random.random() < 0.6 else self._random.choice(self._sound)
        kinds = self._random.choice(ALIKE)
        part = _text(source, self._pick(parts if source is text else _parts(source), *kinds))
        node = self._pick(parts, *kinds)
        return _with(text, node, part if self._random.random() < 0.5 else f"{_text(text, node)} {part}")

    def _rename(self, text: str, parts: _Parts) -> str:
        own = [_text(text, one) for one in parts["name"]]
        names = self._random.choice((own, own, self._fields, self._arguments, self._types, FRAGMENTS, VARIABLES))
        return _with(text, self._pick(parts, "name"), self._random.choice(names))

    def _value(self, text: str, parts: _Parts) -> str:
        node = self._pick(parts, *LITERALS, "variable")
        value = self._random.choice((*VALUES, *(f"${name}" for name in VARIABLES)))
        wrapped = self._random.choice(("{}", "{}", "{}", "[{}]", "[{}, null]", "{{must: {}}}"))
        if self._random.random() < 0.3:
            return _with(text, node, wrapped.format(_text(text, node)))
        return _with(text, node, wrapped.format(value))

    def _type(self, text: str, parts: _Parts) -> str:
        if parts["variable_definition"] and self._random.random() < 0.8:
            node: Any = self._pick(parts, "variable_definition")
            written = _text(text, node.type)
            changed = self._random.choice(("{}", "{}", "{}", "{}!", "[{}]", "[{}!]", "[{}]!"))
            if self._random.random() < 0.6:
                ways = (written.removesuffix("!"), written.replace("!", "", 1), written.strip("[]!"))
                written = self._random.choice(ways)
            elif self._random.random() < 0.3:
                written = self._random.choice(self._types)
            return _with(text, node.type, changed.format(written))
        return _with(text, self._pick(parts, "named_type"), self._random.choice(self._types))

    def _direct(self, text: str, parts: _Parts) -> str:
        node = self._pick(parts, "field", "field", "fragment_spread", "inline_fragment", "variable_definition", "top")
        directive = self._random.choice(DIRECTIVES)
        selected = getattr(node, "selection_set", None)
        place = _start(selected) if selected else _end(node)
        return f"{text[:place]} {directive} {text[place:]}"

    def _wrap(self, text: str, parts: _Parts) -> str:
        """Put a selection into a fragment, on the same or on another type."""
        node = self._pick(parts, "field", "field", "inline_fragment", "fragment_spread")
        on = self._random.choice((*(_text(text, one) for one in parts["named_type"]), *self._types))
        kept = f"{_text(text, node)} " if self._random.random() < 0.3 else ""
        if self._random.random() < 0.5:
            return _with(text, node, f"{kept}...{self._random.choice((f' on {on}', ''))} {{ {_text(text, node)} }}")
        name = self._random.choice(FRAGMENTS)
        return _with(text, node, f"{kept}...{name}") + f" fragment {name} on {on} {{ {_text(text, node)} }}"

    def _declare(self, text: str, parts: _Parts) -> str:
        """Change the default of a variable, or declare one more."""
        if parts["variable_definition"] and self._random.random() < 0.7:
            node: Any = self._pick(parts, "variable_definition")
            default = self._random.choice(("", *(f" = {value}" for value in VALUES)))
            return _with(text, node, f"{_text(text, node.variable)}: {_text(text, node.type)}{default}")
        declared = f"${self._random.choice(VARIABLES)}: {self._random.choice(self._types)}"
        if parts["variable_definition"]:
            place = _start(parts["variable_definition"][0])
            return f"{text[:place]}{declared}, {text[place:]}"
        return text.replace("query", f"query ({declared})", 1) if "query" in text else f"query ({declared}) {text}"

    def _whole(self, text: str, parts: _Parts) -> str:
        """Change what kind of document it is."""
        return self._random.choice((
            lambda: text.replace("query", "mutation", 1),
            lambda: text.replace("query", "subscription", 1),
            lambda: f"{text} query Other {{ __typename }}",
            lambda: f"{text} {{ __typename }}",
            lambda: f"{text} fragment {self._random.choice(FRAGMENTS)} on {self._random.choice(self._types)} {{ id }}",
            lambda: f"{text} type Other {{ id: ID }}",
            lambda: f"{text} directive @skip on FIELD",
            lambda: f'"A description." {text}',
            lambda: text.replace("{", f"{{ {self._random.choice(SELECTIONS)} ", 2),
        ))()  # fmt: skip

    def _name_again(self, text: str, parts: _Parts) -> str:
        """Give a field the name under which another is asked for."""
        node: Any = self._pick(parts, "field")
        other: Any = self._pick(parts, "field")
        name = _text(text, other.alias or other.name)
        start = _end(node.alias) if node.alias else _start(node)
        rest = text[start:].removeprefix(":") if node.alias else text[start:]
        return f"{text[: _start(node)]}{name}: {rest}"

    def _other(self, text: str, parts: _Parts) -> str:
        """Ask for something else under the name of a field."""
        node: Any = self._pick(parts, "field")
        other: Any = self._pick(parts, "field")
        return _with(text, node, f"{_text(text, node.alias or node.name)}: {text[_start(other.name) : _end(other)]}")

    def _spread(self, text: str, parts: _Parts) -> str:
        """Spread a fragment of the document somewhere."""
        place = _start(self._pick(parts, "field", "inline_fragment", "fragment_spread"))
        definition: Any = self._pick(parts, "fragment_definition")
        return f"{text[:place]} ...{_text(text, definition.name)} {text[place:]}"

    def _again(self, text: str, parts: _Parts) -> str:
        """Ask for a field once more, with something changed in it, so that both are to be merged."""
        node = self._random.choice([one for one in parts["field"] if _text(text, one)[-1] in "})"])
        change = self._random.choice((self._drop, self._rename, self._value, self._other, self._wrap, self._swap))
        inner = f"{{ {_text(text, node)} }}"
        return _with(text, node, f"{_text(text, node)} ... {change(inner, _parts(inner))}")


_Parts = dict[str, list[Node]]
MEMBERS: Final = (
    "field", "fragment_spread", "inline_fragment", "argument", "object_field", "variable_definition",
    "fragment_definition",
)  # fmt: skip
LITERALS: Final = (
    "int_value", "float_value", "string_value", "boolean_value", "enum_value", "null_value", "list_value",
    "object_value",
)  # fmt: skip
ALIKE: Final = (
    ("field", "inline_fragment", "fragment_spread"), ("field",), ("argument", "object_field"), ("argument",),
    ("object_field",), ("variable_definition",), ("fragment_definition",), ("selection_set",), ("named_type",),
    ("list_type", "non_null_type", "named_type"), ("directive",), ("name",), (*LITERALS, "variable"),
)  # fmt: skip
"""Kinds of parts that may often stand for one another."""


@lru_cache(maxsize=200)
def _parts(text: str) -> _Parts:
    """All parts of a document, by kind."""
    found: _Parts = defaultdict(list)
    left: list[Any] = list(parse(text).definitions)
    found["top"] = list(left)
    while left:
        node = left.pop()
        found[node.kind].append(node)
        for key in node.keys:
            value = getattr(node, key)
            left += value if isinstance(value, tuple) else [value] if isinstance(value, Node) else []
    return found


def _start(node: Node) -> int:
    assert node.loc is not None
    return node.loc.start


def _end(node: Node) -> int:
    assert node.loc is not None
    return node.loc.end


def _text(text: str, node: Node) -> str:
    return text[_start(node) : _end(node)]


def _with(text: str, node: Node, other: str) -> str:
    return f"{text[: _start(node)]} {other} {text[_end(node) :]}"


class Tally(NamedTuple):
    """What became of some documents.

    Attributes
    ----------
    valid : int
        How many validation finds nothing in.
    accepted : int
        How many of those were accepted.
    invalid : int
        How many it finds something in.
    """

    valid: int = 0
    accepted: int = 0
    invalid: int = 0


def sound(schema: GraphQLSchema, scalars: Scalars, seed: int, count: int) -> list[str]:
    """Random valid operations, and for the package's own schema those that it is delivered with."""
    made = Operations(schema, scalars, seed)
    texts = (made.one().document for _ in range(count))
    found = [text for text in texts if not validate(schema, parse(text))]
    found += [one.document for one in operations().values()] * 2 if schema is core_schema() else USUAL * 2
    return [*found, get_introspection_query()]


def valid(schema: GraphQLSchema, document: DocumentNode) -> bool:
    """Whether validation finds nothing."""
    try:
        return validate(schema, document, max_errors=1, hide_suggestions=True) == []
    except AttributeError:
        # What @stream on __typename of a union comes to in graphql-core 3.3.2.
        return False


def tally(schema: GraphQLSchema, documents: list[DocumentNode]) -> Tally:
    """Hold some documents against validation; an invalid one that is accepted is told."""
    found = Tally()
    for document in documents:
        taken, right = accepted(schema, document), valid(schema, document)
        if taken and not right:
            assert document.loc is not None
            raise AssertionError(f"accepted: {document.loc.source.body}")
        found = Tally(found.valid + right, found.accepted + taken, found.invalid + (not right))
    return found


def mutants(schema: GraphQLSchema, scalars: Scalars, seed: int, count: int) -> list[DocumentNode]:
    """Documents that were changed."""
    made = Mutants(schema, sound(schema, scalars, seed, max(20, count // 10)), seed)
    return [made.one() for _ in range(count)]


def main() -> int:
    """Try as many as are asked for: `python -m support.document_mutants COUNT [FIRST_SEED]`."""
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    wrong = 0
    for name, (made, scalars) in SCHEMAS.items():
        total = Tally()
        for slice_ in range(seed, seed + -(-count // SLICE)):
            try:
                found = tally(made(), mutants(made(), scalars, slice_, min(SLICE, count)))
            except AssertionError as error:
                print(f"seed {slice_}: {error}", flush=True)
                wrong += 1
                continue
            total = Tally(*(one + other for one, other in zip(total, found, strict=True)))
        print(f"{name}: {total}, {total.valid - total.accepted} valid but not accepted", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
