"""The answers of saved queries that releases keep: /q/NAME?VARIABLE=VALUE&version=VERSION."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlencode

from anyio import CapacityLimiter, to_thread
from graphql import OperationDefinitionNode, parse

from ...graph import KnowledgeGraph
from ...graph.errors import QueryError
from ...schema.inputs.text_variables import read_variables
from ...schema.replay import KeptAnswer, release_answers
from ...schema.replay.kept_answers import canonical
from ...schema.saved_queries import operations
from ..http import conditional, responses
from ..http.negotiation import JSON
from ..http.responses import Header, HTTPError, RawResponse
from ..response_cache import CachedResponse, fingerprint

VERSION: Final = "version"
"""The parameter that asks for the answer of a release."""
_VERSION: Final = re.compile(r"[0-9a-f]{16}")


class KeptAnswers:
    """Finds and sends kept answers.

    Parameters
    ----------
    fresh
        The Cache-Control header of answers.
    """

    def __init__(self, fresh: Header) -> None:
        self._fresh = fresh
        # A file is decompressed as a whole, which takes memory: one at a time.
        self._limiter = CapacityLimiter(1)

    async def respond(
        self, graph: KnowledgeGraph, name: str, pairs: list[tuple[str, str]], media_type: str
    ) -> CachedResponse:
        """Return the kept bytes of an answer.

        Parameters
        ----------
        graph
            The graph, beside whose history answers are kept.
        name
            The name of the saved query.
        pairs
            The fields of the query string, the version among them.
        media_type
            The media type that is asked for.

        Raises
        ------
        HTTPError
            400 where the version is none, or a table is asked for; 404 where there is and was no such saved query;
            410 with the current address where the answer is not kept.
        """
        version = _version(pairs, media_type)
        asked = [pair for pair in pairs if pair[0] != VERSION]
        kept = await to_thread.run_sync(release_answers, graph, version, limiter=self._limiter)
        answer = kept.answers.get(name) if kept is not None else None
        if answer is None and name not in operations():
            raise HTTPError(404, f"There is no saved query {name!r}, and release {version} keeps none. See /q.")
        address = f"{name}?{urlencode(asked)}" if asked else name
        link = (b"link", b'<%b>; rel="latest-version"' % address.encode())
        if answer is None or not _has_variables(answer, asked):
            told = f"The answer of release {version} with these values is not kept. The current answer is at {address}"
            raise HTTPError(410, told, headers=(link,))
        etag = conditional.weak(fingerprint(version, name, answer.content))
        more = (self._fresh, (b"etag", etag), link, (b"clemency-data-version", version.encode()))
        return CachedResponse(_build(answer, more), etag, name)


def _version(pairs: list[tuple[str, str]], media_type: str) -> str:
    given = [value for key, value in pairs if key == VERSION]
    if len(given) > 1 or not _VERSION.fullmatch(given[0]):
        raise HTTPError(400, "'version' must be the version of one release: 16 hexadecimal digits.")
    if media_type != JSON:
        raise HTTPError(400, "Releases keep answers as JSON; leave out 'version', or ask for JSON.")
    return given[0]


def _has_variables(answer: KeptAnswer, pairs: list[tuple[str, str]]) -> bool:
    """Return whether fields of a query string are the values that a kept answer was asked with."""
    (operation,) = (one for one in parse(answer.document).definitions if isinstance(one, OperationDefinitionNode))
    try:
        return canonical(read_variables(operation, pairs)) == canonical(answer.variables)
    except QueryError:
        return False


def _build(answer: KeptAnswer, headers: tuple[Header, ...]) -> RawResponse:
    return responses.build(200, answer.content, JSON, ((b"vary", b"accept, accept-encoding"), *headers))
