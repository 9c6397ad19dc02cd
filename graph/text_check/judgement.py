"""Compare a statement with the figures of the record.

A statement agrees only where number, unit, stage, kind, place and day all do. It is contradicted only where no reading
is left. All else that does not fit is UNSURE, with what would be needed to tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ..graph import KnowledgeGraph
from ..model.records import Claim, Country, Source
from ..model.vocabulary import Extent, Qualifier, Rank, Stage
from ..queries.best_figure import GROWING
from ..queries.conflicts import conflicts_of, explain, preferred
from .comparison import Comparison, Match, compare, is_contested, of_level, tells
from .contradiction import exact_figures_exceeded
from .corrections import citation_of, day_in_words, figure_in_words, quantity_in_words
from .misprints import find_misprint
from .resolution import Fit, figure_index, number_of
from .statements import Statement
from .verdicts import Verdict
from .wording import AHEAD, DONE, is_reported_as_done

_MISPRINT_WORDS: Final = ("misprint", "transposed", "typing error", "typo")


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
    index = figure_index(graph)
    if statement.hindrance is not None:
        return _unsure(f"This is no plain statement of a figure: {statement.hindrance}.")
    if statement.place.carried and statement.national and statement.place.id != _country(graph):
        return _unsure("The words may be about all places together or about the place before. Name it in the sentence.")
    if statement.place.id is None and not (statement.national and not statement.federal):
        if statement.place.unrecorded is not None and statement.quantity.number not in index.numbers:
            words = statement.place.unrecorded
            return Judgement(Verdict.NOT_RECORDED, (), None, f"The record knows no place '{words}'; it may be right.")
        why = statement.place.reason or "it names no place"
        return _unsure(f"Which place the figure is of cannot be told: {why}. Name the place in the sentence.")
    place = statement.place.id or _country(graph)
    if place is None:
        return _unsure("The record has no country as a whole.")
    own = [compare(graph, statement, one) for one in of_level(graph, place, statement, index.of.get(place, ()))]
    same = [one for one in own if one.fit is Fit.STATED]
    full = [one for one in same if one.all_but()]
    if full:
        return _matched(graph, statement, full, published)
    partly = _differing(graph, statement, same)
    if partly is not None:
        return partly
    below = [compare(graph, statement, one) for one in index.within.get(place, ())]
    part = [
        one for one in below if one.fit is Fit.STATED and one.all_but() and one.figure.usable and tells(statement, one)
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


def _matched(graph: KnowledgeGraph, statement: Statement, full: list[Comparison], published: date | None) -> Judgement:
    usable = [one for one in full if one.figure.usable]
    if not usable:
        return _deprecated(graph, full)
    telling = [one for one in usable if tells(statement, one)]
    if not telling:
        return _unsure("The record has such figures, but a number this small may be another one; say the day.", usable)
    if published is not None:
        known = [one for one in telling if _known_by(graph, one, published)]
        set_aside = [one for one in full if one not in usable and _known_by(graph, one, published)]
        if not known and set_aside:
            return _deprecated(graph, set_aside)
        if not known:
            return _unsure("The record has this figure as of a later day than the text was published.", telling)
        telling = known
    telling.sort(key=lambda one: _distance(statement, one))
    wholes = [one for one in telling if one.figure.quantity.extent is Extent.WHOLE or statement.quantity.part]
    if not wholes:
        return Judgement(
            Verdict.PART_AS_WHOLE, _claims(telling), f"At least {figure_in_words(graph, telling[0].figure.claim)}.",
            "The figure counts a part of what the action did; the record says so.",
        )  # fmt: skip
    undisputed = [
        one for one in wholes if one.figure.claim.rank is Rank.PREFERRED or not is_contested(graph, one.figure.claim)
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


def _known_by(graph: KnowledgeGraph, one: Comparison, day: date) -> bool:
    """Return whether a figure was surely known by a day: it is of no later day, or its page was out by then."""
    claim = one.figure.claim
    source = graph.entities[claim.source]
    out = source.published if isinstance(source, Source) else None
    return claim.as_of is None or claim.as_of.last_day <= day or (out is not None and out.last_day <= day)


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
    usable = [one for one in same if one.figure.usable and tells(statement, one)]
    same_number = [one for one in usable if number_of(one.figure.quantity) == statement.quantity.number]
    units = [one for one in same_number if one.unit is Match.NO and one.all_but("unit")]
    stages = [one for one in same_number if one.stage is Match.NO and one.all_but("stage")]
    # Where the record has the number in another way too, the text may mean that.
    others = [one for one in usable if one.all_but("day") or one.all_but("person") or one.all_but("kind", "offenses")]
    if (units and stages) or (others and (units or stages)):
        found = [*others, *units, *stages]
        told = "; ".join(figure_in_words(graph, claim) for claim in _claims(found)[:3])
        return _unsure(f"The record has the number in several ways, none of them that of the text: {told}.", found)
    if units:
        recorded = units[0].figure
        return Judgement(
            Verdict.OTHER_UNIT, _claims(units), figure_in_words(graph, recorded.claim),
            f"The record counts {recorded.quantity.unit.value}, not what the text counts.",
        )  # fmt: skip
    if stages and (statement.carried_stage or statement.tentative):
        return _unsure("The words may tell of another stage.", stages)
    if stages:
        first = stages[0].figure.claim
        if first.stage in DONE and is_reported_as_done(statement.sentence):
            figure = figure_in_words(graph, first)
            return _unsure(f"The record: {figure}. The sentence has both what was done and what was not.", stages)
        if _surely_other(statement.stages, first.stage):
            return Judgement(
                Verdict.OTHER_STAGE, _claims(stages), figure_in_words(graph, first),
                f"The record has this number at another stage: {first.stage}.",
            )  # fmt: skip
        return _unsure(f"The record: {figure_in_words(graph, first)}. The words may mean the same.", stages)
    for name, words in (
        ("day", "The record has this figure, but not surely of the day that the text gives"),
        ("kind", "The record has this figure, but of another kind of relief"),
        ("offenses", "The record has this figure, but does not say that it is of such offenses"),
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
    larger = () if statement.tentative else tuple(exact_figures_exceeded(graph, statement, own, below))
    if larger:
        words = figure_in_words(graph, larger[0])
        return Judgement(
            Verdict.CONTRADICTED,
            larger,
            words,
            f"The record: {words}; all figures of the place together, in any unit and at any stage, are fewer.",
        )
    meant = find_misprint(statement, own)
    if meant is not None:
        words = figure_in_words(graph, meant.figure.claim)
        return Judgement(
            Verdict.MISPRINT,
            (meant.figure.claim,),
            words,
            f"The record has {words}; the number looks like a misprint of it.",
        )
    if statement.tentative:
        return _unsure("The record does not have this number, which may be of something else.")
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
            f"The record of {name} has no figure that this can be compared with; it has others of such relief."
        )
    return Judgement(Verdict.NOT_RECORDED, (), None, f"The record of {name} has no such figure; it may be right.")


def _claims(found: Iterable[Comparison]) -> tuple[Claim, ...]:
    return tuple(dict.fromkeys(one.figure.claim for one in found))


def _unsure(reason: str, found: Sequence[Comparison] = (), graph: KnowledgeGraph | None = None) -> Judgement:
    correction = figure_in_words(graph, found[0].figure.claim) if graph is not None and found else None
    return Judgement(Verdict.UNSURE, _claims(found), correction, reason)
