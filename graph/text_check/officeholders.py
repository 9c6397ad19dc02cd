"""Compare what a text says of governors, presidents and mayors with their terms: name, place and party."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ..graph import KnowledgeGraph
from ..model.records import Claim, Party, Term
from ..model.vocabulary import Office
from ..queries.terms_on_day import term_on
from .carry_forward import Context, head_terms
from .corrections import day_in_words
from .days import DayRole, find_days
from .judgement import Judgement
from .mentions import Mention
from .verdicts import Verdict

_PARTY: Final = re.compile(
    r" ?\((?P<party>D|R|I|Democrat|Republican|Democratic|Independent)(?:-[A-Z][A-Za-z.]{1,6})?\)|"
    r", an? (?P<words>Democrat|Republican|independent)\b"
)
_TITLE: Final = re.compile(r"(?:\b(?:Govs?\.?|[Gg]overnor|[Pp]resident|[Mm]ayor) )$")
_OF_PLACE: Final = re.compile(r"'s (?:(?P<party>Democratic|Republican|independent) )?(?P<office>governor|mayor)\b")
_THE_HEAD: Final = re.compile(r", the (?:(?P<party>Democratic|Republican|independent) )?(?P<office>governor|mayor)\b")
_YEARS: Final = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_FORMER: Final = re.compile(r"\b(?:then|former|ex|late|outgoing|incoming|future|acting|candidate)[ -]$", re.I)
_LETTERS: Final = frozenset(("D", "R"))
"""The parties of which a head of government who belongs to one is not of another."""


@dataclass(frozen=True, slots=True)
class OfficeStatement:
    """What a sentence says of a head of government.

    Attributes
    ----------
    start, end : int
        Its place in the sentence.
    person : str
        The id of the person.
    mention : Mention
        The name.
    place : str or None
        The place that the words give the person.
    close : bool
        No other reading of the place: "Ohio's governor", "of Ohio".
    party : str or None
        The letter of the party.
    former : bool
        The words speak of an office of another time.
    """

    start: int
    end: int
    person: str
    mention: Mention
    place: str | None
    close: bool
    party: str | None
    former: bool


def find_office_statements(
    graph: KnowledgeGraph, context: Context, published: date | None = None
) -> Iterator[OfficeStatement]:
    """Yield what a sentence says of heads of government beyond their name: a place, a party, or a name misspelled.

    A name with an office says something where the day is known: that the person held it then.
    """
    text = context.sentence.text
    places = [one for one in context.mentions if len(one.entities) == 1 and not one.entities[0].startswith("person/")]
    for mention in context.mentions:
        if len(mention.entities) != 1:
            continue
        apposed = _apposed(text, mention, places) if mention.full else None
        if apposed is not None:
            yield apposed
            continue
        if mention.title is None:
            continue
        title = _TITLE.search(text, max(0, mention.start - 12), mention.start)
        if title is None:
            continue
        start, end, place, close = title.start(), mention.end, None, False
        before = next((one for one in places if text[one.end : start] in (" ", "'s ")), None)
        after = next((one for one in places if text[end : one.start] == " of "), None)
        former = bool(_FORMER.search(text, max(0, start - 12), start))
        if after is not None:
            place, close, end = after.entities[0], True, after.end
        elif before is not None:
            place, close, start = before.entities[0], text[before.end] == "'", before.start
        party = _PARTY.match(text, end)
        if party is not None:
            end = party.end()
        dated = mention.full and (published is not None or bool(_YEARS.search(text)))
        says = party is not None or place is not None or mention.misspelled
        if not says and not (dated and head_terms(graph, mention.entities[0], mention.title)):
            continue
        letter = (party["party"] or party["words"])[0].upper() if party else None
        yield OfficeStatement(start, end, mention.entities[0], mention, place, close, letter, former)


def _apposed(text: str, mention: Mention, places: Sequence[Mention]) -> OfficeStatement | None:
    """Return what follows a name: "Kate Brown, Oregon's Democratic governor", "Mike Parson, the governor"."""
    of = next((one for one in places if text[mention.end : one.start] == ", "), None)
    found = _OF_PLACE.match(text, of.end) if of is not None else _THE_HEAD.match(text, mention.end)
    if found is None or not mention.entities[0].startswith("person/"):
        return None
    office = Office.GOVERNOR if found["office"] == "governor" else Office.MAYOR
    return OfficeStatement(
        mention.start, found.end(), mention.entities[0], replace(mention, title=office), of.entities[0] if of else None,
        of is not None, found["party"][0].upper() if found["party"] else None,
        bool(_FORMER.search(text, max(0, mention.start - 12), mention.start)),
    )  # fmt: skip


def judge_office(
    graph: KnowledgeGraph, context: Context, statement: OfficeStatement, published: date | None
) -> Judgement:
    """Return the verdict on what a text says of a head of government.

    It is contradicted only where the day of the text is known, the person is named in full with the office, and the
    record tells who held it, or of which of the two large parties the person was, on that day.
    """
    terms = head_terms(graph, statement.person, statement.mention.title)
    name = graph.entities[statement.person].name
    if statement.mention.misspelled:
        return Judgement(Verdict.MISPRINT, _claims(terms), name, f"The name looks like a misprint of {name}.")
    there = [term for term in terms if statement.place in (None, term.jurisdiction)]
    told = "; ".join(_in_words(graph, term) for term in terms)
    if not terms:
        return Judgement(Verdict.UNSURE, (), None, f"The record knows {name}, but no such office.")
    if not there:
        return _elsewhere(graph, statement, published, told, terms)
    dated = any(day.day is not None and day.role is DayRole.POINT for day in find_days(context.sentence.text))
    years = {int(year) for year in _YEARS.findall(context.sentence.text)}
    if published is None and years and not statement.former and not any(_in_years(term, years) for term in there):
        return Judgement(Verdict.UNSURE, _claims(there), None, f"Not in a year of the sentence; the record: {told}.")
    held = [term for term in there if (published is None and not dated) or (published and term.covers(published))]
    if not held:
        held = [term for term in there if _on_a_day_of(context, term)]
    parties = {_letter(graph, term) for term in held or there}
    if statement.party is not None and statement.party not in parties:
        if (
            published is not None
            and held
            and not statement.former
            and statement.mention.full
            and _large(statement.party, parties)
        ):
            return Judgement(
                Verdict.CONTRADICTED, _claims(held), f"{name} ({', '.join(sorted(parties))})", f"The record: {told}."
            )  # fmt: skip
        return Judgement(Verdict.UNSURE, _claims(there), None, f"The record: {told}. Say the day of the text.")
    if statement.party is not None and len(parties) > 1:
        return Judgement(Verdict.UNSURE, _claims(there), None, f"The party changed: {told}. Say the day of the text.")
    if not held and not statement.former:
        return Judgement(Verdict.UNSURE, _claims(there), None, f"Not on the day of the text; the record: {told}.")
    return Judgement(Verdict.AGREES, _claims(held or there), None, f"The record: {told}.")


def _elsewhere(
    graph: KnowledgeGraph, statement: OfficeStatement, published: date | None, told: str, terms: Sequence[Term]
) -> Judgement:
    office = statement.mention.title
    if (
        published is not None
        and statement.place is not None
        and office is Office.GOVERNOR
        and statement.close
        and statement.mention.full
        and not statement.former
    ):
        holder = term_on(graph.terms_of(statement.place, office), published, published)
        if holder is not None:
            right = f"The governor of {graph.entities[statement.place].name} was {graph.entities[holder.person].name}."
            return Judgement(
                Verdict.CONTRADICTED, (*holder.claims[:2], *_claims(terms)), right, f"The record: {told}."
            )  # fmt: skip
    return Judgement(Verdict.UNSURE, _claims(terms), None, f"The record: {told}. Say the day of the text.")


def _large(letter: str, parties: set[str]) -> bool:
    return letter in _LETTERS and parties <= _LETTERS


def _letter(graph: KnowledgeGraph, term: Term) -> str:
    party = graph.entities.get(term.party or "")
    return party.abbreviation if isinstance(party, Party) else "?"


def _in_years(term: Term, years: set[int]) -> bool:
    last = max(years) if term.end is None else term.end.year
    return any(term.start.year <= year <= last for year in years)


def _on_a_day_of(context: Context, term: Term) -> bool:
    """Return whether the sentence gives a day within a term."""
    return any(
        day.day is not None
        and day.role is DayRole.POINT
        and day.day.last_day >= term.start.first_day
        and (term.end is None or day.day.first_day < term.end.last_day)
        for day in find_days(context.sentence.text)
    )


def _in_words(graph: KnowledgeGraph, term: Term) -> str:
    party = graph.entities.get(term.party or "")
    to = f" to {day_in_words(term.end)}" if term.end is not None else ""
    of_party = f", {party.name}" if party is not None else ""
    where = graph.entities[term.jurisdiction].name
    name = graph.entities[term.person].name
    return f"{name}, {term.office.value} of {where} from {day_in_words(term.start)}{to}{of_party}"


def _claims(terms: Sequence[Term]) -> tuple[Claim, ...]:
    return tuple(dict.fromkeys(claim for term in terms for claim in term.claims[:2]))
