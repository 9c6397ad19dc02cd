"""Clemency actions: what was done, by whom, under which law, for how many."""

from collections.abc import Sequence
from typing import Annotated

import strawberry

from ...graph.model import law_requirements, records
from ...graph.model.dates import Day, PartialDate
from ...graph.model.vocabulary import ActorRole, Covers, ReliefKind, Stage, Unit
from ...graph.queries import conflicts as disagreement
from ...graph.queries import figure_ranges as ranges
from ...graph.queries import main_stage, program_uptake, record_indexes, requirement_rows
from ...graph.queries.action_figures import figures as all_figures
from ...graph.queries.claims_known_by import known_by
from ...graph.queries.pagination import Page, PageRequest
from ...graph.queries.record_lookup import entity_of_type
from ...graph.queries.stage_history import DatedStage, stage_history
from ..context import Info
from ..inputs.arguments import (
    ActionsBy,
    After,
    Before,
    First,
    Id,
    KnownAt,
    Last,
    Ranked,
    WhereActions,
)
from .claims import Bounds, Claim
from .connection import Connection, all_listed
from .duties import Requirement
from .fields import attribute, described, reference, references, resolver, root_fields, type_of
from .interfaces import Entity, Jurisdiction
from .laws import Law
from .lazy import LazyAction, LazyConflict
from .people import Term
from .totals import Days
from .uptake import Uptake

OfStage = Annotated[Stage | None, strawberry.argument(description="Only figures at this stage.")]
InUnit = Annotated[Unit | None, strawberry.argument(description="Only figures in this unit.")]


def figure(
    root: records.ClemencyAction,
    info: Info,
    stage: Annotated[Stage | None, strawberry.argument(description="The stage; that of the act when left out.")] = None,
    unit: InUnit = None,
    known_at: KnownAt = None,
    covers: Annotated[
        Covers, strawberry.argument(description="SERIES for the best figure of all rounds of the series together.")
    ] = Covers.ACTION,
) -> records.Claim | None:
    """
    Return the best figure at a stage; null where no source gives one.

    The stage is that of the act when omitted: granted where the action was, else recorded, else the furthest. A whole
    comes before a part, then the best ranked; certificates and applications, which prove relief or ask for it, come
    last. Figures of a whole series of rounds belong to none of them, so this one may be years older than what is known
    of the series: read `laterSeriesFigure` beside it. `covers: SERIES` gives the best figure of the series.
    """
    return main_stage.figure_of(info.context.graph, root, stage, unit, known_at, covers)


def later_series_figure(
    root: records.ClemencyAction,
    info: Info,
    stage: Annotated[Stage | None, strawberry.argument(description="The stage; that of the act when left out.")] = None,
    unit: InUnit = None,
    known_at: KnownAt = None,
) -> records.Claim | None:
    """
    Return the figure of the whole series that is, or may be, of a later day than `figure`: read it beside that one.

    It is in the unit of `figure` where the series has one in it. It counts all rounds, so the two are never added. Null
    where the action is no round of a series, or the series has no later figure of relief.
    """
    return main_stage.later_series_figure(info.context.graph, root, stage, unit, known_at)


def figures(
    root: records.ClemencyAction,
    info: Info,
    stage: OfStage = None,
    unit: InUnit = None,
    rank: Ranked = None,
    known_at: KnownAt = None,
) -> list[records.Claim]:
    """
    Return the figures of all sources, of every stage and unit.

    First the one that `figure` returns for the same stage, unit and `knownAt`, where it is among them; then the others
    by rank.
    """
    known = (claim for claim in root.claims if known_by(info.context.graph, claim, known_at))
    found = all_figures(known, stage, unit, rank)
    best = main_stage.figure_of(info.context.graph, root, stage, unit, known_at)
    return sorted(found, key=lambda claim: best is None or claim.id != best.id)


def figure_ranges(
    root: records.ClemencyAction, info: Info, stage: OfStage = None, unit: InUnit = None
) -> list[ranges.FigureRange]:
    """Return what sources state at each stage, in each unit and coverage, from the least number to the greatest."""
    return ranges.figure_ranges(info.context.graph, root, stage, unit)


def history(root: records.ClemencyAction, info: Info, known_at: KnownAt = None) -> Sequence[DatedStage]:
    """Return the stages that sources report, in order."""
    return stage_history(info.context.graph, root, known_at)


def act(root: records.ClemencyAction, info: Info) -> main_stage.Act:
    """Return what the action did, as opposed to the furthest stage that it reached."""
    return main_stage.act_of(info.context.graph, root)


def disputed(root: records.ClemencyAction, info: Info) -> bool:
    """
    Return whether usable claims contradict each other on the day or a figure of the act, that is at `act.stage`.

    False says nothing about other stages, such as how many were eligible: `conflicts` lists those of all stages, and
    `Conflict.spread` says by how far figures are apart.
    """
    return main_stage.disputed(info.context.graph, root)


def uptake(root: records.ClemencyAction, info: Info) -> list[program_uptake.Uptake]:
    """
    Return the uptake in each unit in which the eligible, applied, granted or recorded are counted.

    A round of a series has, after its own rows, those of the whole series (`covers` SERIES), the same on each round.
    """
    return list(program_uptake.uptake(info.context.graph, root))


def conflicts(root: records.ClemencyAction, info: Info) -> Sequence[disagreement.Conflict]:
    """Return the conflicts between claims about this action, those with the largest spread first."""
    return disagreement.conflicts_of(info.context.graph, root.id)


def requirements(root: records.ClemencyAction) -> list[law_requirements.Requirement]:
    """
    Return what a person needs for the relief: a row for each kind, or several; NOT_LOOKED_FOR where no source was.

    REQUEST with the status NONE means that the relief came without a request.
    """
    return requirement_rows.requirement_rows(root)


