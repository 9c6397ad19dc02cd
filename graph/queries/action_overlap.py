"""Which actions may have acts in common: by declaration, and else by place and kind.

Source: docs/method.md, section 3, relations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import replace

from ..model.vocabulary import Level
from .action_facts import ActionFacts, Place, StageClaim
from .stage_facts import reports_stage


class ActionRelations:
    """The declarations of all actions of a graph, closed over chains of `part_of` and `extends`.

    Attributes
    ----------
    wholes, parts
        For each action the actions that it is a part of, and those that are parts of it, itself included.
    tied
        For each action all that `extends` ties it to, itself included.
    rounds
        For each action the rounds of its series: those of its kind and place that it is tied to.
    regions
        For each action a name that it shares with every action that it may have acts in common with.
    """

    def __init__(self, actions: Iterable[ActionFacts]) -> None:
        self.actions = {action.id: action for action in actions}
        self.wholes = close({action.id: action.part_of for action in self.actions.values()})
        self.parts = invert(self.wholes)
        chains = invert({id: (first_of_chain(id, self.actions),) for id in self.actions})
        self.tied = {id: chain for chain in chains.values() for id in chain}
        self.rounds = {id: rounds_of(id, self.tied[id], self.actions) for id in self.actions}
        self.regions = regions(self.actions)
        self._met: dict[tuple[str, str], bool] = {}

    def keeping(self, keep: Callable[[StageClaim], bool]) -> ActionRelations:
        """Return the same declarations with only some of the claims."""
        kept = copy(self)
        kept.actions = {
            id: replace(action, claims=tuple(filter(keep, action.claims))) for id, action in self.actions.items()
        }
        return kept

    def replacing(self, change: Callable[[StageClaim], StageClaim]) -> ActionRelations:
        """Return the same declarations with changed claims."""
        changed = copy(self)
        changed.actions = {
            id: replace(action, claims=tuple(map(change, action.claims))) for id, action in self.actions.items()
        }
        return changed

    def counting(self, keep: Callable[[StageClaim], bool]) -> ActionRelations:
        """Return the same declarations with only some of the figures; the others still report their stages."""
        kept = copy(self)
        kept.actions = {
            id: replace(
                action,
                claims=tuple(
                    claim if claim.count is None or keep(claim) else replace(claim, count=None)
                    for claim in action.claims
                    if claim.count is None or keep(claim) or reports_stage(claim)
                ),
            )
            for id, action in self.actions.items()
        }
        return kept

    def in_series(self, action: str) -> bool:
        """Return whether an action extends another or is extended."""
        return len(self.tied[action]) > 1

    def may_meet(self, one: str, other: str) -> bool:
        """Return whether two actions may have an act in common: they, and all that they are parts of, are not apart."""
        pair = (one, other) if one < other else (other, one)
        met = self._met.get(pair)
        if met is None:
            met = self._met[pair] = not any(
                self._apart(whole, another) for whole in self.wholes[one] for another in self.wholes[other]
            )
        return met

    def _apart(self, one: str, other: str) -> bool:
        if share_a_part(self.parts[one], self.parts[other]):
            return False
        first, second = self.actions[one], self.actions[other]
        if declared_separate(first, second) or other in self.rounds[one]:
            return True
        return apart_by_place(first, second)


def close(edges: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Return for each node all nodes that it leads to, itself included; edges to nothing are left out."""
    closed = {}
    for node in edges:
        reached, left = {node}, [node]
        while left:
            nexts = {next for next in edges[left.pop()] if next in edges} - reached
            reached |= nexts
            left += nexts
        closed[node] = frozenset(reached)
    return closed


def invert(edges: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Return for each node those that lead to it."""
    inverted: defaultdict[str, set[str]] = defaultdict(set)
    for node, nexts in edges.items():
        for next in nexts:
            inverted[next].add(node)
    return {node: frozenset(nodes) for node, nodes in inverted.items()}


def rounds_of(action: str, tied: Iterable[str], actions: Mapping[str, ActionFacts]) -> frozenset[str]:
    """Return the actions of one kind and place with an action, of those that it is tied to.

    An expungement that extends a pardon may be of the same acts: it is no round of the pardon's series.
    """
    kind, place = actions[action].kind, actions[action].place.id
    return frozenset(id for id in tied if actions[id].kind is kind and actions[id].place.id == place)


def first_of_chain(action: str, actions: Mapping[str, ActionFacts]) -> str:
    """Return the action at the end of the chain of those that an action extends."""
    seen = set()
    while (before := actions[action].extends) is not None and before in actions and action not in seen:
        seen.add(action)
        action = before
    return action


def share_a_part(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether an action is a part of both, given the parts of each: one may be a part of the other."""
    return not one.isdisjoint(other)


def declared_separate(one: ActionFacts, other: ActionFacts) -> bool:
    """Return whether two actions are declared to have no act in common."""
    return other.id in one.separate_from or one.id in other.separate_from


def apart_by_place(one: ActionFacts, other: ActionFacts) -> bool:
    """Return whether places and kinds keep two actions apart.

    A locality may share acts with its state, a city with a county that it may lie in, and two actions of one place
    with each other where they are of different kinds. All else is apart.
    """
    if one.place.id == other.place.id:
        return one.kind is other.kind
    return one.place.state is None or one.place.state != other.place.state or not may_lie_in(one.place, other.place)


def may_lie_in(one: Place, other: Place) -> bool:
    """Return whether one of two places of the same state may lie in the other."""
    if Level.STATE in (one.level, other.level):
        return True
    if one.level is other.level:
        return False
    city, county = (one, other) if one.level is Level.CITY else (other, one)
    return city.counties is None or county.id in city.counties


def regions(actions: Mapping[str, ActionFacts]) -> dict[str, str]:
    """Return a name for each action, the same for all that may have acts in common: the state, joined by `part_of`."""
    joined: dict[str, str] = {}

    def find(name: str) -> str:
        while joined.setdefault(name, name) != name:
            name = joined[name]
        return name

    def home(action: ActionFacts) -> str:
        return action.place.state or action.place.id

    for action in actions.values():
        for whole in action.part_of:
            if whole in actions:
                joined[find(home(action))] = find(home(actions[whole]))
    return {id: find(home(action)) for id, action in actions.items()}
