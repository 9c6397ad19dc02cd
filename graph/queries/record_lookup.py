"""Look-ups of one record by its id or code; an error says what is not there, and what is near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final, TypeVar

from ..errors import NotFound, QueryError
from ..graph import KnowledgeGraph
from ..loading.errors import nearest, suggestion
from ..model.entity_types import ENTITY_TYPES
from ..model.external_identifiers import FORMS
from ..model.records import Claim, Entity, State, Term
from ..model.vocabulary import IdentifierScheme
from .value_conditions import fold

E = TypeVar("E", bound=Entity)

LONGEST_COMPARED: Final = 200
"""Characters of an id or a code at most for which a similar one is looked for."""
_MOST_COMPARED: Final = 500
"""Ids at most that one id is compared with."""


def record_by_id(graph: KnowledgeGraph, id: str, argument: str = "id") -> Entity | Term | Claim:
    """Return the entity, term of office or claim with an id, or the claim that replaced it.

    Raises
    ------
    NotFound
        If there is none; the message names the argument that gave the id.
    """
    found = graph.get(id)
    if found is None:
        told = "an entity, a term of office or a claim"
        raise NotFound(f"{id!r} is not the id of {told}{_hint(graph, id)}", argument)
    return found


def entity_by_id(graph: KnowledgeGraph, id: str, argument: str = "id") -> Entity:
    """Return the entity with an id.

    Raises
    ------
    NotFound
        If there is none; the message names the argument that gave the id.
    """
    found = graph.get(id)
    if isinstance(found, Claim | Term):
        what = "a claim" if isinstance(found, Claim) else "a term of office"
        raise NotFound(f"{id!r} is the id of {what}, not of an entity.", argument)
    if found is None:
        raise NotFound(f"{id!r} is not the id of an entity{_hint(graph, id)}", argument)
    return found


def entity_of_type(graph: KnowledgeGraph, id: str, type: type[E], argument: str = "id") -> E:
    """Return the entity of one type with an id.

    Raises
    ------
    NotFound
        If there is none, or it is of another type.
    """
    found = graph.get(id)
    if isinstance(found, type):
        return found
    wanted = _article(next((one.label for one in ENTITY_TYPES.values() if one.record is type), "place"))
    if isinstance(found, Term | Claim):
        other = "a claim" if isinstance(found, Claim) else "a term of office"
        raise NotFound(f"{id!r} is the id of {other}, not of {wanted}; get it with node(id:).", argument)
    if found is not None:
        other = _article(ENTITY_TYPES[found.type].label)
        raise NotFound(f"{id!r} is the id of {other}, not of {wanted}; get it with entity(id:).", argument)
    raise NotFound(f"{id!r} is not the id of {wanted}{_hint(graph, id)}", argument)


def state_by_code(graph: KnowledgeGraph, code: str, argument: str = "code") -> State:
    """Return the state, district or territory with a USPS code, in any case.

    Raises
    ------
    NotFound
        If there is none; the message has the code where a name is given.
    """
    found = graph.state(code)
    if found is not None:
        return found
    names = {fold(state.name): state.code for state in graph.of_type(State)}
    near = nearest(fold(code), names) if len(code) <= LONGEST_COMPARED else None
    hint = f"; did you mean '{names[near]}'?" if near else "; states have codes such as NV."
    raise NotFound(f"{code!r} is not the USPS code of a state, district or territory{hint}", argument)


def entity_by_identifier(
    graph: KnowledgeGraph, scheme: IdentifierScheme, value: str, argument: str = "value"
) -> Entity:
    """Return the entity with an identifier of another dataset.

    Raises
    ------
    QueryError
        If the value does not have the form of the scheme.
    NotFound
        If no entity has the identifier.
    """
    try:
        found = graph.with_identifier(scheme, value)
    except ValueError as error:
        raise QueryError(f"{argument}: {error}.", argument) from None
    if found is None:
        raise NotFound(f"no entity of the record has the {FORMS[scheme].label} identifier {value!r}.", argument)
    return found


def _hint(graph: KnowledgeGraph, id: str) -> str:
    near = suggestion(id, _beside(graph, id)) if len(id) <= LONGEST_COMPARED else ""
    return near or "; find ids with search."


def _beside(graph: KnowledgeGraph, id: str) -> list[str]:
    """Return the ids in the same folder that begin with the same letter; none where these are too many to compare."""
    found = graph.cached(_by_beginning).get(_beginning(id), [])
    return found if len(found) <= _MOST_COMPARED else []


def _by_beginning(graph: KnowledgeGraph) -> Mapping[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for id in (*graph.entities, *graph.terms):
        groups[_beginning(id)].append(id)
    return groups


def _beginning(id: str) -> str:
    return id[: id.rfind("/") + 2]


def _article(label: str) -> str:
    return f"{'an' if label[0] in 'aeiou' else 'a'} {label}"
