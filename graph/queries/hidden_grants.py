"""Programs of states of which nothing is known to be granted, though a city or county granted relief under them.

Source: docs/method.md, section 2, what `check` refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.records import ClemencyAction
from ..model.vocabulary import Stage
from .stage_facts import FURTHEST_LAST

_DONE = (Stage.GRANTED, Stage.RECORDED)


def hidden_grants(actions: Iterable[ClemencyAction]) -> Iterator[tuple[ClemencyAction, ClemencyAction]]:
    """Yield each action of a state that granted nothing, with one of its places that did so under the same law.

    A page of such an action would say that no source tells of a grant, though another page of the record does.

    Parameters
    ----------
    actions
        All actions.
    """
    given = tuple(actions)
    granted = [one for one in given if one.stage in _DONE and one.jurisdiction.startswith("locality/")]
    for action in given:
        if not action.jurisdiction.startswith("state/") or action.stage in _DONE or _ended(action.stage):
            continue
        of_state = f"locality/{action.jurisdiction.removeprefix('state/')}/"
        for local in granted:
            same = local.kind is action.kind and not set(local.laws).isdisjoint(action.laws)
            if same and local.jurisdiction.startswith(of_state):
                yield action, local
                break


def _ended(stage: Stage) -> bool:
    return FURTHEST_LAST.index(stage) >= FURTHEST_LAST.index(Stage.NOT_CANNABIS)
