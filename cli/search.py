"""clemency-graph search, show and path: find things, look at one, and see how two are tied."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from ..graph.errors import QuestionError
from .output import add_data, add_forms, print_json, print_rows, print_table

if TYPE_CHECKING:
    from ..library import ClemencyGraph

SEARCH = """examples:
  clemency-graph search Sisolak
  clemency-graph search "Prop 64" --type law
  clemency-graph search 15,592 --json
"""
SHOW = """examples:
  clemency-graph show action/nv/2020-possession-pardons
  clemency-graph show "Steve Sisolak"
  clemency-graph show state/nv --json
"""
PATH = """examples:
  clemency-graph path person/paul-armentano person/gavin-newsom
  clemency-graph path "Jay Inslee" "Kate Brown" --kind member_of --max-length 4
"""


def add(commands: Any) -> None:
    """Add the commands to the parser."""
    from ..graph.model.vocabulary import EntityType, RelationshipKind

    raw = argparse.RawDescriptionHelpFormatter
    search = commands.add_parser(
        "search", help="find things by name, number or figure", epilog=SEARCH, formatter_class=raw
    )
    search.add_argument("text", help="what to look for")
    types = [one.value for one in EntityType]
    search.add_argument("--type", action="append", choices=types, help="only of this type; may be given several times")
    search.add_argument("--first", type=int, default=10, help="how many at most (10)")
    add_forms(search)
    add_data(search)
    search.set_defaults(run=run_search)

    show = commands.add_parser(
        "show", help="show one thing and what sources say of it", epilog=SHOW, formatter_class=raw
    )
    show.add_argument("id", help="an id, such as state/nv; or a name")
    add_forms(show, csv=False)
    add_data(show)
    show.set_defaults(run=run_show)

    path = commands.add_parser("path", help="show how two things are tied", epilog=PATH, formatter_class=raw)
    path.add_argument("from_", metavar="A", help="an id or a name")
    path.add_argument("to", metavar="B", help="an id or a name")
    kinds = [one.value for one in RelationshipKind]
    path.add_argument("--kind", action="append", choices=kinds, help="only over such edges; may be given several times")
    path.add_argument("--max-length", type=int, default=6, help="the most edges (6)")
    add_forms(path)
    add_data(path)
    path.set_defaults(run=run_path)


def run_search(given: argparse.Namespace) -> int:
    """Search; 1 where nothing is found."""
    from ..graph.model.vocabulary import EntityType
    from ..graph.queries.search import search
    from ..library import load

    types = None if given.type is None else [EntityType(one) for one in given.type]
    hits = search(load(given.data), given.text, types)[: max(given.first, 0)]
    rows = [
        {
            "id": hit.entity.id,
            "name": hit.entity.name,
            "matched": hit.matched if hit.matched != hit.entity.name else None,
            "score": round(hit.score, 3),
        }
        for hit in hits
    ]
    print_rows(rows, given)
    return 0 if rows else 1


def run_show(given: argparse.Namespace) -> int:
    """Show an entity, a term or a claim."""
    from ..graph.export.serialization import to_dict
    from ..graph.model.records import Claim, Source
    from ..library import load

    graph = load(given.data)
    id = given.id if graph.get(given.id) else _id(graph, given.id)
    record = graph.get(id)
    assert record is not None
    said = graph.said_by(id) if isinstance(record, Source) else () if isinstance(record, Claim) else record.claims
    if given.json:
        edges = [to_dict(edge) for edge in graph.edges(id)]
        dataset = {"version": graph.dataset.version, "released": graph.dataset.released}
        told = {"record": to_dict(record), "claims": [to_dict(claim) for claim in said], "relationships": edges}
        print_json(told | {"dataset": dataset})
        return 0
    fields = {name: value for name, value in to_dict(record).items() if name != "claims"}
    print_table([{"field": name, "value": _shown(one)} for name, one in fields.items() if one not in (None, [])])
    if not isinstance(record, Claim):
        print()
        rows = [_claim(graph, claim, of=isinstance(record, Source)) for claim in said]
        print_table(rows, "what it says" if isinstance(record, Source) else "what sources say, best first")
    return 0


def run_path(given: argparse.Namespace) -> int:
    """Show a path; 1 where there is none."""
    from ..library import load

    graph = load(given.data)
    path = graph.path(_id(graph, given.from_), _id(graph, given.to), given.kind, given.max_length)
    if path is None:
        print("there is no such path; try a larger --max-length, or other kinds", file=sys.stderr)
        return 1
    rows = []
    for edge in path.relationships:
        urls = dict.fromkeys(str(graph.entities[claim.source].url) for claim in edge.claims)  # type: ignore[attr-defined]
        rows.append(
            {
                "from": graph.entities[edge.from_].name,
                "kind": edge.kind.value,
                "to": graph.entities[edge.to].name,
                "start": edge.start,
                "end": edge.end,
                "sources": "; ".join(list(urls)[:3]),
            }
        )
    print_rows(rows, given)
    return 0


def _id(graph: ClemencyGraph, given: str) -> str:
    """The id itself, or that of the entity with that name."""
    from ..graph.queries.search import search

    if given in graph.entities:
        return given
    hits = search(graph, given)
    if not hits:
        raise QuestionError(f"nothing is found for {given!r}; look for it with: clemency-graph search")
    found = hits[0].entity
    print(f"{given!r} is taken for {found.name} ({found.id})", file=sys.stderr)
    return found.id


def _claim(graph: ClemencyGraph, claim: Any, *, of: bool) -> dict[str, Any]:
    beside = {"about": graph.entities[claim.about].name} if of else {"source": graph.entities[claim.source].url}  # type: ignore[attr-defined]
    told = {"property": claim.property.value, "stage": claim.stage, "says": claim.stated, "rank": claim.rank.value}
    return told | {"published": claim.published} | beside


def _shown(value: Any) -> str:
    match value:
        case list():
            return "\n".join(map(_shown, value))
        case dict():
            told = (
                f"{name} {_shown(one)}" for name, one in value.items() if one not in (None, []) and name != "claims"
            )
            return ", ".join(told)
        case _:
            return str(value)
