"""A schema with a field for each kind of thing that execution has to get right, with graphql-core's own resolvers."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    build_schema,
)
from graphql.pyutils import Undefined

SDL = """
  type Query {
    text: String
    listed(of: String!): [Int]
    listedOfSome(of: String!): [Int!]
    some(of: String!): [Int]!
    someOfSome(of: String!): [Int!]!
    nested(of: String!): [[Int!]]
    tree: Tree
    rooted: Tree!
    mustFail: String!
    pet(of: String!): Pet
    named(of: String!): Named
    pets: [Pet!]
    people: [Named]
    echo(text: String = "left out", number: Int!= 7, words: [String!], mood: Mood, deep: Deep, any: Any): String
    needs(text: String!): String
    input(of: Input, more: [Input!]): String
    either(of: Either!): String
    renamed(of: String): String
    complex(of: Complex): String
    mood(of: String!): Mood
    source(of: String!): Source
    info(of: Int): String
    fail(how: String!): String
    scalar(of: String!): Any
    number(of: String!): Int
    float(of: String!): Float
    flag(of: String!): Boolean
    id(of: String!): ID
    word(of: String!): String
    person: Person
  }
  type Tree {
    leaf: String mustLeaf: String! fail: String mustFail: String! tree: Tree mustTree: Tree! bare: Tree bareMust: Tree!
    branches: [Tree!] mustBranches: [Tree!]!
  }
  interface Being { name: String }
  interface Named implements Being { name: String }
  type Person implements Named & Being { name: String friends: [Named!] pets: [Pet!] self: Person }
  type Dog implements Named & Being { name: String barks: Boolean mother: Dog }
  type Cat implements Named & Being { name: String meows: Boolean! }
  union Pet = Dog | Cat
  type Source { a: String b(of: Int): String c: String }
  enum Mood { CALM ANGRY NONE }
  scalar Any
  scalar Complex
  input Input { a: String b: [String] c: String! d: Complex e: Mood = CALM f: Input }
  input Deep { a: Int! = 3, b: [[Int!]] }
  input Either @oneOf { a: String b: Int }
