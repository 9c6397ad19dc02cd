"""What the provisions of a law say about waits and fees is among its requirements too."""

from pathlib import Path

import pytest
from clemency_graph.graph import DataError, KnowledgeGraph, load
from clemency_graph.graph.model.law_requirement_vocabulary import RequirementKind
from clemency_graph.graph.model.records import Law
from clemency_graph.graph.model.vocabulary import Knowledge

SOURCE = "source/norml/2019-nevada-sealing"
NO_FEE = "{kind: fee, status: none}"
MISSING = r"waiting_period: the law has no requirement of the kind wait"


def write(folder: Path, provision: str, requirement: str = "") -> None:
    """Add a law with one provision, and with a requirement where one is given."""
    entry = f"  - source: {SOURCE}\n    requirement: {requirement}\n" if requirement else ""
    text = (
        "name: A sealing law\njurisdiction: state/nv\nnumber: AB 999\ninstrument: statute\nprovisions:\n"
        f"  - effect: sealing\n    method: petition\n    source: {SOURCE}\n{provision}"
        f"claims:\n  - source: {SOURCE}\n    status: enacted\n{entry}"
    )
    (folder / "law/nv/ab-999-2022.yaml").write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("requirement", "message"),
    [
        ("", MISSING),
        ("{kind: wait, status: none}", MISSING),
        ("{kind: fee, dollars: 5}", MISSING),
        ("{kind: wait, months: 60}", None),
    ],
)
def test_a_waiting_period_has_a_requirement(folder: Path, requirement: str, message: str | None) -> None:
    write(folder, "    scope: Misdemeanors\n    waiting_period: five years\n", requirement)
    if message is None:
        load(folder)
        return
    with pytest.raises(DataError, match=message):
        load(folder)


def test_no_wait_is_no_waiting_period(folder: Path) -> None:
    write(folder, "    scope: Misdemeanors\n    waiting_period: none\n", "{kind: wait, status: none}")
    with pytest.raises(DataError, match="no wait is no waiting period; write requirement"):
        load(folder)


@pytest.mark.parametrize("scope", ["Misdemeanors; fee of 50 dollars", "Misdemeanors, without cost"])
@pytest.mark.parametrize(
    ("requirement", "right"),
    [("", False), ("{kind: wait, months: 1}", False), ("{kind: fee, dollars: 50}", True), (NO_FEE, True)],
)
def test_a_fee_in_a_scope_has_a_requirement(folder: Path, scope: str, requirement: str, right: bool) -> None:
    write(folder, f"    scope: {scope}\n", requirement)
    if right:
        load(folder)
        return
    with pytest.raises(DataError, match=r"scope: tells of a fee, but the law has no requirement of the kind fee"):
        load(folder)


def test_each_law_with_a_waiting_period_has_its_wait_among_its_requirements(graph: KnowledgeGraph) -> None:
    laws = [one for one in graph.entities.values() if isinstance(one, Law)]
    waiting = [law for law in laws if any(one.waiting_period for one in law.provisions)]
    assert len(waiting) > 30
    for law in waiting:
        waits = {one.status for one in law.requirements if one.kind is RequirementKind.WAIT}
        assert Knowledge.VALUE in waits, law.id
    free = graph.entities["law/ny/s-6579a-2019"]
    assert isinstance(free, Law)
    assert {one.waiting_period for one in free.provisions} == {None}
    assert [one.status for one in free.requirements if one.kind is RequirementKind.WAIT] == [Knowledge.NONE]
