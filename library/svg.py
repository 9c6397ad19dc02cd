"""Drawings of parts of the graph as self-contained SVG."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

from ..graph.model.entity_types import ENTITY_TYPES
from ..graph.model.records import Entity, Relationship

WIDTH: Final = 860
MAX_NODES: Final = 40
"""The maximum number of entities in a drawing; the names of more would overlap."""

_MAX_LABEL_LENGTH: Final = 34
_HALO: Final = 'paint-order="stroke" stroke="#ffffff" stroke-width="3"'
Positions = Mapping[str, tuple[float, float]]


def draw_path(nodes: Sequence[Entity], edges: Sequence[Relationship]) -> str:
    """Return the entities of a path from left to right, each edge labeled with its kind."""
    distance = 190
    positions = {node.id: (90.0 + distance * index, 70.0 + 14 * (index % 2)) for index, node in enumerate(nodes)}
    return _svg(nodes, edges, positions, distance * max(len(nodes) - 1, 1) + 200, 150, labels=True)


def draw_neighbors(center: Entity, nodes: Sequence[Entity], edges: Sequence[Relationship]) -> str:
    """Return an entity in the center of an ellipse of its neighbors."""
    neighbors = [node for node in nodes if node.id != center.id][: MAX_NODES - 1]
    height = max(220, 34 * len(neighbors) // 2 + 120)
    positions = {center.id: (WIDTH / 2, height / 2)}
    for index, node in enumerate(neighbors):
        angle = 2 * math.pi * (index + 0.5) / len(neighbors) - math.pi / 2
        x, y = WIDTH / 2 + 0.2 * WIDTH * math.cos(angle), height / 2 + (height / 2 - 45) * math.sin(angle)
        positions[node.id] = (x, y)
    return _svg([center, *neighbors], edges, positions, WIDTH, height, labels=len(neighbors) <= 14, center=center.id)


def draw_graph(nodes: Sequence[Entity], edges: Sequence[Relationship]) -> str:
    """Return entities and the edges between them in a networkx layout; of too many, those with the most edges."""
    import networkx

    degrees: dict[str, int] = dict.fromkeys((node.id for node in nodes), 0)
    for edge in edges:
        for end in (edge.from_, edge.to):
            if end in degrees:
                degrees[end] += 1
    drawn = sorted(nodes, key=lambda node: -degrees[node.id])[:MAX_NODES]
    graph: Any = networkx.Graph()
    graph.add_nodes_from(node.id for node in drawn)
    graph.add_edges_from((edge.from_, edge.to) for edge in edges if edge.from_ in graph and edge.to in graph)
    height = max(240, min(760, 90 + 18 * len(drawn)))
    layout: Any = networkx.spring_layout(graph, seed=1, k=2.2 / math.sqrt(max(len(drawn), 1)), iterations=120)
    positions = {
        id: (WIDTH / 2 + float(x) * (WIDTH / 2 - 130), height / 2 + float(y) * (height / 2 - 40))
        for id, (x, y) in layout.items()
    }
    return _svg(drawn, edges, positions, WIDTH, height, labels=len(edges) <= 12)


def _svg(
    nodes: Sequence[Entity],
    edges: Sequence[Relationship],
    positions: Positions,
    width: float,
    height: float,
    *,
    labels: bool,
    center: str | None = None,
) -> str:
    drawn = [edge for edge in edges if edge.from_ in positions and edge.to in positions and edge.from_ != edge.to]
    parts = [_arrow(edge, positions, label=labels) for edge in drawn]
    for node in nodes:
        x, y = positions[node.id]
        side = 0 if center in (None, node.id) else 1 if x >= width / 2 else -1
        parts.append(_dot(node, x, y, side))
    title = escape(", ".join(node.name for node in nodes[:8]), quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
        f'aria-label="{title}" style="max-width:{width:.0f}px;width:100%;background:#ffffff;color:#222222" '
        f'font-family="sans-serif" font-size="11">{"".join(parts)}</svg>'
    )


def _arrow(edge: Relationship, positions: Positions, *, label: bool) -> str:
    (x1, y1), (x2, y2) = positions[edge.from_], positions[edge.to]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    # The line ends before the dots so that the arrow head stays visible.
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    sx, sy, ex, ey = x1 + 8 * ux, y1 + 8 * uy, x2 - 10 * ux, y2 - 10 * uy
    head = f"{ex:.1f},{ey:.1f} {ex - 7 * ux + 3 * uy:.1f},{ey - 7 * uy - 3 * ux:.1f} "
    head += f"{ex - 7 * ux - 3 * uy:.1f},{ey - 7 * uy + 3 * ux:.1f}"
    kind = edge.kind.value.replace("_", " ")
    dates = f" {edge.start or ''} to {edge.end or ''}" if edge.start or edge.end else ""
    text = (
        f'<text {_HALO} x="{(sx + ex) / 2:.1f}" y="{(sy + ey) / 2 - 3:.1f}" text-anchor="middle" font-size="9" '
        f'fill="#777777">{escape(kind)}</text>'
        if label
        else ""
    )
    return (
        f'<g><title>{escape(kind + dates)}</title><line x1="{sx:.1f}" y1="{sy:.1f}" x2="{ex:.1f}" y2="{ey:.1f}" '
        f'stroke="#bbbbbb"/><polygon points="{head}" fill="#bbbbbb"/>{text}</g>'
    )


def _dot(node: Entity, x: float, y: float, side: int) -> str:
    anchor = {0: "middle", 1: "start", -1: "end"}[side]
    fits = len(node.name) <= _MAX_LABEL_LENGTH
    label = node.name if fits else node.name[: _MAX_LABEL_LENGTH - 1].rstrip() + "…"
    offset = 19 if side == 0 else 4
    color = ENTITY_TYPES[node.type].color
    return (
        f'<g><title>{escape(f"{node.name} ({node.id})")}</title><circle cx="{x:.1f}" cy="{y:.1f}" r="7" '
        f'fill="{color}"/><text {_HALO} x="{x + 11 * side:.1f}" y="{y + offset:.1f}" text-anchor='
        f'"{anchor}" fill="#222222">{escape(label)}</text></g>'
    )
