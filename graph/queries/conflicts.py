"""Conflicts: claims about the same thing that cannot all be true, or differ as of days of their own.

Source: docs/method.md, section 2, conflicts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, combinations
from typing import Final

from ..graph import KnowledgeGraph
from ..model.external_identifiers import Identifier
from ..model.records import Claim, ClemencyAction, Entity, Law, Source
from ..model.vocabulary import ClaimProperty, Covers, Rank, Stage
from .action_facts import StageClaim
from .action_overlap import ActionRelations
from .claim_agreement import agree
from .claim_ranking import first_usable, source_order
from .claims_known_by import known_by
from .facts_from_records import relations_of
from .one_stage_conflicts import (
    find_differences,
    find_disputes,
    find_series_differences,
    find_series_disputes,
    is_of_series,
)

Key = tuple[object, ...]
Pair = tuple[str, str]
DAYS_DIFFER: Final = "days"
"""The part of a key that marks figures that differ as of days of their own."""

# An entity can have several of these: different values do not contradict each other. Scopes are free text.
_MULTIVALUED = frozenset((
    ClaimProperty.SCOPE, ClaimProperty.ACTOR, ClaimProperty.LAW, ClaimProperty.NAME, ClaimProperty.PART_OF,
    ClaimProperty.SEPARATE_FROM, ClaimProperty.COUNTIES, ClaimProperty.REQUIREMENT,
    ClaimProperty.SPEAKS_FOR,
))  # fmt: skip
# The first word of their text is the key of the duty that the claim is about.
_KEYED = frozenset((ClaimProperty.DUTY, ClaimProperty.OUTCOME))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims about one property of one entity, at the same stage and in the same unit, that differ.

    Attributes
    ----------
    id, about : str
        Its id, and that of the entity.
    property : ClaimProperty
        The property.
    stage : Stage or None
        The stage, of figures and days of actions.
    claims : tuple of Claim
        The claims that differ from another one, best first.
    pairs : frozenset of pairs of str
        The ids of the claims that differ from each other.
    open : bool
        Claims that are not deprecated differ.
    spread : float or None
        How many times the least upper bound of its figures, at least 1, the greatest lower bound is; None without
        figures. Deprecated figures do not count where the conflict is open.
    days_differ : bool
        The claims do not contradict each other: they are figures of what can shrink as well as grow, such as the
        eligible, and of days that may differ. Else at least one of them is wrong.
    """

    id: str
    about: str
    property: ClaimProperty
    stage: Stage | None
    claims: tuple[Claim, ...]
    pairs: frozenset[Pair]
    open: bool
    spread: float | None
    days_differ: bool = False


def conflicts(
    graph: KnowledgeGraph, property: ClaimProperty | None = None, known_at: date | None = None
) -> list[Conflict]:
    """Return the conflicts between sources, those with the largest spread first.

    Parameters
    ----------
    graph
        The graph.
    property
        Return only conflicts about this property.
    known_at
        Return only conflicts between claims that were published by this day.

    Returns
    -------
    list of Conflict
        Open ones, and those that are settled by deprecation.
    """
    found = graph.cached(_conflicts) if known_at is None else _conflicts(graph, known_at)
    return [conflict for conflict in found if property in (None, conflict.property)]


def conflicts_of(graph: KnowledgeGraph, id: str) -> tuple[Conflict, ...]:
    """Return the conflicts in which a claim takes part, or a claim about an entity, given its id."""
    return graph.cached(_by_id).get(id, ())


def in_open_conflict(graph: KnowledgeGraph, claim: Claim) -> bool:
    """Return whether a claim contradicts another one, and neither is deprecated."""
    return any(
        one.open and not one.days_differ and claim.rank is not Rank.DEPRECATED for one in conflicts_of(graph, claim.id)
    )


def preferred(conflict: Conflict) -> Claim | None:
    """Return the preferred claim of a conflict, or None if all its claims are deprecated."""
    return first_usable(conflict.claims)


def explain(graph: KnowledgeGraph, conflict: Conflict) -> str:
    """Return the reason why the preferred claim precedes the best claim that contradicts it."""
    best = preferred(conflict)
    if best is None:
        return "All claims are deprecated: none is used."
    rivals = {id for pair in conflict.pairs if best.id in pair for id in pair}
    rival = next(claim for claim in conflict.claims if claim is not best and claim.id in rivals)
    if best.rank is Rank.PREFERRED:
        return best.rank_reason or ""
    if rival.rank is Rank.DEPRECATED:
        return rival.rank_reason or ""
    if best.as_of and rival.as_of and best.as_of != rival.as_of and best.as_of.startswith(rival.as_of):
        return f"It is as of {best.as_of}, the other of some day of {rival.as_of}."
    if best.as_of != rival.as_of:
        return f"It is as of {best.as_of}, the latest day." if best.as_of else "Its source has precedence."
    one, other = graph.entities[best.source], graph.entities[rival.source]
    if isinstance(one, Source) and isinstance(other, Source) and _order(one) != _order(other):
        return f"Its source is {_source_kind(one)}, the other {_source_kind(other)}."
    return "The claims are equal in rank, day and source; it is first by its id."


def _order(source: Source) -> int:
    return source_order(source.kind, reprint=source.reprint_of is not None)


def _source_kind(source: Source) -> str:
    return "a reprint" if source.reprint_of else f"of kind {source.kind.replace('_', ' ')}"


