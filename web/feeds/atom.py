"""Feeds in the Atom format of RFC 4287.

Written with the standard library: feedgen needs lxml for the same dozen elements. The tests read every feed back with
feedparser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple
from xml.etree import ElementTree

_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""


class Entry(NamedTuple):
    """An entry of a feed.

    Attributes
    ----------
    id : str
        Its permanent identifier, an IRI.
    title : str
        Its title.
    link : str
        The address of a page about it.
    updated : str
        Its day, in ISO 8601.
    summary : str
        More words.
    """

    id: str
    title: str
    link: str
    updated: str
    summary: str


def feed(title: str, address: str, page: str, updated: str, entries: Iterable[Entry]) -> str:
    """Return a feed.

    Parameters
    ----------
    title
        Its title.
    address
        Its own address, which is its identifier too.
    page
        The address of the page with the same.
    updated
        The day of its data, in ISO 8601.
    entries
        Its entries, the latest first.
    """
    root = ElementTree.Element("feed", xmlns=_NAMESPACE)
    _add(root, "title", title)
    _add(root, "id", address)
    _add(root, "link", rel="self", type="application/atom+xml", href=address)
    _add(root, "link", rel="alternate", type="text/html", href=page)
    _add(root, "updated", f"{updated}T00:00:00Z")
    _add(_add(root, "author"), "name", "Clemency Graph contributors")
    _add(root, "rights", "CC BY 4.0")
    for one in entries:
        entry = _add(root, "entry")
        _add(entry, "title", one.title)
        _add(entry, "id", one.id)
        _add(entry, "link", rel="alternate", type="text/html", href=one.link)
        _add(entry, "updated", f"{one.updated}T00:00:00Z")
        _add(entry, "summary", one.summary)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = _NOT_XML.sub("", text)
    return element
