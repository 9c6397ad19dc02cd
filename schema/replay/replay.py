"""Replay the saved queries of a release, and say what each changed value rests on.

A value may differ because a claim was added, removed or ranked differently, or because a new entry of the changelog
names the coordinate of its field, or of a field around it. Whatever else differs is unexplained.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

import orjson

from ...graph import KnowledgeGraph
from ...graph.queries.release_comparison import Change
from ...graph.queries.release_comparison import differences as changed_claims
from ..document_cache import core_schema
from ..execute import run
from ..saved_queries import Operation
from .answer_coordinates import Fields
from .answer_differences import ABSENT, Difference, Path, differences
from .kept_answers import KeptAnswer, KeptRelease, canonical
from .supporting_ids import Records, counted_by_totals, ids_around, ids_in_answer, ids_within, records_of

LEFT_OUT: Final = frozenset(("Dataset.version", "Dataset.released", "Dataset.releases", "Dataset.citation"))
"""The fields that say which release it is: they differ in each."""
OF_THE_WHOLE: Final = frozenset(
    (
        "Dataset.counts",
        "Query.central",
        "Query.neighborhood",
        "Query.path",
        "Query.paths",
        "Query.search",
        "Query.subgraph",
    )
)
"""The fields whose values depend on the whole graph: any changed claim explains them."""
OF_THE_LIST: Final = frozenset(("Total.overlapsOtherRows",))
"""The fields whose values depend on the other items of the list around them."""
_COUNTS: Final = ("totalCount", "uncertainCount", "leftOutCount", "pageInfo")
"""The fields of a page that depend on all items of its list."""
_LONGEST: Final = 90
"""The characters of a value that are shown."""


class Verdict(NamedTuple):
    """A changed value of a saved query, and what explains it.

    Attributes
    ----------
    query : str
        The name of the saved query.
    path : str
        Where the value is in the answer.
    old, new : str
        The values in JSON, shortened.
    coordinates : tuple of str
        The coordinates of its field and of the fields around it, innermost first.
    claims : tuple of str
        The ids of the changed claims that it rests on.
    entries : tuple of str
        What new entries of the changelog name of it.
    """

    query: str
    path: str
    old: str
    new: str
    coordinates: tuple[str, ...]
    claims: tuple[str, ...]
    entries: tuple[str, ...]

    @property
    def is_explained(self) -> bool:
        """Whether it rests on a changed claim or an entry of the changelog."""
        return bool(self.claims or self.entries)

    def __str__(self) -> str:
        """Return what changed, and what would explain it."""
        told = f"{self.query}: {self.path} was {self.old}, and is {self.new}"
        if self.claims:
            return f"{told}: {', '.join(self.claims[:3])}{' and others' if len(self.claims) > 3 else ''}"
        if self.entries:
            return f"{told}: the changelog names {', '.join(self.entries)}"
        # The field itself, and the one at the root.
        nearest = dict.fromkeys((*self.coordinates[:1], *self.coordinates[-1:])) or (self.query,)
        named = " or ".join(f"`{one}`" for one in nearest)
        return (
            f"{told}. No claim that it rests on was added, removed or ranked differently. "
            f"It would be explained by a new entry of the changelog that names {named}."
        )


class _Changes(NamedTuple):
    """What may explain a difference."""

    claims: tuple[Change, ...]
    ids: frozenset[str]
    named: AbstractSet[str]

    def among(self, ids: AbstractSet[str]) -> tuple[str, ...]:
        """Return the changed claims that have one of some ids, or refer to an entity with one."""
        return tuple(one.id for one in self.claims if not ids.isdisjoint(_references(one)))


def _references(change: Change) -> tuple[str, ...]:
    """Return the ids of a changed claim and of all that it refers to; of one that was removed, what history keeps."""
    claim = change.claim
    rest = () if claim is None else (claim.source, claim.target, claim.term, claim.reported_by)
    return (change.id, change.about, *(id for id in rest if id is not None))


def answers_of(
    graph: KnowledgeGraph, day: date, operations: Collection[Operation], variables: Mapping[str, Mapping[str, Any]]
) -> dict[str, KeptAnswer]:
    """Return the answers to saved queries, by name.

    Parameters
    ----------
    graph
        The graph.
    day
        The day that the answers take for today.
    operations
        The saved queries.
    variables
        The values that each is asked with, by its name; none for a query that is not among them.

    Examples
    --------
    >>> answers_of(load(), date(2026, 11, 29), operations().values(), {})["GrantedInTotal"].content
    b'{"data":{"totals":[...
    """
    found = (_answer(graph, day, one, variables.get(one.name, {})) for one in operations)
    answers = (_with_counted(graph, day, answer) for answer in found)
    return dict(zip((one.name for one in operations), answers, strict=True))


def _with_counted(graph: KnowledgeGraph, day: date, answer: KeptAnswer) -> KeptAnswer:
    """Return an answer with what its totals count; executing it to find that out takes long."""
    if not Fields(core_schema(), answer.document).have_type("Total"):
        return answer
    records = records_of(graph, answer.document, answer.variables, day)
    return answer._replace(counted=counted_by_totals(_under_data(records)))


def _answer(graph: KnowledgeGraph, day: date, operation: Operation, variables: Mapping[str, Any]) -> KeptAnswer:
    response = run(graph, operation.document, variables, operation.name, day=day).as_dict()
    response.pop("extensions")
    for error in response.get("errors", ()):
        error.pop("locations", None)
    return KeptAnswer(operation.document, variables, canonical(response))


def replay(
    graph: KnowledgeGraph, kept: KeptRelease, operations: Mapping[str, Operation], named: AbstractSet[str]
) -> Iterator[Verdict]:
    """Ask the saved queries of a release again, as of its day, and yield a verdict on each value that changed.

    Parameters
    ----------
    graph
        The graph with its present state as the last release: see `upcoming`.
    kept
        What the earlier release keeps.
    operations
        The present saved queries, by name.
    named
        The coordinates, and the names of saved queries, that new entries of the changelog name.

    Raises
    ------
    NotFound
        When the history has no release with the version of what is kept.
    """
    claims = tuple(changed_claims(graph, kept.version, graph))
    changes = _Changes(claims, frozenset(id for one in claims for id in _references(one)), named)
    for name, answer in kept.answers.items():
        if name not in operations:
            entries = (name,) if name in named else ()
            yield Verdict(name, "the saved query", "there", "not there", (), (), entries)
            continue
        now = _answer(graph, kept.day, operations[name], answer.variables)
        if now.content != answer.content:
            yield from _verdicts(graph, kept.day, name, answer, now, changes)


def _verdicts(
    graph: KnowledgeGraph, day: date, name: str, before: KeptAnswer, now: KeptAnswer, changes: _Changes
) -> Iterator[Verdict]:
    old, new = orjson.loads(before.content), orjson.loads(now.content)
    fields = [Fields(core_schema(), one) for one in dict.fromkeys((before.document, now.document))]
    found = []
    for one in differences(old, new):
        coordinates = _coordinates(fields, one.keys[1:])
        if LEFT_OUT.isdisjoint(coordinates):
            found.append((one, coordinates))
    if not found:
        return
    records = _under_data(records_of(graph, now.document, now.variables, day)) if changes.claims else {}
    asked = set(ids_in_answer(now.variables, changes.ids))

    counted = {tuple(place.split("/")): ids for place, ids in before.counted.items()}

    def own_ids(one: Difference) -> set[str]:
        return _own_ids(one, records, changes.ids) | _counted_ids(one, counted)

    @cache
    def in_list(place: Path) -> frozenset[str]:
        """Return what the items of a list rest on, those included that are no longer there."""
        inside = (one for one, _ in found if one.path[: len(place)] == place)
        return frozenset(ids_within(records, place)).union(*map(own_ids, inside))

    rewritten = {name} if before.document != now.document else set()
    for one, coordinates in found:
        ids = own_ids(one)
        if len(one.keys) < 3:
            ids |= asked
        if one.shifts:
            ids |= in_list(one.path[:-1] if isinstance(one.path[-1], int) else one.path)
        elif not OF_THE_LIST.isdisjoint(coordinates[:1]):
            ids |= in_list(_list_around(one.path))
        claims = changes.among(ids)
        if not claims and not OF_THE_WHOLE.isdisjoint(coordinates):
            claims = tuple(change.id for change in changes.claims)
        if not claims and (type_ := _counted_type(fields, one.keys[1:])) is not None:
            claims = tuple(change.id for change in changes.claims if change.about.startswith(type_))
        may_name = (*coordinates, *(rewritten if coordinates else {name}))
        entries = tuple(sorted(changes.named & set(may_name)))
        yield Verdict(name, _shown_path(one.path), _shown(one.old), _shown(one.new), coordinates, claims, entries)


def _own_ids(one: Difference, records: Records, known: AbstractSet[str]) -> set[str]:
    """Return the ids that the value itself rests on, before and now."""
    ids = {id for value in (one.old, one.new) for id in ids_in_answer(value, known)}
    if one.new is not ABSENT:
        ids |= ids_within(records, one.path)
    return ids | ids_around(records, one.path)


def _counted_ids(one: Difference, counted: Mapping[tuple[str, ...], Iterable[str]]) -> set[str]:
    """Return what the earlier totals around a value, and within it, counted."""
    at = tuple(map(str, one.before))
    found = (
        ids
        for total, ids in counted.items()
        if at[: len(total)] == total or (one.old is not ABSENT and total[: len(at)] == at)
    )
    return {id for ids in found for id in ids}


def _list_around(path: Path) -> Path:
    """Return the path of the nearest list around a value; that of the whole answer where there is none."""
    return path[: max((place for place, key in enumerate(path) if isinstance(key, int)), default=0)]


def _under_data(records: Records) -> Records:
    return {("data", *path): record for path, record in records.items()}


def _coordinates(fields: Iterable[Fields], keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the coordinates of the field at some keys and of those around it, innermost first."""
    found = (
        coordinate
        for length in range(len(keys), 0, -1)
        for one in fields
        for coordinate in one.coordinates(keys[:length])
    )
    return tuple(dict.fromkeys(found))


def _counted_type(fields: Iterable[Fields], keys: tuple[str, ...]) -> str | None:
    """Return how the ids begin of what a page counts, where the value is its number of items or its place in the list.

    Any id begins with the empty text: that of a page of what is not an entity.
    """
    if "pageInfo" in keys:
        keys = keys[: keys.index("pageInfo") + 1]
    for one in fields:
        for coordinate in one.coordinates(keys):
            owner, _, name = coordinate.partition(".")
            if owner.endswith("Connection") and name in _COUNTS:
                return _ID_PREFIXES.get(owner.removesuffix("Connection"), "")
    return None


_ID_PREFIXES: Final = {
    "ClemencyAction": "action/",
    "Law": "law/",
    "Locality": "locality/",
    "Organization": "organization/",
    "Person": "person/",
}
"""How the ids of the entities of a page begin. States are filtered by what was done in them, sources have no claims."""


def _shown_path(path: Path) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def _shown(value: object) -> str:
    if value is ABSENT:
        return "absent"
    text = canonical(value).decode()
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
