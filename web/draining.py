"""A grace before the end: the server goes on for a while after it was told to stop, so that a balancer can notice."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, Final, Protocol

from starlette.datastructures import State

SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)


class Connections(Protocol):
    """The connections of a server that can end without resetting one."""

    def close_after_responses(self) -> None:
        """Close each connection after its next response, which says so."""

    async def stop_accepting(self) -> None:
        """Return once the server can close its sockets without resetting a connection."""


@contextmanager
def graceful_signals(state: State, delay: float) -> Iterator[None]:
    """Mark an application as stopping at the first SIGTERM or SIGINT, and pass the signal on after a delay.

    Parameters
    ----------
    state
        The application's state, whose `stopping` becomes true; /readyz answers 503 from then on. Its `connections`, if
        the server has set them, are told.
    delay
        Seconds for which new connections are accepted. A second signal ends them.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before: dict[int, Any] = {}
    end = _End(state, delay, before)
    for each in SIGNALS:
        before[each] = signal.signal(each, end.handle)
    try:
        yield
    finally:
        for number, handler in before.items():
            # Restored only where it is still ours: the server may have put back its own.
            if signal.getsignal(number) == end.handle:
                signal.signal(number, handler)


class _End:
    """The end of a server: the signals that asked for it, and the task that passes them on when it is time."""

    def __init__(self, state: State, delay: float, handlers: dict[int, Any]) -> None:
        self._state = state
        self._delay = delay
        self._handlers = handlers
        self._loop = asyncio.get_running_loop()
        self._signals: list[tuple[int, FrameType | None]] = []
        self._hurry = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._is_passed_on = False

    def handle(self, number: int, frame: FrameType | None) -> None:
        """Take a signal: the first one begins the end, the second one ends the delay."""
        self._state.stopping = True
        # A signal interrupts the loop anywhere; a call from another thread is what wakes it up.
        self._loop.call_soon_threadsafe(self._take, number, frame)

    def _take(self, number: int, frame: FrameType | None) -> None:
        if self._is_passed_on:
            self._pass_on(number, frame)
            return
        self._signals.append((number, frame))
        if self._task is None:
            self._task = self._loop.create_task(self._run())
        else:
            self._hurry.set()

    async def _run(self) -> None:
        connections: Connections | None = getattr(self._state, "connections", None)
        if connections is not None:
            connections.close_after_responses()
        if self._delay:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), self._delay)
        if connections is not None:
            await connections.stop_accepting()
        self._is_passed_on = True
        for one in self._signals:
            self._pass_on(*one)

    def _pass_on(self, number: int, frame: FrameType | None) -> None:
        handler = self._handlers[number]
        if callable(handler):
            handler(number, frame)
        else:
            signal.signal(number, handler or signal.SIG_DFL)
            signal.raise_signal(number)
