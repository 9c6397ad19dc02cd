"""The kind and the stage that the words around a number can mean, and what makes a statement no plain one."""

from __future__ import annotations

import re
from typing import Final

from ..model.vocabulary import ReliefKind, Stage

_KINDS: Final = (
    (re.compile(r"\bpardon", re.I), ReliefKind.PARDON),
    (re.compile(r"\bcommut(?:ed|ation|e\b|es\b|ing)", re.I), ReliefKind.COMMUTATION),
    (re.compile(r"\bexpung|\bexpunction|\beras(?:ed|ure|e\b|ing)", re.I), ReliefKind.EXPUNGEMENT),
    (re.compile(r"\b(?:un)?seal(?:ed|ing|s\b|\b)", re.I), ReliefKind.SEALING),
    (re.compile(r"\bvacat|\bset aside|\boverturn", re.I), ReliefKind.VACATUR),
    (re.compile(r"\bdismiss", re.I), ReliefKind.DISMISSAL),
    (re.compile(r"\bresentenc|\bre-sentenc", re.I), ReliefKind.RESENTENCING),
)
_RELIEF: Final = re.compile(
    r"\b(?:clemency|clear(?:ed|ing|s|ance)?\b|wip(?:ed|ing)|relief|forgiv|forgave|record clearing|"
    r"clean slate|reduc(?:ed|ing|tion)|amnesty|remov(?:ed|al)|redesignat|destroy|annul|purg(?:ed|ing)|"
    r"(?:threw|thrown|tossed) out|dropp?(?:ed|ing) (?:\w+ ){0,4}(?:charges?|cases?)|off the books|quash|nullif)",
    re.I,
)

