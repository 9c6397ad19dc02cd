"""Two small schemas where much goes wrong: values of the wrong kind, null where none may be, errors raised and given.

`strawberry_schema` is made as the package's own is; `core_schema` has resolvers of graphql-core's form and none at all.
What a thing's attribute is follows from the thing's seed, so that it is the same whoever asks, and however often.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from random import Random
from typing import Annotated, Any

import strawberry
from clemency_graph.graph.errors import QueryError
from clemency_graph.schema.execution.strawberry_adapter import core_of
from clemency_graph.schema.types.fields import attribute, described, interface, resolver, type_of
from graphql import GraphQLError, GraphQLObjectType, GraphQLScalarType, GraphQLSchema, build_schema
from strawberry.schema.config import StrawberryConfig


class Mood(Enum):
    """How an animal feels."""

    CALM = "calm"
    ANGRY = 7


class Thing:
    """Something whose attributes follow from a seed."""

    def __init__(self, seed: object, depth: int = 0) -> None:
        self._seed = seed
        self._depth = depth

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in KINDS:
            raise AttributeError(name)
        random = Random(f"{self._seed}/{name}")
        if random.random() < 0.12:
            return odd(random)
        return KINDS[name](random, self._depth + 1)


class CatThing(Thing):
    """A cat."""


class DogThing(Thing):
    """A dog."""


class KittenThing(CatThing):
    """A cat too, though not of just that class."""


def odd(random: Random) -> Any:
    """Something that hardly any field expects; or an error, given or raised."""
    found = random.choice(ODDITIES)
    if isinstance(found, type):
        raise found("raised")
    return found() if callable(found) and not isinstance(found, Thing) else found


ODDITIES: tuple[Any, ...] = (
    None, None, None, None, True, 5, 2**40, 1.5, 4.0, float("nan"), float("inf"), "text", "", "7", b"bytes", [], (), {},
    {"name": "n"}, [None], [1, None, "x"], [[1], [None]], Mood.CALM, {1, 2}, Thing(1, 9), CatThing(2, 9),
    ValueError, ZeroDivisionError, QueryError, GraphQLError, AttributeError, KeyError,
    lambda: ValueError("given"),
    lambda: GraphQLError("given", extensions={"code": "GIVEN"}),
    lambda: (number for number in (1, 2)),
    lambda: failing(),
    lambda: object(),
)  # fmt: skip


def failing() -> Iterator[Any]:
    """Things, until an error comes."""
    yield "first"
    raise ValueError("no second")


def animal(random: Random, depth: int) -> Thing:
    """A cat, a kitten or a dog."""
    cls = random.choice((CatThing, CatThing, DogThing, KittenThing))
    return cls(random.random(), depth)


def several(make: Callable[[Random, int], Any]) -> Callable[[Random, int], Any]:
    """Some things, of which one may be odd."""

    def made(random: Random, depth: int) -> Any:
        found = [make(random, depth) for _ in range(random.choice((0, 1, 2, 3)) if depth < 4 else 0)]
        if found and random.random() < 0.15:
            found[random.randrange(len(found))] = None if random.random() < 0.5 else odd(random)
        return random.choice((list, list, tuple))(found)

    return made


def number(random: Random, depth: int) -> Any:
    """A whole number."""
    return random.randrange(10)


def word(random: Random, depth: int) -> Any:
    """A word."""
    return random.choice(("one", "two", "\u00fc", ""))


KINDS: dict[str, Callable[[Random, int], Any]] = {
    "id": word,
    "name": word,
    "nick": word,
    "lives": number,
    "mood": lambda random, depth: random.choice(tuple(Mood)),
    "grid": several(several(number)),
    "toys": several(word),
    "weight": lambda random, depth: random.choice((1.5, 2.0, 3)),
    "good": lambda random, depth: random.random() < 0.5,
    "even": lambda random, depth: random.choice((2, 4, 4, 4, 5)),
    "friend": animal,
    "enemy": animal,
    "pet": animal,
    "kin": several(animal),
    "maybe": several(animal),
    "pets": several(animal),
    "cat": lambda random, depth: CatThing(random.random(), depth),
    "owner": lambda random, depth: Thing(random.random(), depth),
    "deep": lambda random, depth: Thing(random.random(), depth),
    "boxes": several(lambda random, depth: Thing(random.random(), depth)),
}


def written_even(value: Any) -> Any:
    """An even number, as it is written; nothing for 0."""
    if value % 2:
        raise ValueError(f"{value!r} is odd")
    return value or None


def read_even(value: Any) -> int:
    """An even number, as it comes."""
    if not isinstance(value, int) or value % 2:
        raise GraphQLError(f"{value!r} is not even")
    return value


class Even(int):
    """An even number."""


def fail(
    root: Any, message: str = "no", at: int | None = None, words: list[str] | None = None, of: Filter | None = None
) -> str:
    """Raise a message, unless it is empty."""
    if message:
        raise QueryError(f"{message} {at} {words} {of and (of.mood, of.words, of.inner and of.inner.words)}")
    return f"{message} {at}"


def being(info: strawberry.Info, n: int = 3) -> Any:
    return animal(Random(f"being {n}"), 0)


def peek(root: Any, info: strawberry.Info) -> str:
    """Something that hangs on more than the context."""
    return f"{info.field_name} {info.path.key}"


@strawberry.input
class Filter:
    mood: Annotated[Mood, strawberry.argument(description="A mood.")] = Mood.CALM
    even: Even | None = None
    words: list[str] | None = None
    inner: Filter | None = None


strawberry.enum(Mood)

SCALARS: dict[str, Callable[[Random], Any]] = {
    "ID": lambda random: random.choice(("i", "j")),
    "String": lambda random: random.choice(("", "a", "b")),
    "Int": lambda random: random.randrange(40),
    "Float": lambda random: random.random(),
    "Boolean": lambda random: random.random() < 0.5,
    "Even": lambda random: random.choice((2, 4, 6, 6, 6, 7)),
}
"""Values for both schemas; some of them won't do."""


