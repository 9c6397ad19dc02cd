"""Turns for work that blocks the event loop, so that many who bring such work hold nobody else up."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Final

from .http.responses import HTTPError

BUDGET: Final = 0.002
"""Seconds of such work in one iteration of the event loop, after which the rest waits for a turn."""
MAX_WAITING: Final = 1_000
"""The most requests that wait for a turn."""


class LoopTurns:
    """Lets work run at once while an iteration of the event loop has time for it, and then one piece an iteration.

    Between two pieces the event loop reads what has arrived: requests that need no turn are answered in between,
    however many wait for a turn.
    """

    def __init__(self) -> None:
        self._spent = 0.0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._is_scheduled = False

    async def wait(self) -> None:
        """Return at once where there is time, or else when the turn has come.

        Raises
        ------
        HTTPError
            When too many wait already.
        """
        if not self._waiting and self._spent < BUDGET:
            return
        if len(self._waiting) >= MAX_WAITING:
            message = "Too many new documents are waiting; try again in a moment."
            raise HTTPError(503, message, "OVERLOADED", ((b"retry-after", b"1"),))
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        self._schedule()
        await turn

    @contextmanager
    def work(self) -> Iterator[None]:
        """Count the time of a piece of work."""
        began = perf_counter()
        try:
            yield
        finally:
            self._spent += perf_counter() - began
            self._schedule()

    def _schedule(self) -> None:
        if not self._is_scheduled:
            self._is_scheduled = True
            asyncio.get_running_loop().call_soon(self._next_iteration)

    def _next_iteration(self) -> None:
        """Begin an iteration: its time is unspent, and the next in the queue has its turn."""
        self._is_scheduled = False
        self._spent = 0.0
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():  # its client may have left
                turn.set_result(None)
                self._spent = BUDGET
                self._schedule()
                break
