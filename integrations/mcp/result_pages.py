"""The result of an operation as assistants get it: figures with all beside them, what is absent, and pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ...graph import KnowledgeGraph
from ...graph.errors import QueryError
from ...graph.model.records import Claim, Entity, Jurisdiction
from ...graph.model.vocabulary import ReliefKind
from ...web.pages import numbers
from .absence import absent_field
from .enrichment import CLAIM, CLAIMS, ENTITY, TOTAL, Selected, is_added
from .figures import claim_figure, claim_sentence, total_figure
from .paging import LIMIT, Entry, Path, Whole, compact, entries, pages, rebuild, size

_IN_FIGURE: Final = frozenset(("low", "high", "unit", "stage", "asOf", "approximate"))
"""The fields of a total that its figure has."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an operation was asked, for the parts of its result that depend on it.

    Attributes
    ----------
    fields : Mapping
        The fields of the operation by their paths.
    places, kinds : collections
        The places and the kinds of relief that it names.
    today : str
        The day of the request.
    """

    fields: Mapping[tuple[str, ...], Selected]
    places: Sequence[Jurisdiction] = ()
    kinds: Collection[ReliefKind] = ()
    today: str = ""


@dataclass(slots=True)
class Walk:
    """A walk over the data of a response; it collects why values are absent, by their paths."""

    graph: KnowledgeGraph
    told: Told
    absent: dict[Path, dict[str, Any]] = field(default_factory=dict)
    specific: set[Path] = field(default_factory=set)

    def value(self, given: Any, path: Path, owner: Entity | None) -> Any:
        """Return a value with the figures in it made whole."""
        if isinstance(given, Mapping):
            return self._object(given, path, owner)
        if isinstance(given, list) and given:
            return [self.value(one, (*path, place), owner) for place, one in enumerate(given)]
        selected = self.told.fields.get(_names(path))
        if selected is not None and (given in (None, []) or (given == 0 and path[-1] == "totalCount")):
            self._absent(path, selected, owner)
        return given

    def _absent(self, path: Path, selected: Selected, owner: Entity | None) -> None:
        of = selected
        if path[-1] in ("nodes", "edges", "totalCount"):
            of = self.told.fields.get(_names(path)[:-1], selected)
            if path[:-1] in (one[:-1] for one in self.absent):
                return
        found = absent_field(
            self.graph, of.coordinate, of.description, owner, self.told.places, self.told.kinds, self.told.today
        )
        self.absent[path] = {"at": of.coordinate, **found.as_dict()}
        if found.is_specific:
            self.specific.add(path)

    def _object(self, given: Mapping[str, Any], path: Path, owner: Entity | None) -> dict[str, Any]:
        found = self.graph.entities.get(given.get(ENTITY, ""))
        owner = found or owner
        figure = self._figure(given, owner)
        place = self._place_of_figure(given, path)
        kept: dict[str, Any] = {}
        is_total = f"{TOTAL}_low" in given
        if figure is not None and place == "figure":
            kept["figure"] = figure
        for key, one in given.items():
            if is_added(key) or (is_total and figure is not None and key in _IN_FIGURE):
                continue
            kept[key] = figure if key == place and figure is not None else self.value(one, (*path, key), owner)
        if is_total and given[f"{TOTAL}_unit"] is None:
            self.absent[path] = {"at": "Total.unit", **_uncounted(given)}
            self.specific.add(path)
        return kept

    def _figure(self, given: Mapping[str, Any], owner: Entity | None) -> Whole | None:
        today = self.told.today
        if CLAIM in given:
            claim = self.graph.claims.get(given[CLAIM])
            return Whole(claim_figure(self.graph, claim, today)) if claim and claim.quantity else None
        if given.get(f"{TOTAL}_unit"):
            row = {key.removeprefix(f"{TOTAL}_"): one for key, one in given.items() if key.startswith(TOTAL)}
            places = [owner] if isinstance(owner, Jurisdiction) else self.told.places
            return Whole(total_figure(self.graph, row, today, places[0].name if len(places) == 1 else ""))
        if given.get(CLAIMS):
            claims = [claim for one in given[CLAIMS] if (claim := self.graph.claims.get(one["id"])) and claim.quantity]
            return self._of_claims(given, claims) if claims else None
        return None

    def _of_claims(self, given: Mapping[str, Any], claims: Sequence[Claim]) -> Whole:
        told = [claim_sentence(self.graph, claim, self.told.today) for claim in claims[:2]]
        rate = given.get("rate")
        lead = f"{numbers.share(rate)} of the eligible. " if rate else ""
        first = claim_figure(self.graph, claims[0], self.told.today)
        return Whole({**first, "sentence": lead + " ".join(dict.fromkeys(told))})

    def _place_of_figure(self, given: Mapping[str, Any], path: Path) -> str:
        """Return the name of the field whose value the figure replaces: the quantity of a claim, under any alias."""
        for key in given:
            selected = self.told.fields.get((*_names(path), key))
            if selected is not None and selected.coordinate == "Claim.quantity":
                return key
        return "figure"


def _names(path: Path) -> tuple[str, ...]:
    return tuple(part for part in path if isinstance(part, str))


def _uncounted(total: Mapping[str, Any]) -> dict[str, Any]:
    count = total[f"{TOTAL}_uncounted"]["totalCount"]
    kind = total[f"{TOTAL}_kind"]
    of = f" of the kind {kind.lower()}" if kind else ""
    actions = "1 action" if count == 1 else f"{numbers.number(count)} actions"
    return {
        "status": "UNKNOWN",
        "sentence": f"Unknown: no source that was read gives a number for {actions}{of} at the stage "
        f"{total[f'{TOTAL}_stage'].lower()}; that is not zero.",
    }


@dataclass(frozen=True, slots=True)
class Result:
    """A result in pages.

    Attributes
    ----------
    lead : Mapping
        What each page has beside its data: defaults, errors, the dataset.
    data : object
        The whole tree.
    absent : Mapping
        Why values are absent, by their paths.
    first : sequence of str
        Lines at the beginning of the text of the first page.
    specific : set
        The paths of what is absent for a reason of its own; the text tells these.
    """

    lead: Mapping[str, Any]
    data: Any
    absent: Mapping[Path, Mapping[str, Any]] = field(default_factory=dict)
    first: Sequence[str] = ()
    specific: Collection[Path] = ()

    def page(self, number: int) -> tuple[str, dict[str, Any]]:
        """Return the text and the structured content of a page.

        Raises
        ------
        QueryError
            If there is no such page.
        """
        found = entries(self.data)
        told = bool(self.first) or any(True for _ in self._sentences(found))
        placed = pages(self.data, found, LIMIT - self._frame(), 1 if told else 2, self._beside)
        if not 1 <= number <= len(placed):
            raise QueryError(f"page is {number}; the result has {len(placed)}, from 1 on.", "page")
        return self._render([found[place] for place in placed[number - 1]], number, len(placed), told)

    def _frame(self) -> int:
        """Return the characters of a page without entries; numbers of pages of up to five digits fit."""
        text, content = self._render((), 1, 99_999, True)
        return len(text) + size(content) + len("99999") * 3

    def _beside(self, entry: Entry) -> dict[str, int]:
        """Return the characters of what a page has beside the tree for an entry: lines of text, and absences."""
        lines = {f"line {one}": len(one) + 1 for one in self._sentences([entry])}
        return lines | {f"absent {one['sentence']}": size(one) + 16 for _, one in self._absent_of([entry])}

    def _render(self, shown: Sequence[Entry], number: int, count: int, told: bool) -> tuple[str, dict[str, Any]]:
        """Return a page; its text has sentences, or its data where the result has none."""
        found = list(self._absent_of(shown))
        absent = list(_grouped(one for _, one in found))
        content = {
            "data": rebuild(self.data, shown),
            "absent": absent,
            **self.lead,
            "page": {"number": number, "pages": count, "next": number + 1 if number < count else None},
        }
        lines = list(dict.fromkeys([*(self.first if number == 1 else ()), *self._sentences(shown)]))
        if not told:
            lines = [compact(content["data"])]
        if count > 1:
            more = f"; more with page: {number + 1}" if number < count else ""
            lines.append(f"(Page {number} of {count}{more}.)")
        return "\n".join(lines), content

    def _absent_of(self, shown: Sequence[Entry]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        told = set()
        for entry in shown:
            for length in range(len(entry.path), 0, -1):
                path = entry.path[:length]
                if path in self.absent and path not in told:
                    told.add(path)
                    yield path, self.absent[path]

    def _sentences(self, shown: Sequence[Entry]) -> Iterator[str]:
        """Yield the sentences of figures and of what is absent for a reason of its own, in the order of the data."""
        for entry in shown:
            if isinstance(entry.value, Whole) and (sentence := entry.value.get("sentence")):
                yield sentence
            yield from (one["sentence"] for path, one in self._absent_of([entry]) if path in self.specific)


def _grouped(found: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield absences, those with one sentence once, with their number."""
    counts: dict[str, dict[str, Any]] = {}
    for one in found:
        counts.setdefault(one["sentence"], {**one, "count": 0})["count"] += 1
    yield from counts.values()


def make_result(
    graph: KnowledgeGraph, data: Any, told: Told, lead: Mapping[str, Any], first: Sequence[str] = ()
) -> Result:
    """Return the result of a response.

    Parameters
    ----------
    graph
        The graph.
    data
        The data of the response to an enriched operation.
    told
        What the operation was asked.
    lead
        What each page has beside its data.
    first
        Lines at the beginning of the first page.
    """
    walk = Walk(graph, told)
    made = walk.value(data or {}, (), None)
    return Result(lead, made, walk.absent, first, walk.specific)
