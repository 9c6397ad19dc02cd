"""Search of the schema by meaning: the types, fields, arguments and values whose names and descriptions fit a text."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLSchema,
    get_named_type,
)

from ..graph.errors import QueryError
from ..graph.queries.search import MAX_TEXT_LENGTH
from ..graph.queries.search_words import stem, words
from ..graph.queries.sentence_search import MIN_SIMILARITY, telling_words
from .example_operations import Composite, Step, argument_value, example_value, operation_to, paths_from_root
from .validation.private_arguments import private_arguments

_CAMEL: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
_OWN_NAME: Final = 2.5
"""How many times more a word counts in the name of something than in its description."""
_OWNER_NAME: Final = 0.6
"""How much a word in the name of the type counts, of its fields and values."""
_MEANINGS: Final[Mapping[str, str]] = {
    "absent": "coverage unknown",
    "amount": "figure quantity",
    "article": "source",
    "bill": "law",
    "book": "source",
    "contradict": "conflict disputed",
    "count": "figure quantity total",
    "county": "locality",
    "city": "locality",
    "disagree": "conflict disputed",
    "governor": "term office",
    "link": "relationship path",
    "connected": "relationship path",
    "missing": "coverage unknown",
    "newspaper": "source publisher",
    "politician": "person",
    "percentage": "rate uptake",
    "quote": "citation cite",
    "reference": "citation source",
    "searched": "coverage looked",
    "share": "rate uptake",
    "sum": "total",
    "website": "url",
    "whom": "actor person",
}
"""Other words for what the schema names, by those of a text."""
_PHRASES: Final = (
    (re.compile(r"\b(?:could|can|might) (?:have|get|receive)\b|\bqualif\w+|\bentitled\b", re.I), "eligible"),
    (re.compile(r"\bso far\b|\bto date\b|\brunning totals?\b", re.I), "running total cumulative"),
    (re.compile(r"\blooked (?:for|at)(?: and (?:not )?found)?\b", re.I), "coverage looked"),
    (re.compile(r"^when\b", re.I), "date"),
)
"""Phrases of common words, and what they mean in the schema."""


@dataclass(frozen=True, slots=True)
class SchemaHit:
    """A part of the schema that fits a text.

    Attributes
    ----------
    coordinate : str
        Its coordinate: `ClemencyAction.figure`, `Query.totals(stage:)`, `Stage.GRANTED`, `Claim`.
    description : str
        Its definition.
    path : str
        The fields from the root to it, with dots between them.
    example : str
        An operation that selects or uses it. A variable gives the value of an argument that is not kept.
    score : float
        How well it fits, 0 to 1.
    """

    coordinate: str
    description: str
    path: str
    example: str
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class _Entry:
    hit: SchemaHit
    weight: float
    stems: Mapping[str, float]
    preference: tuple[int, int]


def search_schema(schema: GraphQLSchema, text: str) -> list[SchemaHit]:
    """Return the parts of the schema that fit a text, best first.

    Parameters
    ----------
    schema
        The schema.
    text
        What is looked for, in words or as a coordinate.

    Returns
    -------
    list of SchemaHit
        Each part once. A coordinate finds its part first.

    Raises
    ------
    QueryError
        If the text is too long.

    Examples
    --------
    >>> search_schema(core_schema(), "Who decided")[0].coordinate
    """
    if len(text) > MAX_TEXT_LENGTH:
        raise QueryError(
            f"text has {len(text)} characters; the limit is {MAX_TEXT_LENGTH}. Search for a part of the text.", "text"
        )
    entries, frequency = _index(schema)
    wanted = _wanted(text, frequency)
    weights = {one: math.log(1 + len(entries) / (1 + frequency.get(one, 0))) for group in wanted for one in group}
    whole = sum(max(weights[one] for one in group) for group in wanted)
    name = text.strip().lower()
    found: list[tuple[float, _Entry]] = []
    for entry in entries:
        best = (
            max(weights[one] * share * entry.stems.get(one, 0.0) for one, share in group.items()) for group in wanted
        )
        score = sum(best) / (whole * _OWN_NAME) * entry.weight if whole else 0.0
        score = 1.0 if entry.hit.coordinate.lower() == name else min(score, 0.99)
        if score > 0:
            found.append((score, entry))
    found.sort(key=lambda one: (-one[0], one[1].preference, one[1].hit.coordinate))
    return [
        SchemaHit(entry.hit.coordinate, entry.hit.description, entry.hit.path, entry.hit.example, round(score, 3))
        for score, entry in found
    ]


def _wanted(text: str, frequency: Mapping[str, int]) -> list[dict[str, float]]:
    """Return for each telling word of a text the stems that it can mean, with the share that each counts."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    groups = []
    for phrase, meaning in _PHRASES:
        text = phrase.sub(meaning, text)
    split = " ".join(_CAMEL.findall(text)) if "." in text or _CAMEL.fullmatch(text) is None else text
    for one in telling_words(split):
        group = {one: 1.0}
        for word, others in _MEANINGS.items():
            if stem(word) == one:
                group |= dict.fromkeys(map(stem, others.split()), 0.7)
        if not any(each in frequency for each in group) and len(one) >= 4:
            near = process.extractOne(
                one, list(frequency), scorer=OSA.normalized_similarity, score_cutoff=MIN_SIMILARITY
            )
            group = {near[0]: 0.8} if near else group
        groups.append(group)
    return groups


