"""Plain readings of claims and records: what was granted, by whom, with which figures. They use no filter of ours."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from typing import Any, Final

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import Claim, ClemencyAction, Entity, Law, Provision, State, Term
from clemency_graph.graph.model.vocabulary import (
    ActorRole,
    ClaimProperty,
    Covers,
    LawStatus,
    Office,
    Rank,
    ReliefKind,
    Stage,
    StateKind,
)

Json = dict[str, Any]

DONE: Final = (Stage.GRANTED, Stage.RECORDED)
DECIDING: Final = (ActorRole.DECIDED, ActorRole.PROPOSED)


def today() -> date:
    return datetime.now(UTC).date()


def usable(entity: Entity, *properties: ClaimProperty) -> list[Claim]:
    """The claims about an entity that are not known to be wrong."""
    return [
        one
        for one in entity.claims
        if one.rank is not Rank.DEPRECATED and (not properties or one.property in properties)
    ]


def stages(action: ClemencyAction) -> set[Stage]:
    """The stages that claims say it reached; a figure of a whole series is of no round, and one of 0 of none."""
    return {
        one.stage
        for one in usable(action)
        if one.stage and (one.quantity is None or (one.quantity.covers is not Covers.SERIES and one.quantity.low != 0))
    }


def was_granted(action: ClemencyAction) -> bool:
    return not stages(action).isdisjoint(DONE)


def was_refused(action: ClemencyAction) -> bool:
    return not was_granted(action) and not stages(action).isdisjoint((Stage.DECLINED, Stage.WITHDRAWN))


def act(action: ClemencyAction) -> Stage | None:
    """Granted where a claim says so, else recorded; None for what was not done."""
    return next((stage for stage in DONE if stage in stages(action)), None)


def in_state(graph: KnowledgeGraph, place: str) -> str:
    """The state of a place: its own id, or that of a locality's parent."""
    parent = getattr(graph.entities[place], "parent", None)
    return parent if place.startswith("locality/") and parent else place


def actors(
    graph: KnowledgeGraph, action: ClemencyAction, roles: Collection[ActorRole]
) -> Iterator[tuple[str, Term | None]]:
    """Those whom a claim names in one of these roles, with their term."""
    told = {(one.target, one.role) for one in usable(action, ClaimProperty.ACTOR)}
    for actor in action.actors:
        if actor.role in roles and (actor.entity, actor.role) in told:
            yield actor.entity, graph.terms[actor.term] if actor.term else None


def parties(graph: KnowledgeGraph, action: ClemencyAction) -> set[str | None]:
    return {term.party for _, term in actors(graph, action, DECIDING) if term}


def governor(graph: KnowledgeGraph, state: State, day: date) -> Term | None:
    office = Office.MAYOR if state.kind is StateKind.DISTRICT else Office.GOVERNOR
    held = [
        term
        for term in graph.terms.values()
        if (term.jurisdiction, term.office) == (state.id, office)
        and term.start.first_day <= day
        and (term.end is None or term.end.first_day > day)
    ]
    assert len(held) < 2
    return held[0] if held else None


def in_force(law: Law, start: PartialDate | None, day: date, surely: bool = False) -> bool:
    """Whether a law may have been in force on a day, or surely was: from its first day to the day of its status."""
    if law.status in (LawStatus.PROPOSED, LawStatus.VETOED, LawStatus.REJECTED):
        return False
    begun = not surely if start is None else (start.last_day if surely else start.first_day) <= day
    if not begun or law.status is LawStatus.ENACTED:
        return begun
    ends = [one.as_of for one in law.claims if one.property is ClaimProperty.STATUS]
    return ends[0] is not None and day < (ends[0].first_day if surely else ends[0].last_day)


def holds_still(provision: Provision, day: date, surely: bool = False) -> bool:
    """Whether a provision has, or may have, no end of its own before the end of a day."""
    end = provision.effective_until
    return not provision.never_effective and (end is None or day < (end.first_day if surely else end.last_day))


def clears_convictions(provision: Provision, surely: bool = False) -> bool:
    """Whether a provision of relief covers, or may cover, convictions."""
    ended = provision.disposition
    return not surely if ended is None else ended.name in ("CONVICTION", "BOTH")


