"""Draws the chart of the README from what peers.py measured: `python tests/bench/chart.py bench.json docs/bench.svg`.

For each question one group of bars, one bar a server: how many times as many requests a second it answers as plain
Strawberry, the questions being known and their variables changing. The scale is logarithmic.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

MODE: Final = "warm"
BASE: Final = "Strawberry"
COLORS: Final = ("#1a7f37", "#8c959f", "#57606a", "#b45309", "#9a3f97", "#0969da")
LEFT, TOP, WIDTH, BAR, GAP, RIGHT = 118, 58, 520, 13, 14, 150


def svg(told: Mapping[str, Any]) -> Iterator[str]:
    """The chart, line by line."""
    results = told["results"][MODE]
    servers = list(told["memory"])
    times = {
        name: {server: found[server]["rate"] / found[BASE]["rate"] for server in servers}
        for name, found in results.items()
    }
    most = math.ceil(math.log10(max(max(found.values()) for found in times.values())))
    height = TOP + len(times) * (len(servers) * BAR + GAP) + 40
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + RIGHT} {height}" '
        'font-family="system-ui, sans-serif" font-size="11" role="img">'
    )
    yield f"<title>{escape(_title(told))}</title>"
    yield "<style>text { fill: #24292f } .line { stroke: #d0d7de }"
    yield "@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .line { stroke: #30363d } }</style>"
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


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_text("\n".join(svg(json.loads(source.read_text("utf-8")))) + "\n", "utf-8")
