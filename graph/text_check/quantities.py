"""Find the numbers of a sentence, with how exactly they are meant and what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from ..model.vocabulary import Qualifier, Unit
from .number_words import LARGEST, NUMBER_WORDS, VAGUE, number_of_words
from .units import Counted, counted_after

_DIGITS: Final = re.compile(
    r"(?<![\w$\u20ac\u00a3.,#/-])(?P<digits>[0-9]{1,3}(?:,[0-9]{3}){1,3}|"
    r"[0-9]{1,9})(?P<decimal>\.[0-9]{1,3})?(?P<short>[kKM]\b)?(?P<plus>\+?)(?![\w%])"
)
_LONGEST_NUMBER: Final = 24
"""The most words of a number; more are none."""
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_SIZE: Final = re.compile(r"[ -](?P<size>hundred|thousand|million|dozen)\b", re.I)
_WORD: Final = re.compile(r"[A-Za-z]+")
_BETWEEN_WORDS: Final = re.compile(r"[ -]")
_VAGUE: Final = re.compile(
    r"\b(?:(?P<factor>tens|hundreds) of (?P<of>thousands|millions)|(?:(?P<some>several|many|"
    r"a few|few) )?(?P<alone>dozens|scores|hundreds|thousands|millions|dozen|hundred|"
    r"thousand))\b(?!-)",
    re.I,
)
_BEFORE: Final = tuple(
    (re.compile(
        rf"(?:{pattern})[ ]+(?:the |its |their |his |her |another |an additional |a further |"
        rf"all )?$", re.I), qualifier)
    for pattern, qualifier in (
        (r"\b(?:no more than|not more than|up to|as many as|at most|a maximum of)", Qualifier.UP_TO),
        (r"\b(?:at least|no fewer than|not fewer than|no less than|a minimum of)", Qualifier.AT_LEAST),
        (
            r"\b(?:more than|over|upwards? of|in excess of|exceed(?:s|ed|ing)?|greater than|above|"
            r"topped|surpass(?:ed|ing))", Qualifier.MORE_THAN),
        (
            r"\b(?:nearly|almost|close to|just under|just shy of|fewer than|less than|under|not quite|"
            r"approaching)", Qualifier.NEARLY),
        (
            r"\b(?:about|around|roughly|approximately|approx\.|an? estimated|estimated|some|"
            r"an approximate|circa)", Qualifier.ABOUT),
        (r"\b(?:exactly|precisely)", Qualifier.EXACTLY),
    )
)  # fmt: skip
_LEAD: Final = 48
"""How many characters before a number are read for how exactly it is meant."""
_RANGE: Final = re.compile(r"(?: ?(?:to|\u2013|\u2014|-) ?| and )")
_NO_COUNT: Final = re.compile(
    r"\b(?:no\.|number|section|sec\.|article|chapter|title|proposition|prop\.?|amendment|"
    r"measure|question|issue|act|bill|hb|sb|ab|h\.b\.|s\.b\.|page|"
    r"district|age|aged|class|schedule|phone|room|order|route|form)[ ]*$",
    re.I,
)
_PARTIAL: Final = re.compile(
    r"\b(?:half|third|quarter|fifth|tenth|twice|double|triple|thrice|percent|most|majority|"
    r"fraction|share|minority|times|average|one in|out of)"
    r"(?: (?:of|as many as|the|those|these|that|than))*[ ]*$",
    re.I,
)
_LEAST_BARE: Final = 20
"""A smaller number with nothing that it counts may count anything."""
_BARE: Final = re.compile(
    r"[ ]*(?:$|[.,;:!?)\u2014]|(?:in|on|at|by|from|to|who|whom|that|which|were|was|are|have|has|had|would|will|could|"
    r"may|during|since|under|after|before|as|but|while|when|where|and|more|already|of (?:them|those|these))\b)"
)
"""What follows a number whose noun is left out."""
_OF_OTHERS: Final = re.compile(r" of (?:the|those|these|them|its|their)\b", re.I)
_RATE: Final = re.compile(
    r"[ ](?:[\w'-]+ ){0,4}(?:per|for every|out of every|a (?:day|week|month|year)|each (?:day|"
    r"week|month|year)|in every)\b|[ ]?(?:percent|per cent|in [0-9])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class StatedQuantity:
    """A number that a text states.

    Attributes
    ----------
    start, end : int
        Its place in the sentence, with the words of its precision and what it counts.
    low, high : int or None
        Its bounds, as of a figure in the record: "more than 5" has the low 6 and no high.
    number : int
        The number as written, the lower one of a range.
    qualifier : Qualifier
        How exactly it is meant.
    counted : Counted
        What it counts.
    shared : bool
        It is a share, a multiple or a rate of something.
    part : bool
        It is worded as some of more: "five of those".
    bare : bool
        Nothing follows that it counts: "another 1,351."
    """

    start: int
    end: int
    low: int | None
    high: int | None
    number: int
    qualifier: Qualifier
    counted: Counted
    shared: bool = False
    part: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    low: int
    high: int | None = None
    vague: bool = False
    plus: bool = False


def find_quantities(text: str) -> tuple[StatedQuantity, ...]:
    """Return the counts of a sentence in order; sums of money, shares, years, ages and weights are none.

    Examples
    --------
    >>> [one] = find_quantities("It pardoned more than fifteen thousand people.")
    >>> one.low, one.qualifier, one.counted.units
    (15001, <Qualifier.MORE_THAN: 'more_than'>, frozenset({<Unit.PEOPLE: 'people'>}))
    """
    numbers = _joined_ranges(text, _numbers(text))
    found = []
    for place, number in enumerate(numbers):
        limit = numbers[place + 1].start if place + 1 < len(numbers) else len(text)
        if _NO_COUNT.search(text, max(0, number.start - _LEAD), number.start):
            continue
        counted = counted_after(text, number.end, limit)
        if counted is not None:
            found.append(_stated(text, number, counted))
        elif number.low >= _LEAST_BARE and _BARE.match(text, number.end):
            units = found[-1].counted.units if found else frozenset[Unit]()
            found.append(replace(_stated(text, number, Counted(units, None, number.end)), bare=True))
    return tuple(found)


def _stated(text: str, number: _Number, counted: Counted) -> StatedQuantity:
    start, qualifier = number.start, Qualifier.EXACTLY
    low: int | None = number.low
    high: int | None = number.low
    lead = text[max(0, number.start - _LEAD) : number.start]
    words = next(((found, kind) for pattern, kind in _BEFORE if (found := pattern.search(lead))), None)
    if words is not None:
        start = number.start - len(lead) + words[0].start()
        qualifier = words[1]
    elif number.plus or re.match(r"[ ](?:[\w'-]+ ){0,3}or more\b", text[number.end : number.end + 60]):
        qualifier = Qualifier.AT_LEAST
    match qualifier:
        case Qualifier.MORE_THAN:
            low, high = number.low + 1, None
        case Qualifier.AT_LEAST:
            high = None
        case Qualifier.NEARLY:
            low, high = None, number.low - 1
        case Qualifier.UP_TO:
            low = None
    if number.vague:
        plain = qualifier in (Qualifier.EXACTLY, Qualifier.ABOUT)
        qualifier = Qualifier.UNQUANTIFIED
        low, high = (number.low, number.high) if plain else (number.low, None)
    elif number.high is not None:
        qualifier, low, high = Qualifier.BETWEEN, number.low, number.high
    shared = bool(_PARTIAL.search(lead[: max(0, start - number.start + len(lead))])) or bool(
        _RATE.match(text[number.end : number.end + 60])
    )
    return StatedQuantity(
        start, counted.end, low, high, number.low, qualifier, counted, shared, bool(_OF_OTHERS.match(text, number.end))
    )


def _numbers(text: str) -> list[_Number]:
    found = [*_digits(text), *_vague(text)]
    taken = sorted((one.start, one.end) for one in found)
    found += _words(text, taken)
    found.sort(key=lambda one: one.start)
    return found


def _digits(text: str) -> list[_Number]:
    found = []
    for match in _DIGITS.finditer(text):
        number = float(match["digits"].replace(",", "") + (match["decimal"] or ""))
        end = match.end()
        size = _SIZE.match(text, end)
        factor = 1
        if match["short"]:
            factor = 1_000 if match["short"] in "kK" else 1_000_000
        elif size is not None:
            factor = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "dozen": 12}[size["size"].lower()]
            end = size.end()
        if factor == 1 and (match["decimal"] or _YEAR.fullmatch(match["digits"])):
            continue
        value = round(number * factor)
        if value <= LARGEST:
            found.append(_Number(match.start(), end, value, plus=bool(match["plus"])))
    return found


def _vague(text: str) -> list[_Number]:
    found = []
    for match in _VAGUE.finditer(text):
        if match["factor"]:
            size = {"thousands": 1_000, "millions": 1_000_000}[match["of"].lower()]
            low = {"tens": 20, "hundreds": 200}[match["factor"].lower()] * size
            high = low // 2 * 10 - 1
        else:
            word, some = match["alone"].lower(), (match["some"] or "").lower()
            if not word.endswith("s"):
                # A dozen and two hundred are numbers; several hundred is none.
                if not some:
                    continue
                word += "s"
            low = VAGUE[word]
            high = {"dozens": 99, "scores": 99}.get(word, low // 2 * 10 - 1)
        found.append(_Number(match.start(), match.end(), low, high, vague=True))
    return found


def _words(text: str, taken: list[tuple[int, int]]) -> list[_Number]:
    found: list[_Number] = []
    run: list[re.Match[str]] = []

    def close() -> None:
        while run and run[-1][0].lower() == "and":
            run.pop()
        if len(run) > _LONGEST_NUMBER:
            run.clear()
        ands = [place for place, one in enumerate(run) if one[0].lower() == "and"]
        # "Between five and six hundred" is two numbers; "five hundred and six" is one.
        for parts in ([run], *([run[:place], run[place + 1 :]] for place in ands)):
            values = [number_of_words([one[0].lower() for one in part]) for part in parts]
            if all(values) and [one[0].lower() for one in run] != ["a"]:
                found.extend(
                    _Number(part[0].start(), part[-1].end(), value)
                    for part, value in zip(parts, values, strict=True)
                    if value is not None
                )
                break
        run.clear()

    spans = iter([*taken, (len(text) + 1, len(text) + 1)])
    span = next(spans)
    for word in _WORD.finditer(text):
        while span[1] <= word.start():
            span = next(spans)
        inside = span[0] <= word.start()
        joined = run and _BETWEEN_WORDS.fullmatch(text, run[-1].end(), word.start())
        lower = word[0].lower()
        sized = run and run[-1][0].lower() in ("hundred", "thousand", "million")
        if inside or (run and not joined):
            close()
        if inside:
            continue
        if lower in NUMBER_WORDS or (lower == "and" and sized and run):
            run.append(word)
        elif lower == "a" and re.match(
            r" (?:hundred|thousand|million|dozen)\b", text[word.end() : word.end() + 10], re.I
        ):
            close()
            run.append(word)
        else:
            close()
    close()
    return found


def _joined_ranges(text: str, numbers: list[_Number]) -> list[_Number]:
    """Join "10,000 to 20,000" and "between 10,000 and 20,000"."""
    found: list[_Number] = []
    for number in numbers:
        last = found[-1] if found else None
        gap = text[last.end : number.start] if last is not None and number.start - last.end < 8 else ""
        if last is not None and _RANGE.fullmatch(gap) and last.low < number.low and not number.vague:
            between = re.search(
                r"\bbetween (?:about |roughly |some )?$", text[max(0, last.start - 24) : last.start], re.I
            )
            if between or "and" not in gap:
                start = last.start - (len(between[0]) if between else 0)
                found[-1] = _Number(start, number.end, last.low, number.low)
                continue
        found.append(number)
    return found
