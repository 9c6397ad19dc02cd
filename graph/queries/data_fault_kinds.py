"""The kinds of faults in the data: the rule that finds each, and the reason why a reported fault may stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from ..graph import KnowledgeGraph
from ..model.law_requirement_vocabulary import DutyStatus
from ..model.law_requirements import is_relief
from ..model.records import Claim, ClemencyAction, Jurisdiction, Law, Source
from ..model.vocabulary import ExclusionCode, Knowledge, Rank, Stage, TotalDimension
from .claim_wording import counts_records, dated_after_page, figures_in_words, worded_as_future
from .conflicts import conflicts
from .duties import duties
from .facts_from_records import relations_of
from .overlap_errors import undeclared_figures
from .reported_days import reported_days
from .reprints import texts_of
from .totals import totals
from .undated_relief import undated_relief

Rule: TypeAlias = Callable[[KnowledgeGraph], Iterable[str]]


@dataclass(frozen=True, slots=True)
class FaultKind:
    """A kind of fault that a rule finds.

    Attributes
    ----------
    fault : str
        The fault, in words.
    module : str
        The module that holds the rule, by its path.
    refused : bool
        `clemency-graph check` refuses data that have it, unless they explain it.
    find : callable
        Returns the ids of what has it: of a refused kind those that the data explain, of another kind all.
    reason : str
        Why those are left, or what is done about them.
    """

    fault: str
    module: str
    refused: bool = True
    find: Rule | None = None
    reason: str = ""


def _explained(rule: Callable[[KnowledgeGraph, Claim], bool]) -> Rule:
    return lambda graph: [claim.id for claim in graph.claims.values() if claim.inference and rule(graph, claim)]


def _worded_as_future(graph: KnowledgeGraph, claim: Claim) -> bool:
    return claim.about.startswith("action/") and worded_as_future(claim)


def _dated_after_page(graph: KnowledgeGraph, claim: Claim) -> bool:
    source = graph.entities[claim.source]
    return isinstance(source, Source) and dated_after_page(claim, source)


def _counts_records(graph: KnowledgeGraph, claim: Claim) -> bool:
    action = graph.entities[claim.about]
    return isinstance(action, ClemencyAction) and counts_records(action, claim)


def _figures_in_words(graph: KnowledgeGraph) -> list[str]:
    return [claim.id for action in graph.of_type(ClemencyAction) for claim in figures_in_words(action)]


def _open_conflicts(graph: KnowledgeGraph) -> list[str]:
    return [conflict.id for conflict in conflicts(graph) if conflict.open and not conflict.days_differ]


def _reported_days(graph: KnowledgeGraph) -> list[str]:
    actions = graph.cached(relations_of).actions.values()
    return [day.id for action in actions for day, _ in reported_days(action.kind, action.claims)]


def _undeclared(graph: KnowledgeGraph) -> list[str]:
    return [claim.id for claim in undeclared_figures(graph.cached(relations_of))]


def _contradictions(graph: KnowledgeGraph) -> list[str]:
    actions: Sequence[ClemencyAction] = graph.of_type(ClemencyAction)
    rows = (row for stage in Stage for row in totals(graph, actions, (TotalDimension.STATE,), stage))
    found = (one.claim.id for row in rows for one in row.excluded if one.code is ExclusionCode.CONTRADICTION)
    return sorted(set(found))


def _one_text(graph: KnowledgeGraph) -> list[str]:
    return [action.id for action in graph.of_type(ClemencyAction) if len(texts_of(graph, action)) == 1]


def _nobody_acted(graph: KnowledgeGraph) -> list[str]:
    return [action.id for action in graph.of_type(ClemencyAction) if not action.actors]


def _not_looked_for(graph: KnowledgeGraph) -> list[str]:
    places = (one for one in graph.entities.values() if isinstance(one, Jurisdiction))
    return [
        place.id
        for place in places
        if Knowledge.NOT_LOOKED_FOR in (place.coverage.pardons, place.coverage.expungements, place.coverage.laws)
    ]


def _checked_in_an_earlier_year(graph: KnowledgeGraph) -> list[str]:
    places = (one for one in graph.entities.values() if isinstance(one, Jurisdiction))
    return [place.id for place in places if place.coverage.checked.year < graph.dataset.released.year]


def _undated_relief(graph: KnowledgeGraph) -> list[str]:
    laws = graph.of_type(Law)
    return [
        f"{law.id} {index}" for law in laws for index in undated_relief(law.effective or law.enacted, law.provisions)
    ]


def _without_disposition(graph: KnowledgeGraph) -> list[str]:
    return [
        f"{law.id} {index}"
        for law in graph.of_type(Law)
        for index, one in enumerate(law.provisions)
        if one.disposition is None and is_relief(one.effect)
    ]


def _overdue(graph: KnowledgeGraph) -> list[str]:
    return [f"{duty.law} {duty.key}" for duty in duties(graph, graph.dataset.released, [DutyStatus.OVERDUE])]


def _copies_without_original(graph: KnowledgeGraph) -> list[str]:
    return [one.id for one in graph.of_type(Source) if "original is not known" in (one.caution or "")]


def _without_a_bound(graph: KnowledgeGraph) -> list[str]:
    return [one.id for one in graph.of_type(Source) if one.published is None and one.not_after is None]


def _deprecated(graph: KnowledgeGraph) -> list[str]:
    return [claim.id for claim in graph.claims.values() if claim.rank is Rank.DEPRECATED]


FAULT_KINDS: Final = (
    FaultKind("A file that is no data file, or in the wrong place", "graph/loading/loader.py"),
    FaultKind("YAML that cannot be read, or a key that is given twice", "graph/loading/yaml_reader.py"),
    FaultKind("A key, a value or a bound that no file can have", "graph/loading/validation.py"),
    FaultKind(
        "A reference to nothing, a repeated claim, terms that overlap, a law or an action without a stage or status, "
        "coverage that says otherwise than the data",
        "graph/loading/cross_checks.py",
    ),
    FaultKind(
        "A claim that describes a day after its page, a signer or decider who held no office, more granted than "
        "eligible without a note, data that were lost",
        "graph/loading/check_records.py",
    ),
    FaultKind(
        "A stage before the one that precedes it, a preferred figure without a day, a best figure that hides a larger "
        "one which may be later or a count of what it leaves open, a figure of a series of one action, a program of a "
        "state that granted nothing though one of its places did so under it",
        "graph/loading/action_checks.py",
    ),
    FaultKind(
        "A release in the history that cannot be read, or of a day before an earlier one",
        "graph/loading/release_history_reader.py",
    ),
    FaultKind("Actions that are part of each other, or part of two separate ones", "graph/loading/overlap_checks.py"),
    FaultKind("A series out of order, or with a value that cannot be right", "graph/loading/series_checks.py"),
    FaultKind(
        "An outcome of a duty that the law does not have, relief that begins later than its law without its day, "
        "automatic relief without a day where other relief of the law, or by a note the law itself, begins later",
        "graph/loading/duty_checks.py",
    ),
    FaultKind(
        "A waiting period or a fee of a provision without a requirement of the law, a waiting period that says "
        "that there is none",
        "graph/loading/requirement_checks.py",
    ),
    FaultKind(
        "A provision said to be of convictions alone, or of other cases alone, whose scope names both or the other",
        "graph/loading/disposition_checks.py",
    ),
    FaultKind("An earlier id that leads to nothing, or is still in use", "graph/loading/moved_id_checks.py"),
    FaultKind(
        "An identifier of the wrong form or place, or that two entities share",
        "graph/loading/external_identifier_checks.py",
    ),
    FaultKind(
        "Something done that is worded as something to come",
        "graph/loading/wording_checks.py",
        find=_explained(_worded_as_future),
        reason="The inference of each says that it was done",
    ),
    FaultKind(
        "Something done on a day after the publication of its page",
        "graph/loading/wording_checks.py",
        find=_explained(_dated_after_page),
        reason="The page was brought up to date, or told the day ahead: the inference says which",
    ),
    FaultKind(
        "Pardons that are counted in records",
        "graph/loading/wording_checks.py",
        find=_explained(_counts_records),
        reason="The inference of each says what its page counts",
    ),
    FaultKind(
        "A day of a grant on which it was only reported how much had been done by then",
        "graph/queries/reported_days.py",
        find=_reported_days,
        reason="The note of each says that all was done on that day, or began on it",
    ),
    FaultKind("An organization that decided without the power to", "graph/loading/wording_checks.py"),
    FaultKind("Fewer than a number, recorded as up to one", "graph/loading/wording_checks.py"),
    FaultKind("A name that is worded as something else", "graph/loading/wording_checks.py"),
    FaultKind("A scope that is worded as something that happened", "graph/loading/wording_checks.py"),
    FaultKind(
        "A copy of a text that names no original",
        "graph/loading/reprint_checks.py",
        find=_copies_without_original,
        reason="The page names no original, and none was found: its caution says so",
    ),
    FaultKind(
        "A person without a public part, or a statement about the record of a person", "graph/loading/person_checks.py"
    ),
    FaultKind(
        "A running total, or a number of the eligible, in a series that does not declare what it covers",
        "graph/queries/overlap_errors.py",
        refused=False,
        find=_undeclared,
        reason="The page does not say; such a figure may count every round, and gives no rate",
    ),
    FaultKind(
        "A whole whose figure is below the sum of its parts",
        "graph/queries/totals.py",
        refused=False,
        find=_contradictions,
        reason="Sources contradict each other; totals count the whole as if it overlapped its parts",
    ),
    FaultKind(
        "Sources that disagree, of which no claim is deprecated",
        "graph/queries/conflicts.py",
        refused=False,
        find=_open_conflicts,
        reason="All claims are kept; the order of claims says which one is used, and `conflicts` lists them",
    ),
    FaultKind(
        "A number in the words of a claim that is no figure",
        "graph/queries/claim_wording.py",
        refused=False,
        find=_figures_in_words,
        reason="It counts other offenses, two places together, what was left undone, or what relief meant for those "
        "who are counted: no figure of the action",
    ),
    FaultKind(
        "An action that one text alone attests",
        "graph/queries/reprints.py",
        refused=False,
        find=_one_text,
        reason="No second text was found; a reprint is the same text",
    ),
    FaultKind(
        "An action that names nobody who acted",
        "graph/queries/data_fault_kinds.py",
        refused=False,
        find=_nobody_acted,
        reason="Its pages name none: relief by the law itself or on petition, or a refusal without the power to grant",
    ),
    FaultKind(
        "Relief by law of which no source says whether it is of convictions or of other cases",
        "graph/queries/data_fault_kinds.py",
        refused=False,
        find=_without_disposition,
        reason="Its pages speak of records or offenses only; a filter by `disposition` counts it as uncertain",
    ),
    FaultKind(
        "A page without a day of publication or a bound of it",
        "graph/queries/page_types.py",
        refused=False,
        find=_without_a_bound,
        reason="See Days of publication; `knownAt` counts it as known from the day on which it was read",
    ),
    FaultKind(
        "A duty whose day has passed, without a claim of its outcome",
        "graph/queries/duties.py",
        refused=False,
        find=_overdue,
        reason="It may have been fulfilled; no page that was read says so",
    ),
    FaultKind(
        "Relief on request without a day of its own in a law of which other relief begins later",
        "graph/queries/undated_relief.py",
        refused=False,
        find=_undated_relief,
        reason="No page that was read gives its day: it counts as in force from the day of the law",
    ),
    FaultKind(
        "A place of which a part was not researched",
        "graph/queries/coverage_report.py",
        refused=False,
        find=_not_looked_for,
        reason="To be researched",
    ),
    FaultKind(
        "A place that was last researched in an earlier year than that of the release",
        "graph/queries/coverage_report.py",
        refused=False,
        find=_checked_in_an_earlier_year,
        reason="To be researched again",
    ),
    FaultKind(
        "A claim that is known to be wrong or superseded",
        "graph/queries/claim_ranking.py",
        refused=False,
        find=_deprecated,
        reason="Kept with its reason, and never used",
    ),
)
"""Every kind: first those that `clemency-graph check` refuses, then those that it reports."""
