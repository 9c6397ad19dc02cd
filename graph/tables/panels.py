"""Panels: tables with one row for each place and year, for regressions, with a codebook of their columns.

A value has three companions: its status, the claims on which it rests, and a range where the record has no point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from ..errors import QueryError
from ..graph import KnowledgeGraph
from ..loading.errors import suggestion
from ..model.records import Jurisdiction, Locality, State
from ..model.vocabulary import IdentifierScheme, Knowledge, LocalityKind, Measure, ReliefKind, Unit
from ..queries.granted_in_period import RELIEF_UNITS
from ..queries.law_indicators import LAW_INDICATORS, LawIndicator
from ..queries.place_years import Known, PlaceYear, place_years
from .table_definition import Column, Table, Type

MAX_STATA_NAME: Final = 32
"""The maximum number of characters of the name of a variable in Stata."""
_Get = Callable[[PlaceYear], object]
_DAY: Final = "the last day of the year, or that of the release of the data"
_PARTIES: Final = {"democratic": "party/democratic", "republican": "party/republican"}


def _column(name: str, type: Type, description: str, get: _Get, unit: str | None = None, **options: Any) -> Column:
    return Column(name, type, description, None, compute=lambda graph, row: get(row), unit=unit, **options)


def _known(name: str, get: Callable[[PlaceYear], Known[Any]], what: str) -> tuple[Column, Column]:
    """Return the columns of the status and the claims of a value."""
    return (
        _column(
            f"{name}_status",
            Type.TEXT,
            f"What is known of {what}.",
            lambda row: get(row).status,
            vocabulary=Knowledge,
            required=True,
        ),
        _column(
            f"{name}_claims",
            Type.TEXT,
            f"The ids of the claims on which {what} rests.",
            lambda row: tuple(claim.id for claim in get(row).claims),
        ),
    )


def _identifier(row: PlaceYear, scheme: IdentifierScheme) -> str | None:
    return next((one.value for one in row.place.identifiers if one.scheme is scheme), None)


def _fips(row: PlaceYear) -> int | None:
    geoid = _identifier(row, IdentifierScheme.GEOID)
    return None if geoid is None else int(geoid)


def _code(row: PlaceYear) -> str | None:
    state = row.graph.state_of(row.place.id)
    return state.code if state else None


def _ids(place: str) -> tuple[Column, ...]:
    geoid, wikidata = IdentifierScheme.GEOID, IdentifierScheme.WIKIDATA
    return (
        _column(place, Type.TEXT, f"The id of the {place}.", lambda row: row.place.id, required=True),
        _column("code", Type.TEXT, "The USPS code of the state.", _code, required=True),
        _column("name", Type.TEXT, f"The name of the {place}.", lambda row: row.place.name, required=True),
        _column("geoid", Type.TEXT, "The FIPS code as text, with its zeros.", lambda row: _identifier(row, geoid)),
        _column("fips", Type.INTEGER, "The FIPS code as a number, for joins with data that have lost zeros.", _fips),
        _column("wikidata", Type.TEXT, "The item in Wikidata.", lambda row: _identifier(row, wikidata)),
        _column("year", Type.INTEGER, "The year.", lambda row: row.year, "year", required=True),
        _column("day", Type.DAY, f"The last day that the row describes: {_DAY}.", lambda row: row.day, required=True),
    )


def _law(indicator: LawIndicator) -> Iterator[Column]:
    name = indicator.name

    def state(row: PlaceYear) -> Any:
        return row.laws[name]

    def since(row: PlaceYear, bound: int) -> object:
        days = row.laws[name].since
        return None if days is None else days[bound]

    law = f"a law of the state that {indicator.meaning}"
    yield _column(
        name,
        Type.BOOLEAN,
        f"Whether {law}, was in force on `day`. False only where sources date such a law otherwise; empty where none "
        "is recorded, or its days leave it open.",
        lambda row: state(row).in_force,
    )
    yield _column(
        f"{name}_earliest",
        Type.DAY,
        "The earliest day from which such a law can have been in force without a gap; empty if nothing bounds it.",
        lambda row: since(row, 0),
    )
    yield _column(
        f"{name}_latest", Type.DAY, "The latest such day; the same where a source gives it.", lambda row: since(row, 1)
    )
    yield from _known(name, state, f"`{name}`")


def _governor() -> Iterator[Column]:
    def term(row: PlaceYear) -> Any:
        value = row.governor.value
        return None if value is None else value.term

    def name_of(row: PlaceYear, id: str | None) -> str | None:
        return None if id is None else row.graph.entities[id].name

    def person(row: PlaceYear) -> str | None:
        return term(row).person if term(row) else None

    def party(row: PlaceYear) -> str | None:
        return term(row).party if term(row) else None

    def share(row: PlaceYear, bound: str) -> object:
        return getattr(row.governor.value, bound, None)

    yield _column(
        "governor",
        Type.TEXT,
        "The id of the person who was governor for the largest share of the year up to `day`; of the District of "
        "Columbia the mayor.",
        person,
    )
    yield _column("governor_name", Type.TEXT, "The name of that person.", lambda row: name_of(row, person(row)))
    yield _column("governor_party", Type.TEXT, "The id of the party of that person.", party)
    for bound, word in (("low", "least"), ("high", "largest")):
        yield _column(
            f"governor_share_{bound}",
            Type.NUMBER,
            f"The {word} share of the days from 1 January to `day` that the term of that person can cover.",
            lambda row, bound=bound: share(row, bound),  # type: ignore[misc] # a default binds the loop's value
            "share, 0 to 1",
        )
    yield from _known("governor", lambda row: row.governor, "the governor")
    for word, id in _PARTIES.items():
        yield from _party_share(word, id)


def _party_share(word: str, party: str) -> Iterator[Column]:
    def known(row: PlaceYear) -> Known[Any]:
        return row.party_share(party)

    for bound, most in (("low", "least"), ("high", "largest")):
        yield _column(
            f"{word}_share_{bound}",
            Type.NUMBER,
            f"The {most} share of the days from 1 January to `day` on which a {word.capitalize()} can have been "
            "governor.",
            lambda row, bound=bound: getattr(known(row).value, bound, None),  # type: ignore[misc] # as above
            "share, 0 to 1",
        )
    yield from _known(f"{word}_share", known, "this share")


def granted_name(kind: ReliefKind | None, unit: Unit, *, by_end: bool) -> str:
    """Return the first part of the names of the columns of what was granted of a kind, or of any, in a unit."""
    return f"{'cum_' if by_end else ''}{kind or 'clemency'}_{unit}"


def _granted(kind: ReliefKind | None, unit: Unit, *, by_end: bool) -> Iterator[Column]:
    def known(row: PlaceYear) -> Known[Any]:
        return row.granted_of(kind, unit, by_end=by_end)

    def bound(row: PlaceYear, name: str) -> object:
        value = known(row).value
        return None if value is None else getattr(value.interval, name)

    name = granted_name(kind, unit, by_end=by_end)
    when = "by `day`, of all years" if by_end else "in the year, up to `day`"
    what = f"{kind}" if kind else "clemency of any kind"
    yield _column(
        f"{name}_low",
        Type.INTEGER,
        f"At least so many {unit} were granted {what} {when}, in the place and its localities.",
        lambda row: bound(row, "low"),
        unit.value,
    )
    yield _column(
        f"{name}_high",
        Type.INTEGER,
        "At most so many, by the actions of the record; empty if open.",
        lambda row: bound(row, "high"),
        unit.value,
    )
    yield from _known(name, known, "the number")


def _uptake() -> Iterator[Column]:
    def rates(row: PlaceYear) -> list[Any]:
        return [one.rates.rate for one in row.uptake.value or ()]

    programs = "the programs of the place whose count of the granted is surely of a day in the year"
    yield _column(
        "uptake_low",
        Type.NUMBER,
        f"The least rate of uptake, granted by eligible, of {programs}.",
        lambda row: min((one.low for one in rates(row)), default=None),
        "share, 0 to 1",
    )
    yield _column(
        "uptake_high",
        Type.NUMBER,
        "The largest rate of uptake of them. With several programs the two are no bounds of a joint rate.",
        lambda row: max((one.high for one in rates(row)), default=None),
        "share, 0 to 1",
    )
    yield _column(
        "uptake_programs",
        Type.INTEGER,
        "The number of rates: one for each program and unit; empty if none is recorded.",
        lambda row: len(rates(row)) or None,
        "rates",
    )
    yield from _known("uptake", lambda row: row.uptake, "uptake")


def _measure(measure: Measure, unit: str) -> Iterator[Column]:
    name = measure.value

    def value(row: PlaceYear, field: str) -> object:
        return getattr(row.measure(measure), field, None)

    def status(row: PlaceYear) -> Knowledge:
        return Knowledge.NOT_LOOKED_FOR if row.measure(measure) is None else Knowledge.VALUE

    yield _column(name, Type.INTEGER, measure.definition, lambda row: value(row, "value"), unit)
    if measure is not Measure.POPULATION:
        yield _column(
            f"{name}_reporting",
            Type.INTEGER,
            "The share of agencies that reported; empty if unknown.",
            lambda row: value(row, "reporting_percent"),
            "percent",
        )
    yield _column(
        f"{name}_status", Type.TEXT, f"What is known of `{name}`.", status, vocabulary=Knowledge, required=True
    )
    yield _column(
        f"{name}_source",
        Type.TEXT,
        f"The id of the source of `{name}`: series rest on sources, not on claims.",
        lambda row: value(row, "source"),
    )


def _all_granted() -> Iterator[Column]:
    for by_end in (False, True):
        for kind in (None, *ReliefKind):
            for unit in RELIEF_UNITS:
                yield from _granted(kind, unit, by_end=by_end)


def _years(graph: KnowledgeGraph, type: type[Jurisdiction], kind: LocalityKind | None = None) -> tuple[PlaceYear, ...]:
    places = graph.of_type(type)
    return tuple(place_years(graph, (one for one in places if kind in (None, getattr(one, "kind", None)))))


_ISO: Final = _column(
    "iso_3166_2",
    Type.TEXT,
    "The code in ISO 3166-2.",
    lambda row: _identifier(row, IdentifierScheme.ISO_3166_2),
)
_MEASURES: Final = tuple(_measure(Measure.POPULATION, "people"))

STATE_YEAR: Final = Table(
    "state-year",
    "A state, the District of Columbia or a territory in a year, from 1996 on, its localities included.",
    (
        *_ids("state"),
        _ISO,
        *(column for one in LAW_INDICATORS for column in _law(one)),
        *_governor(),
        *_all_granted(),
        *_uptake(),
        *_MEASURES,
        *_measure(Measure.POSSESSION_ARRESTS, "arrests"),
    ),
    ("state", "year"),
    lambda graph: graph.cached(_years, State),
)
COUNTY_YEAR: Final = Table(
    "county-year",
    "A county that the record has, in a year, from 1996 on: what the county itself did, without its state and cities.",
    (*_ids("county"), *_all_granted(), *_uptake(), *_MEASURES),
    ("county", "year"),
    lambda graph: graph.cached(_years, Locality, LocalityKind.COUNTY),
)
PANELS: Final = {one.name: one for one in (STATE_YEAR, COUNTY_YEAR)}
"""Every panel, by its name."""


def panel_table(name: str, states: Iterable[str] | None = None) -> Table:
    """Return the table of a panel, of all places or of those in some states.

    Parameters
    ----------
    name
        The name of one of `PANELS`.
    states
        The USPS codes of the states, in any case; all if omitted.

    Raises
    ------
    QueryError
        If there is no such panel, or, of its rows, no such state.
    """
    if name not in PANELS:
        hint = suggestion(name, PANELS)
        raise QueryError(f"there is no panel {name!r}{hint or ';'} panels are {', '.join(PANELS)}.")
    table = PANELS[name]
    if states is None:
        return table
    codes = frozenset(code.upper() for code in states)
    return replace(table, records=lambda graph: _in_states(graph, table, codes))


def _in_states(graph: KnowledgeGraph, table: Table, codes: frozenset[str]) -> Iterator[PlaceYear]:
    for code in sorted(codes):
        if graph.state(code) is None:
            raise QueryError(f"no state has the code {code!r}; write a USPS code, such as NV.")
    return (row for row in table.records(graph) if _code(row) in codes)


def stata_name(name: str) -> str:
    """Return the name of a column as a variable of Stata: `convictions` is `conv` where it would be too long.

    Examples
    --------
    >>> stata_name("cum_resentencing_convictions_high")
    'cum_resentencing_conv_high'
    """
    return name if len(name) <= MAX_STATA_NAME else name.replace("convictions", "conv")


def codebook(table: Table) -> list[dict[str, str]]:
    """Return one row for each column: its name, that in Stata, its type, unit, possible values, and meaning."""
    return [
        {
            "column": column.name,
            "stata": stata_name(column.name),
            "type": column.type.value,
            "unit": column.unit or "",
            "values": ", ".join(column.vocabulary) if column.vocabulary else "",
            "meaning": column.description,
        }
        for column in table.columns
    ]
