"""The commands `search`, `show` and `path`: find entities, show one, and find the path between two."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from ..graph.errors import NotFound
from .output import add_data, add_formats, is_csv, load_graph, print_json, print_rows, print_table

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
    from ..graph.model.records import EntityType
    from ..graph.model.vocabulary import RelationshipKind

    raw = argparse.RawDescriptionHelpFormatter
    search = commands.add_parser(
        "search", help="search for entities by name, number or figure", epilog=SEARCH, formatter_class=raw
    )
    search.add_argument("text", help="the search text")
    types = [one.value for one in EntityType]
    search.add_argument("--type", action="append", choices=types, help="only this type; can be repeated")
    search.add_argument("--first", type=int, default=10, help="the maximum number of results (default: 10)")
    add_formats(search)
    add_data(search)
    search.set_defaults(run=run_search)

    show = commands.add_parser("show", help="show an entity with the claims about it", epilog=SHOW, formatter_class=raw)
    show.add_argument("id", help="an id, such as state/nv, or a name")
    add_formats(show, csv=False)
    add_data(show)
    show.set_defaults(run=run_show)

    path = commands.add_parser("path", help="show how two entities are connected", epilog=PATH, formatter_class=raw)
    path.add_argument("from_", metavar="A", help="an id or a name")
    path.add_argument("to", metavar="B", help="an id or a name")
    kinds = [one.value for one in RelationshipKind]
    path.add_argument("--kind", action="append", choices=kinds, help="only relationships of this kind; can be repeated")
    path.add_argument("--max-length", type=int, default=6, help="the maximum number of edges (default: 6)")
    add_formats(path)
    add_data(path)
    path.set_defaults(run=run_path)


def run_search(arguments: argparse.Namespace) -> int:
    """Print the search results; return 1 if there are none."""
    from ..graph.model.records import EntityType
    from ..graph.queries.search import search
    from ..graph.queries.search_advice import advise

    graph = load_graph(arguments)
    types = None if arguments.type is None else [EntityType(one) for one in arguments.type]
    found = search(graph, arguments.text, types)
    advice = advise(graph, arguments.text, found)
    rows = [
        {
            "id": hit.entity.id,
            "name": hit.entity.name,
            "matched": hit.matched if hit.matched != hit.entity.name else None,
            "score": round(hit.score, 3),
        }
        for hit in found[: max(arguments.first, 0)]
    ]
    print_rows(["id", "name", "matched", "score"], rows, arguments)
    if advice is not None:
        print(advice.message, file=sys.stderr)
    return 0 if rows else 1


def run_show(arguments: argparse.Namespace) -> int:
    """Print an entity, a term or a claim."""
    from ..graph.export.serialization import to_dict
    from ..graph.model.records import Claim, Source

    graph = load_graph(arguments)
    id = arguments.id if graph.get(arguments.id) else _resolve_id(graph, arguments.id)
    record = graph.get(id)
    assert record is not None
    claims = graph.said_by(id) if isinstance(record, Source) else () if isinstance(record, Claim) else record.claims
    if arguments.json:
        edges = [to_dict(edge) for edge in graph.edges(id)]
        dataset = {"version": graph.dataset.version, "released": graph.dataset.released}
        result = {"record": to_dict(record), "claims": [to_dict(claim) for claim in claims], "relationships": edges}
        print_json(result | {"dataset": dataset})
        return 0
    fields = {name: value for name, value in to_dict(record).items() if name != "claims"}
    print_table([{"field": name, "value": _format(value)} for name, value in fields.items() if value not in (None, [])])
    if not isinstance(record, Claim):
        print()
        rows = [_claim_row(graph, claim, of_source=isinstance(record, Source)) for claim in claims]
        print_table(rows, "claims of the source" if isinstance(record, Source) else "claims, best first")
    return 0


def run_path(arguments: argparse.Namespace) -> int:
    """Print the path between two entities; return 1 if there is none."""
    graph = load_graph(arguments)
    path = graph.path(
        _resolve_id(graph, arguments.from_), _resolve_id(graph, arguments.to), arguments.kind, arguments.max_length
    )
    rows: list[dict[str, Any]] = []
    for edge in path.relationships if path is not None else ():
        urls = dict.fromkeys(str(graph.entities[claim.source].url) for claim in edge.claims)  # type: ignore[attr-defined]
        rows.append(
            {
                "from": graph.entities[edge.from_].name,
                "kind": edge.kind.value,
                "to": graph.entities[edge.to].name,
                "start": edge.start,
                "end": edge.end,
                "sources": list(urls),
            }
        )
    if path is not None or arguments.json or is_csv(arguments):
        print_rows(["from", "kind", "to", "start", "end", "sources"], rows, arguments)
    if path is None:
        print("there is no such path; try a larger --max-length or other kinds", file=sys.stderr)
    return 0 if path is not None else 1


def _resolve_id(graph: ClemencyGraph, text: str) -> str:
    """Return the id itself, or the id of the entity that matches the text best."""
    from ..graph.queries.search import search

    if text in graph.entities:
        return text
    hits = search(graph, text)
    if not hits:
        raise NotFound(f"nothing is found for {text!r}; find the id with: clemency-graph search")
    entity = hits[0].entity
    print(f"{text!r} matches {entity.name} ({entity.id})", file=sys.stderr)
    return entity.id


def _claim_row(graph: ClemencyGraph, claim: Any, *, of_source: bool) -> dict[str, Any]:
    row = {"property": claim.property.value, "stage": claim.stage, "says": claim.stated, "rank": claim.rank.value}
    row["published"] = claim.published
    if of_source:
        return row | {"about": graph.entities[claim.about].name}
    return row | {"source": graph.entities[claim.source].url}  # type: ignore[attr-defined] # a source, not any entity


def _format(value: Any) -> str:
    match value:
        case list():
            return "\n".join(map(_format, value))
        case dict():
            parts = (
                f"{name} {_format(part)}" for name, part in value.items() if part not in (None, []) and name != "claims"
            )
            return ", ".join(parts)
        case _:
            return str(value)
