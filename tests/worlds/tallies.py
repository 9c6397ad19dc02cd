"""Hold what is itemized for a national tally against what it counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clemency_graph.graph.model.vocabulary import Stage, Unit
from clemency_graph.graph.queries import (
    counted_figures,
    tally_against_actions,
)
from clemency_graph.graph.queries.action_facts import Count, StageClaim
from clemency_graph.graph.queries.figure_containment import Figure

from worlds.case import Case, Failure, truly_counted
from worlds.statements import READ_LAST, partly
from worlds.truth import HORIZON, UNITS, calendar_day


def check_tally(case: Case) -> Iterator[Failure]:
    """Hold what is itemized for a tally against what it counted, actions that are tied in one unit, whichever."""
    day = case.rng.randint(200, HORIZON)
    asked = [id for id in case.ids if case.world.actions[id].place.state is not None]
    figures = {
        unit: counted_figures.counted_figures(case.relations, asked, Stage.GRANTED, unit).figures for unit in UNITS
    }
    units = _draw_units(case, figures)
    if units is None:
        return
    begin = case.rng.choice((None, case.rng.randint(1, day)))

    def acts(ids: Iterable[str]) -> frozenset[int]:
        """Return the batches that one of some actions did by the day of the tally, and not before it starts."""
        first = 0 if begin is None else begin
        done = ((case.world.acts(id, Stage.GRANTED, day), case.world.acts(id, Stage.GRANTED, first - 1)) for id in ids)
        return frozenset[int]().union(*(by_day - before for by_day, before in done))

    everything = acts(asked)
    number = _mixed_size(case, everything, units)
    count = Count(number, number, UNITS[0], since=None if begin is None else partly(case.rng, begin))
    page = calendar_day(READ_LAST)
    tally = StageClaim("tally", "country/us", Stage.GRANTED, page, count=count, as_of=partly(case.rng, day))
    found = tally_against_actions.bound_tally(case.relations, asked, tally, UNITS)
    # What the graph itemizes: for low by the actions that have a figure, for high by the figures' own days.
    of_some = {id for told in figures.values() for figure in told for id in figure.actions} | {
        id
        for action in case.record.actions
        for claim in action.claims
        if claim.count is not None and claim.stage in (Stage.GRANTED, Stage.RECORDED)
        for id in case.record.behind[claim.id].subjects
    }
    by_day = acts(of_some) & everything
    told = frozenset[int]().union(
        *(
            truly_counted(case, figure, Stage.GRANTED) & acts(figure.actions)
            for unit, figures_in in figures.items()
            for figure in figures_in
            if units[figure.claim.action] is unit
        )
    )
    low, high = found.explained
    case.seen["tallies"] += 1
    case.seen["tallies with a high"] += high is not None and bool(found.high_total.high_figures)
    if low > _mixed_size(case, by_day, units):
        yield Failure("truth", f"less than {low} of {number} are itemized")
    if high is not None and high < _mixed_size(case, told, units):
        yield Failure("truth", f"more than {high} of {number} are itemized")
    least, most = found.unexplained
    if least > number - _mixed_size(case, told, units):
        yield Failure("truth", f"less than {least} of {number} are left")
    if most is not None and most < number - _mixed_size(case, by_day, units):
        yield Failure("truth", f"more than {most} of {number} are left")
    if found.low_total.contradictions or found.high_total.contradictions:
        yield Failure("contradiction", "the figures behind a tally agree")


def _draw_units(case: Case, figures: dict[Unit, tuple[Figure, ...]]) -> dict[str, Unit] | None:
    """Return a unit for each action, one of those that it has figures in, the same for all that are tied to it."""
    tied = {id: id for id in case.ids}

    def tie(ids: list[str]) -> None:
        names = {tied[id] for id in ids}
        for id, name in tied.items():
            if name in names:
                tied[id] = min(names)

    for batch in case.world.batches:
        tie(sorted(batch.counted))
    for action in case.world.actions.values():
        tie(sorted(action.wholes) + case.world.tied(action.id))
    allowed = {name: set(UNITS) for name in tied.values()}
    for subject in {figure.subject for told in figures.values() for figure in told}:
        allowed[tied[subject[1]]] &= {
            unit for unit, told in figures.items() if subject in [figure.subject for figure in told]
        }
    if not all(allowed.values()):
        return None
    chosen = {name: case.rng.choice(sorted(units)) for name, units in sorted(allowed.items())}
    return {id: chosen[name] for id, name in tied.items()}


def _mixed_size(case: Case, batches: frozenset[int], units: dict[str, Unit]) -> int:
    return sum(
        case.world.batches[number].sizes[units[next(iter(case.world.batches[number].counted))]] for number in batches
    )
