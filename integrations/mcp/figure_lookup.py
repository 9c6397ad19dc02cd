"""The answer that leads what `find` finds: the figures that a question asks for, or why there are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from ...graph import KnowledgeGraph
from ...graph.model.dates import PartialDate
from ...graph.model.records import Claim, ClemencyAction, Jurisdiction, Person
from ...graph.model.vocabulary import ClaimProperty, Covers, Extent, Knowledge, Rank, Stage, Unit
from ...graph.queries import main_stage
from ...graph.queries.record_indexes import actions as all_actions
from ...graph.queries.total import Total
from ...graph.queries.totals import totals
from ...graph.text_check.resolution import figure_index
from ...web.pages import numbers
from ...web.pages.total_sentences import leading_totals
from .absence import Absence, absent_figure, absent_in_place
from .figures import Figure, claim_figure, page_claim, total_figure, without_figure
from .office_lookup import holders
from .question_reading import CLEARING, Question, read_question

_MOST: Final = 3
"""Figures beside the one that answers at most; `ask` and the saved queries give all."""
_ORDER: Final = (
    Stage.GRANTED, Stage.RECORDED, Stage.ELIGIBLE, Stage.APPLIED, Stage.RECOMMENDED, Stage.ANNOUNCED, Stage.AUTHORIZED,
    Stage.OPENED, Stage.DECLINED, Stage.WITHDRAWN,
)  # fmt: skip


@dataclass(slots=True)
class Answer:
    """What answers a question: figures, the one asked for first; what is absent; other sentences."""

    figures: list[Figure] = field(default_factory=list)
    absent: list[dict[str, Any]] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


def answer(graph: KnowledgeGraph, text: str, today: date) -> Answer:
    """Return what answers a question; empty where the text is none of how many or of who held an office.

    Parameters
    ----------
    graph
        The graph.
    text
        The question.
    today
        The day of the request.
    """
    question = read_question(graph, text)
    found = Answer()
    found.sentences += holders(graph, text, question, today)
    if not question.is_count and not (question.kinds and (question.places or question.people)):
        return found
    if question.numbers and (claims := list(_with_number(graph, question))):
        found.figures += [claim_figure(graph, claim, today.isoformat()) for claim in claims[:_MOST]]
        return found
    if question.elsewhere is not None and not question.people:
        told = f"Unknown: the record has no place by the name of {question.elsewhere}; that does not say zero."
        found.absent.append(Absence(Knowledge.UNKNOWN, told).as_dict())
        return found
    people = question.people or (None,)
    if len(people) > 1:
        found.sentences.append(f"The name may mean several people: {numbers.listed([_named(one) for one in people])}.")
    for person in people:
        for place in question.places or (None,):
            _answer_for(graph, replace(question, people=(person,) if person else ()), place, today, found)
    return found


def _named(person: Person | None) -> str:
    return f"{person.name} [{person.id}]" if person else ""


def _answer_for(
    graph: KnowledgeGraph, question: Question, place: Jurisdiction | None, today: date, found: Answer
) -> None:
    before = len(found.figures), len(found.absent)
    _tell(graph, question, place, False, today, found)
    if place is None or place is not question.whole or len(found.figures) > before[0]:
        return
    of_state = found.absent[before[1] :]
    inside = Answer()
    _tell(graph, question, place, True, today, inside)
    if inside.figures:
        # What its cities and counties did was done in the place too.
        inside.figures[0]["sentence"] += f" By its cities and counties. Of the state itself: {of_state[0]['sentence']}"
        del found.absent[before[1] :]
        found.figures += inside.figures


def _tell(
    graph: KnowledgeGraph, question: Question, place: Jurisdiction | None, inside: bool, today: date, found: Answer
) -> None:
    """Add the figures of a place to an answer, those of its cities and counties too if `inside`."""
    actions = _named_ones(graph, question, list(_actions(graph, question, place, inside)))
    if not actions and question.kinds and question.kinds <= CLEARING:
        # Laws have several words for one thing: what Connecticut erases, others expunge or seal.
        question = replace(question, kinds=CLEARING)
        actions = _named_ones(graph, question, list(_actions(graph, question, place, inside)))
    stages = [stage for stage in _ORDER if stage in question.stages]
    dated = [claim for stage in stages for claim in _of_day(graph, question, place, actions, stage)]
    if dated:
        found.figures += _figures(graph, dated[: 1 + _MOST], today)
        return
    wanted = _within(graph, actions, question)
    if not wanted and actions:
        days = numbers.listed([numbers.day(one) for one in question.days])
        told = f"Unknown: no such action or figure is recorded of {days}."
        found.absent.append(Absence(Knowledge.UNKNOWN, told).as_dict())
        wanted = actions
    if not wanted:
        _nothing(graph, question, place, today, found)
    elif len(wanted) == 1:
        _one_action(graph, question, wanted[0], stages, today, found)
    else:
        _several(graph, question, wanted, stages, today, found, place.name if place else "")


def _nothing(graph: KnowledgeGraph, question: Question, place: Jurisdiction | None, today: date, found: Answer) -> None:
    """Tell that there is no action, by the figures of the place itself or by its coverage."""
    if question.people:
        who = numbers.listed([one.name for one in question.people])
        told = f"Unknown: no such action by {who} is recorded; that does not say that there was none."
        found.absent.append(Absence(Knowledge.UNKNOWN, told).as_dict())
    elif place is not None:
        found.absent.append(absent_in_place(place, question.kinds).as_dict())
        # They may count clemency for every offense: their words say which.
        found.figures += _figures(graph, list(_tallies(graph, place, question))[:_MOST], today)
    else:
        found.absent.append(Absence(Knowledge.UNKNOWN, "Unknown: nothing in the record fits the question.").as_dict())


def _one_action(
    graph: KnowledgeGraph,
    question: Question,
    action: ClemencyAction,
    stages: Sequence[Stage],
    today: date,
    found: Answer,
) -> None:
    claims = [
        claim
        # What all rounds come to is no answer to what one did on its day.
        for covers in ((Covers.ACTION,) if question.days else (Covers.ACTION, Covers.SERIES))
        for stage in stages
        if (claim := main_stage.figure_of(graph, action, stage, question.unit, None, covers)) is not None
    ]
    if claims:
        found.figures += _figures(graph, claims[:1], today)
    elif question.unit is not None and (other := _any_unit(graph, action, stages)):
        found.absent.append(_no_unit(question.unit, f"“{action.name}”").as_dict())
        found.figures += _figures(graph, [other], today)
    else:
        found.absent.append(absent_figure(graph, action, today.isoformat()).as_dict())


def _several(
    graph: KnowledgeGraph,
    question: Question,
    actions: Sequence[ClemencyAction],
    stages: Sequence[Stage],
    today: date,
    found: Answer,
    place: str,
) -> None:
    on = max(day.last_day for day in question.days) if question.days and question.is_up_to else None
    # A total of the granted counts what was recorded too.
    of_stages = [one for one in stages if one is not Stage.RECORDED or Stage.GRANTED not in stages]
    counted = False
    for stage in of_stages:
        rows = [_row(graph, one) for one in totals(graph, actions, stage=stage, unit=question.unit, on=on)]
        leading = leading_totals(rows)
        if question.is_of_acts:
            leading.sort(key=lambda row: row["unit"] not in ("GRANTS", "PEOPLE"))
        found.figures += [_of_row(graph, actions, row, stage, place, today) for row in leading]
        counted = counted or bool(leading)
    if not counted:
        _none_counted(graph, question, actions, of_stages, today, found)
    own = [
        claim
        for action in actions
        for stage in stages
        if (claim := main_stage.figure_of(graph, action, stage, question.unit)) is not None
    ]
    own.sort(key=lambda claim: -((claim.quantity.low or 0) if claim.quantity else 0))
    found.figures += _figures(graph, own[:_MOST], today)


def _of_row(
    graph: KnowledgeGraph,
    actions: Sequence[ClemencyAction],
    row: Mapping[str, Any],
    stage: Stage,
    place: str,
    today: date,
) -> Figure:
    """Return the figure of a row of totals; where it counts one action, as its best source states it."""
    counted = {one["id"] for one in row["claims"]["nodes"]}
    figures = (main_stage.figure_of(graph, action, stage, Unit[row["unit"]]) for action in actions)
    only = [one for one in figures if one is not None and one.id in counted and one.quantity is not None]
    quantity = only[0].quantity if len(only) == 1 else None
    if row["actions"] != 1 or quantity is None or quantity.extent is Extent.PART:
        return total_figure(graph, row, today.isoformat(), place)
    made = claim_figure(graph, only[0], today.isoformat())
    made["sentence"] += without_figure(row["uncounted"]["totalCount"], row["unit"])
    return made


def _none_counted(
    graph: KnowledgeGraph,
    question: Question,
    actions: Sequence[ClemencyAction],
    stages: Sequence[Stage],
    today: date,
    found: Answer,
) -> None:
    named = " or ".join(stage.value for stage in stages)
    if question.unit is not None:
        found.absent.append(_no_unit(question.unit, f"{len(actions)} actions at the stage {named}").as_dict())
        rows = [_row(graph, one) for stage in stages for one in totals(graph, actions, stage=stage)]
        found.figures += [total_figure(graph, row, today.isoformat()) for row in leading_totals(rows)]
    else:
        told = f"Unknown: no source that was read gives a number at the stage {named} for {len(actions)} actions."
        found.absent.append(Absence(Knowledge.UNKNOWN, f"{told} That is not zero.").as_dict())


def _no_unit(unit: Unit, of: str) -> Absence:
    return Absence(
        Knowledge.UNKNOWN,
        f"Unknown: no source that was read counts {numbers.unit(unit.name, 2)} for {of}. "
        "A figure in another unit is no answer to that, and is never converted.",
    )


def _any_unit(graph: KnowledgeGraph, action: ClemencyAction, stages: Sequence[Stage]) -> Claim | None:
    found = (main_stage.figure_of(graph, action, stage) for stage in stages)
    return next((claim for claim in found if claim is not None), None)


def _named_ones(graph: KnowledgeGraph, question: Question, actions: list[ClemencyAction]) -> list[ClemencyAction]:
    """Return those of some actions whose name or law a question names; all where it names none of them."""
    if not question.names or len(actions) < 2:
        return actions
    shared = [sum(word in _words(graph, action) for word in question.names) for action in actions]
    most = max(shared)
    return [one for one, count in zip(actions, shared, strict=True) if count == most] if most else actions


def _words(graph: KnowledgeGraph, action: ClemencyAction) -> frozenset[str]:
    laws = [graph.entities[id] for id in action.laws]
    texts = [action.name, action.id.replace("/", " "), *action.aliases]
    texts += [text for law in laws for text in (law.name, law.id.replace("/", " "), *law.aliases)]
    return frozenset(word.lower() for text in texts for word in re.findall(r"\w+", text))


def _actions(
    graph: KnowledgeGraph, question: Question, place: Jurisdiction | None, inside: bool
) -> Iterator[ClemencyAction]:
    people = {one.id for one in question.people}
    given: Iterable[ClemencyAction] = all_actions(graph) if place is None else graph.actions_in(place.id)
    for action in given:
        if place is not None and action.jurisdiction != place.id and not inside:
            continue
        if question.kinds and action.kind not in question.kinds:
            continue
        if people and not any(actor.entity in people for actor in action.actors):
            continue
        yield action


def _within(graph: KnowledgeGraph, actions: Sequence[ClemencyAction], question: Question) -> list[ClemencyAction]:
    """Return the actions of the days of a question: done on them, or with a best figure that is as of them.

    A running total counts what was done before its day too.
    """
    if not question.days or question.is_up_to:
        return list(actions)
    found = []
    for action in actions:
        best = [main_stage.figure_of(graph, action, stage, question.unit) for stage in question.stages]
        single = (one for one in best if one is not None and one.quantity and not one.quantity.cumulative)
        days = [action.date, *(one.as_of for one in single)]
        if any(one is not None and _meets(one, day) for one in days for day in question.days):
            found.append(action)
    return found


def _meets(one: PartialDate, other: PartialDate) -> bool:
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _of_day(
    graph: KnowledgeGraph,
    question: Question,
    place: Jurisdiction | None,
    actions: Sequence[ClemencyAction],
    stage: Stage,
) -> list[Claim]:
    """Return the figures of the only action, or of all its rounds, that are as of the days of a question."""
    if not question.days or place is None:
        return []
    if not question.is_up_to and _within(graph, actions, question):
        return []
    found = [
        one
        for one in figure_index(graph).of.get(place.id, ())
        if one.usable
        and one.claim.stage is stage
        and (question.unit is None or one.quantity.unit is question.unit)
        and (not question.kinds or not one.kinds or one.kinds & question.kinds)
        and (not question.people or (one.action is not None and one.action in actions))
        and one.claim.as_of is not None
    ]
    exact = [one for one in found if any(_inside(one.claim.as_of, day) for day in question.days)]
    if len({one.claim.about for one in exact or found}) > 1:
        return []
    if exact or not question.is_up_to:
        return _preferred(one.claim for one in exact)
    last = max(day.last_day for day in question.days)
    before = [one.claim for one in found if one.claim.as_of and one.claim.as_of.last_day <= last]
    latest = max((one.as_of.last_day for one in before if one.as_of), default=None)
    return _preferred(one for one in before if one.as_of and one.as_of.last_day == latest)


def _inside(day: PartialDate | None, period: PartialDate) -> bool:
    return day is not None and period.first_day <= day.first_day and day.last_day <= period.last_day


def _preferred(claims: Iterable[Claim]) -> list[Claim]:
    order = {Rank.PREFERRED: 0, Rank.NORMAL: 1, Rank.DEPRECATED: 2}
    return sorted(
        claims,
        key=lambda one: (
            one.quantity is not None and one.quantity.extent.name == "PART",
            order[one.rank],
            -(one.as_of.last_day.toordinal() if one.as_of else 0),
        ),
    )


def _tallies(graph: KnowledgeGraph, place: Jurisdiction, question: Question) -> Iterator[Claim]:
    """Yield the usable figures about a place itself."""
    for claim in place.claims:
        quantity = claim.quantity
        if claim.property is not ClaimProperty.FIGURE or quantity is None or claim.rank is Rank.DEPRECATED:
            continue
        of_kind = claim.kind is None or not question.kinds or claim.kind in question.kinds
        if of_kind and claim.stage in question.stages and question.unit in (None, quantity.unit):
            yield claim


def _with_number(graph: KnowledgeGraph, question: Question) -> Iterator[Claim]:
    """Yield the figures with a number of the question, of its places: misprints too, which say what is right."""
    wanted = {place.id for place in question.places}
    index = figure_index(graph)
    for place in wanted or index.of:
        for one in index.of.get(place, ()):
            quantity = one.quantity
            stated = {quantity.low, quantity.high, quantity.low - 1 if quantity.low else None}
            if stated & set(question.numbers) and (not question.kinds or not one.kinds or one.kinds & question.kinds):
                yield one.claim


def _figures(graph: KnowledgeGraph, claims: Iterable[Claim], today: date) -> list[Figure]:
    return [claim_figure(graph, claim, today.isoformat()) for claim in dict.fromkeys(claims)]


def _row(graph: KnowledgeGraph, total: Total) -> dict[str, Any]:
    """Return a total as the sentences of pages read it."""
    days = total.as_of
    return {
        "kind": total.kind.name if total.kind else None,
        "unit": total.unit.name if total.unit else None,
        "stage": total.stage.name,
        "low": total.low,
        "high": total.high,
        "approximate": total.approximate,
        "asOf": {
            "earliest": days.earliest.isoformat() if days.earliest else None,
            "latest": days.latest.isoformat() if days.latest else None,
        },
        "actions": total.actions,
        "uncounted": {"totalCount": len(total.uncounted_ids)},
        "claims": {"nodes": [page_claim(graph, one) for one in total.claims], "pageInfo": {"hasNextPage": False}},
    }
