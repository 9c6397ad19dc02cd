"""The terms that pages use: their words, and the definitions of the vocabularies that they come from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from ...graph.model import law_requirement_vocabulary, vocabulary
from ...graph.model.vocabulary import Vocabulary
from ...graph.text_check import Verdict

_TITLES: Final[Mapping[type[Vocabulary], str]] = MappingProxyType(
    {
        vocabulary.ReliefKind: "Kinds of relief",
        vocabulary.Stage: "Stages of an action",
        vocabulary.Unit: "What is counted",
        vocabulary.Method: "How relief is granted",
        vocabulary.LawEffect: "What laws do",
        vocabulary.LawStatus: "Statuses of laws",
        vocabulary.Instrument: "Forms of laws",
        law_requirement_vocabulary.Disposition: "Cases with or without a conviction",
        law_requirement_vocabulary.RequirementKind: "What a person needs",
        law_requirement_vocabulary.DutyStatus: "Duties of public bodies",
        vocabulary.ActorRole: "Roles of people and bodies",
        vocabulary.ClaimProperty: "What statements are about",
        vocabulary.Knowledge: "What is known",
        vocabulary.Rank: "Ranks of statements",
        vocabulary.Extent: "What a figure covers",
        vocabulary.SourceKind: "Kinds of sources",
        vocabulary.UptakeGap: "Why a share is not given",
        vocabulary.ExclusionCode: "Why a figure is left out of a total",
        vocabulary.OrganizationKind: "Kinds of organizations",
        vocabulary.PardonPower: "Who holds the power of clemency",
        Verdict: "What a text check says of a statement",
    }
)

_WORDS: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        (type(term).__name__, term.value): word
        for term, word in (
            (vocabulary.Stage.RECORDED, "carried out in the records"),
            (vocabulary.Stage.APPLIED, "applied for"),
            (vocabulary.Knowledge.VALUE, "found"),
            (vocabulary.Knowledge.NONE, "none, says a source"),
            (vocabulary.Knowledge.UNKNOWN, "looked for, none found"),
            (vocabulary.Knowledge.NOT_LOOKED_FOR, "not looked for"),
            (vocabulary.Method.BOTH, "automatic for some, on request for others"),
            (vocabulary.Method.PETITION, "on request"),
            (vocabulary.ActorRole.IMPLEMENTED, "carried out"),
            (vocabulary.ActorRole.URGED, "called for"),
            (vocabulary.LawStatus.PROPOSED, "proposed, never in force"),
            (vocabulary.LawStatus.REJECTED, "rejected by the voters"),
            (vocabulary.Rank.DEPRECATED, "superseded or wrong"),
            (vocabulary.PardonPower.INDEPENDENT_BOARD, "a board"),
            (vocabulary.PardonPower.GOVERNOR_ON_BOARD, "a board with the governor on it"),
            (vocabulary.PardonPower.GATEKEEPER_BOARD, "the governor, where a board or council agrees"),
            (vocabulary.PardonPower.MANDATORY_CONSULTATION, "the governor, who has to hear a board"),
            (vocabulary.PardonPower.PERMISSIVE_CONSULTATION, "the governor, who may hear a board"),
            (vocabulary.PardonPower.NO_ADVISORY_PROCESS, "the governor or the president, without a board"),
            (law_requirement_vocabulary.Disposition.CONVICTION, "convictions"),
            (law_requirement_vocabulary.Disposition.NO_CONVICTION, "cases without a conviction"),
            (law_requirement_vocabulary.Disposition.BOTH, "convictions, and cases without one"),
            (law_requirement_vocabulary.RequirementKind.PERSON, "who can have it"),
            (law_requirement_vocabulary.RequirementKind.REQUEST, "request by the person"),
            (law_requirement_vocabulary.DutyStatus.PENDING, "not due yet"),
            (law_requirement_vocabulary.DutyStatus.OVERDUE, "overdue: no outcome recorded"),
            (law_requirement_vocabulary.DutyStatus.PARTLY, "partly done"),
            (law_requirement_vocabulary.DutyStatus.FULFILLED, "done"),
            (vocabulary.ExclusionCode.DEPRECATED, "known to be wrong or superseded"),
            (vocabulary.ExclusionCode.LOWER_RANK, "another figure is better"),
            (vocabulary.ExclusionCode.PART, "a part only"),
            (vocabulary.ExclusionCode.CONTAINED, "counted by another figure"),
            (vocabulary.ExclusionCode.MAY_OVERLAP, "may count the same acts as another"),
            (vocabulary.ExclusionCode.IMPLIED, "of what was carried out in the records"),
            (vocabulary.ExclusionCode.CONTRADICTION, "contradicts its parts"),
            (Verdict.AGREES_THEN, "agreed on an earlier day"),
            (Verdict.PART_AS_WHOLE, "a part as the whole"),
            (vocabulary.UptakeGap.NO_ELIGIBLE, "no figure of the eligible"),
            (vocabulary.UptakeGap.NO_GRANTED, "no figure of the granted"),
            (vocabulary.UptakeGap.PART_ONLY, "a figure counts a part only"),
            (vocabulary.UptakeGap.UNITS_DIFFER, "units differ"),
            (vocabulary.UptakeGap.POPULATIONS_DIFFER, "the figures count different things"),
            (vocabulary.UptakeGap.OPEN_ENDED, "the figures are open-ended"),
            (vocabulary.UptakeGap.NO_PERIOD, "no period"),
            (vocabulary.UptakeGap.NO_POPULATION, "no population"),
        )
    }
)
"""The words for terms whose spelling in the data does not speak for itself, by vocabulary: some share spellings."""


class Term(NamedTuple):
    """A term of a page.

    Attributes
    ----------
    anchor : str
        Its fragment on the page of the glossary: stage-granted.
    word : str
        How pages write it.
    definition : str
        What it means.
    """

    anchor: str
    word: str
    definition: str


WORDS: Final = (
    Term(
        "action",
        "action",
        "One program or decision of clemency: a governor's pardons of one day, a court's expungements under one law. "
        "It has figures, a place, and people who acted.",
    ),
    Term(
        "statement",
        "statement",
        "What one source says of one thing, in a few words of this record. In the data it is called a claim, and has "
        "an address that stays.",
    ),
    Term("figure", "figure", "A statement with a number: how many, of what, at which stage, on which day."),
    Term(
        "act",
        "act",
        "What an action did, as opposed to what was announced or asked for: the grant where a source says so, or else "
        "the furthest stage.",
    ),
    Term(
        "source",
        "source",
        "A page or document that was read, with its publisher, its day, and the day on which it was read.",
    ),
    Term(
        "open-ended",
        "at least, open-ended",
        "A lower bound surely holds; there may be more. “More than 15,000” is open-ended: no source gives "
        "an upper bound.",
    ),
)
"""The words of this record that are in no vocabulary."""


@cache
def term(name: str, member: str) -> Term:
    """Return a term by the name of its vocabulary and of its member in GraphQL.

    Examples
    --------
    >>> term("Stage", "GRANTED").anchor
    'stage-granted'
    """
    found = _by_name()[name][member]
    word = _WORDS.get((name, found.value), found.value.replace("_", " "))
    return Term(f"{name}-{found.value.replace('_', '-')}".lower(), word, found.definition)


@cache
def sections() -> dict[str, list[Term]]:
    """Return all terms under the titles of their sections, as the page of the glossary lists them."""
    return {"Words of this record": list(WORDS)} | {
        title: [term(one.__name__, member.name) for member in one] for one, title in _TITLES.items()
    }


@cache
def _by_name() -> dict[str, type[Vocabulary]]:
    return {one.__name__: one for one in _TITLES}