_ELIGIBLE: Final = re.compile(r"\b(?:eligib|qualif(?:y|ies|ied)\b|entitled)", re.I)
_COULD: Final = re.compile(
    r"\b(?:could|(?-i:may)|might|would|can|stand to|stood to|potential(?:ly)?|possible|"
    r"possibly|likely|should|to be [a-z]+ed|to be (?:wiped|set aside))\b",
    re.I,
)
_WILL: Final = re.compile(r"\b(?:(?-i:will)|shall|going to|set to|about to|expected to|is to|are to)\b|'ll\b", re.I)
_ANNOUNCED: Final = re.compile(
    r"\b(?:announc|plan(?:s|ned|ning)?\b|intend|promis|pledg|propos|vow|hope[sd]? to|aim(?:s|"
    r"ed)? to|want(?:s|ed)? to|seek(?:s|ing)?\b)",
    re.I,
)
_APPLIED: Final = re.compile(
    r"\b(?:appl(?:y|ied|ies|ying)\b|applications? (?:for|were|was|had been|"
    r"have been)? ?(?:filed|submitted|received)|fil(?:ed|ing)\b|submitt|request(?:ed|s)\b|"
    r"sought\b|petitioned\b|asked for\b)",
    re.I,
)
_RECOMMENDED: Final = re.compile(r"\brecommend|\bendorsed\b", re.I)
_DECLINED: Final = re.compile(
    r"\b(?:den(?:y|ied|ying|ies|ial)|declin(?:ed|es|e|ing)|reject|refus(?:ed|al|es|ing)|turned down)", re.I
)
_WITHDRAWN: Final = re.compile(r"\bwithdr[ae]w", re.I)
_AUTHORIZED: Final = re.compile(r"\b(?:authoriz|enacted laws|have laws|passed laws|laws (?:to|that|allowing))", re.I)
_GRANTED: Final = re.compile(
    r"\b(?:pardoned|granted|grants|issued|expunged|sealed|vacated|cleared|dismissed|commuted|"
    r"received|got|processed|erased|wiped|overturned|"
    r"forgiven|resentenced|set aside|approved|completed|gave|given|has been|have been|awarded|"
    r"freed|released|forgave|removed|reduced|destroyed|redesignated|signed|won|threw out|thrown out|tossed out|"
    r"dropped|annulled|purged|quashed|nullified)\b",
    re.I,
)
_SURELY_DONE: Final = re.compile(
    r"(?<!to be )(?<!to get )(?<!to have )\b(?:granted|pardoned|expunged|approved|sealed|"
    r"issued|cleared|commuted|vacated|dismissed)\b",
    re.I,
)
_REPORTED_AS_DONE: Final = re.compile(
    r"\b(?<!\bbe )(?<!\bget )(?<!\bhave )(?<!\bautomatically )"
    r"(?:granted|pardoned|pardoning|expunged|sealed|issued|cleared|commuted|vacated|dismissed|produced)\b",
    re.I,
)
_CARRIED_OUT: Final = re.compile(r"\b(?:carried out|removed from|updated in|in (?:the )?records)\b", re.I)
_HINDERING: Final = re.compile(
    r"\b(?:not|never|no|none|nobody|without|nor|neither|fail(?:s|ed|ing)?|unless|if|whether|"
    r"false(?:ly)?|myth|wrong(?:ly)?|incorrect(?:ly)?|untrue|mistaken(?:ly)?|"
    r"remain(?:s|ing|ed)?|await(?:s|ing|ed)?|left(?! office)|pending|yet to|still|instead|except|"
    r"excluding|rather|besides|unlike|unlikely|estimates? that|supposedly|allegedly|rumou?r|"
    r"claim(?:s|ed)? (?:that|to)|short of|exactly|municipal|alone|single (?:day|week|month|year)|"
    r"all (?:were )?(?:felon(?:y|ies)|misdemeanors?)|(?:first|second|last|final) term|"
    r"over \w+ (?:years|months|weeks|days)|under (?:a|the) (?:19|20)[0-9]{2} (?:law|act|statute)|"
    r"neighbor\w*|(?:an)?other states?|elsewhere|(?:both|two) states|attempt\w*|tried|tries)\b|n't\b|\?",
    re.I,
)
_OTHER_ACTOR: Final = re.compile(
    r"\b(?:legislat(?:ure|ors)|lawmakers|voters|senat(?:e|ors))(?: \w+ly| alone)? "
    r"(?:pardoned|commuted|expunged|sealed|vacated|dismissed|cleared)\b"
    r"|\b(?:courts?|judges?|police|prosecutors?)(?: \w+ly| alone)? (?:pardoned|commuted)\b",
    re.I,
)
_SOME_PEOPLE: Final = re.compile(
    r"\b(?:black|white|latinos?|hispanics?|women|men|veterans?|young(?:er)?|youths?|immigrants?|"
    r"noncitizens?|homeless|children|teenagers?|students?|inmates?|prisoners?|incarcerated)\b",
    re.I,
)
_NAMED_OFFENSE: Final = re.compile(
    r"\b(?:convicted|guilty|accused) (?:of|for)\b|\bcharged with\b"
    r"|\b(?:convictions?|pardon(?:s|ed)?|offenses?|crimes?|people|cases?|charges?|arrests?) (?:of|for) "
    r"(?!those|people|persons|individuals|the|more|relief|expungement|expunction|sealing|dismissal|vacatur|"
    r"clemency|pardons?|a pardon|review|free|all|its|their|nearly|about|over|some|almost|roughly|around|up to|"
    r"at least|as many|an estimated|\d)",
    re.I,
)
_OTHER_OFFENSE: Final = re.compile(
    r"\b(?:cocaine|heroin|crack|meth(?:amphetamine)?|opioids?|fentanyl|psilocybin|murder|"
    r"homicide|dui|dwi|drunk|gun|firearms?|weapons?|theft|robbery|burglary|assault|rape|fraud|"
    r"prostitution|traffic tickets?|evictions?|juveniles?|immigration|capitol|draft|"
    r"january 6 (?:riot|attack|defend|insurrect)\w*|"
    r"vietnam|military|sodomy|lgbtq?|death row|trespass\w*|tax|student loans?|parking|arson|"
    r"bribery|wire fraud)\b",
    re.I,
)
_FEDERAL: Final = re.compile(
    r"\b(?:federal(?:ly)?|president(?:ial)?|biden|trump|obama|white house|justice department|department of justice)\b",
    re.I,
)
_NATIONAL: Final = re.compile(
    r"\b(?:nationwide|nationally|across the (?:country|nation|united states|u\.?s\.?)|"
    r"state officials|states have|in the (?:us|u\.s\.|united states|country|nation)|americans|"
    r"(?:state and local|two dozen|several|many) (?:states|governments|officials))(?!\w)",
    re.I,
)
_DRUG: Final = re.compile(r"\b(?:marijuana|cannabis|pot\b|weed\b|possess|drug)", re.I)
_OF_OFFENSES: Final = re.compile(
    r"\b(felon|misdemeanor|distribut|sale|sell|sold|traffick|cultivat|arrest|paraphernalia|warrant|intent|violent)",
    re.I,
)
_CANNABIS: Final = re.compile(r"\b(?:marijuana|cannabis|pot|weed)\b", re.I)
DONE: Final = frozenset((Stage.GRANTED, Stage.RECORDED))
"""The stages of what was done."""
AHEAD: Final = frozenset((Stage.ANNOUNCED, Stage.ELIGIBLE, Stage.AUTHORIZED, Stage.OPENED))
"""The stages of what may come."""