@interface
class Being:
    """An animal."""

    id: strawberry.ID = attribute("Id.")
    name: str = attribute("Name.")
    nick: str | None = attribute("Nick.")
    kin: list[Being] | None = attribute("Kin.")
    enemy: Being | None = attribute("Enemy.")


@type_of(CatThing)
class Cat(Being):
    """A cat."""

    lives: int = attribute("Lives.")
    mood: Mood | None = attribute("Mood.")
    grid: list[list[int]] | None = attribute("Grid.")
    toys: list[str] = attribute("Toys.")
    friend: Cat | None = attribute("Friend.")
    owner: Owner | None = attribute("Owner.")
    maybe: list[Being | None] = attribute("Maybe.")
    fail: str = resolver(fail)
    peek: str = resolver(peek)


@type_of(DogThing)
class Dog(Being):
    """A dog."""

    mood: Mood = attribute("Mood.")
    weight: float | None = attribute("Weight.")
    good: bool = attribute("Good.")
    even: Even | None = attribute("Even.")
    fail: str | None = resolver(fail)


@described
class Owner:
    """An owner."""

    name: str = attribute("Name.")
    nick: str | None = attribute("Nick.")
    pets: list[Being] | None = attribute("Pets.")
    pet: Being = attribute("Pet.")
    deep: Owner = attribute("Deep.")
    boxes: list[Owner | None] = attribute("Boxes.")
    even: Even = attribute("Even.")


def thing(attribute: str) -> Any:
    """A function that gives what an attribute of some thing is."""

    def given(n: int = 0) -> Any:
        return getattr(Thing(f"root {n}"), attribute)

    return given


@described
class Query:
    """The root."""

    being: Being | None = resolver(being)
    cat: Cat = resolver(thing("cat"))
    owner: Owner | None = resolver(thing("owner"))
    beings: list[Being] | None = resolver(thing("kin"))
    maybe: list[Being | None] = resolver(thing("maybe"))
    grid: list[list[int]] | None = resolver(thing("grid"))
    fail: str = resolver(fail)


