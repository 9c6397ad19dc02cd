"""Pictures of parts of the graph: SVG that needs nothing from anywhere else."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

from ..graph.model.records import Entity, Relationship
from ..graph.model.vocabulary import EntityType

WIDTH: Final = 860
MOST_DRAWN: Final = 40
"""How many entities are drawn; with more, names would lie over each other."""

_LONGEST: Final = 34
_HALO: Final = 'paint-order="stroke" stroke="#ffffff" stroke-width="3"'
_COLORS: Final = {
    EntityType.STATE: "#3b6fb6",
    EntityType.COUNTRY: "#274b7d",
    EntityType.LOCALITY: "#6a9bd8",
    EntityType.PERSON: "#b5651d",
    EntityType.PARTY: "#7d3c98",
    EntityType.ORGANIZATION: "#6b6b6b",
    EntityType.LAW: "#2e7d4f",
    EntityType.ACTION: "#b3362b",
    EntityType.SOURCE: "#8a8a3c",
}

Places = Mapping[str, tuple[float, float]]


def path_picture(nodes: Sequence[Entity], edges: Sequence[Relationship]) -> str:
    """The entities of a path from left to right, each step with the kind of its edge."""
    apart = 190
    places = {one.id: (90.0 + apart * at, 70.0 + 14 * (at % 2)) for at, one in enumerate(nodes)}
    return _svg(nodes, edges, places, apart * max(len(nodes) - 1, 1) + 200, 150, told=True)


def star_picture(middle: Entity, nodes: Sequence[Entity], edges: Sequence[Relationship]) -> str:
    """An entity in the middle, and those around it in a ring."""
    around = [one for one in nodes if one.id != middle.id][: MOST_DRAWN - 1]
    height = max(220, 34 * len(around) // 2 + 120)
    places = {middle.id: (WIDTH / 2, height / 2)}
    for at, one in enumerate(around):
        turn = 2 * math.pi * (at + 0.5) / len(around) - math.pi / 2
        places[one.id] = (WIDTH / 2 + 0.2 * WIDTH * math.cos(turn), height / 2 + (height / 2 - 45) * math.sin(turn))
    return _svg([middle, *around], edges, places, WIDTH, height, told=len(around) <= 14, outward=middle.id)


def graph_picture(nodes: Sequence[Entity], edges: Sequence[Relationship]) -> str:
    """Some entities and the edges among them, laid out by networkx, the most tied ones where there are too many."""
    import networkx

    ties: dict[str, int] = dict.fromkeys((one.id for one in nodes), 0)
    for edge in edges:
        for end in (edge.from_, edge.to):
            if end in ties:
                ties[end] += 1
    drawn = sorted(nodes, key=lambda one: -ties[one.id])[:MOST_DRAWN]
    shape: Any = networkx.Graph()
    shape.add_nodes_from(one.id for one in drawn)
    shape.add_edges_from((edge.from_, edge.to) for edge in edges if edge.from_ in shape and edge.to in shape)
    height = max(240, min(760, 90 + 18 * len(drawn)))
    laid: Any = networkx.spring_layout(shape, seed=1, k=2.2 / math.sqrt(max(len(drawn), 1)), iterations=120)
    places = {
        id: (WIDTH / 2 + float(x) * (WIDTH / 2 - 130), height / 2 + float(y) * (height / 2 - 40))
        for id, (x, y) in laid.items()
    }
    return _svg(drawn, edges, places, WIDTH, height, told=len(edges) <= 12)


def _svg(
    nodes: Sequence[Entity],
    edges: Sequence[Relationship],
    places: Places,
    width: float,
    height: float,
    *,
    told: bool,
    outward: str | None = None,
) -> str:
    drawn = [edge for edge in edges if edge.from_ in places and edge.to in places and edge.from_ != edge.to]
    parts = [_line(edge, places, told=told) for edge in drawn]
    for one in nodes:
        x, y = places[one.id]
        side = 0 if outward in (None, one.id) else 1 if x >= width / 2 else -1
        parts.append(_dot(one, x, y, side))
    label = escape(", ".join(one.name for one in nodes[:8]), quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
        f'aria-label="{label}" style="max-width:{width:.0f}px;width:100%;background:#ffffff;color:#222222" '
        f'font-family="sans-serif" font-size="11">{"".join(parts)}</svg>'
    )


def _line(edge: Relationship, places: Places, *, told: bool) -> str:
    (x1, y1), (x2, y2) = places[edge.from_], places[edge.to]
    apart = math.hypot(x2 - x1, y2 - y1) or 1.0
    # Short of the dots, with a head that shows the direction.
    ux, uy = (x2 - x1) / apart, (y2 - y1) / apart
    sx, sy, ex, ey = x1 + 8 * ux, y1 + 8 * uy, x2 - 10 * ux, y2 - 10 * uy
    head = f"{ex:.1f},{ey:.1f} {ex - 7 * ux + 3 * uy:.1f},{ey - 7 * uy - 3 * ux:.1f} "
    head += f"{ex - 7 * ux - 3 * uy:.1f},{ey - 7 * uy + 3 * ux:.1f}"
    kind = edge.kind.value.replace("_", " ")
    days = f" {edge.start or ''} to {edge.end or ''}" if edge.start or edge.end else ""
    word = (
        f'<text {_HALO} x="{(sx + ex) / 2:.1f}" y="{(sy + ey) / 2 - 3:.1f}" text-anchor="middle" font-size="9" '
        f'fill="#777777">{escape(kind)}</text>'
        if told
        else ""
    )
    return (
        f'<g><title>{escape(kind + days)}</title><line x1="{sx:.1f}" y1="{sy:.1f}" x2="{ex:.1f}" y2="{ey:.1f}" '
        f'stroke="#bbbbbb"/><polygon points="{head}" fill="#bbbbbb"/>{word}</g>'
    )


def _dot(one: Entity, x: float, y: float, side: int) -> str:
    anchor = {0: "middle", 1: "start", -1: "end"}[side]
    short = one.name if len(one.name) <= _LONGEST else one.name[: _LONGEST - 1].rstrip() + "…"
    down = 19 if side == 0 else 4
    return (
        f'<g><title>{escape(f"{one.name} ({one.id})")}</title><circle cx="{x:.1f}" cy="{y:.1f}" r="7" '
        f'fill="{_COLORS[one.type]}"/><text {_HALO} x="{x + 11 * side:.1f}" y="{y + down:.1f}" text-anchor="{anchor}" '
        f'fill="#222222">{escape(short)}</text></g>'
    )
