"""Whether documents that were never seen are answered as graphql-core answers them, parsed quickly or known by shape.

Of each random operation several requests are made that differ in strings, names, blanks and comments, so that the
compiled shape is used with other values; and mutants of it, in tokens and in characters. All are held against
graphql-core on the text itself: data, errors with their places, cost and sources.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from random import Random
from typing import Any, Final, NamedTuple

import orjson
from clemency_graph import KnowledgeGraph, load
from clemency_graph.schema.context import Context
from clemency_graph.schema.document_cache import Prepared, core_schema, prepare_to_run
from clemency_graph.schema.document_cache import _select_operation as select_operation
from clemency_graph.schema.document_cache import _shorten as shorten
from clemency_graph.schema.execute import Deferred
from clemency_graph.schema.operation_request import Request
from clemency_graph.schema.quick_parse import parse_quickly
from clemency_graph.schema.quick_parse.shape_cache import Bound
from clemency_graph.schema.validation.cost import cost_of
from clemency_graph.schema.validation.error_messages import reword
from clemency_graph.schema.validation.limits import Limits
from clemency_graph.schema.validation.parsing import parse_document
from clemency_graph.schema.validation.private_arguments import PrivateValueError
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    Lexer,
    Location,
    NameNode,
    Node,
    Source,
    Token,
    TokenKind,
    VariableNode,
    parse,
    validate,
)

from support.differential import OURS
from support.random_operations import Operation, Operations

SLICE: Final = 500
"""How many documents are made from one seed."""
TWINS: Final = 8
"""How many requests are made of one operation."""
LIMITS: Final = Limits()

STRINGS: Final = (
    '"NV"', '"nv"', '"CA"', '"state/nv"', '"state/ca"', '"nothing"', '""', '"2020-06-17"', '"2022"', '"pardon"',
    '"action/nv/2020-possession-pardons"', '"person/steve-sisolak"', '"# no comment"', '"{ $a: b, }"',
    '"\u00e9\U0001f33f"', '"a\\"b"', '"\\u004eV"', '"\\n"', '"""NV"""', '"""\n  NV\n  """', '"\t"', '"\u2028"',
    '"...F"', "2", "-0.5e3", "true", "null", "PARDON", "[]", '["NV"]', "{}",
)  # fmt: skip
"""Values in place of strings; most are strings."""
BLANKS: Final = (" ", " ", " ", ",", "\n", "\t", "\r\n", "\r", " , ,", "\ufeff", " # a comment\n", '\n#"\n#\n', "#{\r")
PIECES: Final = (
    "{", "}", "(", ")", "[", "]", ":", "$", "!", "=", "@", "...", "&", "|", ".", "..", "....", '"', "'", '"""', "\\",
    "#", "-", "01", "1.", ".5", "1e", "1a", "0xF", "-", "--1", "1e5", "1.5", "0", "null", "true", "on", "fragment",
    "query", "mutation", "subscription", "id", "name", "__typename", "code", "first", "where", "@skip(if: true)",
    "@include(if: false)", "@skip(if: $v1)", "@include(if: true) @include(if: true)", "@deprecated", "...F1",
    "... on State { id }", "... { id }", "$v1", "a1:", '"A description."', '"""A description."""', "\x00", "\x07",
    "\x7f", "\u00e9", "\u00f60", "\u00e40", "\u00df1", "\ud800", "\udc00", "\ufeff", "\u2028", "\U0001f33f",
    "\\u0041", "\\ud83c\\udf3f", "\\u{1f33f}", "{ id }", "{ }", "schema { query: Query }", "(a: 1)",
    "extend type Query { a: Int }",
)  # fmt: skip
"""What is put into a document, or in the place of a token of it."""


class Asked(NamedTuple):
    """A request, and whether it is to list its sources."""

    document: str
    variables: dict[str, Any]
    sources: bool


class Tally(NamedTuple):
    """What became of some documents, all of them alike.

    Attributes
    ----------
    valid, invalid : int
        How many are valid, and how many are not.
    parsed : int
        How many were parsed quickly.
    bound : int
        How many were known by their shape.
    """

    valid: int = 0
    invalid: int = 0
    parsed: int = 0
    bound: int = 0

    def __add__(self, other: Any) -> Tally:
        return Tally(*map(sum, zip(self, other, strict=True)))


