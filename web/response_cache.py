"""Answers that are kept: whole, in memory, and for replicas together in a Redis or Valkey.

The data never change within a version, so an answer holds as long as the version and, where it may depend on today,
the day. Both are part of every key.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ..graph.storage.cache_budget import Cache, Share, weigh
from .http.responses import Reply
from .logs import log

if TYPE_CHECKING:
    from redis.asyncio import Redis

SMALLEST_COMPRESSED: Final = 1_000
"""Bytes from which on a body is worth compressing."""
RESPONSES: Final = Share("whole answers", 0.3)
_LEAST: Final = 1_500
"""Bytes of headers and objects that an answer takes beside its body, its key and what a log may tell of it."""
_PATIENCE: Final = 0.1
"""Seconds that the shared cache may take; then the answer is worked out."""
_PAUSE: Final = 5.0
"""Seconds for which a shared cache that failed is left alone."""
_LIFETIME: Final = 24 * 3600


@dataclass(slots=True)
class Kept:
    """A reply that is kept, with its ETag, what a log may tell of it and, once asked for, its compressed form."""

    reply: Reply
    etag: bytes = b""
    operation: str | None = None
    variables: Mapping[str, Any] | None = None
    compressed: Reply | None = None

    @property
    def weight_in_bytes(self) -> int:
        """About how many bytes it takes; the compressed form, which may come yet, is not longer than the body."""
        body = len(self.reply.body)
        return _LEAST + body * (2 if body >= SMALLEST_COMPRESSED else 1) + weigh(self.operation, self.variables)

    async def in_gzip(self) -> Reply:
        """The reply with its body compressed, where that is worth it."""
        if self.compressed is None:
            self.compressed = await compressed(self.reply)
        return self.compressed


class Answers:
    """Whole answers by what was asked, the least recently used out first."""

    def __init__(self) -> None:
        self._kept: Cache[bytes, Kept] = Cache(RESPONSES)
        self._running: dict[bytes, asyncio.Future[Kept]] = {}
        self._of: object = None

    def since(self, of: object) -> None:
        """Forget everything where the data or the day are not those of before."""
        if of != self._of:
            self._of = of
            self._kept.clear()

    def get(self, key: bytes) -> Kept | None:
        """The answer to what was asked, if it is kept."""
        found: Kept | None = self._kept.get(key)
        return found

    def keep(self, key: bytes, kept: Kept) -> None:
        """Keep an answer, unless it is too large."""
        self._kept.put(key, kept)

    async def once(self, key: bytes, make: Callable[[], Awaitable[Kept]]) -> Kept:
        """What `make` makes, once for all who ask for the same at a time."""
        running = self._running.get(key)
        if running is None:
            running = asyncio.ensure_future(make())
            self._running[key] = running
            running.add_done_callback(lambda _: self._running.pop(key, None))
        # Whoever goes away takes nothing from the others who wait.
        return await asyncio.shield(running)


async def compressed(reply: Reply) -> Reply:
    """A reply with its body in gzip; as it is, where the body is small."""
    if len(reply.body) < SMALLEST_COMPRESSED:
        return reply
    if len(reply.body) < 50_000:
        body = gzip.compress(reply.body, 5, mtime=0)
    else:
        body = await asyncio.to_thread(gzip.compress, reply.body, 5, mtime=0)
    kept = tuple((name, value) for name, value in reply.headers if name != b"content-length")
    length = (b"content-length", str(len(body)).encode())
    return Reply(reply.status, (*kept, length, (b"content-encoding", b"gzip")), body)


def fingerprint(*parts: object) -> str:
    """A hash of what makes an answer what it is: the data's version, the operation, its variables, the form."""
    digest = hashlib.sha256()
    for part in parts:
        text = repr(part).encode("utf-8", "surrogatepass") if not isinstance(part, bytes) else part
        digest.update(f"{len(text)}:".encode() + text)
    return digest.hexdigest()[:32]


class SharedAnswers:
    """Bodies of costly answers that replicas share; where it fails, each works out its own.

    Parameters
    ----------
    address
        Such as redis://127.0.0.1:6379/0.

    Raises
    ------
    ModuleNotFoundError
        Without the extra that it needs.
    """

    def __init__(self, address: str) -> None:
        try:
            from redis.asyncio import Redis
        except ModuleNotFoundError:
            message = 'a shared cache needs redis; install it with: pip install "clemency-graph[shared]"'
            raise ModuleNotFoundError(message) from None
        self._redis: Redis = Redis.from_url(address, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE)
        self._left_alone_until = 0.0

    async def get(self, key: str) -> bytes | None:
        """What is kept under a key, if anything is and the cache answers in time."""
        found = await self._tried(lambda: self._redis.get(f"clemency-graph:{key}"))
        return found if isinstance(found, bytes) else None

    async def keep(self, key: str, body: bytes) -> None:
        """Keep a body for a day."""
        await self._tried(lambda: self._redis.set(f"clemency-graph:{key}", body, ex=_LIFETIME))

    async def close(self) -> None:
        """End the connections."""
        await self._redis.aclose()

    async def _tried(self, ask: Callable[[], Awaitable[Any]]) -> Any:
        from redis.exceptions import RedisError

        if time.monotonic() < self._left_alone_until:
            return None
        try:
            return await asyncio.wait_for(ask(), 2 * _PATIENCE)
        except (RedisError, OSError, TimeoutError) as error:
            self._left_alone_until = time.monotonic() + _PAUSE
            log.warning("the shared cache failed and is left alone for %d seconds: %s", _PAUSE, error)
            return None
