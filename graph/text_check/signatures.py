"""Compare what a text says of the signing of a law with the record: who signed it, and on which day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ..graph import KnowledgeGraph
from ..model.bill_numbers import Bill, parse_bills
from ..model.dates import PartialDate
from ..model.records import Claim, Law
from ..model.vocabulary import ClaimProperty, Knowledge, LawStatus, Rank
from ..queries.law_signature import signature_of
from .carry_forward import Context, head_terms, place_of
from .corrections import day_in_words
from .days import DayRole, find_days
from .judgement import Judgement
from .verdicts import Verdict
from .wording import find_hindrance

_BILL: Final = re.compile(
    r"\b(?:House Bill|Senate Bill|Assembly Bill|HB|SB|AB|HF|SF|LD|H\.B\.|S\.B\.)[ -]?(?:No\. )?[0-9]{1,5}\b"
    r"(?![-,][0-9A-Z])"
)
_TYPES: Final = {"House Bill": "HB", "Senate Bill": "SB", "Assembly Bill": "AB", "H.B.": "HB", "S.B.": "SB"}
_SIGNED: Final = re.compile(r"\bsign(?:ed|s|ing)\b", re.I)
_OTHER: Final = re.compile(
    r"\b(?:veto\w*|unsigned|signing statement|sponsor\w*|amend\w*|repeal\w*|plan\w*|expect\w*|will|would)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class SignatureStatement:
    """What a sentence says of the signing of a bill: its number, who signed, and the days that it gives.

    `start` and `end` are the place of the number in the sentence.
    """

    start: int
    end: int
    laws: tuple[Law, ...]
    number: str
    signers: tuple[str, ...]
    days: tuple[PartialDate, ...]


def find_signatures(graph: KnowledgeGraph, context: Context, published: date | None) -> Iterator[SignatureStatement]:
    """Yield what a sentence says of the signing of the one bill that it names, where its place is sure."""
    text = context.sentence.text
    numbers = list(_BILL.finditer(text))
    if len(numbers) != 1 or not _SIGNED.search(text) or _OTHER.search(text) or find_hindrance(text):
        return
    place = place_of(graph, context, 0, len(text), published).id
    if place is None:
        return
    [number] = numbers
    words = re.sub(r"[ -]?(?:No\. )?(?=[0-9]+$)", " ", number[0], count=1)
    for long, short in _TYPES.items():
        words = words.replace(long, short)
    bills = parse_bills(words, place)
    laws = graph.cached(_by_bill).get((place, bills[0].type, bills[0].number), ()) if bills else ()
    people = [id for one in context.mentions if one.full and len(one.entities) == 1 for id in one.entities]
    signers = tuple(dict.fromkeys(id for id in people if head_terms(graph, id)))
    days = tuple(
        one.day
        for one in find_days(text, published)
        # The number of a bill can look like a year.
        if one.day is not None and one.role is DayRole.POINT and not number.start() <= one.start < number.end()
    )
    yield SignatureStatement(number.start(), number.end(), laws, number[0], signers, days)


def _by_bill(graph: KnowledgeGraph) -> Mapping[tuple[str, str, int], tuple[Law, ...]]:
    found: dict[tuple[str, str, int], list[Law]] = {}
    for law in graph.of_type(Law):
        for bill in law.bills:
            found.setdefault(_key(bill), []).append(law)
    return {key: tuple(laws) for key, laws in found.items()}


def _key(bill: Bill) -> tuple[str, str, int]:
    return bill.jurisdiction, bill.type, bill.number


def judge_signature(graph: KnowledgeGraph, statement: SignatureStatement) -> Judgement:
    """Return the verdict on what a text says of the signing of a bill.

    Bills of other sessions have the same number. So it is contradicted only where the text gives the very day on which
    the record has the law signed by another person.
    """
    if not statement.laws:
        return Judgement(
            Verdict.NOT_RECORDED, (), None, f"The record has no {statement.number} of this place; it may be right."
        )
    given = statement.days[0] if len(statement.days) == 1 else None
    dated = [law for law in statement.laws if given and law.enacted and given.agrees_with(law.enacted)]
    if len(statement.laws) > 1 and len(dated) != 1:
        names = ", ".join(law.name for law in statement.laws)
        return Judgement(Verdict.UNSURE, (), None, f"Several laws have this number: {names}. Name the year.")
    law = dated[0] if dated else statement.laws[0]
    signature = signature_of(law)
    if signature.status is not Knowledge.VALUE or signature.person is None or law.status is LawStatus.VETOED:
        return Judgement(Verdict.UNSURE, signature.claims, None, f"The record does not say who signed {law.name}.")
    enacted = tuple(
        claim for claim in law.claims if claim.property is ClaimProperty.ENACTED and claim.rank is not Rank.DEPRECATED
    )
    name = graph.entities[signature.person].name
    signed = f"{law.name} was signed by {name}" + (f" on {day_in_words(law.enacted)}" if law.enacted else "")
    claims: tuple[Claim, ...] = tuple(dict.fromkeys((*signature.claims, *enacted)))
    same_person = statement.signers == (signature.person,)
    agreeing = given is not None and law.enacted is not None and given.agrees_with(law.enacted)
    settled = bool(enacted) and enacted[0].rank is Rank.PREFERRED
    contested = not settled and any(
        not one.date.agrees_with(law.enacted) for one in enacted if one.date and law.enacted
    )
    if (
        same_person
        and contested
        and given is not None
        and any(one.date and given.agrees_with(one.date) for one in enacted)
    ):
        days = "; ".join(dict.fromkeys(day_in_words(one.date) for one in enacted if one.date))
        return Judgement(Verdict.DISPUTED, claims, None, f"Sources differ on the day: {days}. The record: {signed}.")
    if same_person and agreeing and not contested:
        return Judgement(Verdict.AGREES, claims, None, f"The record: {signed}.")
    very_day = agreeing and given == law.enacted and len(given or "") == len("2019-06-25")
    # Another holder of the same office, not somebody who is named beside the law of a place.
    mistaken = len(statement.signers) == 1 and any(
        term.jurisdiction == law.jurisdiction for id in statement.signers for term in head_terms(graph, id)
    )
    if very_day and not contested and mistaken and not same_person:
        return Judgement(Verdict.CONTRADICTED, claims, f"{signed}.", f"The record: {signed}.")
    if not statement.signers and agreeing and not contested:
        return Judgement(Verdict.AGREES, claims, None, f"The record: {signed}.")
    return Judgement(
        Verdict.UNSURE, claims, None, f"The record: {signed}. A bill of another session has the same number."
    )
