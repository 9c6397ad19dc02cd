"""Automatic persisted queries: https://www.apollographql.com/docs/apollo-server/performance/apq."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from ...graph.storage.cache_budget import Cache, Share
from .responses import Refused

PERSISTED: Final = Share("persisted queries", 0.05)
_documents: Final[Cache[str, str]] = Cache(PERSISTED)


class NotFound(LookupError):
    """There is no document under a hash; clients ask again, with the document."""


def document(query: str | None, extensions: Mapping[str, Any]) -> str | None:
    """The document of a request: its own, or the one that is kept under the hash that it gives; None without either.

    Parameters
    ----------
    query
        The document of the request; where a hash comes with it, it is kept under that.
    extensions
        The extensions of the request; `persistedQuery` holds `version`, 1, and `sha256Hash`.

    Raises
    ------
    NotFound
        When there is none under that hash.
    Refused
        When the hash is not that of the document, or the version is another.
    """
    asked = extensions.get("persistedQuery")
    if asked is None:
        return query
    if not isinstance(asked, dict) or not isinstance(asked.get("sha256Hash"), str):
        raise Refused(400, 'persistedQuery must be {"version": 1, "sha256Hash": "..."}.')
    if asked.get("version") != 1:
        raise Refused(400, "Only version 1 of persisted queries is known.", "PERSISTED_QUERY_NOT_SUPPORTED")
    hash = asked["sha256Hash"]
    if query is None:
        known: str | None = _documents.get(hash)
        if known is None:
            raise NotFound("PersistedQueryNotFound")  # the very word that clients look for
        return known
    if hashlib.sha256(query.encode("utf-8", "surrogatepass")).hexdigest() != hash:
        raise Refused(400, "sha256Hash is not the SHA-256 of the query.", "PERSISTED_QUERY_HASH_MISMATCH")
    _documents.put(hash, query)
    return query