def laws_in_force(
    graph: KnowledgeGraph,
    effects: Collection[str],
    day: date,
    methods: Collection[str] | None,
    surely: bool = False,
    of_convictions: bool = False,
) -> set[str]:
    """The laws of which one provision has one of these effects and methods, and may be or surely is in force.

    With `of_convictions` it clears convictions too; one of which no source says may.
    """
    return {
        law.id
        for law in graph.of_type(Law)
        for one in law.provisions
        if one.effect.name in effects
        and (methods is None or (one.method and one.method.name in methods))
        and in_force(law, one.effective or law.effective or law.enacted, day, surely)
        and holds_still(one, day, surely)
        and (not of_convictions or clears_convictions(one, surely))
    }


def is_figure(claims: Collection[Claim], row: Json) -> bool:
    """Whether one of some claims gives a figure as a row tells it: the number, the unit, the stage and the days."""
    return any(
        one.quantity
        and row["stated"] == one.stated
        and row["quantity"]["unit"] == one.quantity.unit.name
        and (row["quantity"]["low"], row["quantity"]["high"]) == (one.quantity.low, one.quantity.high)
        and row["quantity"]["stage"] == (one.stage.name if one.stage else None)
        and row["quantity"]["asOf"] == (str(one.as_of) if one.as_of else None)
        and row["published"] == (str(one.published) if one.published else None)
        for one in claims
    )


def is_action(graph: KnowledgeGraph, row: Json) -> bool:
    """Whether a row tells an action as its claims do: what was done, when, and with which figure."""
    action = graph.entities[row["id"]]
    assert isinstance(action, ClemencyAction)
    done = act(action)
    told = row["act"]
    stage = Stage[told["stage"]]
    figure = row.get("figure")
    return (
        (row["name"], row["kind"]) == (action.name, action.kind.name)
        and (stage is done if done else stage is action.stage)
        and (told["date"] is None or told["date"] in {str(one.date) for one in usable(action) if one.stage is stage})
        and (figure is None or is_figure(usable(action, ClaimProperty.FIGURE), figure))
    )


def series(graph: KnowledgeGraph, action: ClemencyAction) -> str:
    """The first round of the series of an action."""
    while action.extends:
        before = graph.entities[action.extends]
        assert isinstance(before, ClemencyAction)
        action = before
    return action.id


def is_total(graph: KnowledgeGraph, row: Json, counted: Collection[ClemencyAction]) -> bool:
    """Whether a row of totals is of one stage and unit, and rests on figures of the actions that it may count."""
    rounds = {series(graph, one) for one in counted}
    # A figure of a series may be about a later round, and counts all rounds up to its day.
    near = [one for one in actions(graph) if one in counted or series(graph, one) in rounds]
    claims = [
        claim
        for one in near
        for claim in usable(one, ClaimProperty.FIGURE)
        if one in counted or (claim.quantity and claim.quantity.covers is Covers.SERIES)
    ]
    return (
        (row["high"] is None or row["low"] <= row["high"])
        and row["actions"] <= len([one for one in near if one.kind.name == row["kind"]])
        and (row["unit"] is not None or (row["actions"], row["low"]) == (0, 0))
        and all(
            is_figure(claims, one)
            and one["quantity"]["unit"] == row["unit"]
            and (
                one["quantity"]["stage"] == row["stage"]
                or (row["stage"], one["quantity"]["stage"]) == ("GRANTED", "RECORDED")
            )
            for one in row.get("claims", {"nodes": ()})["nodes"]
        )
    )


def actions(graph: KnowledgeGraph) -> list[ClemencyAction]:
    return list(graph.of_type(ClemencyAction))


def kinds(*names: str) -> set[ReliefKind]:
    return {ReliefKind[name] for name in names}


def days_of(rows: Collection[Json], *path: str) -> list[str]:
    """The days of rows, in their order; a row without one has none."""
    found: list[Any] = list(rows)
    for step in path:
        found = [one[step] for one in found if one is not None]
    return [one for one in found if one is not None]
