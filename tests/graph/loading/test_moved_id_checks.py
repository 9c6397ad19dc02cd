"""An earlier id of an entity leads to the one that it has now, and is kept as a hash."""

from __future__ import annotations

from pathlib import Path

import pytest
from clemency_graph.graph import DataError, load
from clemency_graph.graph.model.moved_ids import hash_of_id

EARLIER = "action/nv/2020-somebody-pardon"
NOW = "action/nv/2020-possession-pardons"


def test_an_earlier_id_leads_to_the_entity(folder: Path) -> None:
    (folder / "moved.yaml").write_text(f"ids: {{{hash_of_id(EARLIER)}: {NOW}}}\n", "utf-8")
    for _ in ("from the files", "from the snapshot"):
        graph = load(folder)
        found = graph.get(EARLIER)
        assert found is not None and found.id == NOW
        assert EARLIER not in graph.entities


@pytest.mark.parametrize(
    ("earlier", "now", "message"),
    [
        (hash_of_id(EARLIER), "action/nv/2020-nothing", "action/nv/2020-nothing is not in the data"),
        (hash_of_id(NOW), NOW, f"is the hash of {NOW}, which is in the data"),
        ("somebody", NOW, "moved.yaml:1: ids"),
    ],
)
def test_an_earlier_id_leads_to_something_and_is_free(folder: Path, earlier: str, now: str, message: str) -> None:
    (folder / "moved.yaml").write_text(f"ids: {{{earlier}: {now}}}\n", "utf-8")
    with pytest.raises(DataError, match=message):
        load(folder)
