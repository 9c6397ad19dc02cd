"""What figures and actions declare: in the records, in the ids of claims, and refused where it contradicts itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from clemency_graph.graph import DataError, KnowledgeGraph, load
from clemency_graph.graph.model.records import Claim, ClemencyAction, Locality, Source
from clemency_graph.graph.model.vocabulary import Covers, Extent, RelationshipKind

ACTION = "action/nv/2020-possession-pardons"


def append(folder: Path, id: str, text: str) -> None:
    path = folder / f"{id}.yaml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def declare(folder: Path, id: str, key: str, target: str) -> None:
    source = next(iter((folder / "source").rglob("*.yaml"))).relative_to(folder).with_suffix("").as_posix()
    append(folder, id, f"  - source: {source}\n    {key}: {target}\n    inference: The page counts both\n")


def action(graph: KnowledgeGraph, id: str) -> ClemencyAction:
    found = graph.entities[id]
    assert isinstance(found, ClemencyAction)
    return found


@pytest.fixture
def pair(folder: Path) -> tuple[str, str]:
    """Two actions of one state."""
    ids = sorted(path.relative_to(folder).with_suffix("").as_posix() for path in (folder / "action/nc").rglob("*.yaml"))
    return ids[0], ids[1]


def test_a_figure_declares_what_it_counts_and_a_default_leaves_the_id_as_it_was(folder: Path) -> None:
    before = load(folder)
    path = folder / f"{ACTION}.yaml"
    text = path.read_text("utf-8")
    figure = "qualifier: more_than, unit: convictions"
    assert figure in text
    path.write_text(text.replace(figure, f"{figure}, extent: whole"), "utf-8")
    assert load(folder).claims.keys() == before.claims.keys()
    path.write_text(text.replace(figure, f"{figure}, extent: part, since: 2020-07, covers: action", 1), "utf-8")
    after = load(folder)
    (claim,) = (after.claims[id] for id in after.claims.keys() - before.claims.keys())
    assert claim.quantity is not None
    assert (claim.quantity.extent, claim.quantity.since, claim.quantity.covers) == (
        Extent.PART,
        "2020-07",
        Covers.ACTION,
    )


def test_a_claim_that_replaces_another_is_found_by_the_old_id(folder: Path) -> None:
    before = load(folder)
    path = folder / f"{ACTION}.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("low: 15001", "low: 15002", 1), "utf-8")
    (old,) = before.claims.keys() - load(folder).claims.keys()
    stated = f"    stated: {before.claims[old].stated}\n"
    place = text.index(stated, text.index("low: 15001")) + len(stated)
    changed = text[:place] + f"    replaces: {old}\n" + text[place:]
    path.write_text(changed.replace("low: 15001", "low: 15002", 1), "utf-8")
    graph = load(folder)
    (new,) = graph.claims.keys() - before.claims.keys()
    assert graph.get(old) is graph.claims[new]
    first = "claim/0123456789abcdef"
    path.write_text(path.read_text("utf-8").replace(f"replaces: {old}", f"replaces: [{first}, {old}]"), "utf-8")
    graph = load(folder)
    assert graph.get(first) is graph.get(old) is graph.claims[new]
    assert graph.claims[new].replaces == (first, old)


def test_a_claim_that_is_in_the_data_is_not_replaced(folder: Path) -> None:
    path = folder / f"{ACTION}.yaml"
    text = path.read_text("utf-8")
    claim = next(claim for claim in action(load(folder), ACTION).claims if claim.quantity is not None)
    place = text.index(f"    stated: {claim.stated}")
    path.write_text(f"{text[:place]}    replaces: {claim.id}\n{text[place:]}", "utf-8")
    with pytest.raises(DataError, match=f"replaces {claim.id}, which is still in the data"):
        load(folder)


def test_a_provision_that_replaces_another_is_found_by_the_old_id(folder: Path) -> None:
    source = "source/marijuana-and-the-law/2022-cannabis-convictions-pardoned-expunged"
    path = folder / "law/nv/ab-1.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = (
        "name: x\njurisdiction: state/nv\nnumber: AB 1\ninstrument: statute\nprovisions:\n  - effect: expungement\n"
        f"    scope: SCOPE\n    source: {source}\nclaims:\n  - source: {source}\n    status: enacted\n"
    )
    path.write_text(text, "utf-8")
    (old,) = (claim.id for claim in load(folder).claims.values() if claim.text == "expungement: SCOPE")
    replaced = text.replace("SCOPE", "Possession", 1).replace("\nclaims", f"\n    replaces: {old}\nclaims", 1)
    path.write_text(replaced, "utf-8")
    claim = load(folder).get(old)
    assert isinstance(claim, Claim) and claim.text == "expungement: Possession"


def test_relations_of_actions_are_edges_with_their_claims(folder: Path, pair: tuple[str, str]) -> None:
    declare(folder, pair[0], "part_of", pair[1])
    graph = load(folder)
    assert action(graph, pair[0]).part_of == (pair[1],)
    edge = graph.relationships[f"{RelationshipKind.INCLUDED_IN}:{pair[0]}>{pair[1]}"]
    assert [claim.target for claim in edge.claims] == [pair[1]]
    assert graph.nx.has_edge(pair[0], pair[1])


def test_a_circle_is_refused(folder: Path, pair: tuple[str, str]) -> None:
    declare(folder, pair[0], "part_of", pair[1])
    declare(folder, pair[1], "part_of", pair[0])
    with pytest.raises(DataError, match=r"part_of: is in a cycle that leads back to action/nc/"):
        load(folder)


def test_an_action_is_not_part_of_one_of_another_state(folder: Path, pair: tuple[str, str]) -> None:
    declare(folder, pair[0], "part_of", ACTION)
    with pytest.raises(DataError, match="is of another state"):
        load(folder)


@pytest.mark.parametrize("turned", [False, True])
def test_what_is_part_of_an_action_is_not_separate_from_it(folder: Path, pair: tuple[str, str], turned: bool) -> None:
    declare(folder, pair[0], "part_of", pair[1])
    declare(folder, *((pair[1], "separate_from", pair[0]) if turned else (pair[0], "separate_from", pair[1])))
    with pytest.raises(DataError, match="is also declared to contain this action or to be part of it"):
        load(folder)


@pytest.mark.parametrize(
    ("listed", "expected"), [("[locality/nc/wake-county]", ("locality/nc/wake-county",)), ("[]", ())]
)
def test_a_city_names_its_counties(folder: Path, listed: str, expected: tuple[str, ...]) -> None:
    id = "locality/nc/raleigh"
    (folder / "locality/nc").mkdir(parents=True)
    checked = "{pardons: unknown, expungements: unknown, laws: unknown, checked: 2026-11-24}"
    for name, kind in ((id, "city"), ("locality/nc/wake-county", "county")):
        (folder / f"{name}.yaml").write_text(f"name: {name}\nkind: {kind}\ncoverage: {checked}\n", "utf-8")
    named = "source/github/phedinkus-ansi-state-codes"
    append(folder, id, f"claims:\n  - source: {named}\n    counties: {listed}\n")
    place = load(folder).entities[id]
    assert isinstance(place, Locality)
    assert place.counties == expected


def test_a_source_without_a_day_has_a_bound(folder: Path) -> None:
    path = next(path for path in (folder / "source").rglob("*.yaml") if "published" not in path.read_text("utf-8"))
    id = path.relative_to(folder).with_suffix("").as_posix()
    append(folder, id, "not_after: 2021-05\narchived: https://web.archive.org/web/2021/https://example.org/\n")
    source = load(folder).entities[id]
    assert isinstance(source, Source)
    assert (source.not_after, source.archived is not None) == ("2021-05", True)
