"""What became of the claims between two states of the data: releases, folders, or the data as they are."""

from __future__ import annotations

from collections.abc import Mapping

from ..graph import KnowledgeGraph
from ..model.vocabulary import ChangeKind
from .history import Change, Told, ledger


def differences(graph: KnowledgeGraph, old: str | KnowledgeGraph, new: str | KnowledgeGraph) -> list[Change]:
    """The claims that were added, removed or ranked anew from one state of the data to another.

    Parameters
    ----------
    graph
        The graph whose history has the releases.
    old, new
        The version of a recorded release, or a graph.

    Returns
    -------
    list of Change
        By entity, then by id.

    Raises
    ------
    QuestionError
        When no such release is recorded; the message names those that are.
    """
    before, after = (_told(graph, one) for one in (old, new))
    claims = graph if isinstance(new, str) else new
    ids = sorted(before.keys() | after.keys(), key=lambda id: ((after.get(id) or before[id]).about, id))
    found = (_change(id, before.get(id), after.get(id), claims) for id in ids)
    return [change for change in found if change is not None]


def _told(graph: KnowledgeGraph, one: str | KnowledgeGraph) -> Mapping[str, Told]:
    if isinstance(one, str):
        return ledger(graph, one)
    return {claim.id: Told(claim.about, claim.rank, claim.stated) for claim in one.claims.values()}


def _change(id: str, before: Told | None, after: Told | None, graph: KnowledgeGraph) -> Change | None:
    told = after or before
    assert told is not None
    if before is not None and after is not None and before.rank is after.rank:
        return None
    kind = ChangeKind.ADDED if before is None else ChangeKind.REMOVED if after is None else ChangeKind.RERANKED
    ranks = (before.rank if before else None, after.rank if after else None)
    return Change(id, kind, told.about, told.stated, *ranks, graph.claims.get(id) if after else None)
