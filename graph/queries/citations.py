"""Citations of sources and of the dataset in APA, BibTeX and CSL-JSON."""

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
    {character: f"\\{character}" for character in "&%$#_{}"} | {"~": r"\~{}", "^": r"\^{}", "\\": r"\textbackslash{}"}
)


def tex(text: str) -> str:
    """Return text with the characters escaped that TeX gives a meaning."""
    return text.translate(_TEX)


def cite(source: Source, publisher: str | None, style: CitationStyle = CitationStyle.APA) -> str:
    """Return the citation of a source.

    Parameters
    ----------
    source
        The source.
    publisher
        The name of its publisher, or None.
    style
        APA (7th edition), BIBTEX (one entry) or CSL_JSON (one item).

    Returns
    -------
    str
        One line in APA style; text of several lines in the others.
    """
    writers: Mapping[CitationStyle, Callable[[Source, str | None], str]] = {
        CitationStyle.APA: _apa,
        CitationStyle.BIBTEX: _bibtex,
        CitationStyle.CSL_JSON: _csl_json,
    }
    return writers[style](source, publisher)


def cite_dataset(dataset: Dataset, style: CitationStyle = CitationStyle.APA) -> str:
    """Return the citation of the dataset, with its version and release date.

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
    if dataset.extra:
        title = f"{title}, with additions of {', '.join(dataset.extra)}"
    match style:
        case CitationStyle.APA:
            issued = f"{released.year}, {released:%B} {released.day}"
            return f"{authors}. ({issued}). {title} (Version {dataset.version}) [Data set]."
        case CitationStyle.BIBTEX:
            lines = {
                "title": f"{{{tex(title)}}}",
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
    issued = f"({_apa_date(source.published)})"
    title = source.title.rstrip(".")
    period = "" if title.endswith(("?", "!")) else "."
    parts = [f"{authors.rstrip('.')}. {issued}. {title}{period}"] if authors else [f"{title}{period} {issued}."]
    if publisher and publisher != authors:
        parts.append(f"{publisher.rstrip('.')}.")
    if source.url:
        # APA requires the retrieval date if a page has no publication date.
        parts.append(source.url if source.published else f"Retrieved {_long_date(source.retrieved)}, from {source.url}")
    return " ".join(parts)


def _apa_names(authors: tuple[str, ...]) -> str:
    """Return surnames followed by initials; names of a single word are unchanged."""
    names = []
    for author in authors:
        *first_names, family = author.split()
        initials = " ".join(f"{name[0]}." for name in first_names)
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


def _long_date(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _bibtex(source: Source, publisher: str | None) -> str:
    fields = {
        "title": f"{{{tex(source.title)}}}",
        "author": " and ".join(tex(name) for name in source.authors),
        "publisher": f"{{{tex(publisher)}}}" if publisher else "",
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
