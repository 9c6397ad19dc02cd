"""Totals as intervals that surely hold, with everything that they leave out.

Source: docs/method.md, section 3.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from ..graph import KnowledgeGraph
from ..model.records import ClemencyAction
from ..model.vocabulary import Level, ReliefKind, SourceKind, Stage, TotalDimension, Unit
from .action_facts import StageClaim
from .action_overlap import ActionRelations
from .claims_known_by import known_claims
from .counted_figures import CountedFigures, counted_figures
from .facts_from_records import relations_of
from .multiyear_series import NONE, join, spanning_series, with_rows
from .national_tallies import national_tallies, tallies_beside
from .row_overlaps import overlapping_rows
from .stage_facts import implies
from .total import Total, source_kind
from .total_bounds import bound_total
from .total_rows import RowKey, total_rows
from .uncounted_actions import days_at, uncertain_actions, uncounted_actions


def totals(
    graph: KnowledgeGraph,
    actions: Iterable[ClemencyAction],
    group_by: Collection[TotalDimension] = (),
    stage: Stage = Stage.GRANTED,
    known_at: date | None = None,
    kinds: Collection[ReliefKind] | None = None,
    uncertain: Collection[str] = (),
    level: Level | None = None,
    source_kinds: Collection[SourceKind] | None = None,
    on: date | None = None,
    keep: Callable[[StageClaim], bool] | None = None,
    unit: Unit | None = None,
) -> list[Total]:
    """Return how many acts of clemency some actions came to at one stage, as intervals that surely hold.

    Each unit is counted by itself. Low is the weight of the heaviest set of figures that surely have no act in common;
    high is the sum of the upper bounds of the figures that no other contains.

    Parameters
    ----------
    graph
        The graph that contains the actions.
    actions
        The actions to count; those that are not cannabis clemency are left out.
    group_by
        Further dimensions of the rows; kinds stay apart unless `kinds` joins them.
    stage
        The stage of the figures; figures of other stages are never added.
    known_at
        Use only claims that were known on this day; those of pages without an exact day give no low.
    kinds
        Count only these kinds of relief, joined in one row.
    uncertain
        The ids of those of the actions that may match the filter or not: they count in high only, and each total lists
        its own.
    keep
        Use only the claims about stages for which this is true.
    level
        Count only actions of this level of government.
    source_kinds
        Use only figures whose sources are of these kinds.
    on
        Count only what was done by this day.
    unit
        Count only figures in this unit. A row in which no action has one has no unit, and its actions are uncounted.

    Returns
    -------
    list of Total
        By kind, the other dimensions, and unit. A kind in which no action has a figure at the stage has one row
        without a unit, with its actions under `uncounted`.

    Examples
    --------
    >>> graph = load()
    >>> [(total.kind, total.unit, total.low) for total in totals(graph, graph.actions_in("state/al"))]
    """
    of_sources = None if source_kinds is None else frozenset(source_kinds)
    relations = _relations(graph, of_sources)
    relations = relations if keep is None else relations.keeping(keep)
    wanted = [
        action
        for action in actions
        if action.stage is not Stage.NOT_CANNABIS
        and (kinds is None or action.kind in kinds)
        and (level is None or relations.actions[action.id].place.level is level)
    ]
    rows = total_rows(graph, relations, wanted, group_by, stage, join_kinds=kinds is not None)
    spanning: Mapping[RowKey, Mapping[Unit, CountedFigures]] = {}
    if TotalDimension.YEAR in group_by:
        spanning = spanning_series(relations, rows, stage, known_at, uncertain, on)
        rows = with_rows(rows, spanning)
    found = [
        (key, ids, *one)
        for key, ids in rows.items()
        for one in _units(relations, ids, stage, known_at, uncertain, on, spanning.get(key, {}), unit)
    ]
    overlapping = overlapping_rows([counted for _, _, _, counted in found], relations)
    tallies = national_tallies(graph, wanted, stage, known_at)
    made = []
    for (key, ids, unit, counted), overlaps in zip(found, overlapping, strict=True):
        rounds = _rounds(spanning.get(key, {}).get(unit)) if unit else ()
        uncounted = tuple(uncounted_actions(relations, ids, stage, counted, known_at, on))
        made.append(
            Total(
                graph=graph,
                key=key,
                unit=unit,
                stage=stage,
                asked=tuple(ids),
                rounds=rounds,
                counted=counted,
                bounds=bound_total(counted.figures, relations),
                relations=relations,
                uncounted_ids=uncounted,
                uncertain_ids=uncertain_actions((*ids, *rounds), counted, uncounted, uncertain),
                overlaps_other_rows=overlaps,
                known_at=known_at,
                tallies=tallies_beside(tallies, key, unit, kinds),
                on=on,
                source_kinds=of_sources,
            )
        )
    return made


def _relations(graph: KnowledgeGraph, source_kinds: frozenset[SourceKind] | None) -> ActionRelations:
    """Return the declarations and claims of all actions, with only the figures of sources of some kinds."""
    return graph.cached(relations_of) if source_kinds is None else graph.cached(_relations_of_sources, source_kinds)


def _relations_of_sources(graph: KnowledgeGraph, kinds: frozenset[SourceKind]) -> ActionRelations:
    return graph.cached(relations_of).counting(lambda claim: source_kind(graph, graph.claims[claim.id]) in kinds)


def _units(
    relations: ActionRelations,
    ids: Sequence[str],
    stage: Stage,
    known_at: date | None,
    uncertain: Collection[str],
    on: date | None,
    spanning: Mapping[Unit, CountedFigures],
    only: Unit | None = None,
) -> Iterator[tuple[Unit | None, CountedFigures]]:
    """Yield each unit in which some action counts, or the one that is asked for; or none, if some reached the stage."""
    given = {
        claim.count.unit
        for id in ids
        for claim in relations.actions[id].claims
        if claim.count is not None and implies(claim.stage, stage)
    }
    any_counts = False
    for unit in Unit if only is None else (only,):
        if unit in given or unit in spanning:
            counted = counted_figures(relations, ids, stage, unit, known_at, uncertain, on)
            counted = join(counted, spanning[unit]) if unit in spanning else counted
            if counted.figures:
                any_counts = True
                yield unit, counted
    if not any_counts and any(_reached(relations, id, stage, known_at, on) for id in ids):
        yield None, NONE


def _rounds(spanning: CountedFigures | None) -> tuple[str, ...]:
    return tuple(sorted({id for figure in spanning.figures for id in figure.actions})) if spanning else ()


def _reached(relations: ActionRelations, id: str, stage: Stage, known_at: date | None, on: date | None) -> bool:
    return days_at(known_claims(relations.actions[id].claims, known_at).certain, stage, on) is not None