def extended_by(root: records.ClemencyAction, info: Info) -> list[records.ClemencyAction]:
    """Return the further rounds of this action."""
    return list(info.context.graph.extended_by(root.id))


@described
class FigureRange:
    """
    The numbers that sources state of an action at one stage, in one unit and coverage, side by side.

    It says how far sources are apart, not how many there were: that is `figure`. Deprecated claims are left out.
    """

    stage: Stage = attribute("The stage.")
    unit: Unit = attribute("The unit.")
    covers: Covers | None = attribute("The action or its series; null where figures of a series do not declare it.")
    least: int = attribute("The least number that a claim of a whole states, of either bound.")
    greatest: int = attribute("The greatest number that a claim of a whole states, of either bound.")
    fitting: Bounds | None = attribute(
        "The numbers that fit every claim, parts included, whatever their days; null where no number does."
    )
    as_of: Days = attribute("The days that they describe, from the first of all to the last.")
    claims: list[Claim] = attribute("The claims of a whole, best first.", size=3)
    parts: list[Claim] = attribute("The claims that leave some out, best first; they give a low only.", size=2)


@described
class Act:
    """
    The act of an action, as opposed to the furthest stage that it reached.

    It was granted where a source says so, else recorded, else the act is the furthest stage.
    """

    stage: Stage = attribute("GRANTED where a usable claim says so, else RECORDED, else the furthest stage.")
    date: PartialDate | None = attribute("The best day of the stage; null where no source gives it.")
    earliest: Day | None = attribute("The first day on which the stage can have been reached; null: nothing bounds it.")
    latest: Day | None = attribute("The last day by which it was surely reached; null: nothing bounds it.")
    figures: list[Claim] = attribute(
        "The best figure of the action alone at the stage in each unit; units are never added. In a series they may be "
        "older than `laterSeriesFigure`.",
        size=4,
    )
    later_series_figure: Claim | None = attribute(
        "The figure of the whole series, all rounds together, that is or may be of a later day than the best of "
        "`figures`; never added to them. Null: no series, or no later figure of relief."
    )


@described
class Actor:
    """A person, party or organization with a role in an action."""

    entity: Entity = reference("entity", "The person or body.")
    role: ActorRole = attribute("What they did.")
    term: Term | None = reference(
        "term",
        "The term of office that a person held on the day of the action; null for a body, or where none is known.",
    )


@described
class StageEvent:
    """One stage of an action."""

    stage: Stage = attribute("The stage.")
    date: PartialDate | None = attribute("Its day; null where no source gives it.")
    earliest: Day | None = attribute("The first day on which it can have been reached; null: nothing bounds it.")
    latest: Day | None = attribute("The last day by which it was surely reached; null: nothing bounds it.")
    claims: list[Claim] = attribute("The dates and figures that sources give for this stage, best first.")


@type_of(records.ClemencyAction)
class ClemencyAction(Entity):
    """
    A pardon, commutation, expungement, sealing, vacatur, dismissal or resentencing, whole or one round of several.

    Stage, date, scope, actors and laws follow from the best ranked claims.
    """

    kind: ReliefKind = attribute("The kind of relief.")
    jurisdiction: Jurisdiction = reference("jurisdiction", "Where.")
    stage: Stage = attribute("The furthest stage reached.")
    date: PartialDate | None = attribute(
        "The day of the act: granted where it was, else recorded, else the furthest stage; null where no source "
        "gives it."
    )
    act: Act = resolver(act, cost=10)
    disputed: bool = resolver(disputed, cost=10)
    uptake: list[Uptake] = resolver(uptake, cost=20, size=2)
    conflicts: list[LazyConflict] = resolver(conflicts, cost=10, size=4)
    history: list[StageEvent] = resolver(history, cost=10)
    scope: str | None = attribute("Which offences, amounts and years are covered; null where no source says.")
    requirements: list[Requirement] = resolver(requirements, size=7)
    actors: list[Actor] = attribute("Who, in which role, under which term of office.")
    laws: list[Law] = references("laws", "The laws behind it.", name="legalBasis")
    extends: LazyAction | None = reference(
        "extends", "The earlier action of which it is a further round; null for a first."
    )
    part_of: list[LazyAction] = references(
        "part_of",
        "The actions whose own figures count every act of this one, as a claim declares. An empty list says nothing "
        "about overlap: neither that there is one nor that there is none.",
    )
    separate_from: list[LazyAction] = references(
        "separate_from",
        "The actions with which it has no act in common, as a claim declares. An empty list says nothing about "
        "overlap.",
    )
    extended_by: list[LazyAction] = resolver(extended_by)
    figure: Claim | None = resolver(figure)
    later_series_figure: Claim | None = resolver(later_series_figure)
    figures: list[Claim] = resolver(figures)
    figure_ranges: list[FigureRange] = resolver(figure_ranges, cost=10, size=4)


def action(info: Info, id: Id) -> records.ClemencyAction:
    """Return the clemency action with this id; null, and an error NOT_FOUND, where there is none."""
    return entity_of_type(info.context.graph, id, records.ClemencyAction)


def actions(
    info: Info,
    where: WhereActions = None,
    order_by: ActionsBy = None,
    first: First = 25,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Page[records.ClemencyAction]:
    """
    Return the clemency actions of all jurisdictions.

    That none matches does not say that there was none: `Coverage` of the place says what was looked for.
    """
    return all_listed(info, record_indexes.actions, where, order_by, PageRequest(first, after, last, before))


@root_fields
class ActionFields:
    """Root fields of actions."""

    action: ClemencyAction | None = resolver(action)
    actions: Connection[ClemencyAction] | None = resolver(actions, cost=1_000, cacheable=True)