def is_reported_as_done(text: str) -> bool:
    """Return whether words tell of relief as done, whatever else they tell of as ahead."""
    return bool(_REPORTED_AS_DONE.search(text))


def kinds_in(text: str) -> frozenset[ReliefKind]:
    """Return the kinds of relief that words name."""
    return frozenset(kind for pattern, kind in _KINDS if pattern.search(text))


def is_about_relief(text: str) -> bool:
    """Return whether words speak of relief of any kind."""
    return bool(kinds_in(text)) or bool(_RELIEF.search(text)) or bool(_ELIGIBLE.search(text))


def stages_in(text: str) -> frozenset[Stage]:
    """Return the stages that words can mean; none where they tell of none.

    Examples
    --------
    >>> sorted(stages_in("3,500 people are eligible for a pardon"))
    [<Stage.ELIGIBLE: 'eligible'>]
    """
    if _WITHDRAWN.search(text):
        return frozenset((Stage.WITHDRAWN,))
    granted = bool(_GRANTED.search(text))
    found: set[Stage] = set()
    if _DECLINED.search(text):
        found.add(Stage.DECLINED)
    if _RECOMMENDED.search(text):
        found.add(Stage.RECOMMENDED)
    if _APPLIED.search(text):
        found.add(Stage.APPLIED)
    if _AUTHORIZED.search(text):
        found.add(Stage.AUTHORIZED)
    if found:
        # "Have been filed" grants nothing; "were granted of those filed" may.
        strong = granted and _SURELY_DONE.search(text)
        return frozenset((*found, *DONE)) if strong and Stage.AUTHORIZED not in found else frozenset(found)
    if _ELIGIBLE.search(text):
        return frozenset((Stage.ELIGIBLE,))
    announced = bool(_ANNOUNCED.search(text))
    if _COULD.search(text):
        return frozenset((Stage.ELIGIBLE, Stage.ANNOUNCED)) if not announced else frozenset((Stage.ANNOUNCED,))
    if _WILL.search(text):
        return frozenset((Stage.ANNOUNCED,)) if announced else frozenset((Stage.ANNOUNCED, Stage.ELIGIBLE))
    if announced:
        return frozenset((Stage.ANNOUNCED, *DONE)) if granted else frozenset((Stage.ANNOUNCED,))
    return DONE if granted or _CARRIED_OUT.search(text) else frozenset()


def find_hindrance(text: str) -> str | None:
    """Return why a statement cannot be compared with a figure: it is negated, conditional or of other offenses."""
    if found := _OTHER_OFFENSE.search(text):
        return f"'{found[0]}' may mean other offenses than the record counts"
    if found := _OTHER_ACTOR.search(text):
        return f"'{found[0]}' names another actor than the record may have"
    if found := _SOME_PEOPLE.search(text):
        return f"'{found[0]}' may mean some of those whom the record counts"
    if (found := _NAMED_OFFENSE.search(text)) and not _DRUG.search(text):
        return f"'{found[0]}' does not say that the offense was of cannabis"
    if found := _HINDERING.search(text):
        return f"'{found[0]}' may turn what is said around"
    return None


def offenses_in(text: str) -> frozenset[str]:
    """Return the stems of the words that narrow offenses to some: felonies, sales, arrests.

    Examples
    --------
    >>> offenses_in("felony convictions for selling")
    frozenset({'felon', 'sell'})
    """
    return frozenset(found.lower() for found in _OF_OFFENSES.findall(text))


def is_about_cannabis(text: str) -> bool:
    """Return whether words speak of cannabis."""
    return bool(_CANNABIS.search(text))


def is_federal(text: str) -> bool:
    """Return whether words speak of the federal government."""
    return bool(_FEDERAL.search(text))


def is_national(text: str) -> bool:
    """Return whether words speak of all places of the country together."""
    return bool(_NATIONAL.search(text))
