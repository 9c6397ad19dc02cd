"""A grace before the end: the server goes on for a while after it was told to stop, so that a balancer can notice."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

from starlette.datastructures import State

SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def graceful_signals(state: State, delay: float) -> Iterator[None]:
    """Mark an application as stopping at the first SIGTERM or SIGINT, and pass the signal on after a delay.

    Parameters
    ----------
    state
        The application's state, whose `stopping` becomes true; /readyz answers 503 from then on.
    delay
        Seconds until the server's own handler gets the signal. A second signal reaches it at once.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before: dict[int, Any] = {}

    def handle(number: int, frame: FrameType | None) -> None:
        is_first, state.stopping = not state.stopping, True
        if is_first and delay:
            # A signal interrupts the loop anywhere; a call from another thread is what wakes it up.
            loop.call_soon_threadsafe(loop.call_later, delay, pass_on, number, frame)
        else:
            pass_on(number, frame)

    def pass_on(number: int, frame: FrameType | None) -> None:
        handler = before[number]
        if callable(handler):
            handler(number, frame)
        else:
            signal.signal(number, handler or signal.SIG_DFL)
            signal.raise_signal(number)

    for each in SIGNALS:
        before[each] = signal.signal(each, handle)
    try:
        yield
    finally:
        for number, handler in before.items():
            # Restored only where it is still ours: the server may have put back its own.
            if signal.getsignal(number) is handle:
                signal.signal(number, handler)
