"""Automatic persisted queries: https://www.apollographql.com/docs/apollo-server/performance/apq."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from ...graph.storage.cache_budget import Cache, Share
from ...schema.document_cache import core_schema
from ...schema.validation.private_arguments import may_be_stored
from .responses import HTTPError

PERSISTED: Final = Share("persisted queries", 0.05)
_documents: Final[Cache[str, str]] = Cache(PERSISTED)


class PersistedQueryNotFoundError(LookupError):
    """There is no document with a hash; clients send the request again, with the document."""


def resolve_document(query: str | None, extensions: Mapping[str, Any]) -> str | None:
    """Return the document of a request: its own, or the one stored under its hash; None without either.

    Parameters
    ----------
    query
        The document of the request; if it comes with a hash, it is stored under that, unless a private value is in it.
    extensions
        The extensions of the request; `persistedQuery` has `version`, 1, and `sha256Hash`.

    Raises
    ------
    PersistedQueryNotFoundError
        When there is none with that hash.
    HTTPError
        When the hash is not that of the document, or the version is not 1.
    """
    extension = extensions.get("persistedQuery")
    if extension is None:
        return query
    if not isinstance(extension, dict) or not isinstance(extension.get("sha256Hash"), str):
        raise HTTPError(400, 'persistedQuery must be {"version": 1, "sha256Hash": "..."}.')
    if extension.get("version") != 1:
        raise HTTPError(400, "Only version 1 of persisted queries is supported.", "PERSISTED_QUERY_NOT_SUPPORTED")
    hash = extension["sha256Hash"]
    if query is None:
        known: str | None = _documents.get(hash)
        if known is None:
            raise PersistedQueryNotFoundError("PersistedQueryNotFound")  # clients look for this word
        return known
    if hashlib.sha256(query.encode("utf-8", "surrogatepass")).hexdigest() != hash:
        raise HTTPError(400, "sha256Hash is not the SHA-256 of the query.", "PERSISTED_QUERY_HASH_MISMATCH")
    if may_be_stored(core_schema(), query):
        _documents.put(hash, query)
    return query
