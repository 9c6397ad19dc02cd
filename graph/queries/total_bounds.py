"""The interval in which the number of acts that several figures count together surely lies.

Source: docs/method.md, section 3, interval.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..model.vocabulary import Qualifier
from .action_overlap import ActionRelations
from .figure_containment import Figure, contains, disjoint
from .number_intervals import Interval
from .set_packing import pack

Overlaps = Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class TotalBounds:
    """A total as an interval, with what made it and what did not, by the ids of claims.

    Attributes
    ----------
    interval
        `low` holds for everything that the actions did; `high` for what the figures count, and is null where the
        figure of `open_ended` has none.
    low_figures, high_figures
        The figures that were added for low, and for high.
    high_of_bounded
        The sum of the highs that there are. Not a maximum.
    approximate
        The part of low that rests on figures stated as `about`.
    contained
        For each figure left out of high, those that contain it.
    overlapping
        For each figure left out of low, and not contained, those that it may overlap.
    contradictions
        For each whole whose high is below the sum of its parts, these parts.
    exact
        No heavier set of disjoint figures exists than that of low.
    """

    interval: Interval
    low_figures: tuple[str, ...]
    high_figures: tuple[str, ...]
    open_ended: tuple[str, ...]
    high_of_bounded: int
    approximate: int
    contained: Mapping[str, tuple[str, ...]]
    overlapping: Mapping[str, tuple[str, ...]]
    contradictions: Mapping[str, tuple[str, ...]]
    exact: bool


def bound_total(figures: Iterable[Figure], relations: ActionRelations) -> TotalBounds:
    """Return the interval of the number of acts that several figures count together.

    Parameters
    ----------
    figures
        Figures of one stage and unit, at most one for each action and each series.
    relations
        The declarations of the whole graph.

    Returns
    -------
    TotalBounds
        low is the weight of the heaviest set of pairwise disjoint figures; high the sum of the highs of the figures
        that nothing contains.
    """
    by_id = {figure.id: figure for figure in sorted(figures, key=lambda figure: figure.id)}
    overlaps = find_overlaps(list(by_id.values()), relations)
    lows = {id: figure.interval.low for id, figure in by_id.items()}
    packing = pack(lows, overlaps)
    containers = find_containers(by_id, overlaps, relations)
    contradictions = find_contradictions(by_id, overlaps, containers)
    contained = outermost(containers, contradictions)
    added = [figure for id, figure in by_id.items() if id not in contained]
    highs = [figure.interval.high for figure in added]
    bounded = sum(high for high in highs if high is not None)
    return TotalBounds(
        interval=Interval(packing.weight, None if None in highs else bounded),
        low_figures=packing.nodes,
        high_figures=tuple(figure.id for figure in added),
        open_ended=tuple(figure.id for figure in added if figure.interval.high is None),
        high_of_bounded=bounded,
        approximate=sum(lows[id] for id in packing.nodes if is_approximate(by_id[id])),
        contained=contained,
        overlapping={
            id: tuple(sorted(overlaps[id]))
            for id in lows
            if id not in packing.nodes and id not in contained and overlaps[id]
        },
        contradictions=contradictions,
        exact=packing.exact,
    )


def find_overlaps(figures: Sequence[Figure], relations: ActionRelations) -> dict[str, set[str]]:
    """Return for each figure those that it is not surely disjoint from."""
    regions: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        for region in {relations.regions[action] for action in figure.actions}:
            regions[region].append(figure)
    overlaps: dict[str, set[str]] = {figure.id: set() for figure in figures}
    for near in regions.values():
        for one, other in combinations(near, 2):
            if not disjoint(relations, one, other):
                overlaps[one.id].add(other.id)
                overlaps[other.id].add(one.id)
    return overlaps


def find_containers(
    figures: Mapping[str, Figure], overlaps: Overlaps, relations: ActionRelations
) -> dict[str, tuple[str, ...]]:
    """Return for each contained figure those that contain it; of two that contain each other, the first by id does."""
    found = {}
    for id, figure in figures.items():
        around = tuple(
            other
            for other in sorted(overlaps[id])
            if contains(relations, figures[other], figure)
            and (other < id or not contains(relations, figure, figures[other]))
        )
        if around:
            found[id] = around
    return found


def find_contradictions(
    figures: Mapping[str, Figure], overlaps: Overlaps, containers: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return the wholes whose high is below the packing of the lows of what they contain, with these."""
    within: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for id, around in containers.items():
        for whole in around:
            within[whole][id] = figures[id].interval.low
    found = {}
    for whole, lows in within.items():
        high = figures[whole].interval.high
        if high is not None and sum(lows.values()) > high and (packing := pack(lows, overlaps)).weight > high:
            found[whole] = packing.nodes
    return found


def outermost(
    containers: Mapping[str, tuple[str, ...]], contradictions: Mapping[str, object]
) -> dict[str, tuple[str, ...]]:
    """Return what contains each figure, less the wholes that contradict their parts: these may only overlap them."""
    kept = {id: tuple(one for one in around if one not in contradictions) for id, around in containers.items()}
    return {id: around for id, around in kept.items() if around}


def is_approximate(figure: Figure) -> bool:
    """Return whether the claim that set a figure's low states it as `about`."""
    claim = figure.claims[0] if figure.claims else figure.claim
    return claim.count is not None and claim.count.qualifier is Qualifier.ABOUT
