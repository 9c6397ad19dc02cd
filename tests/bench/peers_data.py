"""The data that all servers of the comparison answer from: 51 places with 20 actions each, made up from a seed.

Written twice: as a data folder, which ours loads as it would any, and as JSON, which the others hold in memory.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any, Final

import yaml
from clemency_graph import KnowledgeGraph, load
from clemency_graph.graph.model.records import Claim, ClemencyAction, Source, State
from clemency_graph.graph.model.vocabulary import Qualifier, ReliefKind, StateKind, Unit
from clemency_graph.graph.queries.main_stage import figure_of

ACTIONS: Final = 20
"""How many actions each state has."""
KINDS: Final = (ReliefKind.PARDON, ReliefKind.EXPUNGEMENT, ReliefKind.SEALING, ReliefKind.COMMUTATION)
# That of libyaml, where there is one, takes a tenth of the time of the one in Python.
_Dumper: Final = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_UNCHECKED: Final = {
    "pardons": "not_looked_for", "expungements": "not_looked_for", "laws": "not_looked_for", "checked": "2026-01-01",
}  # fmt: skip
_CHECKED: Final = _UNCHECKED | {"pardons": "value", "expungements": "value"}


def write_folder(folder: Path, seed: int = 6, states: int = 51) -> None:
    """Write the data as a data folder; with fewer states, of the last ones by id."""
    chance = random.Random(seed)
    places = sorted(
        (one for one in load().of_type(State) if one.kind is not StateKind.TERRITORY), key=lambda one: one.id
    )[-states:]
    files: dict[str, Any] = {
        "dataset": {"title": "Made up", "released": "2026-01-01", "license": "CC0-1.0", "citation": "Made up"},
        "country/us": {"name": "United States", "code": "US", "coverage": _UNCHECKED},
        "organization/press": {"name": "The Press", "kind": "publisher"},
    }
    for place in places:
        code = place.code.lower()
        source = f"source/press/{code}"
        files[place.id] = {
            "name": place.name, "code": place.code, "fips": place.fips, "kind": place.kind.value, "coverage": _CHECKED,
        }  # fmt: skip
        files[source] = {
            "title": f"Clemency in {place.name}",
            "url": f"https://press.example/{code}",
            "publisher": "organization/press",
            "published": "2024-06-01",
            "retrieved": "2026-01-01",
            "kind": "press",
        }
        for number in range(ACTIONS):
            files[f"action/{code}/round-{number:02}"] = _action(chance, place, number, source)
    for name, content in files.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.dump(content, Dumper=_Dumper), "utf-8")


def _action(chance: random.Random, place: State, number: int, source: str) -> dict[str, Any]:
    kind = KINDS[number % len(KINDS)]
    day = f"{chance.randint(2012, 2023)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    count = chance.randint(10, 100_000)
    figure = {"low": count, "high": count, "qualifier": Qualifier.EXACTLY.value, "unit": Unit.PEOPLE.value}
    return {
        "name": f"{kind.value.capitalize()} of possession, {place.name}, round {number}",
        "kind": kind.value,
        "jurisdiction": place.id,
        "claims": [
            {"source": source, "stage": "granted", "date": day},
            {
                "source": source,
                "stage": "granted",
                "figure": figure,
                "stated": f"{count:,} people relieved",
                "as_of": day,
            },
            {"source": source, "scope": f"Possession of up to {chance.randint(1, 4)} ounces"},
        ],
    }


def exported(graph: KnowledgeGraph) -> str:
    """What the others need to know, as JSON: states, and all actions in our order, with the claims in full."""
    states = [{"id": one.id, "name": one.name, "code": one.code} for one in graph.of_type(State)]
    actions = [_plain(graph, one) for one in graph.of_type(ClemencyAction)]
    return json.dumps({"states": states, "actions": actions})


def _plain(graph: KnowledgeGraph, action: ClemencyAction) -> dict[str, Any]:
    best = figure_of(graph, action)
    return {
        "id": action.id,
        "name": action.name,
        "kind": action.kind.name,
        "stage": action.stage.name,
        "date": action.date,
        "scope": action.scope,
        "jurisdiction": action.jurisdiction,
        "figure": _claim(graph, best) if best else None,
    }


def _claim(graph: KnowledgeGraph, claim: Claim) -> dict[str, Any]:
    source, quantity = graph.entities[claim.source], claim.quantity
    assert isinstance(source, Source) and quantity is not None
    return {
        "id": claim.id,
        "stated": claim.stated,
        "published": claim.published,
        "stage": claim.stage and claim.stage.name,
        "quantity": {
            "low": quantity.low,
            "high": quantity.high,
            "qualifier": quantity.qualifier.name,
            "unit": quantity.unit.name,
            "cumulative": quantity.cumulative,
        },
        "source": {"id": source.id, "title": source.title, "url": source.url},
    }
