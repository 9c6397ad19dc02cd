"""Find the places and people that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..graph import KnowledgeGraph
from ..model.records import Country, Jurisdiction, Locality, Person, State
from ..model.vocabulary import Office

_TOKEN: Final = re.compile(r"[A-Za-z\u00c0-\u024f0-9]+(?:\.[A-Z]\b)*|[.,()]")
_TITLE: Final = re.compile(r"(?P<title>\b(?:Govs?\.|Governors?|President|Mayor|Gov\b))\s*$", re.I)
_LIEUTENANT: Final = re.compile(r"\b(?:Lt\.?|Lieutenant|Vice)[ -]$", re.I)
_SHORTEST_NAME: Final = 5
"""Shorter last names that differ by a letter are other names."""
_OFFICES: Final = {
    "gov": Office.GOVERNOR,
    "governor": Office.GOVERNOR,
    "president": Office.PRESIDENT,
    "mayor": Office.MAYOR,
}
_UNKNOWN_PLACE: Final = re.compile(
    r"(?P<city>\b[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}), (?=[A-Z])|"
    r"(?P<county>\b[A-Z][a-z]+(?: [A-Z][a-z]+){0,2} (?:County|Parish|Borough|Township))\b"
    r"|\b[Cc]ity of (?P<of>[A-Z][a-z]+)|"
    r"(?P<counties>\b[A-Z][a-z]+(?: [A-Z][a-z]+)? [Cc]ounties)\b"
    r"|\b[Ii]n (?P<inside>[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})|\b(?P<local>(?:county|"
    r"district attorney|city council|mayor|prosecutor)s?)\b"
)  # fmt: skip
_LONGER_NAME: Final = re.compile(r" (?:City|County|Parish|Township|[Cc]ounties|University)\b")
_NO_CITY: Final = frozenset((
    "In", "On", "Since", "After", "Before", "Under", "While", "Meanwhile", "However", "Overall", "Today", "Yesterday",
    "Gov", "The", "As", "By", "Moreover", "Also", "Then", "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December", "Democrat", "Republican", "State", "Last", "This",
    "Congress", "Spring", "Summer", "Fall", "Winter",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A place or a person that a sentence names.

    Attributes
    ----------
    start, end : int
        Its place in the sentence.
    entities : tuple of str
        The ids of what the name can mean.
    title : Office or None
        The office that the words before a person name.
    full : bool
        Whether a person is named in full.
    misspelled : bool
        Whether the last name of a head of government is one letter off.
    """

    start: int
    end: int
    entities: tuple[str, ...]
    title: Office | None = None
    full: bool = True
    misspelled: bool = False


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The names of places and people by their first word, longest first, and people by their last word.

    `heads` has the last names and offices of governors, presidents and mayors by their first names.
    """

    names: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
    last_names: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, tuple[tuple[str, str, Office], ...]]


def name_index(graph: KnowledgeGraph) -> NameIndex:
    """Return the names of the places and people of a graph."""
    return graph.cached(_name_index)


def _name_index(graph: KnowledgeGraph) -> NameIndex:
    found: dict[tuple[str, ...], dict[str, None]] = {}
    last: dict[str, dict[str, None]] = {}
    for entity in graph.entities.values():
        if isinstance(entity, Jurisdiction | Person):
            for name in _names_of(entity):
                words = _words(name)
                if (
                    words
                    and (len(words) > 1 or len(words[0]) > 2)
                    and (len(words) > 1 or not isinstance(entity, Person))
                ):
                    found.setdefault(words, {})[entity.id] = None
        if isinstance(entity, Person) and graph.terms_of(entity.id):
            last.setdefault(_words(entity.name)[-1], {})[entity.id] = None
    heads: dict[str, list[tuple[str, str, Office]]] = {}
    for term in graph.terms.values():
        words = _words(graph.entities[term.person].name)
        if len(words) == len(("first", "last")):
            heads.setdefault(words[0], []).append((words[1], term.person, term.office))
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for words, ids in found.items():
        by_first.setdefault(words[0], []).append((words, tuple(ids)))
    ordered = {first: tuple(sorted(names, key=lambda one: -len(one[0]))) for first, names in by_first.items()}
    return NameIndex(
        ordered,
        {name: tuple(ids) for name, ids in last.items()},
        {first: tuple(dict.fromkeys(of_it)) for first, of_it in heads.items()},
    )


def _names_of(entity: Jurisdiction | Person) -> Iterable[str]:
    names = (entity.name, *entity.aliases)
    yield from names
    match entity:
        case State():
            yield from _demonyms(entity.name)
            # As Washington State says of itself, to be told from the capital.
            yield f"{entity.name} State"
        case Country():
            yield from ("US", "America", "U.S")
        case Locality() if "," in entity.name:
            yield entity.name.partition(",")[0]
        case _:
            for name in names:
                yield from _without_initials(name)


def _demonyms(name: str) -> Iterable[str]:
    for ending in ("n", "an", "ian", "er", "ite"):
        for stem in (name, name[:-1]):
            if stem[-1] not in " s" or ending in ("n", "an"):
                yield from (stem + ending, stem + ending + "s")


def _without_initials(name: str) -> Iterable[str]:
    words = name.split()
    short = [word for word in words if len(word.strip(".")) > 1]
    if len(short) >= 2 and len(short) < len(words) and words[0] in short:
        yield " ".join(short)


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.replace(".", "") for word in _TOKEN.findall(name) if word not in ".,()")


def find_mentions(
    graph: KnowledgeGraph, text: str, known: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[Mention, ...]:
    """Return the places and people that a sentence names, in order.

    Parameters
    ----------
    graph
        The graph whose names are looked for.
    text
        The sentence.
    known
        People whom the text named before, by their last names.

    Examples
    --------
    >>> [one.entities for one in find_mentions(graph, "In West Virginia, Gov. Steve Sisolak")]
    [('state/wv',), ('person/steve-sisolak',)]
    """
    index = name_index(graph)
    tokens = [(one.start(), one.end(), one[0].replace(".", "")) for one in _TOKEN.finditer(text)]
    tokens = [one for one in tokens if one[2] not in ("", ",", "(", ")")]
    found: list[Mention] = []
    place = 0
    while place < len(tokens):
        start, end, word = tokens[place]
        size, ids = _longest(index, tokens, place)
        if size:
            end = tokens[place + size - 1][1]
            found.append(Mention(start, end, ids, _title(text, start) if ids[0].startswith("person/") else None))
            place += size
            continue
        title = _title(text, start) if word[:1].isupper() else None
        if title is not None and place + 1 < len(tokens):
            meant = _misspelled(index, word, tokens[place + 1][2], title)
            if meant is not None:
                found.append(Mention(start, tokens[place + 1][1], (meant,), title, misspelled=True))
                place += 2
                continue
        people = (known or {}).get(word) or (index.last_names.get(word) if title else None)
        if people and word[:1].isupper():
            found.append(Mention(start, end, people, title, full=False))
        place += 1
    return tuple(found)


def _longest(index: NameIndex, tokens: list[tuple[int, int, str]], place: int) -> tuple[int, tuple[str, ...]]:
    for words, ids in index.names.get(tokens[place][2], ()):
        last = place + len(words)
        if last > len(tokens) or any(tokens[place + at][2] != word for at, word in enumerate(words)):
            continue
        # A name does not run over other text, as over the end of a sentence.
        if tokens[last - 1][1] - tokens[place][0] <= sum(map(len, words)) + 4 * len(words):
            return len(words), ids
    return 0, ()


def _misspelled(index: NameIndex, first: str, last: str, title: Office) -> str | None:
    """Return the only holder of an office with a first name and about a last name: one letter more, less or other."""
    near = {id for name, id, office in index.heads.get(first, ()) if office is title and _one_off(name, last)}
    return near.pop() if len(near) == 1 else None


def _one_off(one: str, other: str) -> bool:
    if one == other or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < _SHORTEST_NAME:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return one[same + 1 :] == other[same + 1 :] or one[same + 1 :] == other[same:] or one[same:] == other[same + 1 :]


def _title(text: str, start: int) -> Office | None:
    found = _TITLE.search(text, max(0, start - 14), start)
    if found is None or _LIEUTENANT.search(text, max(0, found.start() - 12), found.start()):
        return None
    return _OFFICES.get(found["title"].lower().rstrip(".").removesuffix("s"))


def unknown_place(text: str, mentions: Sequence[Mention]) -> str | None:
    """Return the words of a city or county that is in the text and not in the record; None where there is none."""
    spans = [(one.start, one.end) for one in mentions]
    for _, end in spans:
        if found := _LONGER_NAME.match(text, end):
            return found[0].strip()
    for found in _UNKNOWN_PLACE.finditer(text):
        group = found.lastgroup or ""
        start, end = found.span(group)
        if any(first < end and start < last for first, last in spans):
            continue
        first_word = found[group].split()[0]
        if group in ("city", "inside") and (first_word in _NO_CITY or first_word.endswith("ly")):
            continue
        if group == "city" and not any(first == found.end() for first, _ in spans):
            continue
        if group == "local" and any(one.entities[0].startswith("locality/") for one in mentions):
            continue
        return found[group]
    return None
