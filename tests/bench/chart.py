"""Draws what the benchmarks measured, as SVG: `python -m bench.chart peers bench.json docs/bench.svg`.

Peers: for each question one group of bars, one bar a server: how many times as many requests a second it answers as
plain Strawberry, the questions being known and their variables changing. Growth: for each thing that was measured one
line, how many times as long it takes as with the real graph. Scales are logarithmic.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

MODE: Final = "warm"
BASE: Final = "Strawberry"
COLORS: Final = ("#1a7f37", "#8c959f", "#57606a", "#b45309", "#9a3f97", "#0969da")
LEFT, TOP, WIDTH, BAR, GAP, RIGHT = 118, 58, 520, 13, 14, 150


def peers(told: Mapping[str, Any]) -> Iterator[str]:
    """The chart, line by line."""
    results = told["results"][MODE]
    servers = list(told["memory"])
    times = {
        name: {server: found[server]["rate"] / found[BASE]["rate"] for server in servers}
        for name, found in results.items()
    }
    most = math.ceil(math.log10(max(max(found.values()) for found in times.values())))
    height = TOP + len(times) * (len(servers) * BAR + GAP) + 40
    yield from _head(height, _title(told))
    yield from _legend(servers)
    for power in range(most + 1):
        x = LEFT + WIDTH * power / most
        yield f'<line class="line" x1="{x:.0f}" x2="{x:.0f}" y1="{TOP - 6}" y2="{height - 34}"/>'
        yield f'<text x="{x:.0f}" y="{height - 20}" text-anchor="middle">{10**power} times</text>'
    y = TOP
    for name, found in times.items():
        middle = y + len(servers) * BAR / 2 + 4
        yield f'<text x="{LEFT - 10}" y="{middle:.0f}" text-anchor="end" font-size="13">{escape(name)}</text>'
        for place, server in enumerate(servers):
            width = max(1.0, WIDTH * math.log10(max(1.0, found[server])) / most)
            color, rate = COLORS[place % len(COLORS)], results[name][server]["rate"]
            yield f'<rect x="{LEFT}" y="{y}" width="{width:.1f}" height="{BAR - 2}" fill="{color}"/>'
            yield f'<text x="{LEFT + width + 5:.0f}" y="{y + BAR - 4}" font-size="10">{rate:,.0f}/s</text>'
            y += BAR
        y += GAP
    yield f'<text x="{LEFT}" y="{height - 4}" font-size="10">{escape(_title(told))}</text>'
    yield "</svg>"


def _title(told: Mapping[str, Any]) -> str:
    return f"Requests a second on one core, {MODE}, as times those of plain Strawberry; {told['machine']['processor']}"


def _legend(servers: list[str]) -> Iterator[str]:
    for place, server in enumerate(servers):
        x, y = LEFT + place % 3 * 190, 14 + place // 3 * 18
        yield f'<rect x="{x}" y="{y - 9}" width="10" height="10" fill="{COLORS[place % len(COLORS)]}"/>'
        yield f'<text x="{x + 15}" y="{y}">{escape(server)}</text>'


def growth(found: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """The plot of growth, line by line."""
    sizes = [int(size) for size in found]
    names = [name for name in found[str(sizes[0])] if name.rpartition(", ")[2] in ("s", "ms", "µs", "MB")]
    # Room above for what grows a little faster than the graph, and below for what takes less time in a larger one.
    most, level, bottom = math.log10(max(sizes)), TOP + 360, TOP + 360 + 60
    yield from _head(bottom + 40, "What grows with the graph, as times what it is with the real one")
    for power in range(round(most) + 1):
        x, y = LEFT + WIDTH * power / most, level - 360 * power / most
        yield f'<line class="line" x1="{x:.0f}" x2="{x:.0f}" y1="{TOP - 40}" y2="{bottom}"/>'
        yield f'<line class="line" x1="{LEFT}" x2="{LEFT + WIDTH}" y1="{y:.0f}" y2="{y:.0f}"/>'
        yield f'<text x="{x:.0f}" y="{bottom + 16}" text-anchor="middle">{10**power:,} times the graph</text>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{10**power:,} times</text>'
    ends = []
    for place, name in enumerate(names):
        values = [found[str(size)][name] / found[str(sizes[0])][name] for size in sizes]
        at = [
            (LEFT + WIDTH * math.log10(size) / most, level - 360 * max(-0.4, math.log10(value)) / most)
            for size, value in zip(sizes, values, strict=True)
        ]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
        color = COLORS[place % len(COLORS)]
        yield f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="1.5"/>'
        ends.append((at[-1][1], name, color))
    below = 0.0
    for y, name, color in sorted(ends):
        below = max(y, below + 12)
        told = name.rpartition(", ")[0]
        yield f'<text x="{LEFT + WIDTH + 6}" y="{below + 4:.0f}" style="fill: {color}">{escape(told)}</text>'
    yield "</svg>"


def _head(height: float, title: str) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + RIGHT} {height:.0f}" '
        'font-family="system-ui, sans-serif" font-size="11" role="img">'
    )
    yield f"<title>{escape(title)}</title>"
    yield "<style>text { fill: #24292f } .line { stroke: #d0d7de }"
    yield "@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .line { stroke: #30363d } }</style>"


def main() -> None:
    """Read what was measured, draw it, and write it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("peers", "growth"))
    parser.add_argument("source", type=Path, help="the JSON that the benchmark wrote")
    parser.add_argument("target", type=Path, help="the SVG to write")
    given = parser.parse_args()
    draw = {"peers": peers, "growth": growth}[given.what]
    given.target.write_text("\n".join(draw(json.loads(given.source.read_text("utf-8")))) + "\n", "utf-8")


if __name__ == "__main__":
    main()
