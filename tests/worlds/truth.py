"""Simulated worlds: places, actions and the acts that each did, known in full."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from random import Random
from typing import Final

from clemency_graph.graph.model.vocabulary import Level, ReliefKind, Stage, Unit
from clemency_graph.graph.queries.action_facts import Place

EPOCH: Final = date(2019, 11, 1)
HORIZON: Final = 1000
"""Every act is done by this day, counted from EPOCH."""

KINDS: Final = (ReliefKind.PARDON, ReliefKind.EXPUNGEMENT)
UNITS: Final = (Unit.PEOPLE, Unit.CONVICTIONS)
_SIZES: Final = (1, 2, 3, 5, 12, 15, 26, 40, 95, 130, 460)


def calendar_day(number: int) -> date:
    """Return a day, given as the number of days since EPOCH."""
    return EPOCH + timedelta(number)


@dataclass(slots=True)
class Action:
    """An action of a world, with what is declared of it."""

    id: str
    kind: ReliefKind
    place: Place
    extends: str | None = None
    one_day: int | None = None
    part_of: set[str] = field(default_factory=set)
    separate_from: set[str] = field(default_factory=set)
    wholes: set[str] = field(default_factory=set)
    """The actions that it is a part of, over any number of steps, and itself."""
    chain: str = ""


@dataclass(slots=True)
class Batch:
    """Acts done together: how many, counted by which actions on which day, and when recorded and eligible."""

    sizes: dict[Unit, int]
    counted: dict[str, int]
    recorded: int | None
    eligible: tuple[int, int]


@dataclass(slots=True)
class World:
    """What truly happened."""

    actions: dict[str, Action]
    batches: list[Batch]
    counties: dict[str, set[str]]

    def acts(self, action: str, stage: Stage, day: int) -> frozenset[int]:
        """Return the batches that an action had done by a day, by number."""
        found = []
        for number, batch in enumerate(self.batches):
            counted = batch.counted.get(action)
            if counted is None:
                continue
            if stage is Stage.GRANTED:
                done = counted <= day
            elif stage is Stage.RECORDED:
                done = batch.recorded is not None and batch.recorded <= day
            else:
                done = batch.eligible[0] <= day < batch.eligible[1]
            if done:
                found.append(number)
        return frozenset(found)

    def rounds(self, action: str) -> list[str]:
        """Return the rounds of the series of an action: those of its kind and place that it is tied to."""
        return [id for id in self.tied(action) if are_rounds(self.actions[id], self.actions[action])]

    def tied(self, action: str) -> list[str]:
        """Return all actions that further rounds, whatever their kind, tie to an action."""
        chain = self.actions[action].chain
        return [id for id, one in self.actions.items() if one.chain == chain]

    def first_day(self, action: str, stage: Stage) -> int | None:
        """Return the day on which an action reached a stage."""
        held = [batch for batch in self.batches if action in batch.counted]
        if stage is Stage.GRANTED:
            return min((batch.counted[action] for batch in held), default=None)
        return min((batch.recorded for batch in held if batch.recorded is not None), default=None)

    def size(self, batches: frozenset[int], unit: Unit) -> int:
        """Return how many a set of batches is."""
        return sum(self.batches[number].sizes[unit] for number in batches)


def draw_world(rng: Random) -> World:
    """Return a random world."""
    places, counties = _draw_places(rng)
    actions = _draw_actions(rng, places)
    world = World(actions, [], counties)
    _declare(rng, world)
    for _ in range(rng.randint(2, 9)):
        _add_batch(rng, world)
    return world


def _draw_places(rng: Random) -> tuple[list[Place], dict[str, set[str]]]:
    state = Place("state/s0", Level.STATE, "state/s0")
    counties = {}
    places = [state, state, state]
    for name in ("c0", "c1"):
        true = {county for county in ("k0", "k1") if rng.random() < 0.5}
        counties[name] = true
        told = None if rng.random() < 0.4 else frozenset(true | {"k0"} if rng.random() < 0.1 else true)
        places += [Place(name, Level.CITY, "state/s0", told)]
    places += [Place(name, Level.COUNTY, "state/s0") for name in ("k0", "k1")]
    places += [Place("state/s1", Level.STATE, "state/s1"), Place("country/us", Level.COUNTRY)]
    # Some worlds are narrow, so that what their actions share is not rare.
    narrow = rng.random()
    if narrow < 0.18:
        return [place for place in places if place.level in (Level.CITY, Level.COUNTY)], counties
    if narrow < 0.32:
        return places[2:7], counties
    if narrow < 0.4:
        return places[:1], counties
    return places, counties


def _draw_actions(rng: Random, places: list[Place]) -> dict[str, Action]:
    actions: dict[str, Action] = {}
    again = rng.choice((0.3, 0.3, 0.3, 0.3, 0.9))
    for number in range(rng.randint(2, 6)):
        id = f"a{number}"
        before = rng.choice(list(actions.values())) if actions else None
        action = Action(id, rng.choice(KINDS), rng.choice(places))
        if before is not None and rng.random() < again + 0.1:
            action.kind, action.place = before.kind, before.place
            if rng.random() < again + 0.1:
                action.extends = before.id
        elif before is not None and before.place.state == action.place.state and rng.random() < 0.15:
            # Of another kind or place: tied to it, but no round of its series.
            action.extends = before.id
        action.chain = before.chain if before is not None and action.extends else id
        action.one_day = rng.randint(0, HORIZON - 100) if rng.random() < 0.3 else None
        action.wholes = {id}
        actions[id] = action
    return actions


def _declare(rng: Random, world: World) -> None:
    """Declare parts and separations, each where it agrees with all before."""
    actions = list(world.actions.values())
    chained = rng.random() < 0.15
    pairs = list(combinations(actions, 2))
    for whole, part in pairs:
        if whole.place.state != part.place.state or rng.random() > (0.7 if chained else 0.25):
            continue
        gained = [one for one in actions if part.id in one.wholes]
        trial = {one.id: one.wholes | whole.wholes for one in gained}
        if all(_is_coherent(world, wholes) for wholes in trial.values()):
            part.part_of.add(whole.id)
            for one in gained:
                one.wholes = trial[one.id]
    for one, other in pairs:
        if rng.random() < 0.12 and not _share_a_part(world, one, other):
            one.separate_from.add(other.id)


def _is_coherent(world: World, wholes: set[str]) -> bool:
    """Whether one act can lie in all of some actions: no two are rounds of one series."""
    return not any(are_rounds(*pair) for pair in combinations([world.actions[id] for id in wholes], 2))


def are_rounds(one: Action, other: Action) -> bool:
    """Whether two actions are rounds of one series."""
    return (one.chain, one.kind, one.place.id) == (other.chain, other.kind, other.place.id)


def _share_a_part(world: World, one: Action, other: Action) -> bool:
    return any(one.id in part.wholes and other.id in part.wholes for part in world.actions.values())


def may_share(world: World, one: Action, other: Action) -> bool:
    """Whether an act of this world may lie in both of two actions."""
    if one is other or _share_a_part(world, one, other):
        return True
    if other.id in one.separate_from or one.id in other.separate_from or are_rounds(one, other):
        return False
    if one.place.id == other.place.id:
        return one.kind is not other.kind
    if one.place.state is None or one.place.state != other.place.state:
        return False
    levels = {one.place.level, other.place.level}
    if Level.STATE in levels:
        return True
    if levels != {Level.CITY, Level.COUNTY}:
        return False
    city, county = (one, other) if one.place.level is Level.CITY else (other, one)
    return county.place.id in world.counties[city.place.id]


def _add_batch(rng: Random, world: World) -> None:
    """Add acts to an action, to all that it is a part of, and to others that may share them."""
    actions = list(world.actions.values())
    held = rng.choice(actions).wholes
    days = _count_in_time(rng, world, held)
    if days is None:
        return
    for _ in range(rng.randint(0, 5)):
        more = held | rng.choice(actions).wholes
        if more == held:
            continue
        together = combinations([world.actions[id] for id in more], 2)
        if all(may_share(world, one, other) for one, other in together):
            counted = _count_in_time(rng, world, more)
            if counted is not None:
                held, days = more, counted
    people = rng.choice(_SIZES)
    sizes = {Unit.PEOPLE: people, Unit.CONVICTIONS: people + rng.choice((0, 0, 1, 7, 60))}
    recorded = max(days.values()) + rng.randint(0, 200) if rng.random() < 0.6 else None
    start = rng.randint(0, HORIZON - 200)
    world.batches.append(Batch(sizes, days, recorded, (start, start + rng.choice((100, 400, HORIZON)))))


def _count_in_time(rng: Random, world: World, held: set[str]) -> dict[str, int] | None:
    """Return the day on which each action counts an act, a whole no later than its parts; None where none fits."""
    days: dict[str, int] = {}
    # Each whole is made before its parts: the last made is a part of none that follows.
    for id in sorted(held, reverse=True):
        action = world.actions[id]
        last = min((days[part] for part in days if id in world.actions[part].wholes), default=HORIZON - 100)
        if action.one_day is None:
            days[id] = rng.randint(max(0, last - 500), last)
        elif action.one_day <= last:
            days[id] = action.one_day
        else:
            return None
    return days
