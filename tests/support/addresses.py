"""Addresses of pages, as a request for them has them."""

from __future__ import annotations

from clemency_graph.web.pages.address import Address


def address(path: str, query: str = "", root_path: str = "") -> Address:
    """The address of a page on a server of this machine."""
    return Address(
        {
            "type": "http",
            "scheme": "http",
            "server": ("127.0.0.1", 80),
            "headers": [],
            "path": root_path + path,
            "raw_path": (root_path + path).encode(),
            "root_path": root_path,
            "query_string": query.encode(),
        }
    )