"""

LISTS: dict[str, Callable[[], Any]] = {
    "list": lambda: [1, 2],
    "tuple": lambda: (1, 2),
    "set": lambda: {1},
    "frozen": lambda: frozenset((2,)),
    "keys": lambda: {1: 0, 2: 0}.keys(),
    "range": lambda: range(2),
    "generator": lambda: (number for number in (1, 2)),
    "iterable": lambda: Custom(),
    "empty": list,
    "with null": lambda: [1, None, 2],
    "null": lambda: None,
    "undefined": lambda: Undefined,
    "with undefined": lambda: [1, Undefined],
    "mapping": lambda: {1: 2},
    "text": lambda: "12",
    "bytes": lambda: b"12",
    "number": lambda: 12,
    "error": lambda: ValueError("given"),
    "with error": lambda: [1, ValueError("given"), 2],
    "with word": lambda: [1, "two", "3", True, 2.0, 2.5],
    "raises": lambda: raised(ValueError("raised")),
    "fails midway": lambda: failing(),
}
TREES: dict[str, Any] = {
    "leaf": "leaf", "mustLeaf": "leaf", "bare": {}, "bareMust": {}, "branches": [{}, {"mustLeaf": "x"}],
}  # fmt: skip
VALUES: dict[str, Any] = {
    "null": None, "yes": True, "no": False, "zero": 0, "number": 123, "negative": -1, "huge": 2**31, "least": -(2**31),
    "half": 0.5, "whole": 2.0, "nan": float("nan"), "infinite": float("inf"), "text": "text", "digits": "7",
    "empty": "", "list": [1], "mapping": {"a": 1}, "error": ValueError("given"), "bytes": b"b", "calm": "calm",
    "enum": 2, "unhashable": [2], "large": 10**400, "object": object,
}  # fmt: skip


class Custom:
    """Something that can be gone through."""

    def __iter__(self) -> Iterator[int]:
        return iter((1, 2))


class Methods:
    """A source with an attribute and a method."""

    a = "attribute"

    def b(self, info: Any, of: int | None = None) -> str:
        """Tell the argument."""
        return f"method {info.field_name} {of}"


class ErrorOfItsOwn(Exception):
    """An error with extensions."""

    extensions: ClassVar = {"code": "ITS_OWN"}


def raised(error: Exception) -> Any:
    """Raise."""
    raise error


def failing() -> Iterator[Any]:
    """A number, then an error."""
    yield 1
    raise ValueError("no second")


def tree() -> dict[str, Any]:
    """A tree that goes on for a while."""
    found: dict[str, Any] = {**TREES, "tree": None, "mustTree": None}
    for _ in range(6):
        below = found
        found = {**TREES, "tree": below, "mustTree": below, "branches": [below, {}], "mustBranches": [below]}
        found |= {"fail": lambda info: raised(ValueError("fail")), "mustFail": lambda info: raised(KeyError("must"))}
    return found


ANIMALS: dict[str, Any] = {
    "dog": {"__typename": "Dog", "name": "Rex", "barks": True, "mother": {"__typename": "Dog", "name": "Old"}},
    "cat": {"__typename": "Cat", "name": "Tom", "meows": False},
    "mute": {"__typename": "Cat", "name": "Mute"},
    "person": {"__typename": "Person", "name": "Ann"},
    "unknown": {"name": "what"},
    "elsewhere": {"__typename": "Nowhere"},
    "no object": {"__typename": "Mood"},
    "number": {"__typename": 5},
    "other": {"__typename": "Tree"},
}
ANIMALS["person"] |= {
    "friends": [ANIMALS["dog"], ANIMALS["person"]],
    "pets": [ANIMALS["cat"]],
    "self": ANIMALS["person"],
}


def echo(root: Any, info: Any, **arguments: Any) -> str:
    """Tell the arguments."""
    return repr(arguments)


def informed(root: Any, info: Any, of: int | None = None) -> str:
    """Tell all that a resolver is told."""
    return repr(
        (
            info.field_name, len(info.field_nodes), str(info.return_type), info.parent_type.name, info.path,
            info.schema.query_type.name, sorted(info.fragments), info.root_value, info.operation.name,
            info.variable_values.coerced, type(info.context).__name__, info.is_awaitable(1), of,
        )
    )  # fmt: skip


FAILURES: dict[str, Callable[[], Exception]] = {
    "plain": lambda: ValueError("plain"),
    "empty": lambda: ValueError(),
    "graphql": lambda: GraphQLError("graphql", extensions={"code": "GIVEN"}),
    "with a path": lambda: GraphQLError("with a path", path=["elsewhere", 3]),
    "its own": lambda: ErrorOfItsOwn("its own"),
    "recursion": lambda: RecursionError("too deep"),
}


def schema() -> GraphQLSchema:
    """The schema with its resolvers."""
    made = build_schema(SDL)
    query = made.query_type
    assert query is not None
    fields = query.fields
    for name in ("listed", "listedOfSome", "some", "someOfSome"):
        fields[name].resolve = lambda root, info, of: LISTS[of]()
    fields["nested"].resolve = lambda root, info, of: [LISTS[of](), [1]]
    fields["text"].resolve = lambda root, info: "text"
    fields["tree"].resolve = fields["rooted"].resolve = lambda root, info: tree()
    fields["mustFail"].resolve = lambda root, info: raised(ValueError("at the root"))
    fields["pet"].resolve = fields["named"].resolve = lambda root, info, of: ANIMALS[of]
    fields["pets"].resolve = lambda root, info: [ANIMALS["dog"], ANIMALS["cat"], ANIMALS["mute"]]
    fields["people"].resolve = lambda root, info: [ANIMALS[name] for name in ("person", "dog", "unknown", "cat")]
    fields["person"].resolve = lambda root, info: ANIMALS["person"]
    for name in ("echo", "needs", "input", "either", "renamed", "complex"):
        fields[name].resolve = echo
    fields["renamed"].args["of"].out_name = "given"
    fields["info"].resolve = informed
    fields["fail"].resolve = lambda root, info, how: raised(FAILURES[how]())
    for name in ("mood", "scalar", "number", "float", "flag", "id", "word"):
        fields[name].resolve = lambda root, info, of: VALUES[of]
    sources = {"mapping": {"a": "key"}, "chain": ChainMap({"b": "first"}, {"a": "second"}), "object": Methods()}
    fields["source"].resolve = lambda root, info, of: sources[of]
    mood, any_, complex_, given = (made.type_map[name] for name in ("Mood", "Any", "Complex", "Input"))
    assert isinstance(mood, GraphQLEnumType)
    for name, value in (("CALM", "calm"), ("ANGRY", 2), ("NONE", None)):
        mood.values[name].value = value
    assert isinstance(any_, GraphQLScalarType) and isinstance(complex_, GraphQLScalarType)
    any_.coerce_output_value = lambda value: None if value == 0 else repr(value)
    complex_.coerce_input_value = lambda value: ("complex", repr(value)) if value else raised(ValueError("empty"))
    assert isinstance(given, GraphQLInputObjectType)
    given.fields["a"].out_name = "first"
    dog = made.type_map["Dog"]
    assert isinstance(dog, GraphQLObjectType)
    dog.is_type_of = lambda value, info: value.get("name") != "Old"
    return made
