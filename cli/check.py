"""The command `check`: validate a data folder, and report its coverage."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from ..graph import KnowledgeGraph, load
from ..graph.model.vocabulary import Rank
from .output import add_extra


def add(commands: Any) -> None:
    """Add the command to the parser."""
    check = commands.add_parser("check", help="list all errors in a data folder")
    check.add_argument("folder", nargs="?", type=Path, help="a data folder (default: the data of the package)")
    check.add_argument("--report", action="store_true", help="also print the coverage, and what is not declared")
    add_extra(check)
    check.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Load the data, which raises an error that lists all problems, and print their size."""
    graph = load(arguments.folder, arguments.extra)
    if graph.dataset.extra:
        _print_additions(graph)
    if arguments.report:
        _print_report(graph)
    print(f"{len(graph.entities)} entities, {len(graph.terms)} terms, {len(graph.claims)} claims: no problem")
    return 0


def _print_additions(graph: KnowledgeGraph) -> None:
    """Print what extra folders add, and which of their claims precede those of the record."""
    entities = [one for one in graph.entities.values() if one.origin]
    claims = [one for one in graph.claims.values() if one.origin]
    for one in entities:
        print(f"{one.id}: added by {one.origin}")
    for claim in claims:
        if claim.rank is Rank.PREFERRED and graph.entities[claim.about].origin is None:
            print(f"{claim.about}: {claim.stated!r} of {claim.origin} is preferred: {claim.rank_reason}")
    print(f"{', '.join(graph.dataset.extra)}: {len(entities)} entities and {len(claims)} claims are added")


def _print_report(graph: KnowledgeGraph) -> None:
    from ..graph.model.external_identifiers import FORMS
    from ..graph.queries.conflicts import conflicts
    from ..graph.queries.coverage_report import Row, identifier_report, report
    from ..graph.queries.data_fault_kinds import FAULT_KINDS
    from ..graph.queries.facts_from_records import relations_of
    from ..graph.queries.overlap_errors import undeclared_figures

    rows = [tuple(name.replace("_", " ") for name in Row._fields), *(tuple(map(str, row)) for row in report(graph))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell.rjust(width) if cell.isdecimal() else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        )
        print("  ".join(cells).rstrip())
    for one in identifier_report(graph):
        print(f"{one.type}: {one.identified} of {one.entities} have an identifier of {FORMS[one.scheme].label}")
    counts = Counter(entity.type.value for entity in graph.entities.values())
    summary = ", ".join(f"{count} of type {kind}" for kind, count in sorted(counts.items()))
    undeclared = undeclared_figures(graph.cached(relations_of))
    for claim in undeclared:
        print(f"{claim.action}: {graph.claims[claim.id].stated!r} ({claim.id}) does not declare what it covers")
    print(f"{len(undeclared)} figures in a series do not declare whether they cover their round or the series")
    for kind in FAULT_KINDS:
        if kind.find and not kind.refused:
            print(f"{len(set(kind.find(graph)))} found: {kind.fault[:1].lower()}{kind.fault[1:]}")
    print(f"{summary}; {len(conflicts(graph))} disagreements between sources")
