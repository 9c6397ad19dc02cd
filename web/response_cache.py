"""Caches of responses: whole ones in memory, and bodies that replicas share in a Redis or Valkey.

The data are immutable within a version, so a response is valid as long as the version and, as it may depend on the
current day, the day. Both are part of every key.
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
from .http.responses import RawResponse
from .logs import log

if TYPE_CHECKING:
    from redis.asyncio import Redis

SMALLEST_COMPRESSED: Final = 1_000
"""Bytes from which a body is compressed."""
RESPONSES: Final = Share("whole responses", 0.3)
_LEAST: Final = 1_500
"""Bytes of the headers and objects of a response, beside its body, its key and its fields for the log."""
_PATIENCE: Final = 0.1
"""Seconds that the shared cache may take; after that the operation is executed."""
_PAUSE: Final = 5.0
"""Seconds for which a shared cache that failed is not used."""
_LIFETIME: Final = 24 * 3600


@dataclass(slots=True)
class CachedResponse:
    """A response, with its ETag, its fields for log and metrics and, once requested, its compressed form."""

    response: RawResponse
    etag: bytes = b""
    operation: str | None = None
    variables: Mapping[str, Any] | None = None
    codes: frozenset[str] = frozenset()
    compressed: RawResponse | None = None

    @property
    def weight_in_bytes(self) -> int:
        """An estimate of its bytes; the compressed form, which may be added later, is not longer than the body."""
        body = len(self.response.body)
        return _LEAST + body * (2 if body >= SMALLEST_COMPRESSED else 1) + weigh(self.operation, self.variables)

    async def gzipped(self) -> RawResponse:
        """Return the response with its body compressed, unless it is small."""
        if self.compressed is None:
            self.compressed = await compress(self.response)
        return self.compressed


class ResponseCache:
    """Whole responses by their requests; the least recently used are evicted first."""

    def __init__(self) -> None:
        self._cached: Cache[bytes, CachedResponse] = Cache(RESPONSES)
        self._running: dict[bytes, asyncio.Future[CachedResponse]] = {}
        self._valid_for: object = None

    def clear_if_changed(self, valid_for: object) -> None:
        """Clear the cache if the data or the day have changed since the last call."""
        if valid_for != self._valid_for:
            self._valid_for = valid_for
            self._cached.clear()

    def get(self, key: bytes) -> CachedResponse | None:
        """Return the response to a request, if it is cached."""
        found: CachedResponse | None = self._cached.get(key)
        return found

    def put(self, key: bytes, response: CachedResponse) -> None:
        """Cache a response, unless it is too large."""
        self._cached.put(key, response)

    async def single_flight(self, key: bytes, make: Callable[[], Awaitable[CachedResponse]]) -> CachedResponse:
        """Return what `make` returns, calling it once for all requests of a key that are running."""
        running = self._running.get(key)
        if running is None:
            running = asyncio.ensure_future(make())
            self._running[key] = running
            running.add_done_callback(lambda _: self._running.pop(key, None))
        # A client that disconnects does not cancel the work that others wait for.
        return await asyncio.shield(running)


async def compress(response: RawResponse) -> RawResponse:
    """Return a response with its body in gzip, or unchanged if the body is small."""
    if len(response.body) < SMALLEST_COMPRESSED:
        return response
    if len(response.body) < 50_000:
        body = gzip.compress(response.body, 5, mtime=0)
    else:
        body = await asyncio.to_thread(gzip.compress, response.body, 5, mtime=0)
    others = tuple((name, value) for name, value in response.headers if name != b"content-length")
    length = (b"content-length", str(len(body)).encode())
    return RawResponse(response.status, (*others, length, (b"content-encoding", b"gzip")), body)


def fingerprint(*parts: object) -> str:
    """Return a hash of all that a response depends on: data, operation, variables, media type."""
    digest = hashlib.sha256()
    for part in parts:
        text = repr(part).encode("utf-8", "surrogatepass") if not isinstance(part, bytes) else part
        digest.update(f"{len(text)}:".encode() + text)
    return digest.hexdigest()[:32]


class SharedCache:
    """Bodies of expensive responses that replicas share. While it fails, each replica executes its own operations.

    Parameters
    ----------
    address
        Such as redis://127.0.0.1:6379/0.

    Raises
    ------
    ModuleNotFoundError
        When the extra `shared` is not installed.
    """

    def __init__(self, address: str) -> None:
        try:
            from redis.asyncio import Redis
        except ModuleNotFoundError:
            message = 'a shared cache needs redis; install it with: pip install "clemency-graph[shared]"'
            raise ModuleNotFoundError(message) from None
        self._redis: Redis = Redis.from_url(address, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE)
        self._paused_until = 0.0

    async def get(self, key: str) -> bytes | None:
        """Return what is stored under a key, if there is anything and the cache responds in time."""
        found = await self._try(lambda: self._redis.get(f"clemency-graph:{key}"))
        return found if isinstance(found, bytes) else None

    async def put(self, key: str, body: bytes) -> None:
        """Store a body for a day."""
        await self._try(lambda: self._redis.set(f"clemency-graph:{key}", body, ex=_LIFETIME))

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()

    async def _try(self, operation: Callable[[], Awaitable[Any]]) -> Any:
        from redis.exceptions import RedisError

        if time.monotonic() < self._paused_until:
            return None
        try:
            return await asyncio.wait_for(operation(), 2 * _PATIENCE)
        except (RedisError, OSError, TimeoutError) as error:
            self._paused_until = time.monotonic() + _PAUSE
            log.warning("the shared cache failed and is not used for %d seconds: %s", _PAUSE, error)
            return None
