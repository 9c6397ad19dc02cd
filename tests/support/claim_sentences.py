"""Sentences that say what a figure claim says, by templates, in digits and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import Claim, ClemencyAction, Country, Jurisdiction
from clemency_graph.graph.model.vocabulary import Qualifier, ReliefKind, Stage, Unit
from clemency_graph.graph.text_check.corrections import day_in_words
from clemency_graph.graph.text_check.number_words import SMALL, TENS

_DONE = {
    ReliefKind.PARDON: "pardoned",
    ReliefKind.COMMUTATION: "commuted",
    ReliefKind.EXPUNGEMENT: "expunged",
    ReliefKind.SEALING: "sealed",
    ReliefKind.VACATUR: "vacated",
    ReliefKind.DISMISSAL: "dismissed",
    ReliefKind.RESENTENCING: "resentenced",
    None: "cleared",
}
_NOUNS = {
    ReliefKind.PARDON: "pardon",
    ReliefKind.COMMUTATION: "commutation",
    ReliefKind.EXPUNGEMENT: "expungement",
    ReliefKind.SEALING: "sealing",
    ReliefKind.VACATUR: "vacatur",
    ReliefKind.DISMISSAL: "dismissal",
    ReliefKind.RESENTENCING: "resentencing",
    None: "clemency",
}
_STAGES = {
    Stage.ANNOUNCED: "are, as announced, to be {done}",
    Stage.AUTHORIZED: "were authorized to be {done}",
    Stage.ELIGIBLE: "were eligible to be {done}",
    Stage.APPLIED: "applied to be {done}",
    Stage.RECOMMENDED: "were recommended to be {done}",
    Stage.GRANTED: "had been {done}",
    Stage.RECORDED: "had been {done}",
    Stage.DECLINED: "were denied {noun}",
    Stage.WITHDRAWN: "were withdrawn that asked for {noun}",
}
_WORDS = {
    Qualifier.EXACTLY: "{}",
    Qualifier.ABOUT: "about {}",
    Qualifier.AT_LEAST: "at least {}",
    Qualifier.MORE_THAN: "more than {}",
    Qualifier.UP_TO: "up to {}",
    Qualifier.NEARLY: "nearly {}",
}
_VAGUE = {
    (20, 99): "dozens of", (24, 99): "dozens of", (200, 999): "hundreds of", (2_000, 9_999): "thousands of",
    (20_000, 99_999): "tens of thousands of", (200_000, 999_999): "hundreds of thousands of",
}  # fmt: skip
TEMPLATES = (
    "In {place}, {figure} {stage}{as_of}.",
    "{As_of}{figure} {stage} in {place}.",
    "The record of {place} is clear: {figure} {stage} there{on}.",
    "<html><body><h2>{place}</h2><p>{By}{figure} <b>{stage}</b>.</p></body></html>",
    "## {place}\n\n{As_of}**{figure}** {stage}.\n",
)


@dataclass(frozen=True)
class Said:
    """What a figure claim says, part by part, so that one part can be changed."""

    number: tuple[int, int | None]
    qualifier: Qualifier
    unit: Unit
    stage: Stage
    kind: ReliefKind | None
    place: str
    day: PartialDate | None
    running: bool = False
    """Whether it is a running total: it is said as of its day, not on it."""

    def sentence(self, template: str, *, words: bool) -> str | None:
        """Return the claim as a template says it; None where it cannot be said so."""
        figure = self._figure(words=words)
        if figure is None or self.stage not in _STAGES:
            return None
        told = day_in_words(self.day) if self.day else ""
        on = ("on" if len(self.day) == 10 else "in") if self.day else ""
        stage = _STAGES[self.stage].format(done=_DONE[self.kind], noun=_NOUNS[self.kind])
        return template.format(
            place=self.place,
            figure=figure,
            stage=stage,
            as_of=f" as of {told}" if told else "",
            As_of=f"As of {told}, " if told else "",
            on=f" {'as of' if self.running else on} {told}" if told else "",
            By=f"By {told}, " if told else "",
        )

    def _figure(self, *, words: bool) -> str | None:
        low, high = self.number
        noun = f"{_NOUNS[self.kind]}s" if self.unit is Unit.GRANTS else self.unit.value
        if self.qualifier is Qualifier.UNQUANTIFIED:
            vague = _VAGUE.get((low, high or 0))
            return f"{vague} {noun}" if vague else None
        written = [number_in_words(one) if words else f"{one:,}" for one in self.number if one is not None]
        if self.qualifier is Qualifier.BETWEEN:
            return f"between {written[0]} and {written[1]} {noun}"
        return f"{_WORDS[self.qualifier].format(written[0])} {noun}"

    def changed(self, **changes: Any) -> Said:
        """Return it with some parts changed."""
        return replace(self, **changes)


def said_by(graph: KnowledgeGraph, claim: Claim) -> Said | None:
    """Return what a figure claim says; None where the templates have no words for it."""
    quantity = claim.quantity
    entity = graph.entities[claim.about]
    if quantity is None or claim.stage is None or not isinstance(entity, ClemencyAction | Jurisdiction):
        return None
    low, high = quantity.low, quantity.high
    number: tuple[int, int | None]
    match quantity.qualifier:
        case Qualifier.MORE_THAN:
            number = ((low or 0) - 1, None)
        case Qualifier.NEARLY:
            number = ((high or 0) + 1, None)
        case Qualifier.UP_TO:
            number = (high or 0, None)
        case Qualifier.BETWEEN | Qualifier.UNQUANTIFIED:
            number = (low or 0, high)
        case _:
            number = (low or 0, None)
    if number[0] < 1 or quantity.unit is Unit.STATES:
        return None
    kind: ReliefKind | None
    if isinstance(entity, ClemencyAction):
        place, kind = graph.entities[entity.jurisdiction], entity.kind
        name = "the federal system" if isinstance(place, Country) else place.name
    else:
        if claim.kind is None and quantity.unit is Unit.GRANTS:
            return None
        kind = claim.kind
        name = "the United States" if isinstance(entity, Country) else entity.name
    return Said(number, quantity.qualifier, quantity.unit, claim.stage, kind, name, claim.as_of, quantity.cumulative)


def sentences_of(said: Said) -> Iterator[str]:
    """Yield the sentences of all templates, in digits and in words."""
    for template in TEMPLATES:
        for words in (False, True):
            made = said.sentence(template, words=words)
            if made is not None:
                yield made


def number_in_words(number: int) -> str:
    """Return a number of up to nine digits in words: fifteen thousand five hundred and ninety-two."""
    for size, word in ((1_000_000, "million"), (1_000, "thousand")):
        if number >= size:
            rest = number % size
            return f"{number_in_words(number // size)} {word}" + (f" {number_in_words(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{number_in_words(number // 100)} hundred" + (f" and {number_in_words(rest)}" if rest else "")
    if number < 20:
        return next(word for word, value in SMALL.items() if value == number)
    tens = next(word for word, value in TENS.items() if value == number - number % 10)
    return tens + (f"-{number_in_words(number % 10)}" if number % 10 else "")
