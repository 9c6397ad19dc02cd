"""Pictures as PNG: a drawing that crashes, hangs or is not installed is told in words, and the next one is drawn."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from clemency_graph.web.http.responses import HTTPError
from clemency_graph.web.png import MAX_WAITING, PngRenderer

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="#0f766e"/></svg>'
)
CRASHES = "import os; os.abort()"
HANGS = "import time; time.sleep(60)"
DRAWS_ONCE_IT_IS_TOLD_TO = "import sys; sys.stdin.read(); sys.stdout.write('no picture')"


def refusal(renderer: PngRenderer) -> HTTPError:
    with pytest.raises(HTTPError) as raised:
        asyncio.run(renderer.png(SVG))
    renderer.close()
    return raised.value


def size(png: bytes) -> tuple[int, int]:
    """The width and the height in the header of a PNG."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def test_a_picture_has_the_pixels_that_its_scale_says() -> None:
    renderer = PngRenderer()
    assert size(asyncio.run(renderer.png(SVG))) == (40, 20)
    assert size(asyncio.run(renderer.png(SVG, 1.0))) == (20, 10)
    renderer.close()


@pytest.mark.parametrize(("script", "deadline"), [(CRASHES, 20.0), (HANGS, 0.2), (DRAWS_ONCE_IT_IS_TOLD_TO, 20.0)])
def test_a_drawing_that_fails_is_unavailable_for_now(script: str, deadline: float) -> None:
    refused = refusal(PngRenderer(script, deadline))
    assert (refused.status, refused.code) == (503, "UNAVAILABLE")
    assert "SVG" in str(refused)
    assert dict(refused.headers)[b"retry-after"] == b"5"


def test_what_is_no_svg_is_unavailable_and_the_next_picture_is_drawn() -> None:
    renderer = PngRenderer()

    async def both() -> bytes:
        with pytest.raises(HTTPError, match="could not be drawn"):
            await renderer.png("<svg")
        return await renderer.png(SVG)

    assert size(asyncio.run(both())) == (40, 20)
    renderer.close()


def test_without_vl_convert_it_says_how_to_install_it() -> None:
    refused = refusal(PngRenderer(module="no_such_module"))
    assert refused.status == 501
    assert 'pip install "clemency-graph[charts]"' in str(refused)


@pytest.mark.slow
def test_no_more_pictures_wait_than_are_allowed() -> None:
    renderer = PngRenderer(HANGS, 0.2)

    async def many() -> list[object]:
        return await asyncio.gather(*(renderer.png(SVG) for _ in range(MAX_WAITING + 3)), return_exceptions=True)

    codes = [one.code for one in asyncio.run(many()) if isinstance(one, HTTPError)]
    assert codes.count("OVERLOADED") == 3
    assert codes.count("UNAVAILABLE") == MAX_WAITING
    renderer.close()


def test_a_drawing_ends_with_the_server() -> None:
    renderer = PngRenderer(HANGS, 600.0)

    async def closed_while_it_draws() -> HTTPError:
        drawing = asyncio.ensure_future(renderer.png(SVG))
        while renderer.is_idle:
            await asyncio.sleep(0.01)
        renderer.close()
        with pytest.raises(HTTPError) as raised:
            await drawing
        return raised.value

    assert asyncio.run(closed_while_it_draws()).status == 503


WITHOUT = """
import sys
sys.modules["vl_convert"] = None
from clemency_graph.server import create_app
from starlette.testclient import TestClient
with TestClient(create_app()) as client:
    page = client.get("/state/mo").text
    picture = client.get("/state/mo.programs.png")
    assert "state/mo.programs.svg" in page and ".png" not in page, "no link leads to an error"
    assert picture.status_code == 501 and "clemency-graph[charts]" in picture.json()["errors"][0]["message"]
    assert client.get("/state/mo.programs.svg").status_code == 200
"""


@pytest.mark.slow
def test_pages_link_to_no_png_where_none_can_be_drawn() -> None:
    subprocess.run([sys.executable, "-c", WITHOUT], check=True, timeout=120)