def _by_id(graph: KnowledgeGraph) -> Mapping[str, tuple[Conflict, ...]]:
    found: defaultdict[str, list[Conflict]] = defaultdict(list)
    for conflict in graph.cached(_conflicts):
        for id in dict.fromkeys(chain.from_iterable((claim.about, claim.id) for claim in conflict.claims)):
            found[id].append(conflict)
    return {id: tuple(of_it) for id, of_it in found.items()}


def _conflicts(graph: KnowledgeGraph, known_at: date | None = None) -> tuple[Conflict, ...]:
    found: defaultdict[Key, set[Pair]] = defaultdict(set)
    relations: ActionRelations = graph.cached(relations_of)
    if known_at is not None:
        relations = relations.keeping(lambda claim: known_by(graph, graph.claims[claim.id], known_at))
    for key, pair in chain(_of_stages(graph, relations), _with_deprecated(graph, relations)):
        found[key].add(pair)
    for key, pair in _others(graph, known_at):
        found[key].add(pair)
    made = [_conflict(graph, key, pairs) for key, pairs in found.items()]
    return tuple(sorted(made, key=lambda conflict: (-(conflict.spread or 0), conflict.id)))


def _of_stages(graph: KnowledgeGraph, relations: ActionRelations) -> Iterator[tuple[Key, Pair]]:
    """Yield the pairs of usable claims about stages of actions that contradict each other, or differ."""
    for action in relations.actions:
        found = [(find_disputes(relations, action), None), (find_differences(relations, action), DAYS_DIFFER)]
        if relations.in_series(action) and min(relations.rounds[action]) == action:
            found += [
                (find_series_disputes(relations, action), None),
                (find_series_differences(relations, action), DAYS_DIFFER),
            ]
        for disputes, mark in found:
            for one, other in disputes:
                covers = Covers.SERIES if is_of_series(one) else None
                unit = one.count.unit if one.count else None
                yield (action, graph.claims[one.id].property, one.stage, unit, mark, covers), (one.id, other.id)


def _with_deprecated(graph: KnowledgeGraph, relations: ActionRelations) -> Iterator[tuple[Key, Pair]]:
    """Yield the pairs that would contradict each other, or differ, if neither were deprecated."""
    for key, pair in _of_stages(graph, relations.replacing(_restore)):
        if any(graph.claims[id].rank is Rank.DEPRECATED for id in pair):
            yield key, pair


def _restore(claim: StageClaim) -> StageClaim:
    return replace(claim, rank=Rank.NORMAL) if claim.rank is Rank.DEPRECATED else claim


def _others(graph: KnowledgeGraph, known_at: date | None) -> Iterator[tuple[Key, Pair]]:
    """Yield the pairs of claims that contradict each other, but for those about stages of actions."""
    for entity in graph.entities.values():
        groups: defaultdict[Key, list[Claim]] = defaultdict(list)
        for claim in entity.claims:
            if _can_contradict(entity, claim) and known_by(graph, claim, known_at):
                unit = claim.quantity.unit if claim.quantity else None
                # A scheduled end is marked by the text of its claim and does not contradict an actual end; identifiers
                # of several schemes do not contradict each other.
                wording = claim.text if claim.date else None
                if claim.property is ClaimProperty.IDENTIFIER:
                    wording = Identifier(claim.text or "").scheme
                elif claim.property in _KEYED:
                    wording = (claim.text or "").partition(" ")[0]
                groups[entity.id, claim.property, claim.stage, unit, claim.kind, claim.term, wording].append(claim)
        for key, claims in groups.items():
            for one, other in combinations(claims, 2):
                if not agree(one, other):
                    yield key, (one.id, other.id)


def _can_contradict(entity: Entity, claim: Claim) -> bool:
    """Return whether different values of the property contradict; a status is free text except of a law."""
    if claim.property in _MULTIVALUED or (isinstance(entity, ClemencyAction) and claim.stage is not None):
        return False
    return claim.property is not ClaimProperty.STATUS or isinstance(entity, Law)


def _conflict(graph: KnowledgeGraph, key: Key, pairs: Iterable[Pair]) -> Conflict:
    told = frozenset(pairs)
    ids = {id for pair in told for id in pair}
    abouts = dict.fromkeys((str(key[0]), *sorted(graph.claims[id].about for id in ids)))
    claims = tuple(claim for about in abouts for claim in graph.entities[about].claims if claim.id in ids)
    usable = [claim for claim in claims if claim.rank is not Rank.DEPRECATED]
    known = {claim.id for claim in usable}
    is_open = any(known.issuperset(pair) for pair in told)
    return Conflict(
        id=":".join(str(part) for part in key if part),
        about=claims[0].about,
        property=claims[0].property,
        stage=key[2] if isinstance(key[2], Stage) else None,
        claims=claims,
        pairs=told,
        open=is_open,
        spread=_spread(usable if is_open else claims),
        days_differ=DAYS_DIFFER in key,
    )


def _spread(claims: Sequence[Claim]) -> float | None:
    quantities = [claim.quantity for claim in claims if claim.quantity is not None]
    lows = [quantity.low for quantity in quantities if quantity.low is not None]
    highs = [quantity.high for quantity in quantities if quantity.high is not None]
    return max(lows) / max(1, min(highs)) if lows and highs else None
