"""The address of a page, and how links from it are written."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.types import Scope

from ..http.responses import HTTPError

_MAX_FIELDS: Final = 20
"""Fields of a query string at most; more are an error."""


class Moved(Exception):
    """What an address names is at another one.

    Parameters
    ----------
    path
        Where: an address relative to the home page.
    status
        The status of the redirect.
    """

    def __init__(self, path: str, status: int = 301) -> None:
        super().__init__(path)
        self.path = path
        self.status = status


class Address:
    """The address of a page.

    Parameters
    ----------
    scope
        The request for the page.

    Attributes
    ----------
    path : str
        Its path below the application, without slashes at its ends: state/mo.
    query : str
        Its query string.
    root : str
        The relative address of the home page: ../ from /state/mo. Relative, it holds behind a proxy that strips a
        prefix.
    base : str
        The absolute address of the home page.
    """

    def __init__(self, scope: Scope) -> None:
        root_path = scope.get("root_path", "")
        # Python caches addresses that it has split; a text that somebody put into the query string is not to be in it.
        url = Request({**scope, "query_string": b""}).url
        self.path = scope["path"].removeprefix(root_path).strip("/")
        self.query = scope["query_string"].decode("utf-8", "replace")
        has_slash = scope.get("raw_path", b"").endswith(b"/") and bool(self.path)
        self.root = "../" * (self.path.count("/") + has_slash) or "./"
        self.base = f"{url.scheme}://{url.netloc}{root_path}/"

    def field(self, name: str) -> str:
        """Return a field of the query string, or an empty string.

        Raises
        ------
        HTTPError
            When the query string has too many fields.
        """
        try:
            given: dict[str, list[str]] = parse_qs(self.query, max_num_fields=_MAX_FIELDS)
        except ValueError:
            raise HTTPError(400, f"A query string has at most {_MAX_FIELDS} fields.") from None
        return given.get(name, [""])[0]
