"""The backlog of a listening socket: the connections that the kernel has established and no process has accepted.

Closing the socket resets them, and their clients cannot tell whether their requests were executed. No system call
stops new connections and keeps the backlog, but on Linux a filter does: it drops the first packet of each new
connection. The client's system sends that again after a second, and is refused or finds the next server.
"""

from __future__ import annotations

import asyncio
import ctypes
import select
import socket
import struct
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

_HANDSHAKE: Final = 0.2
"""Seconds in which connections that are half established become whole; most take a millisecond."""
_LONGEST: Final = 2.0
"""The most seconds until the backlog is empty."""
_PAUSE: Final = 0.005

_SO_ATTACH_FILTER: Final = 26
"""Of Linux's asm/socket.h; Python has no name for it."""
_DROP_SYN: Final = (
    (0x30, 0, 0, 13),  # load the byte of the TCP header with the flags
    (0x54, 0, 0, 0x12),  # keep SYN and ACK
    (0x15, 0, 1, 0x02),  # SYN alone: the next instruction; else the one after it
    (0x06, 0, 0, 0),  # drop the packet
    (0x06, 0, 0, 0xFFFFFFFF),  # pass all of it
)
"""A program of the Berkeley Packet Filter."""


async def drain_backlog(listeners: Sequence[socket.socket]) -> None:
    """Keep new connections out and return once the event loop has accepted all others, so that closing resets none.

    Parameters
    ----------
    listeners
        TCP sockets that the running event loop accepts connections from. All processes that share one are affected.
        Where the system has no such filter, nothing is done.
    """
    if not listeners or not all([_drop_new(one) for one in listeners]):
        return
    await asyncio.sleep(_HANDSHAKE)
    end = asyncio.get_running_loop().time() + _LONGEST
    while any(map(_has_backlog, listeners)) and asyncio.get_running_loop().time() < end:
        await asyncio.sleep(_PAUSE)


def _drop_new(listener: socket.socket) -> bool:
    """Let the kernel drop the first packet of new connections; return whether it can."""
    if sys.platform != "linux":
        return False
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *one) for one in _DROP_SYN))
    with suppress(OSError):
        listener.setsockopt(
            socket.SOL_SOCKET, _SO_ATTACH_FILTER, struct.pack("HP", len(_DROP_SYN), ctypes.addressof(program))
        )
        return True
    return False


def _has_backlog(listener: socket.socket) -> bool:
    poll = select.poll()
    with suppress(OSError, ValueError):  # another task may have closed it
        poll.register(listener, select.POLLIN)
        return bool(poll.poll(0))
    return False
