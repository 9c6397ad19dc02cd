"""Sentences that lead the pages of laws, people, organizations, parties and sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from . import glossary, numbers
from .numbers import Json
from .offices import office_name
from .sentences import DONE_STAGES, capital, count_of, figure_sentence, publishers

_STATUS: Final[Mapping[str, str]] = {
    "PROPOSED": "was proposed and is not in force",
    "ENACTED": "became law",
    "VETOED": "was vetoed and is not in force",
    "REJECTED": "was rejected by the voters",
    "VOIDED": "was struck down by a court",
    "REPEALED": "was repealed by a later law",
    "PAUSED": "is law, but suspended or delayed",
}
_WOULD: Final[Mapping[str, str]] = {
    "ENACTED": "provides",
    "PROPOSED": "would provide",
    "VETOED": "would have provided",
    "REJECTED": "would have provided",
    "PAUSED": "provides",
}
_METHODS: Final[Mapping[str | None, str]] = {
    "AUTOMATIC": " without a request",
    "PETITION": " on request",
    "BOTH": " without a request for some and on request for others",
    None: "",
}
_CLEARING: Final = ("PARDON", "EXPUNGEMENT", "SEALING", "VACATUR", "DISMISSAL", "RESENTENCING")
_KINDS: Final[Mapping[str, str]] = {
    "ADVOCACY": "an advocacy organization",
    "COURT": "a court or an administration of courts",
    "PARDON_BOARD": "a body that decides on pardons or recommends them",
    "POLICE": "a police force or an agency that keeps criminal records",
    "LEGISLATURE": "a legislature",
    "COUNCIL": "a city or county council",
    "AGENCY": "a public body",
    "PUBLISHER": "a publisher",
}
_ROLES: Final[Mapping[str, str]] = {
    "DECIDED": "decided",
    "PROPOSED": "proposed",
    "IMPLEMENTED": "carried out",
    "URGED": "called for",
}


def words(member: str) -> str:
    """Return the spelling of a member of an enum as words: ballot measure."""
    return member.lower().replace("_", " ")


def law_sentences(law: Json, today: str) -> list[str]:
    """Return the sentences that lead the page of a law."""
    number = f" ({law['number']})" if law["number"] and law["number"] not in law["name"] else ""
    days = []
    if law["status"] == "REJECTED":
        days += [*([numbers.on_day(law["rejected"])] if law["rejected"] else []), "and is not in force"]
    elif law["enacted"] and law["status"] != "VETOED":
        days.append(numbers.on_day(law["enacted"]))
    in_force = law["effective"] and law["status"] == "ENACTED"
    if in_force and law["effective"] <= today:
        days.append(f"and is in force since {numbers.day(law['effective'])}")
    elif in_force:
        days.append(f"and takes effect {numbers.on_day(law['effective'])}")
    said = f", according to {publishers({'source': one} for one in law['sources']['nodes'])}"
    instrument = words(law["instrument"])
    if law["status"] in ("PROPOSED", "VETOED") and instrument == "statute":
        instrument = "bill"
    sentences = [
        f"{law['name']}{number}, a{'n' if instrument[0] in 'aeiou' else ''} {instrument} of "
        f"{numbers.place(law['jurisdiction']['name'])}, {' '.join((_STATUS[law['status']], *days))}"
        f"{said if law['sources']['nodes'] else ''}."
    ]
    would = _WOULD.get(law["status"], "provided")
    sentences += _provision_sentences(law, would, today)
    counted = [one for one in law["actions"]["nodes"] if _is_granted_figure(one)]
    if len(counted) == 1:
        action = counted[0]
        sentences.append(f"Done under it: {figure_sentence(action['kind'], action['figure'], today)}")
    elif len(law["actions"]["nodes"]) == 1:
        sentences.append("One action under it is recorded, without a figure of what was granted.")
    elif law["actions"]["nodes"]:
        sentences.append(
            f"{numbers.number(len(law['actions']['nodes']))} actions under it are recorded, {len(counted) or 'none'} "
            "of them with a figure of what was granted."
        )
    return sentences


def _provision_sentences(law: Json, would: str, today: str) -> list[str]:
    """Say what a law provides, what of it has ended, and what never took effect."""
    clearing = [one for one in law["provisions"] if one["effect"] in _CLEARING]
    never = [one for one in clearing if one["neverEffective"]]
    ended = [one for one in clearing if one["effectiveUntil"] and one["effectiveUntil"] <= today]
    current = _kinds_of(one for one in clearing if one not in never and one not in ended)
    sentences = [f"It {would} for {numbers.listed(current)}."] if current else []
    for end in dict.fromkeys(one["effectiveUntil"] for one in ended):
        kinds = _kinds_of(one for one in ended if one["effectiveUntil"] == end)
        sentences.append(f"Until {numbers.day(end)} it provided for {numbers.listed(kinds)}.")
    if never:
        sentences.append(f"What it provides for {numbers.listed(_kinds_of(never))} never took effect.")
    return sentences or ["No provision on pardons or on clearing records is recorded of it."]


def _kinds_of(provisions: Iterable[Json]) -> list[str]:
    return list(dict.fromkeys(f"{words(one['effect'])}{_METHODS[one['method']]}" for one in provisions))


def _is_granted_figure(action: Json) -> bool:
    return action["figure"] is not None and action["figure"]["quantity"]["stage"] in DONE_STAGES


def person_sentences(person: Json, today: str) -> list[str]:
    """Return the sentences that lead the page of a person."""
    sentences = []
    terms = person["terms"]["nodes"]
    for term in terms[:2]:
        sentences.append(f"{person['name']} {_held(term, today)}{_party(term)}.")
    if not terms and person["speaksFor"]:
        organizations = numbers.listed([one["name"] for one in person["speaksFor"]])
        sentences.append(f"{person['name']} speaks or spoke for {organizations}.")
    roles: dict[str, int] = {}
    largest = None
    for action in person["actions"]["nodes"]:
        own = {one["role"] for one in action["actors"] if one["entity"]["id"] == person["id"]}
        for role in own:
            roles[role] = roles.get(role, 0) + 1
        if own & {"DECIDED", "PROPOSED"} and _is_granted_figure(action):
            largest = max(largest or action, action, key=lambda one: one["figure"]["quantity"]["low"] or 0)
    if roles:
        parts = [f"{_ROLES[role]} {count_of(roles[role], 'action')}" for role in _ROLES if role in roles]
        sentences.append(f"{person['name']} {numbers.listed(parts)} of clemency in this record.")
    if largest:
        stated = figure_sentence(largest["kind"], largest["figure"], today)
        sentences.append(
            f"{'Its figure' if len(person['actions']['nodes']) == 1 else 'The largest number among them'}: {stated}"
        )
    if not sentences:
        sentences.append(f"{person['name']} is named in this record; no office and no action is recorded.")
    return sentences


def _party(term: Json) -> str:
    return f" ({term['party']['name']})" if term["party"] else ""


def _held(term: Json, today: str) -> str:
    office = (
        f"{office_name(term['office'], term['jurisdiction']['id'])} of {numbers.place(term['jurisdiction']['name'])}"
    )
    start, end = numbers.day(term["start"]), term["end"]
    if end is None or end > today:
        return f"has been {office} since {start}"
    return f"was {office} from {start} to {numbers.day(end)}"


def organization_sentences(organization: Json) -> list[str]:
    """Return the sentences that lead the page of an organization."""
    roles: dict[str, int] = {}
    for one in organization["deeds"]["nodes"]:
        roles[one["kind"]] = roles.get(one["kind"], 0) + 1
    did = [f"{_ROLES[role]} {count_of(roles[role], 'action')} of clemency" for role in _ROLES if role in roles]
    figures = organization["reported"]["totalCount"]
    sources = organization["publications"]["totalCount"]
    if figures:
        did.append(f"counted {count_of(figures, 'figure')} that sources report")
    if sources:
        did.append(f"published {count_of(sources, 'source')} that this record rests on")
    name = organization["name"]
    if not did:
        return [f"{name} is {_KINDS[organization['organizationKind']]} that this record names."]
    return [f"{name} is {_KINDS[organization['organizationKind']]}.", f"It {numbers.listed(did)}."]


def party_sentences(party: Json, today: str) -> list[str]:
    """Return the sentences that lead the page of a party."""
    terms = party["terms"]["nodes"]
    now = sum(one["end"] is None or one["end"] > today for one in terms)
    held = f"{count_of(party['terms']['totalCount'], 'term')} of office"
    under = "without a party" if party["id"] == "party/independent" else f"under the {party['name']}"
    return [
        f"{held} {under} {'is' if len(terms) == 1 else 'are'} in this record; {now or 'none'} of them had not ended by "
        f"{numbers.day(today)}.",
        "The record holds governors, presidents and the other offices that decided on clemency or signed its laws.",
    ]


def source_sentences(source: Json) -> list[str]:
    """Return the sentences that lead the page of a source."""
    by = f" by {source['publisher']['name']}" if source["publisher"] else ""
    if source["published"]:
        published = f" {numbers.on_day(source['published'])}"
    elif source["notAfter"]:
        published = f" by {numbers.day(source['notAfter'])} at the latest"
    else:
        published = ", on a day that it does not give"
    claims = source["says"]["totalCount"]
    kind = glossary.term("SourceKind", source["sourceKind"]).word
    article = "an" if kind[0] in "aeiou" else "a"
    sentences = [
        f"“{source['title']}”, {article} {kind} source, was published{by}{published} and read on "
        f"{numbers.day(source['retrieved'])}.",
        f"{capital(count_of(claims, 'statement'))} of this record {'rests' if claims == 1 else 'rest'} on it."
        if claims
        else "No statement of this record rests on it.",
    ]
    if source["reprintOf"]:
        sentences.append(f"It reprints “{source['reprintOf']['title']}”, and is no second witness.")
    return sentences