@cache
def _index(schema: GraphQLSchema) -> tuple[Sequence[_Entry], Mapping[str, int]]:
    entries = list(_entries(schema))
    frequency: defaultdict[str, int] = defaultdict(int)
    for entry in entries:
        for one in entry.stems:
            frequency[one] += 1
    return entries, frequency


def _entries(schema: GraphQLSchema) -> Iterator[_Entry]:
    paths = paths_from_root(schema)
    takes = _taking(schema, paths)
    entry = partial(_entry, private_arguments(schema))
    for type in schema.type_map.values():
        if type.name.startswith("__"):
            continue
        if isinstance(type, Composite) and type.name in paths:
            steps = paths[type.name]
            if steps:
                yield entry(type.name, type.description, steps, 1, (type.name,), ())
            for name, field in type.fields.items():
                here = (*steps, Step(type, name))
                yield entry(f"{type.name}.{name}", field.description, here, 0, (name,), (type.name,))
                for argument, one in field.args.items():
                    value = f"{argument}: {argument_value(type.name, name, argument, one.type)}"
                    coordinate = f"{type.name}.{name}({argument}:)"
                    yield entry(coordinate, one.description, here, 2, (argument,), (type.name, name), value)
        elif isinstance(type, GraphQLEnumType | GraphQLInputObjectType) and type.name in takes:
            here, argument, given = takes[type.name]
            yield entry(type.name, type.description, here, 3, (type.name,), (), f"{argument}: {example_value(given)}")
            members = type.values if isinstance(type, GraphQLEnumType) else type.fields
            for name, member in members.items():
                value = f"{argument}: {example_value(given, name)}" if argument else ""
                yield entry(f"{type.name}.{name}", member.description, here, 2, (name,), (type.name,), value)


Taking = tuple[tuple[Step, ...], str, GraphQLInputType]


def _taking(schema: GraphQLSchema, paths: Mapping[str, tuple[Step, ...]]) -> dict[str, Taking]:
    """Return for each enum and input type the field nearest to the root with an argument of it, and the argument."""
    found: dict[str, Taking] = {}
    for name in sorted(paths, key=lambda one: len(paths[one])):
        type = schema.type_map[name]
        assert isinstance(type, Composite)
        for field_name, field in type.fields.items():
            for argument, one in field.args.items():
                found.setdefault(
                    get_named_type(one.type).name, ((*paths[name], Step(type, field_name)), argument, one.type)
                )
    for name in sorted(paths, key=lambda one: len(paths[one])):
        type = schema.type_map[name]
        assert isinstance(type, Composite)
        for field_name, field in type.fields.items():
            returned = get_named_type(field.type)
            if isinstance(returned, GraphQLEnumType):
                found.setdefault(returned.name, ((*paths[name], Step(type, field_name)), "", returned))
    # Inputs inside of other inputs are used where the outer one is.
    for _ in range(3):
        for type in schema.type_map.values():
            if isinstance(type, GraphQLInputObjectType) and type.name in found:
                for inner in type.fields.values():
                    found.setdefault(get_named_type(inner.type).name, found[type.name])
    return found


def _entry(
    private: Mapping[str, str],
    coordinate: str,
    description: str | None,
    steps: tuple[Step, ...],
    kind: int,
    own: Sequence[str],
    owners: Sequence[str],
    given: str = "",
) -> _Entry:
    text = " ".join((description or "").split())
    example = operation_to(steps, "" if given.startswith(":") else given, private)
    path = ".".join(("Query", *(step.name for step in steps)))
    stems: dict[str, float] = {}
    for words_of, weight in ((text, 1.0), (_split(owners), _OWNER_NAME), (_split(own), _OWN_NAME)):
        for word in words(words_of):
            one = stem(word)
            stems[one] = max(stems.get(one, 0.0), weight)
    weight = (1.0, 0.95, 0.8, 0.7)[kind] * (0.5 if coordinate.endswith("Edge") or "Edge." in coordinate else 1.0)
    return _Entry(SchemaHit(coordinate, text, path, example), weight, stems, (kind, len(steps)))


def _split(names: Sequence[str]) -> str:
    return " ".join(part.lower() for name in names for part in _CAMEL.findall(name))
