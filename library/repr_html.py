"""HTML representations of parts of the graph for notebooks: a drawing and a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path as File
from typing import TYPE_CHECKING, Any, Final

from ..graph import KnowledgeGraph
from ..graph.model.name_separator import SEPARATOR
from ..graph.model.records import Claim, Entity, Source
from ..graph.model.vocabulary import Direction, RelationshipKind
from ..graph.multigraph import multigraph
from ..graph.queries.neighborhood import Subgraph
from ..graph.queries.paths import Path
from ..graph.queries.total import Total
from ..graph.tables.table_definition import Type
from .html_table import table
from .svg import MAX_NODES, draw_graph, draw_neighbors, draw_path

if TYPE_CHECKING:
    import networkx
    import pandas

_MENTIONS = (RelationshipKind.SAYS, RelationshipKind.PUBLISHED)

_TOTAL_COLUMNS: Final = {
    "kind": Type.TEXT,
    "unit": Type.TEXT,
    "stage": Type.TEXT,
    "state": Type.TEXT,
    "party": Type.TEXT,
    "year": Type.INTEGER,
    "level": Type.TEXT,
    "person": Type.TEXT,
    "law": Type.TEXT,
    "low": Type.INTEGER,
    "high": Type.INTEGER,
    "high_of_bounded": Type.INTEGER,
    "approximate": Type.INTEGER,
    "actions": Type.INTEGER,
    "uncounted": Type.INTEGER,
    "complete": Type.BOOLEAN,
    "overlaps_other_rows": Type.BOOLEAN,
    "claims": Type.TEXT,
    "sources": Type.TEXT,
    "left_out": Type.INTEGER,
}
"""The columns of totals."""


class EntityView:
    """An entity with its relationships.

    The fields of the record are attributes of the view: `view.name`, `view.stage`.

    Attributes
    ----------
    record : Entity
        The record.
    relationships : tuple of Relationship
        The relationships that start or end at the entity.
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
        drawing = draw_neighbors(self.record, nodes, edges)
        more = len(nodes) - MAX_NODES
        omitted = f"<p>{more} more neighbors are not drawn</p>" if more > 0 else ""
        claims = table([_claim_row(self._graph, claim) for claim in self.record.claims], "claims, best first")
        return f"<h4>{escape(self.record.name)}</h4><p>{escape(self.record.id)}</p>{drawing}{omitted}{claims}"


class PathView(Path):
    """A path with an HTML representation."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        rows = [
            {
                "from": _name(self.nodes, edge.from_),
                "kind": edge.kind.value,
                "to": _name(self.nodes, edge.to),
                "start": edge.start,
                "end": edge.end,
                "claims": SEPARATOR.join(claim.stated for claim in edge.claims),
            }
            for edge in self.relationships
        ]
        return draw_path(self.nodes, self.relationships) + table(rows)


@dataclass(frozen=True, slots=True)
class SubgraphView(Subgraph):
    """A subgraph with an HTML representation, which can be exported."""

    graph: KnowledgeGraph = field(repr=False, compare=False)
    """The whole graph."""

    @property
    def nx(self) -> networkx.MultiDiGraph[str]:
        """The subgraph as a frozen `networkx.MultiDiGraph`, with the same attributes as the whole graph."""
        return multigraph(self.nodes, self.relationships, self.graph.dataset)

    def export(self, format: str, folder: str | File = ".") -> list[File]:
        """Export the subgraph to files.

        GraphML and GEXF contain its entities and the edges between them. All other formats also contain the entities
        that its records and claims refer to, such as sources, so that no reference is missing.

        Parameters
        ----------
        format
            The name of a format, such as `graphml`, `csv` or `jsonl`; `clemency-graph export --help` lists them.
        folder
            The folder to write to; created if it does not exist.

        Returns
        -------
        list of Path
            The files that were written.

        Raises
        ------
        QueryError
            If there is no such format.

        Examples
        --------
        >>> load().subgraph("state/nv", depth=2).export("graphml", "exports")
        """
        from ..graph.export.formats import write_part

        return write_part(self.graph, [one.id for one in self.nodes], format, folder)

    def _repr_html_(self) -> str:
        rows = [{"id": one.id, "type": one.type.value, "name": one.name} for one in self.nodes]
        truncated = f"; the first {len(rows)} of {self.total_count}" if self.truncated else ""
        drawn = f"; {MAX_NODES} drawn" if len(rows) > MAX_NODES else ""
        caption = f"{len(rows)} entities, {len(self.relationships)} relationships{truncated}{drawn}"
        return draw_graph(self.nodes, self.relationships) + table(rows, caption)


class Totals(Sequence[Total]):
    """Totals with an HTML representation, which can be converted to rows and to a data frame.

    Parameters
    ----------
    graph
        The graph that contains the figures.
    totals
        The totals.
    """

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
        """Return one row for each total: its dimensions, its range, what it adds, and the number of excluded figures.

        Returns
        -------
        list of dict
            The rows; `left_out` is the number of excluded figures. A total without any figure has no `unit`, and a
            `low` of 0 that no source states.
        """
        return [self._row(total) for total in self._totals]

    def frame(self) -> pandas.DataFrame:
        """Return the rows as a pandas data frame, with the dataset in its `attrs`.

        Raises
        ------
        ModuleNotFoundError
            If pandas is not installed.
        """
        from ..graph.tables.frames import dataset_metadata, to_pandas

        rows = self.rows()
        frame = to_pandas(_TOTAL_COLUMNS, {name: [row[name] for row in rows] for name in _TOTAL_COLUMNS})
        frame.attrs.update(dataset_metadata(self._graph))
        return frame

    def _row(self, total: Total) -> dict[str, Any]:
        return {
            "kind": total.kind.value if total.kind else None,
            "unit": total.unit.value if total.unit else None,
            "stage": total.stage.value,
            "state": total.state.code if total.state else None,
            "party": total.party.abbreviation if total.party else None,
            "year": total.year,
            "level": total.level.value if total.level else None,
            "person": total.person.name if total.person else None,
            "law": total.law.name if total.law else None,
            "low": total.low,
            "high": total.high,
            "high_of_bounded": total.high_of_bounded,
            "approximate": total.approximate,
            "actions": total.actions,
            "uncounted": len(total.uncounted),
            "complete": total.complete,
            "overlaps_other_rows": total.overlaps_other_rows,
            "claims": SEPARATOR.join(claim.id for claim in total.claims) or None,
            "sources": SEPARATOR.join(dict.fromkeys(claim.source for claim in total.claims)) or None,
            "left_out": len(total.excluded),
        }

    def _repr_html_(self) -> str:
        hidden = ("claims", "sources")
        rows = [{key: one for key, one in row.items() if key not in hidden} for row in self.rows()]
        return table(rows, "totals", [name for name in _TOTAL_COLUMNS if name not in hidden])


def _claim_row(graph: KnowledgeGraph, claim: Claim) -> Mapping[str, Any]:
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
