"""Citations of sources."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from ..model.dates import PartialDate
from ..model.records import Dataset, Source
from ..model.vocabulary import CitationStyle

_TEX: Final = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"} | {"~": r"\~{}", "^": r"\^{}", "\\": r"\textbackslash{}"}
)


def cite(source: Source, publisher: str | None, style: CitationStyle = CitationStyle.APA) -> str:
    """A citation of a source.

    Parameters
    ----------
    source
        The source.
    publisher
        The name of its publisher, if it has one.
    style
        APA (7th edition), BIBTEX (one entry) or CSL_JSON (one item).

    Returns
    -------
    str
        One line in APA style; text of several lines in the others.
    """
    write: Mapping[CitationStyle, Callable[[Source, str | None], str]] = {
        CitationStyle.APA: _apa,
        CitationStyle.BIBTEX: _bibtex,
        CitationStyle.CSL_JSON: _csl_json,
    }
    return write[style](source, publisher)


def cite_dataset(dataset: Dataset, style: CitationStyle = CitationStyle.APA) -> str:
    """A citation of the data as a whole, with its version and day of release.

    Parameters
    ----------
    dataset
        The dataset.
    style
        APA (7th edition), BIBTEX (one entry) or CSL_JSON (one item).

    Returns
    -------
    str
        One line in APA style; text of several lines in the others.
    """
    authors, title, released = f"{dataset.title} contributors", dataset.citation, dataset.released
    match style:
        case CitationStyle.APA:
            told = f"{released.year}, {released:%B} {released.day}"
            return f"{authors}. ({told}). {title} (Version {dataset.version}) [Data set]."
        case CitationStyle.BIBTEX:
            lines = {
                "title": f"{{{title.translate(_TEX)}}}",
                "author": f"{{{authors.translate(_TEX)}}}",
                "version": dataset.version,
                "year": str(released.year),
                "month": f"{released:%m}",
                "note": f"Data set, released {released}, {dataset.license}",
            }
            key = re.sub(r"[^a-z0-9]+", "-", f"{dataset.title} {dataset.version}".lower())
            return "\n".join((f"@misc{{{key},", *(f"  {name} = {{{value}}}," for name, value in lines.items()), "}"))
        case CitationStyle.CSL_JSON:
            item = {
                "id": f"dataset/{dataset.version}",
                "type": "dataset",
                "title": title,
                "author": [{"literal": authors}],
                "version": dataset.version,
                "issued": {"date-parts": [[released.year, released.month, released.day]]},
            }
            return json.dumps(item, ensure_ascii=False, indent=2)


def _apa(source: Source, publisher: str | None) -> str:
    authors = _apa_names(source.authors) or publisher
    when = f"({_apa_date(source.published)})"
    title = source.title.rstrip(".")
    ends = "" if title.endswith(("?", "!")) else "."
    parts = [f"{authors.rstrip('.')}. {when}. {title}{ends}"] if authors else [f"{title}{ends} {when}."]
    if publisher and publisher != authors:
        parts.append(f"{publisher.rstrip('.')}.")
    if source.url:
        # APA asks for the day of retrieval where a page has no date of its own.
        parts.append(source.url if source.published else f"Retrieved {_long(source.retrieved)}, from {source.url}")
    return " ".join(parts)


def _apa_names(authors: tuple[str, ...]) -> str:
    """Surnames first with initials; names of one word as they stand."""
    names = []
    for author in authors:
        *given, family = author.split()
        initials = " ".join(f"{name[0]}." for name in given)
        names.append(f"{family}, {initials}" if initials else family)
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f", & {names[-1]}" if names else ""


def _apa_date(published: PartialDate | None) -> str:
    if published is None:
        return "n.d."
    match len(published):
        case 4:
            return published
        case 7:
            return f"{published.year}, {published.first_day:%B}"
        case _:
            return f"{published.year}, {published.first_day:%B} {published.first_day.day}"


def _long(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _bibtex(source: Source, publisher: str | None) -> str:
    fields = {
        "title": f"{{{source.title.translate(_TEX)}}}",
        "author": " and ".join(name.translate(_TEX) for name in source.authors),
        "publisher": f"{{{publisher.translate(_TEX)}}}" if publisher else "",
        "year": source.published[:4] if source.published else "",
        "month": source.published[5:7] if source.published and len(source.published) > 4 else "",
        "url": source.url or "",
        "urldate": source.retrieved.isoformat(),
    }
    key = re.sub(r"[^a-z0-9]+", "-", source.id.removeprefix("source/"))
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@misc{{{key},", *lines, "}"))


def _csl_json(source: Source, publisher: str | None) -> str:
    item: dict[str, object] = {"id": source.id, "type": "webpage" if source.url else "document", "title": source.title}
    if source.authors:
        item["author"] = [_csl_name(name) for name in source.authors]
    elif publisher:
        item["author"] = [{"literal": publisher}]
    if publisher:
        item["publisher"] = publisher
    if source.published:
        item["issued"] = {"date-parts": [[int(part) for part in source.published.split("-")]]}
    item["accessed"] = {"date-parts": [[source.retrieved.year, source.retrieved.month, source.retrieved.day]]}
    if source.url:
        item["URL"] = source.url
    return json.dumps(item, ensure_ascii=False, indent=2)


def _csl_name(author: str) -> dict[str, str]:
    given, _, family = author.rpartition(" ")
    return {"family": family, "given": given} if given else {"literal": author}
