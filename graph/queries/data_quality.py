"""The report on the quality of the data, in Markdown: faults, days, reprints, coverage, identifiers, duties, uptake."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from textwrap import fill
from typing import Final

from ..graph import KnowledgeGraph
from ..model.external_identifiers import FORMS
from ..model.law_requirement_vocabulary import DutyStatus
from ..model.records import ClemencyAction, Jurisdiction, Law, Locality, Source
from ..model.vocabulary import SourceKind, Stage, UptakeGap
from .coverage_report import identifier_report, report
from .data_fault_kinds import FAULT_KINDS
from .duties import duties
from .page_types import PageType, page_type
from .program_uptake import uptake_of_programs
from .reprints import text_of, texts_of

PRECISION: Final = {10: "day", 7: "month", 4: "year"}
"""The precision of a partial date by its length."""

_KEPT: Final = frozenset(("FAQ", "Wikipedia,"))
"""Words that begin a definition and keep their capitals within a sentence."""


def data_quality(graph: KnowledgeGraph) -> str:
    """Return the report on the quality of the data, in Markdown.

    Parameters
    ----------
    graph
        The graph. The report depends on its data alone, not on the day on which it is made.

    Returns
    -------
    str
        One section with a table for each: faults, days of publication, reprints, coverage, identifiers, duties and
        uptake.

    Examples
    --------
    >>> data_quality(load()).splitlines()[0]
    '# The quality of the data'
    """
    parts = (_faults, _days, _reprints, _coverage, _identifiers, _duties, _uptake)
    counts = f"{len(graph.entities):,} entities, {len(graph.claims):,} claims, {len(graph.of_type(Source)):,} sources"
    head = _paragraph(
        f"State of {graph.dataset.released}: {counts}. This page is generated from the data files. The terms "
        "are in [the codebook](codebook.md); how totals are made is in [the method](method.md)."
    )
    return "".join(("# The quality of the data\n\n", head, *("".join(part(graph)) for part in parts)))


def _faults(graph: KnowledgeGraph) -> Iterator[str]:
    yield "\n## Faults\n\n"
    yield _paragraph(
        "`clemency-graph check` refuses data with a fault of the first table, with file, line and field: nothing is "
        "loaded until it is corrected, or explained where the rule allows that. The number of those that the data "
        "explain is under *explained*."
    )
    yield "\n"
    rows = []
    for kind in FAULT_KINDS:
        if kind.refused:
            explained = str(len(set(kind.find(graph)))) if kind.find else "none allowed"
            rows.append((kind.fault, f"`{kind.module}`", "0", explained, kind.reason))
    yield from _table(("fault", "rule", "found now", "explained", "why they are left"), rows)
    yield "\n"
    yield _paragraph(
        "The second table counts what a rule finds and a person has to judge. `clemency-graph check --report` prints "
        "the same counts."
    )
    yield "\n"
    reported = [
        (one.fault, f"`{one.module}`", _count(one.find(graph)), one.reason)
        for one in FAULT_KINDS
        if one.find and not one.refused
    ]
    yield from _table(("fault", "rule", "found now", "why they are left, or what is done"), reported)


def _days(graph: KnowledgeGraph) -> Iterator[str]:
    originals = {one.reprint_of for one in graph.of_type(Source)}
    sources = [one for one in graph.of_type(Source) if one.id not in originals or graph.said_by(one.id)]
    undated = [one for one in sources if one.published is None]
    bounded = sum(one.not_after is not None for one in undated)
    unread = len(graph.of_type(Source)) - len(sources)
    yield "\n## Days of publication\n\n"
    yield _paragraph(
        f"{len(undated):,} of the {len(sources):,} pages that were read ({_percent(len(undated), len(sources))}) have "
        f"no day, month or year of publication. {bounded:,} of these have a `not_after`, the day by which they were "
        "surely published. Encyclopedias, collections, listings, guides and profiles change without notice: most of "
        f"them have no day of publication to be found. {unread:,} more sources are the originals of copies, of which "
        "no claim is taken; they are not counted here."
    )
    yield "\n"
    yield from _table(
        ("kind of source", "pages", "day", "month", "year", "undated", "share", "of these with a bound"),
        [_day_row(kind.value.replace("_", " "), [one for one in sources if one.kind is kind]) for kind in SourceKind],
    )
    by_type: defaultdict[PageType, list[Source]] = defaultdict(list)
    for one in sources:
        by_type[page_type(one)].append(one)
    yield "\nBy the type of the page, as its kind, title and address tell:\n\n"
    yield from _table(
        ("type of page", "pages", "day", "month", "year", "undated", "share", "of these with a bound"),
        [_day_row(f"{type.value}: {_lower(type.definition)}", by_type[type]) for type in PageType],
    )


def _day_row(label: str, sources: Sequence[Source]) -> tuple[str, ...]:
    precise = Counter(PRECISION[len(one.published)] for one in sources if one.published is not None)
    undated = [one for one in sources if one.published is None]
    counts = (len(sources), precise["day"], precise["month"], precise["year"], len(undated))
    bounded = sum(one.not_after is not None for one in undated)
    return label, *(f"{count:,}" for count in counts), _percent(len(undated), len(sources)), f"{bounded:,}"


def _reprints(graph: KnowledgeGraph) -> Iterator[str]:
    sources = graph.of_type(Source)
    reprints = [one for one in sources if one.reprint_of is not None]
    originals = Counter(text_of(graph.entities, one.id) for one in reprints)
    yield "\n## Reprints\n\n"
    yield _paragraph(
        f"{len(reprints):,} sources are marked as reprints of {len(originals):,} texts. A reprint is no second "
        "witness: it is last among claims that are equal otherwise, and counts as one text with its original."
    )
    yield "\n"
    texts = Counter(_few(len(texts_of(graph, action))) for action in graph.of_type(ClemencyAction))
    laws = Counter(_few(len(texts_of(graph, law))) for law in graph.of_type(Law))
    rows = [(label, f"{texts[label]:,}", f"{laws[label]:,}") for label in ("1", "2", "3", "4 or more")]
    yield from _table(("texts that attest it", "actions", "laws"), rows)


def _few(count: int) -> str:
    return str(count) if count < 4 else "4 or more"


def _coverage(graph: KnowledgeGraph) -> Iterator[str]:
    rows = report(graph)
    places = {row.id: graph.entities[row.id] for row in rows}
    within: defaultdict[str, list[Locality]] = defaultdict(list)
    for place in places.values():
        if isinstance(place, Locality) and place.parent is not None:
            within[place.parent].append(place)
    yield "\n## Coverage\n\n"
    yield _paragraph(
        "The table says what was researched and found, and the day of the last search. *None found* means that it was "
        "looked for. The note of a place's coverage says what a search did not find."
    )
    yield "\n"
    found = []
    for row in sorted(rows, key=lambda row: row.name):
        place = places[row.id]
        if isinstance(place, Jurisdiction) and not isinstance(place, Locality):
            local = within[row.id]
            days = sorted(one.coverage.checked for one in local)
            span = "" if not days else f"{days[0]}" if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
            status = (row.pardons, row.expungements, place.coverage.laws)
            words = (str(one).replace("_", " ") for one in status)
            cells = (str(row.actions), str(row.laws), str(row.sources), str(row.checked))
            found.append((row.name, *words, *cells, str(len(local) or ""), span))
    header = ("place", "pardons", "expungements", "laws", "actions", "laws in it", "sources", "researched")
    yield from _table((*header, "cities and counties", "researched"), found)


def _identifiers(graph: KnowledgeGraph) -> Iterator[str]:
    yield "\n## Identifiers\n\n"
    yield "How many entities of each type have an identifier in another dataset. None is guessed.\n\n"
    rows = [
        (
            one.type.value,
            FORMS[one.scheme].label,
            f"{one.identified:,}",
            f"{one.entities:,}",
            _percent(one.identified, one.entities),
        )
        for one in identifier_report(graph)
    ]
    yield from _table(("type", "identifier", "have it", "of", "share"), rows)


def _duties(graph: KnowledgeGraph) -> Iterator[str]:
    on = graph.dataset.released
    found = duties(graph, on)
    laws = {duty.law for duty in found}
    places = {law.jurisdiction for law in graph.of_type(Law) if law.id in laws}
    yield "\n## Duties\n\n"
    yield f"{len(found):,} duties with a day, of {len(laws):,} laws in {len(places):,} jurisdictions, as of {on}.\n\n"
    counts = Counter(duty.status(on) for duty in found)
    rows = [(status.value, _lower(status.definition), f"{counts[status]:,}") for status in DutyStatus]
    yield from _table(("status", "meaning", "duties"), rows)


def _uptake(graph: KnowledgeGraph) -> Iterator[str]:
    rows = uptake_of_programs(graph, graph.of_type(ClemencyAction))
    found = [one for one in rows if one.at(Stage.ELIGIBLE)]
    programs = {one.action.id for one in found}
    rated = {one.action.id for one in found if one.rates.rate is not None}
    yield "\n## Uptake\n\n"
    yield _paragraph(
        f"The eligible are counted in {len(programs):,} programs. The rate of {len(rated):,} of them can be told. The "
        "table counts the reasons why a measure cannot be told, by program and unit."
    )
    yield "\n"
    gaps = Counter(gap for one in found for gap in one.rates.gaps)
    reasons = [(f"`{gap.name}`", _lower(gap.definition), f"{gaps[gap]:,}") for gap in UptakeGap]
    yield from _table(("code", "reason", "rows"), reasons)


def _paragraph(text: str) -> str:
    return f"{fill(text, 120, break_long_words=False, break_on_hyphens=False)}\n"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |\n| {' | '.join('---' for _ in header)} |\n"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |\n"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "none"


def _count(found: Iterable[str]) -> str:
    return f"{len(set(found)):,}"


def _lower(sentence: str) -> str:
    """Return a definition as the end of a table cell: without its capital, unless a name begins it, and its period."""
    first = sentence.partition(" ")[0]
    text = sentence.removesuffix(".")
    return text if first in _KEPT else text[:1].lower() + text[1:]