def strawberry_schema() -> GraphQLSchema:
    """The schema as Strawberry makes it."""
    even = strawberry.scalar(name="Even", serialize=written_even, parse_value=read_even)
    made = strawberry.Schema(Query, types=[Cat, Dog], config=StrawberryConfig(scalar_map={Even: even}))
    return core_of(made)


SDL = """
  interface Being { id: ID! name: String! nick: String kin: [Being!] enemy: Being }
  union Pet = Cat | Dog
  enum Mood { CALM ANGRY }
  scalar Even
  input Filter { mood: Mood! = CALM even: Even words: [String!] inner: Filter }
  input Either @oneOf { text: String number: Int }
  type Cat implements Being {
    id: ID! name: String! nick: String kin: [Being!] enemy: Being
    lives: Int! mood: Mood grid: [[Int!]!] toys: [String!]! friend: Pet owner: Owner maybe: [Being]!
    fail(message: String = "no", at: Int!, words: [String!], of: Filter, either: Either): String!
  }
  type Dog implements Being {
    id: ID! name: String! nick: String kin: [Being!] enemy: Being
    mood: Mood! weight: Float good: Boolean! even: Even
  }
  type Owner { name: String! nick: String pets: [Pet!] pet: Pet! deep: Owner! boxes: [Owner]! even: Even! lost: Int }
  type Query {
    being(n: Int = 3): Being
    cat(n: Int! = 1): Cat!
    owner(n: Int): Owner
    beings(n: Int): [Being!]
    pets(n: Int): [Pet]!
    grid(n: Int): [[Int!]!]
    even(of: Even!, or: [Even!]! = [2]): Even
  }
"""


def core_schema() -> GraphQLSchema:
    """The schema as graphql-core makes it, with its default resolvers."""
    schema = build_schema(SDL)
    query = schema.query_type
    assert query is not None
    for name, source in {
        "being": "pet", "cat": "cat", "owner": "owner", "beings": "kin", "pets": "maybe", "grid": "grid"
    }.items():  # fmt: skip
        query.fields[name].resolve = _root(source)
    query.fields["even"].resolve = lambda root, info, **arguments: arguments["of"]
    for cls, name in ((CatThing, "Cat"), (DogThing, "Dog")):
        type_ = schema.type_map[name]
        assert isinstance(type_, GraphQLObjectType)
        type_.is_type_of = _is(cls)
    cat = schema.type_map["Cat"]
    assert isinstance(cat, GraphQLObjectType)
    cat.fields["fail"].resolve = _fail
    schema.type_map["Being"].resolve_type = _type  # type: ignore[attr-defined]
    even = schema.type_map["Even"]
    assert isinstance(even, GraphQLScalarType)
    even.coerce_output_value = written_even
    even.coerce_input_value = read_even
    return schema


def _root(attribute: str) -> Callable[..., Any]:
    return lambda root, info, n=None: getattr(Thing(f"root {n}"), attribute)


def _is(cls: type) -> Callable[..., bool]:
    def is_type_of(value: Any, info: Any) -> bool:
        if Random(f"is {value._seed}").random() < 0.03:
            raise ValueError("can't tell")
        return isinstance(value, cls)

    return is_type_of


def _fail(root: Any, info: Any, **arguments: Any) -> str:
    if arguments["message"]:
        raise ValueError(f"{arguments} {info.path.as_list()} {info.variable_values.coerced}")
    return str(arguments)


def _type(value: Any, info: Any, abstract: Any) -> Any:
    """The name of a type; of some things a wrong one."""
    random = Random(f"type {getattr(value, '_seed', 0)}")
    if random.random() < 0.1:
        return random.choice((None, "Nothing", "Mood", "Owner", 5))
    return "Dog" if isinstance(value, DogThing) else "Cat"
