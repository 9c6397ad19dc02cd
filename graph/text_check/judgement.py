"""Hold a statement against the figures of the record.

A statement agrees only where number, unit, stage, kind, place and day all do. It is contradicted only where no reading
is left. All else that does not fit is UNSURE, with what would be needed to tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from ..graph import KnowledgeGraph
from ..model.records import Claim, Country
from ..model.vocabulary import Extent, Qualifier, Rank, Stage, Unit
from ..queries.best_figure import GROWING
from ..queries.conflicts import conflicts_of, explain, preferred
from .corrections import citation_of, day_in_words, figure_in_words, quantity_in_words
from .days import DayRole
from .resolution import Figure, Fit, figure_index, fit, number_of
from .statements import Statement
from .verdicts import Verdict
from .wording import AHEAD, DONE, is_about_cannabis

_SMALL: Final = 20
"""Below this number a figure is told apart from others only by its day."""
_MISPRINT_WORDS: Final = ("misprint", "transposed", "typing error", "typo")


class Match(Enum):
    """Whether a property of a statement and of a figure match."""

    YES = "yes"
    NOT_SAID = "not said"
    UNSURE = "unsure"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A statement beside one figure of the record."""

    figure: Figure
    fit: Fit
    unit: Match
    stage: Match
    kind: Match
    day: Match
    person: Match

    def all_but(self, *names: str) -> bool:
        """Return whether everything matches, or is not said, apart from some properties."""
        given = {"unit": self.unit, "stage": self.stage, "kind": self.kind, "day": self.day, "person": self.person}
        return all(match in (Match.YES, Match.NOT_SAID) for name, match in given.items() if name not in names)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on a statement, the claims it rests on, what is right and why."""

    verdict: Verdict
    claims: tuple[Claim, ...]
    correction: str | None
    reason: str

    def citation(self, graph: KnowledgeGraph) -> str | None:
        """Return the citation of the first claim."""
        return citation_of(graph, self.claims[0]) if self.claims else None


def judge(graph: KnowledgeGraph, statement: Statement, published: date | None = None) -> Judgement:
    """Return the verdict on a statement about a number.

    Parameters
    ----------
    graph
        The graph.
    statement
        The statement.
    published
        The day on which the text was published; figures of later days are what it could not know.

    Returns
    -------
    Judgement
        UNSURE wherever the words or the record allow two readings.
    """
    if statement.hindrance is not None:
        return _unsure(f"This is no plain statement of a figure: {statement.hindrance}.")
    if statement.place.carried and statement.national and statement.place.id != _country(graph):
        return _unsure("The words may be about all places together or about the place before. Name it in the sentence.")
    if statement.place.id is None and not (statement.national and not statement.federal):
        why = statement.place.reason or "it names no place"
        return _unsure(f"Which place the figure is of cannot be told: {why}. Name the place in the sentence.")
    place = statement.place.id or _country(graph)
    if place is None:
        return _unsure("The record has no country as a whole.")
    index = figure_index(graph)
    own = [compare(graph, statement, one) for one in _of_level(graph, place, statement, index.of.get(place, ()))]
    same = [one for one in own if one.fit is Fit.STATED]
    full = [one for one in same if one.all_but()]
    if full:
        return _matched(graph, statement, full, published)
    partly = _differing(graph, statement, same)
    if partly is not None:
        return partly
    below = [compare(graph, statement, one) for one in index.within.get(place, ())]
    part = [
        one for one in below if one.fit is Fit.STATED and one.all_but() and one.figure.usable and _tells(statement, one)
    ]
    if part:
        where = graph.entities[part[0].figure.place].name
        return Judgement(
            Verdict.PART_AS_WHOLE, _claims(part), f"In {where}: {figure_in_words(graph, part[0].figure.claim)}.",
            f"The record has this figure of {where} alone, not of {graph.entities[place].name}.",
        )  # fmt: skip
    return _unmatched(graph, statement, place, own, below)


def _country(graph: KnowledgeGraph) -> str | None:
    return next((one.id for one in graph.of_type(Country)), None)


def _of_level(graph: KnowledgeGraph, place: str, statement: Statement, figures: Sequence[Figure]) -> Sequence[Figure]:
    """Return the figures that words about a place can mean: of the country, a tally of all places or federal acts."""
    if not isinstance(graph.entities[place], Country):
        return figures
    return [one for one in figures if (one.action is not None) is statement.federal]


def compare(graph: KnowledgeGraph, statement: Statement, figure: Figure) -> Comparison:
    """Return how a statement and a figure compare."""
    stated, quantity, claim = statement.quantity, figure.quantity, figure.claim
    unit = Match.NO
    if quantity.unit in stated.counted.units:
        unit = Match.YES
    elif not stated.counted.units:
        unit = Match.UNSURE
    stage = Match.UNSURE
    if statement.stages:
        stage = Match.YES if claim.stage in statement.stages else Match.NO
        if stage is Match.YES and not (
            statement.stages <= DONE or statement.stages <= AHEAD or len(statement.stages) == 1
        ):
            stage = Match.UNSURE
    kind = Match.YES if not statement.kinds or not figure.kinds or statement.kinds & figure.kinds else Match.NO
    return Comparison(
        figure, fit(stated, quantity), unit, stage, kind, _day(statement, figure), _person(graph, statement, figure)
    )


def _day(statement: Statement, figure: Figure) -> Match:
    if not statement.days:
        return Match.NOT_SAID
    found = []
    for stated in statement.days:
        if stated.day is None or stated.role is DayRole.BOUND:
            found.append(Match.UNSURE)
        elif stated.role is DayRole.SINCE:
            fits = any(stated.day.agrees_with(day) for day in figure.begins)
            found.append(Match.YES if fits else Match.UNSURE)
        else:
            fits = any(stated.day.agrees_with(day) for day in figure.days)
            found.append(Match.YES if fits else Match.NO if figure.days else Match.UNSURE)
    if len(set(found)) == 1:
        return found[0]
    return Match.UNSURE


def _person(graph: KnowledgeGraph, statement: Statement, figure: Figure) -> Match:
    """Return whether the head of government whom the words name can have done what the figure counts."""
    terms = [
        term
        for id in statement.heads
        for term in graph.terms_of(id)
        if term.jurisdiction in _governing(graph, figure.place)
    ]
    if not statement.heads:
        return Match.NOT_SAID
    actors = {actor.entity for actor in figure.action.actors} if figure.action else set()
    if actors & statement.heads:
        return Match.YES
    if (
        figure.claim.stage in DONE
        and terms
        and not any(
            term.start.first_day <= day.last_day and (term.end is None or day.first_day <= term.end.last_day)
            for term in terms
            for day in (*figure.days, *figure.begins)
        )
    ):
        return Match.UNSURE
    return Match.YES if terms else Match.NOT_SAID if isinstance(graph.entities[figure.place], Country) else Match.UNSURE


def _governing(graph: KnowledgeGraph, place: str) -> set[str]:
    state = graph.state_of(place)
    return {place, state.id} if state is not None else {place}


def _tells(statement: Statement, one: Comparison) -> bool:
    """Return whether the number is large enough, or the day is given, to tell which figure it is."""
    return statement.quantity.number >= _SMALL or one.day is Match.YES


def _matched(graph: KnowledgeGraph, statement: Statement, full: list[Comparison], published: date | None) -> Judgement:
    usable = [one for one in full if one.figure.usable]
    if not usable:
        return _deprecated(graph, full)
    telling = [one for one in usable if _tells(statement, one)]
    if not telling:
        return _unsure("The record has such figures, but a number this small may be another one; say the day.", usable)
    if published is not None:
        known = [
            one for one in telling if one.figure.claim.as_of is None or one.figure.claim.as_of.first_day <= published
        ]
        if not known:
            return _unsure("The record has this figure as of a later day than the text was published.", telling)
        telling = known
    telling.sort(key=lambda one: _distance(statement, one))
    wholes = [one for one in telling if one.figure.quantity.extent is Extent.WHOLE or statement.quantity.part]
    if not wholes:
        first = telling[0].figure
        return Judgement(
            Verdict.PART_AS_WHOLE, _claims(telling), f"At least {figure_in_words(graph, first.claim)}.",
            "The figure counts a part of what the action did; the record says so.",
        )  # fmt: skip
    undisputed = [
        one for one in wholes if one.figure.claim.rank is Rank.PREFERRED or not _open_conflict(graph, one.figure.claim)
    ]
    if not undisputed:
        return _disputed(graph, wholes[0].figure.claim)
    if not any(one.day is Match.YES for one in undisputed):
        later = _later(undisputed)
        if later is not None:
            return Judgement(
                Verdict.AGREES_THEN, (*_claims(undisputed), later), f"Since then: {figure_in_words(graph, later)}.",
                f"The record says so as of {_day_of(undisputed[0])}; it has a later figure.",
            )  # fmt: skip
    first = undisputed[0].figure.claim
    return Judgement(
        Verdict.AGREES,
        _claims(undisputed),
        _precision(statement, undisputed[0]),
        f"The record: {figure_in_words(graph, first)}.",
    )


def _distance(statement: Statement, one: Comparison) -> tuple[bool, ...]:
    """Return how far a figure that says the same is from the words of the text; the closest sorts first."""
    quantity = one.figure.quantity
    return (
        quantity.extent is Extent.PART,
        number_of(quantity) != statement.quantity.number,
        quantity.qualifier is not statement.quantity.qualifier,
        one.figure.claim.rank is not Rank.PREFERRED,
    )


def _precision(statement: Statement, one: Comparison) -> str | None:
    """Return the words of the record where the text leaves out "about" or "more than"."""
    left_out = statement.quantity.qualifier is Qualifier.EXACTLY and one.figure.quantity.qualifier not in (
        Qualifier.EXACTLY,
        Qualifier.UNQUANTIFIED,
    )
    return f"The source says {quantity_in_words(one.figure.quantity)}." if left_out else None


def _day_of(one: Comparison) -> str:
    as_of = one.figure.claim.as_of
    return day_in_words(as_of) if as_of else "a day that it does not know"


def _later(found: list[Comparison]) -> Claim | None:
    """Return the best larger figure of a later day of the same count; None where one of the figures has none."""
    latest = None
    for one in found:
        claim = one.figure.claim
        if one.figure.action is None or claim.as_of is None or claim.stage not in GROWING:
            return None
        rivals = [
            other
            for other in one.figure.action.claims
            if other.quantity is not None
            and other.rank is not Rank.DEPRECATED
            and other.stage is claim.stage
            and other.as_of is not None
            and other.as_of.first_day > claim.as_of.last_day
            and (other.quantity.unit, other.quantity.covers, other.quantity.extent)
            == (one.figure.quantity.unit, one.figure.quantity.covers, Extent.WHOLE)
            and (number_of(other.quantity) or 0) > (number_of(one.figure.quantity) or 0)
        ]
        if not rivals:
            return None
        latest = max(rivals, key=lambda other: (other.as_of or "", other.rank is Rank.PREFERRED))
    return latest


def _open_conflict(graph: KnowledgeGraph, claim: Claim) -> bool:
    return any(
        one.open and not one.days_differ and any(claim.id in pair and _usable_pair(graph, pair) for pair in one.pairs)
        for one in conflicts_of(graph, claim.id)
    )


def _usable_pair(graph: KnowledgeGraph, pair: Iterable[str]) -> bool:
    return all(graph.claims[id].rank is not Rank.DEPRECATED for id in pair)


def _disputed(graph: KnowledgeGraph, claim: Claim) -> Judgement:
    conflict = next(one for one in conflicts_of(graph, claim.id) if one.open and not one.days_differ)
    best = preferred(conflict)
    rivals = [graph.claims[id] for pair in sorted(conflict.pairs) if claim.id in pair for id in pair if id != claim.id]
    rivals = [one for one in rivals if one.rank is not Rank.DEPRECATED]
    told = "; ".join(figure_in_words(graph, one) for one in (claim, *rivals[:2]))
    why = (
        f" The record prefers {figure_in_words(graph, best)}: {explain(graph, conflict)}"
        if best and best is not claim
        else ""
    )
    return Judgement(
        Verdict.DISPUTED, (claim, *rivals), figure_in_words(graph, best) if best and best is not claim else None,
        f"Sources differ: {told}.{why}",
    )  # fmt: skip


def _deprecated(graph: KnowledgeGraph, full: list[Comparison]) -> Judgement:
    claim = full[0].figure.claim
    reason = claim.rank_reason or "the record sets it aside"
    misprint = any(word in (one.figure.claim.rank_reason or "").lower() for one in full for word in _MISPRINT_WORDS)
    best = next(
        (
            other
            for other in graph.entities[claim.about].claims
            if other.quantity is not None
            and other.rank is not Rank.DEPRECATED
            and other.stage is claim.stage
            and other.kind is claim.kind
            and claim.quantity is not None
            and other.quantity.unit is claim.quantity.unit
            and other.quantity.extent is Extent.WHOLE
        ),
        None,
    )
    return Judgement(
        Verdict.MISPRINT if misprint else Verdict.DISPUTED, (*_claims(full), *((best,) if best else ())),
        f"The record prefers {figure_in_words(graph, best)}." if best else None,
        f"A source says so, and the record sets it aside: {reason.rstrip('.')}.",
    )  # fmt: skip


def _differing(graph: KnowledgeGraph, statement: Statement, same: list[Comparison]) -> Judgement | None:
    """Return the verdict where the record has the number, but not as the text says; None where it has not."""
    usable = [one for one in same if one.figure.usable and _tells(statement, one)]
    units = [one for one in usable if one.unit is Match.NO and one.all_but("unit")]
    if units:
        recorded = units[0].figure
        return Judgement(
            Verdict.OTHER_UNIT, _claims(units), figure_in_words(graph, recorded.claim),
            f"The record counts {recorded.quantity.unit.value}, not what the text counts.",
        )  # fmt: skip
    stages = [one for one in usable if one.stage is Match.NO and one.all_but("stage")]
    if stages:
        first = stages[0].figure.claim
        if _surely_other(statement.stages, first.stage):
            return Judgement(
                Verdict.OTHER_STAGE, _claims(stages), figure_in_words(graph, first),
                f"The record has this number as {first.stage.value if first.stage else 'of no stage'}, which is another stage.",
            )  # fmt: skip
        return _unsure(f"The record: {figure_in_words(graph, first)}. The words may mean the same.", stages)
    for name, words in (
        ("day", "The record has this figure, but not of the day that the text gives"),
        ("kind", "The record has this figure, but of another kind of relief"),
        ("person", "The record has this figure, but it is not sure that the person in the text acted"),
        ("unit", "The record has this number; what the text counts is not sure to be the same"),
        ("stage", "The record has this number; the text does not say for sure at which stage"),
    ):
        close = [one for one in same if one.figure.usable and one.all_but(name)]
        if close:
            return _unsure(f"{words}: {figure_in_words(graph, close[0].figure.claim)}.", close)
    close = [one for one in same if one.figure.usable and one.figure.claim.stage is not None and one.unit is Match.YES]
    if close:
        return _unsure(f"The record has this number as {figure_in_words(graph, close[0].figure.claim)}.", close)
    return None


def _surely_other(stated: frozenset[Stage], recorded: Stage | None) -> bool:
    """Return whether no stage of the text can be meant by that of the record: done is not ahead."""
    if recorded is None or not stated:
        return False
    done, ahead = recorded in DONE, recorded in AHEAD
    return not (
        (done and stated & DONE) or (ahead and stated & AHEAD) or (not done and not ahead and recorded in stated)
    )


def _unmatched(
    graph: KnowledgeGraph, statement: Statement, place: str, own: list[Comparison], below: list[Comparison]
) -> Judgement:
    comparable = [one for one in own if one.figure.usable and one.all_but("day", "person")]
    contradicted = _contradicted(graph, statement, own, below)
    if contradicted is not None:
        return contradicted
    name = graph.entities[place].name
    numbered = [one for one in comparable if one.fit is Fit.SAME_NUMBER]
    if numbered:
        return _unsure(
            f"The record has the number, but as {figure_in_words(graph, numbered[0].figure.claim)}.", numbered, graph
        )
    if comparable:
        comparable.sort(key=lambda one: (-one.fit, one.day is not Match.YES))
        words = figure_in_words(graph, comparable[0].figure.claim)
        return _unsure(
            f"The record of {name} does not have this number; it has {words}. Say the day, and who counted.",
            comparable[:5],
        )
    related = [
        one for one in (*own, *below) if one.kind is Match.YES and (not statement.stages or one.stage is not Match.NO)
    ]
    if related or not statement.stages:
        return _unsure(
            f"The record of {name} has no figure that this can be held against; it has others of such relief."
        )
    return Judgement(Verdict.NOT_RECORDED, (), None, f"The record of {name} has no such figure; it may be right.")


def _contradicted(
    graph: KnowledgeGraph, statement: Statement, own: list[Comparison], below: list[Comparison]
) -> Judgement | None:
    """Return a contradiction, where every reading of the text and of the record is shut out; else None.

    The text speaks of cannabis and gives place, kind, one unit, a thing done, and the very day on which. The place has one action of the kind that can
    have been done on that day, all at once, with one exact figure in the unit that no source contests. The number of the
    text is larger than the largest figures of the place and its parts together, in any unit and at any stage: neither
    another unit, nor another stage, nor a sum is meant.
    """
    points = statement.points
    quantity = statement.quantity
    if not (
        len(points) == len(statement.days) == 1
        and points[0].on
        and points[0].day is not None
        and is_about_cannabis(statement.sentence)
        and len(points[0].day) == len("2020-06-17")
        and statement.stages == DONE
        and len(statement.kinds) == 1
        and len(quantity.counted.units) == 1
        and quantity.counted.units <= {Unit.PEOPLE, Unit.GRANTS, Unit.CONVICTIONS, Unit.CASES}
        and not statement.place.carried
    ):
        return None
    everything = [one.figure for one in (*own, *below)]
    of_kind = [one for one in everything if one.kinds & statement.kinds or not one.kinds]
    actions = {one.action.id for one in of_kind if one.action is not None and _may_be_on(one, points[0].day.first_day)}
    if len(actions) != 1 or any(one.action is None for one in of_kind):
        return None
    [action] = actions
    figures = [one for one in of_kind if one.action is not None and one.action.id == action]
    exact = [
        one
        for one in figures
        if one.usable
        and one.claim.stage in DONE
        and one.quantity.unit in quantity.counted.units
        and one.quantity.qualifier is Qualifier.EXACTLY
        and one.quantity.extent is Extent.WHOLE
        and not one.quantity.cumulative
        and any(day == points[0].day for day in one.days)
        and not _open_conflict(graph, one.claim)
    ]
    if not exact or (quantity.low or 0) * 0.8 <= sum(_greatest(one) for one in _largest(everything)):
        return None
    claim = exact[0].claim
    return Judgement(
        Verdict.CONTRADICTED, tuple(one.claim for one in exact), figure_in_words(graph, claim),
        f"The record: {figure_in_words(graph, claim)}; all figures of the place together, in any unit and at any stage, are fewer.",
    )  # fmt: skip


def _may_be_on(figure: Figure, day: date) -> bool:
    """Return whether an action can have been going on on a day: every action without exact days can."""
    assert figure.action is not None
    dates = [one.date for one in figure.action.history if one.date is not None and one.stage in DONE]
    if not dates:
        return True
    return min(one.first_day for one in dates) <= day and (
        max(one.last_day for one in dates) >= day or figure.quantity.cumulative
    )


def _largest(figures: Iterable[Figure]) -> list[Figure]:
    """Return the largest figure of each action and of the place."""
    found: dict[str, Figure] = {}
    for one in figures:
        if one.claim.about not in found or _greatest(one) > _greatest(found[one.claim.about]):
            found[one.claim.about] = one
    return list(found.values())


def _greatest(figure: Figure) -> float:
    quantity = figure.quantity
    if quantity.high is not None:
        return quantity.high
    return (quantity.low or 0) * 2


def _claims(found: Iterable[Comparison]) -> tuple[Claim, ...]:
    return tuple(dict.fromkeys(one.figure.claim for one in found))


def _unsure(reason: str, found: Sequence[Comparison] = (), graph: KnowledgeGraph | None = None) -> Judgement:
    correction = figure_in_words(graph, found[0].figure.claim) if graph is not None and found else None
    return Judgement(Verdict.UNSURE, _claims(found), correction, reason)
