"""The type of a page, read from its kind, title and address: what can be expected of its day of publication."""

from __future__ import annotations

import re
from typing import Final

from ..model.records import Source
from ..model.vocabulary import SourceKind, Vocabulary


class PageType(Vocabulary):
    """What a page is, as far as its kind, title and address tell."""

    ENCYCLOPEDIA = "encyclopedia", "Wikipedia, Ballotpedia and the like: changed without notice, so without a day."
    DATASET = "dataset", "A table or a collection of records, changed without notice."
    LEGAL_TEXT = "legal text", "A statute, bill, order or judgment: dated where the text is."
    LISTING = "listing", "A tag, category or home page: shows the openings of several pages."
    GUIDE = "guide", "An FAQ, overview or service page, kept up to date without a day."
    PROFILE = "profile", "A page about a person or an office."
    REPORT = "report", "News, a release, a post or a study: published on one day."


_ENCYCLOPEDIAS: Final = re.compile(
    r"(?:wiki|ballotpedia|infogalactic|everipedia|britannica|hubbry|guampedia|kids\.kiddle|alchetron|dbpedia)"
)
_LISTING: Final = re.compile(r"/(?:tags?|category|topics?|archives?/tags|author|search)/|[?&](?:tag|cat)=")
_GUIDE: Final = re.compile(
    r"\b(?:faqs?|frequently asked|how to|what is|guide|overview|summary|history of|eligib\w+|laws (?:and|&) "
    r"regulations|legal information|timeline|expungement information|clinic|know your rights|can i|policy)\b",
    re.IGNORECASE,
)
_PROFILE: Final = re.compile(
    r"/(?:governors?|about|people|person|biography|bio|officials?|directory)/|list-of|governors?-of-"
)


def page_type(source: Source) -> PageType:
    """Return the type of a page.

    Parameters
    ----------
    source
        The source.

    Examples
    --------
    >>> page_type(graph.entities["source/wikipedia/bill-haslam"]).value
    'encyclopedia'
    """
    address = (source.url or "").lower()
    host = f"{source.id} {address.partition('//')[2].partition('/')[0]}"
    if _ENCYCLOPEDIAS.search(host):
        return PageType.ENCYCLOPEDIA
    if source.kind is SourceKind.DATASET:
        return PageType.DATASET
    if source.kind is SourceKind.LEGAL_TEXT:
        return PageType.LEGAL_TEXT
    if _LISTING.search(address):
        return PageType.LISTING
    if source.kind is not SourceKind.PRESS and _GUIDE.search(source.title):
        return PageType.GUIDE
    if source.kind is not SourceKind.PRESS and _PROFILE.search(address):
        return PageType.PROFILE
    return PageType.REPORT