def requests(seed: int, count: int) -> Iterator[Asked]:
    """Requests of random operations; several in a row are of the same shape."""
    made, random = Operations(core_schema(), OURS, seed), Random(seed)
    for _ in range(-(-count // TWINS)):
        operation = made.one()
        for twin in range(TWINS):
            yield rewritten(operation, random, literals=twin > 0)


def mutants(seed: int, count: int) -> Iterator[Asked]:
    """Requests of random operations that were changed, in three texts each, so that their shapes come again."""
    made, random = Operations(core_schema(), OURS, seed), Random(seed)
    for _ in range(-(-count // 3)):
        operation = made.one()
        change = random.choice((_tokens_changed, _tokens_changed, _characters_changed))
        text = change(operation.document, random)
        for blank in ("", "\n", " , "):
            yield Asked(f"{blank}{text}{blank}", operation.variables, False)


def rewritten(operation: Operation, random: Random, *, literals: bool) -> Asked:
    """The same operation with other names, blanks and comments, and with other values in place of strings."""
    tokens = list(_tokens(operation.document))
    texts = [operation.document[one.start : one.end] for one in tokens]
    names = {text for text, one in zip(texts, tokens, strict=True) if one.kind is TokenKind.NAME}
    variables: dict[str, str] = {}
    aliases: dict[str, str] = {}
    parentheses = 0
    for at, text in enumerate(texts):
        parentheses += (text == "(") - (text == ")")
        if text == "$":
            texts[at + 1] = variables.setdefault(texts[at + 1], _fresh(random, names, texts[at + 1], variables))
        elif text == ":" and not parentheses:
            texts[at - 1] = aliases.setdefault(texts[at - 1], _fresh(random, names, texts[at - 1], aliases))
        elif literals and tokens[at].kind is TokenKind.STRING and random.random() < 0.7:
            texts[at] = random.choice(STRINGS[:14] if random.random() < 0.8 else STRINGS)
    given = {variables.get(name, name): value for name, value in operation.variables.items()}
    return Asked(_joined(texts, random), given, random.random() < 0.2)


def _fresh(random: Random, names: set[str], own: str, taken: dict[str, str]) -> str:
    """Another name; now and then one that the document has for something else."""
    chance = random.random()
    if chance < 0.4:
        return own
    if chance < 0.45:
        return random.choice(sorted(names))
    name = f"{own}_{random.randrange(100)}"
    return own if name in taken.values() else name


def _joined(texts: list[str], random: Random) -> str:
    plain = random.random() < 0.3
    return "".join(f"{text}{' ' if plain else random.choice(BLANKS)}" for text in texts)


def _tokens(text: str) -> Iterator[Token]:
    lexer = Lexer(Source(text))
    while (token := lexer.advance()).kind is not TokenKind.EOF:
        yield token


def _tokens_changed(text: str, random: Random) -> str:
    texts = [text[one.start : one.end] for one in _tokens(text)]
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        at, other = random.randrange(len(texts)), random.randrange(len(texts))
        match random.randrange(6):
            case 0 if len(texts) > 1:
                del texts[at]
            case 1:
                texts.insert(at, texts[at])
            case 2:
                texts[at], texts[other] = texts[other], texts[at]
            case 3:
                texts[at] = texts[other]
            case 4:
                texts.insert(at, random.choice(PIECES))
            case _:
                texts[at] = random.choice((*PIECES, *STRINGS))
    return _joined(texts, random)


def _characters_changed(text: str, random: Random) -> str:
    for _ in range(random.choice((1, 1, 2, 3))):
        at = random.randrange(len(text) + 1)
        put = random.choice(("", "", chr(random.randrange(32, 127)), random.choice(PIECES), text[at : at + 3]))
        text = text[:at] + put + text[at + random.choice((0, 1, 1, 2)) :]
    return text


def by_the_book(text: str) -> Prepared:
    """A document as graphql-core parses, validates and executes it."""
    try:
        document = parse_document(text, LIMITS)
    except GraphQLError as error:
        return Prepared(None, None, [shorten(error, LIMITS)])
    checks = [field for field in _fields(document) if field.name.value == "checkText"]
    # What is told of a text to check is told of the whole request: its errors do not repeat its variables.
    private = bool(checks)
    where = "write it into a variable, not into the document."
    written = [node for field in checks for node in _written(document, field)]
    if written:
        kept = [PrivateValueError("Query.checkText(text:)", where, [node]) for node in written]
        return Prepared(document, None, [*kept], private=private)
    try:
        operation = select_operation(document, None)
    except GraphQLError as error:
        return Prepared(document, None, [shorten(error, LIMITS)], private=private)
    errors = validate(core_schema(), document, max_errors=20)
    if errors:
        told = [shorten(reword(core_schema(), error), LIMITS) for error in errors]
        return Prepared(document, None, told, private=private)
    return Prepared(document, operation, [], cost_of(core_schema(), document, operation), private=private)


def _fields(document: DocumentNode) -> Iterator[FieldNode]:
    """All fields of a document, in the order of its text."""
    nodes: deque[Any] = deque(document.definitions)
    while nodes:
        node = nodes.popleft()
        if isinstance(node, FieldNode):
            yield node
        if (inside := getattr(node, "selection_set", None)) is not None:
            nodes.extendleft(reversed(inside.selections))


def _written(document: DocumentNode, field: FieldNode) -> list[Node]:
    """Where a document has the text to check, or a default for it."""
    argument = next((one for one in field.arguments or () if one.name.value == "text"), None)
    if argument is None:
        return []
    if not isinstance(argument.value, VariableNode):
        return [argument]
    return [
        variable
        for definition in document.definitions
        for variable in getattr(definition, "variable_definitions", None) or ()
        if variable.variable.name.value == argument.value.name.value and variable.default_value is not None
    ]


def answered(graph: KnowledgeGraph, asked: Asked, prepared: Prepared | Bound) -> bytes:
    """The response to a request, as it is sent."""
    request = Request(asked.document, asked.variables, None, {})
    response = Deferred(request, LIMITS, Context(graph), asked.sources, prepared).execute()
    return orjson.dumps(response.as_dict())


def assert_alike(graph: KnowledgeGraph, asked: Asked) -> Tally:
    """Hold one request against graphql-core."""
    parsed = parse_quickly(asked.document)
    if parsed is not None:
        assert_same_nodes(parsed, parse(asked.document))
    prepared, expected = prepare_to_run(asked.document, None, LIMITS), by_the_book(asked.document)
    ours, theirs = answered(graph, asked, prepared), answered(graph, asked, expected)
    assert ours == theirs, f"{ours.decode()}\n{theirs.decode()}"
    right = not expected.errors
    return Tally(right, not right, parsed is not None, isinstance(prepared, Bound))


def assert_same_nodes(ours: Any, theirs: Any) -> None:
    """Hold the parts of two documents against each other, but for the places of names."""
    assert type(ours) is type(theirs)
    if isinstance(ours, tuple):
        assert len(ours) == len(theirs)
        for one, other in zip(ours, theirs, strict=True):
            assert_same_nodes(one, other)
    elif isinstance(ours, Node):
        for key in ours.keys:
            if key != "loc" or not isinstance(ours, NameNode):
                assert_same_nodes(getattr(ours, key), getattr(theirs, key))
    elif isinstance(ours, Location):
        assert (ours.start, ours.end, ours.source.body) == (theirs.start, theirs.end, theirs.source.body)
    else:
        assert ours == theirs


MAKERS: Final = {"requests": requests, "mutants": mutants}


def tally(graph: KnowledgeGraph, kind: str, seed: int, count: int) -> Tally:
    """Hold some requests against graphql-core; the first that is not alike is told with its seed."""
    found = Tally()
    for place, asked in enumerate(MAKERS[kind](seed, count)):
        try:
            found += assert_alike(graph, asked)
        except BaseException as error:
            error.add_note(f"{kind}, seed {seed}, place {place}: {asked!r}")
            raise
    return found


def main() -> None:
    """Compare as many of each kind as are asked for: `python -m support.unseen_documents COUNT [FIRST_SEED]`."""
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    graph = load()
    for kind in MAKERS:
        total = Tally()
        for slice_ in range(seed, seed + -(-count // SLICE)):
            total += tally(graph, kind, slice_, min(SLICE, count))
            if (slice_ + 1 - seed) % 20 == 0:
                print(f"{kind}, up to seed {slice_}: {total}", flush=True)
        print(f"{kind}: {total}", flush=True)


if __name__ == "__main__":
    main()
