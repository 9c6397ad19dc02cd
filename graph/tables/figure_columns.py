"""The columns of a figure: of a claim that states one, and of an action with its best figure."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Final

from ..graph import KnowledgeGraph
from ..model.records import Claim, ClemencyAction, Source
from ..model.vocabulary import Covers, Extent, Qualifier, Unit
from ..queries.facts_from_records import count_of
from ..queries.main_stage import figure_of
from ..queries.number_intervals import count_as_interval
from .table_definition import Column, Type, computed_column, term_column

_COUNTS_LOW: Final = (
    "The least as which the figure counts in totals: a number stated as 'about' is widened by its rounding."
)
_COUNTS_HIGH: Final = "The most as which the figure counts in totals; empty if no upper bound is stated."


def _counts_low(claim: Claim) -> int | None:
    return count_as_interval(count_of(claim.quantity)).low if claim.quantity else None


def _counts_high(claim: Claim) -> int | None:
    return count_as_interval(count_of(claim.quantity)).high if claim.quantity else None


FIGURE_OF_CLAIM: Final = (
    Column("low", Type.INTEGER, "The lower bound of a figure; empty if none is stated.", "quantity.low"),
    Column("high", Type.INTEGER, "The upper bound of a figure; empty if none is stated.", "quantity.high"),
    term_column("qualifier", Qualifier, "The precision of the figure.", "quantity.qualifier"),
    term_column("unit", Unit, "The unit of the figure; units are never converted.", "quantity.unit"),
    Column("cumulative", Type.BOOLEAN, "True if the figure is a running total.", "quantity.cumulative"),
    Column("since", Type.PARTIAL, "The first day of the counted period, if not that of the action.", "quantity.since"),
    term_column("extent", Extent, "How much of what it covers the figure counts.", "quantity.extent"),
    term_column("covers", Covers, "Whether the figure counts one action or a series of rounds.", "quantity.covers"),
    computed_column("counts_low", Type.INTEGER, _COUNTS_LOW, lambda graph, claim: _counts_low(claim)),
    computed_column("counts_high", Type.INTEGER, _COUNTS_HIGH, lambda graph, claim: _counts_high(claim)),
)
"""The columns of a claim; all are empty if it states no figure."""


def _of_figure(get: Callable[[Claim], object]) -> Callable[[KnowledgeGraph, ClemencyAction], object]:
    """Return a function that gets a value of the best figure of an action; None if there is none."""

    def compute(graph: KnowledgeGraph, action: ClemencyAction) -> object:
        claim = figure_of(graph, action)
        return None if claim is None else get(claim)

    return compute


def _source_url(graph: KnowledgeGraph, action: ClemencyAction) -> str | None:
    claim = figure_of(graph, action)
    source = graph.entities[claim.source] if claim else None
    return source.url if isinstance(source, Source) else None


FIGURE_OF_ACTION: Final = (
    computed_column(
        "figure",
        Type.TEXT,
        "The claim that states the best figure of the act; empty if there is none.",
        _of_figure(attrgetter("id")),
        references="claims",
    ),
    computed_column("stated", Type.TEXT, "The statement of that claim.", _of_figure(attrgetter("stated"))),
    computed_column(
        "low",
        Type.INTEGER,
        "The lower bound of the figure; empty if none is stated.",
        _of_figure(attrgetter("quantity.low")),
    ),
    computed_column(
        "high",
        Type.INTEGER,
        "The upper bound of the figure; empty if none is stated.",
        _of_figure(attrgetter("quantity.high")),
    ),
    computed_column(
        "qualifier",
        Type.TEXT,
        "The precision of the figure.",
        _of_figure(attrgetter("quantity.qualifier")),
        vocabulary=Qualifier,
    ),
    computed_column(
        "unit", Type.TEXT, "The unit of the figure.", _of_figure(attrgetter("quantity.unit")), vocabulary=Unit
    ),
    computed_column(
        "cumulative",
        Type.BOOLEAN,
        "True if the figure is a running total.",
        _of_figure(attrgetter("quantity.cumulative")),
    ),
    computed_column(
        "as_of",
        Type.PARTIAL,
        "The day as of which the figure holds; empty if none is stated.",
        _of_figure(attrgetter("as_of")),
    ),
    computed_column(
        "since",
        Type.PARTIAL,
        "The first day of the counted period; empty if it starts with the action.",
        _of_figure(attrgetter("quantity.since")),
    ),
    computed_column(
        "extent",
        Type.TEXT,
        "How much of the action the figure counts; a part is a lower bound only.",
        _of_figure(attrgetter("quantity.extent")),
        vocabulary=Extent,
    ),
    computed_column(
        "covers",
        Type.TEXT,
        "What the figure counts; empty: this action alone, or in a series not declared for a running total or the "
        "eligible.",
        _of_figure(attrgetter("quantity.covers")),
        vocabulary=Covers,
    ),
    computed_column("counts_low", Type.INTEGER, _COUNTS_LOW, _of_figure(_counts_low)),
    computed_column("counts_high", Type.INTEGER, _COUNTS_HIGH, _of_figure(_counts_high)),
    computed_column(
        "source", Type.TEXT, "The source of the figure.", _of_figure(attrgetter("source")), references="sources"
    ),
    computed_column("source_url", Type.TEXT, "The URL of the source.", _source_url),
)
"""The columns of an action: those of the best figure of its act; all are empty if there is none."""
