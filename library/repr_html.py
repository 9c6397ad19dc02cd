"""Parts of the graph as a notebook shows them: a picture and a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from ..graph import KnowledgeGraph
from ..graph.model.records import Claim, Entity, Source
from ..graph.model.vocabulary import Direction, RelationshipKind
from ..graph.multigraph import multigraph
from ..graph.optional_imports import import_optional
from ..graph.queries.totals import Total
from ..graph.queries.traversal import Path, Subgraph
from ..graph.tables.flatten import BETWEEN
from .html_table import table
from .svg import MAX_NODES, draw_graph, draw_neighbors, draw_path

if TYPE_CHECKING:
    import networkx
    import pandas

_MENTIONS = (RelationshipKind.SAYS, RelationshipKind.PUBLISHED)


class EntityView:
    """An entity with the graph around it.

    All fields of the record can be had from it: `view.name`, `view.stage`.

    Attributes
    ----------
    record : Entity
        The record.
    relationships : tuple of Relationship
        The edges at it.
    """

    def __init__(self, graph: KnowledgeGraph, record: Entity) -> None:
        self._graph = graph
        self.record = record
        self.relationships = graph.edges(record.id, direction=Direction.BOTH)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.record, name)

    def __repr__(self) -> str:
        return f"<{type(self.record).__name__} {self.record.id}: {self.record.name}>"

    def _repr_html_(self) -> str:
        edges = [edge for edge in self.relationships if edge.kind not in _MENTIONS] or list(self.relationships)
        others = dict.fromkeys(end for edge in edges for end in (edge.from_, edge.to))
        nodes = [self._graph.entities[id] for id in others]
        picture = draw_neighbors(self.record, nodes, edges)
        more = len(nodes) - MAX_NODES
        told = f"<p>{more} more around it are not drawn</p>" if more > 0 else ""
        claims = table([_told(self._graph, claim) for claim in self.record.claims], "what sources say, best first")
        return f"<h4>{escape(self.record.name)}</h4><p>{escape(self.record.id)}</p>{picture}{told}{claims}"


class PathView(Path):
    """A path that a notebook shows."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        rows = [
            {
                "from": _name(self.nodes, edge.from_),
                "kind": edge.kind.value,
                "to": _name(self.nodes, edge.to),
                "start": edge.start,
                "end": edge.end,
                "claims": BETWEEN.join(claim.stated for claim in edge.claims),
            }
            for edge in self.relationships
        ]
        return draw_path(self.nodes, self.relationships) + table(rows)


@dataclass(frozen=True, slots=True)
class SubgraphView(Subgraph):
    """A part of the graph that a notebook shows, and that can be exported."""

    graph: KnowledgeGraph = field(repr=False, compare=False)
    """The graph that it is a part of."""

    @property
    def nx(self) -> networkx.MultiDiGraph[str]:
        """It as a frozen `networkx.MultiDiGraph`, with the same attributes as that of the whole graph."""
        return multigraph(self.nodes, self.relationships, self.graph.dataset)

    def export(self, format: str, folder: str | File = ".") -> list[File]:
        """Export the part to files.

        GraphML and GEXF have its entities and the edges among them. Every other format has also what their records and
        claims name, such as the sources, so that each file can be read by itself.

        Parameters
        ----------
        format
            The name of a format, such as `graphml`, `csv` or `jsonl`; `clemency-graph export --help` lists them.
        folder
            The folder to write to; made if it is not there.

        Returns
        -------
        list of Path
            What was written.

        Raises
        ------
        QueryError
            When there is no such format.

        Examples
        --------
        >>> load().subgraph("state/nv", depth=2).export("graphml", "exports")
        """
        from ..graph.export.formats import write_part

        return write_part(self.graph, [one.id for one in self.nodes], format, folder)

    def _repr_html_(self) -> str:
        rows = [{"id": one.id, "type": one.type.value, "name": one.name} for one in self.nodes]
        cut = f"; the first {len(rows)} of {self.total_count}" if self.truncated else ""
        drawn = f"; {MAX_NODES} drawn" if len(rows) > MAX_NODES else ""
        caption = f"{len(rows)} entities, {len(self.relationships)} relationships{cut}{drawn}"
        return draw_graph(self.nodes, self.relationships) + table(rows, caption)


class Totals(Sequence[Total]):
    """Totals that a notebook shows, and that make a frame."""

    def __init__(self, graph: KnowledgeGraph, totals: Sequence[Total]) -> None:
        self._graph = graph
        self._totals = tuple(totals)

    def __getitem__(self, at: Any) -> Any:
        return self._totals[at]

    def __len__(self) -> int:
        return len(self._totals)

    def __iter__(self) -> Iterator[Total]:
        return iter(self._totals)

    def rows(self) -> list[dict[str, Any]]:
        """A row a total: what it is of, its range, what was added, and how many figures were left out."""
        return [self._row(total) for total in self._totals]

    def frame(self) -> pandas.DataFrame:
        """The rows as a pandas frame, with the dataset in its `attrs`."""
        from ..graph.tables.frames import dataset_metadata

        pandas = import_optional("pandas", "pandas")
        frame = pandas.DataFrame(self.rows()).convert_dtypes()
        frame.attrs.update(dataset_metadata(self._graph))
        return frame  # type: ignore[no-any-return]

    def _row(self, total: Total) -> dict[str, Any]:
        return {
            "kind": total.kind.value,
            "unit": total.unit.value,
            "stage": total.stage.value,
            "state": total.state.code if total.state else None,
            "party": total.party.abbreviation if total.party else None,
            "year": total.year,
            "low": total.low if total.actions else None,
            "high": total.high,
            "actions": total.actions,
            "claims": BETWEEN.join(claim.id for claim in total.claims) or None,
            "sources": BETWEEN.join(dict.fromkeys(claim.source for claim in total.claims)) or None,
            "left_out": len(total.excluded),
        }

    def _repr_html_(self) -> str:
        shown = ("claims", "sources")
        return table([{key: one for key, one in row.items() if key not in shown} for row in self.rows()], "totals")


def _told(graph: KnowledgeGraph, claim: Claim) -> Mapping[str, Any]:
    source = graph.entities[claim.source]
    assert isinstance(source, Source)
    return {
        "property": claim.property.value,
        "stage": claim.stage.value if claim.stage else None,
        "says": claim.stated,
        "rank": claim.rank.value,
        "published": claim.published,
        "source": source.title,
        "url": source.url,
    }


def _name(nodes: Sequence[Entity], id: str) -> str:
    return next(one.name for one in nodes if one.id == id)
