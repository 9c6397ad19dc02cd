"""SVG drawn as PNG by vl-convert, the extra `charts`, in a process of its own that ends with the picture.

A drawing that crashes or takes too long ends that process and not the server.
"""

from __future__ import annotations

import asyncio
import importlib.util
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from subprocess import PIPE
from typing import Final

from .http.responses import HTTPError
from .logs import log

DEADLINE: Final = 20.0
"""Seconds that a picture may take."""
MAX_WAITING: Final = 8
"""Pictures that wait for their turn at most; there is one process at a time."""
_SCRIPT: Final = (
    "import sys, vl_convert; "
    "sys.stdout.buffer.write(vl_convert.svg_to_png(sys.stdin.buffer.read().decode(), scale=float(sys.argv[1])))"
)
INSTALL: Final = 'PNG pictures need vl-convert; install it with: pip install "clemency-graph[charts]".'
_SIGNATURE: Final = b"\x89PNG"
_LATER: Final = ((b"retry-after", b"5"),)


def is_available(module: str = "vl_convert") -> bool:
    """Return whether vl-convert is installed."""
    return importlib.util.find_spec(module) is not None


class PngRenderer:
    """Draws pictures one after another.

    Parameters
    ----------
    script
        What the process runs: it reads SVG from its standard input and writes PNG.
    deadline
        Seconds that a picture may take.
    module
        The module without which nothing is drawn.
    """

    def __init__(self, script: str = _SCRIPT, deadline: float = DEADLINE, module: str = "vl_convert") -> None:
        self._command = [sys.executable, "-P", "-c", script]
        self._is_available = is_available(module)
        self._deadline = deadline
        self._thread = ThreadPoolExecutor(1, "png")
        self._waiting = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._is_closed = False

    @property
    def is_idle(self) -> bool:
        """Whether no process draws."""
        return self._process is None or self._process.returncode is not None

    async def png(self, svg: str, scale: float = 2.0) -> bytes:
        """Return a picture.

        Parameters
        ----------
        svg
            The picture as SVG.
        scale
            Pixels for each unit of the SVG.

        Raises
        ------
        HTTPError
            When vl-convert is not installed, too many pictures wait already, or the drawing failed.
        """
        if not self._is_available:
            raise HTTPError(501, f"{INSTALL} The same is there as SVG.", "NOT_IMPLEMENTED")
        if self._waiting >= MAX_WAITING:
            raise HTTPError(503, "Too many pictures are waiting; try again in a moment.", "OVERLOADED", _LATER)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._draw, svg, scale)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Stop the thread, and the process that draws."""
        self._is_closed = True
        self._thread.shutdown(wait=False, cancel_futures=True)
        if self._process is not None:
            self._process.kill()

    def _draw(self, svg: str, scale: float) -> bytes:
        try:
            with subprocess.Popen([*self._command, str(scale)], stdin=PIPE, stdout=PIPE, stderr=PIPE) as self._process:
                try:
                    if self._is_closed:
                        self._process.kill()
                    picture, said = self._process.communicate(svg.encode(), self._deadline)
                except subprocess.TimeoutExpired:
                    self._process.kill()
                    raise
        except (subprocess.TimeoutExpired, OSError) as error:
            log.warning("a picture was not drawn: %s", type(error).__name__)
            message = "The picture was not drawn in time. The same is there as SVG."
            raise HTTPError(503, message, headers=_LATER) from None
        if self._process.returncode or not picture.startswith(_SIGNATURE):
            log.warning("a picture was not drawn: exit code %d, %r", self._process.returncode, said[-300:])
            raise HTTPError(503, "The picture could not be drawn. The same is there as SVG.", headers=_LATER)
        return picture
