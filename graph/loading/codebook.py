"""The codebook in Markdown: each vocabulary with meaning, example and border cases of its terms, and keys of files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from inspect import getdoc
from textwrap import fill
from typing import Final, NamedTuple, TypeAlias

from ..graph import KnowledgeGraph
from ..model import law_requirement_vocabulary, vocabulary
from ..model.records import SCHEDULED, Claim, ClemencyAction, Jurisdiction, Law, Locality, Organization, Source, State
from ..model.vocabulary import ClaimProperty, Rank, Vocabulary
from ..model.vocabulary_border_cases import BORDER_CASES
from .models.action_entry import ActionEntry
from .models.file_parts import CityEntry, Figure, PersonEntry, StrictModel, TermEntry
from .models.files import SourceFile
from .models.law_entries import DutyEntry, LawEntry, OutcomeEntry, ProvisionEntry
from .models.requirement_entry import RequirementEntry


class Example(NamedTuple):
    """A place in the data where a term is used: the id of an entity, its words, and the id of the claim."""

    term: str
    entity: str
    words: str
    claim: str | None = None
    doubtful: bool = False


Finder: TypeAlias = Callable[[KnowledgeGraph], Iterator[Example]]

SECTIONS: Final[Mapping[str, tuple[type[Vocabulary], ...]]] = {
    "What a coder decides for every claim": (
        vocabulary.ClaimProperty,
        vocabulary.Stage,
        vocabulary.Unit,
        vocabulary.Rank,
        vocabulary.ActorRole,
    ),
    "Figures": (vocabulary.Qualifier, vocabulary.Extent, vocabulary.Covers),
    "Actions and laws": (
        vocabulary.ReliefKind,
        vocabulary.Instrument,
        vocabulary.LawStatus,
        vocabulary.LawEffect,
        vocabulary.Method,
        law_requirement_vocabulary.Disposition,
        law_requirement_vocabulary.RequirementKind,
        law_requirement_vocabulary.DutyOutcome,
    ),
    "Places, bodies and pages": (
        vocabulary.StateKind,
        vocabulary.LocalityKind,
        vocabulary.PardonPower,
        vocabulary.Knowledge,
        vocabulary.Office,
        vocabulary.OrganizationKind,
        vocabulary.SourceKind,
        vocabulary.IdentifierScheme,
    ),
}
"""The vocabularies that data files use, by section."""

KEYS: Final[tuple[type[StrictModel], ...]] = (
    SourceFile, ActionEntry, Figure, LawEntry, ProvisionEntry, RequirementEntry, DutyEntry, OutcomeEntry, TermEntry,
    PersonEntry, CityEntry,
)  # fmt: skip
"""The parts of files whose keys the codebook lists."""

_SHORT, _LONG = 15, 110


def codebook(graph: KnowledgeGraph) -> str:
    """Return the codebook in Markdown.

    Parameters
    ----------
    graph
        The graph from which the examples are taken: the same data give the same examples.

    Returns
    -------
    str
        One table for each vocabulary, and one for the keys of each part of a file.

    Examples
    --------
    >>> codebook(load()).splitlines()[0]
    '# Codebook'
    """
    return "".join(_page(graph))


def _page(graph: KnowledgeGraph) -> Iterator[str]:
    yield "# Codebook\n\n"
    yield _paragraph(
        "The terms that the data files use, with an example from the data and the border cases. This page is generated "
        "from the definitions in the code. `data/README.md` says how to enter a fact, "
        "[the protocol](protocol.md) who and what may be entered, [the method](method.md) how answers follow."
    )
    for heading, vocabularies in SECTIONS.items():
        yield f"\n## {heading}\n"
        for words in vocabularies:
            yield f"\n### {words.__name__}\n\n{_paragraph(getdoc(words) or '')}\n"
            yield from _terms(graph, words)
    yield "\n## Keys\n\n"
    yield _paragraph("The keys of the parts of files. `clemency-graph json-schema` prints the rules for their values.")
    for model in KEYS:
        yield f"\n### {model.__name__}\n\n{_paragraph(getdoc(model) or '')}\n| key | meaning |\n| --- | --- |\n"
        yield from (f"| `{name}` | {_cell(field.description or '')} |\n" for name, field in model.model_fields.items())


def _terms(graph: KnowledgeGraph, words: type[Vocabulary]) -> Iterator[str]:
    best: dict[str, Example] = {}
    for example in _FINDERS[words](graph):
        before = best.get(example.term)
        if before is None or _order(example) < _order(before):
            best[example.term] = example
    cases = BORDER_CASES.get(words, {})
    yield f"| term | meaning | example |{' border cases |' if cases else ''}\n"
    yield f"| --- | --- | --- |{' --- |' if cases else ''}\n"
    for term in words:
        cells = [f"`{term.value}`", term.definition, _shown(best.get(term.value))]
        if cases:
            cells.append(cases.get(term, ""))
        yield f"| {' | '.join(map(_cell, cells))} |\n"


def _order(example: Example) -> tuple[object, ...]:
    """Return what the best example is first by: no doubt, words that are neither very short nor long, its ids."""
    return (example.doubtful, not _SHORT <= len(example.words) <= _LONG, example.entity, example.claim or "")


def _shown(example: Example | None) -> str:
    if example is None:
        return "none in the data"
    return f"{example.words}: `{example.entity}`" + (f", `{example.claim}`" if example.claim else "")


def _claims(term: Callable[[Claim], str | None]) -> Finder:
    """Return a function that finds examples among claims, given the term that a claim has; deprecated ones last."""

    def found(graph: KnowledgeGraph) -> Iterator[Example]:
        for claim in graph.claims.values():
            value = term(claim)
            if value is not None:
                deprecated = claim.rank is Rank.DEPRECATED and value != Rank.DEPRECATED
                doubtful = deprecated or claim.inference is not None or claim.text == SCHEDULED
                words = claim.rank_reason if value in (Rank.PREFERRED, Rank.DEPRECATED) else claim.stated
                yield Example(value, claim.about, words or "", claim.id, doubtful)

    return found


def _stages(graph: KnowledgeGraph) -> Iterator[Example]:
    """Yield the claims about stages of actions; those with a figure are the better examples."""
    for action in graph.of_type(ClemencyAction):
        for claim in action.claims:
            if claim.stage is not None and claim.rank is not Rank.DEPRECATED:
                doubtful = claim.inference is not None or claim.quantity is None
                yield Example(claim.stage, action.id, claim.stated, claim.id, doubtful)


def _places(graph: KnowledgeGraph) -> Iterator[Jurisdiction]:
    yield from (one for one in graph.entities.values() if isinstance(one, Jurisdiction))


def _coverage(graph: KnowledgeGraph) -> Iterator[Example]:
    for place in _places(graph):
        for part in ("pardons", "expungements", "laws"):
            yield Example(getattr(place.coverage, part), place.id, f"{part} of {place.name}")


def _knowledge(graph: KnowledgeGraph) -> Iterator[Example]:
    yield from _coverage(graph)
    yield from _requirements("status")(graph)


def _provisions(key: str) -> Finder:
    def found(graph: KnowledgeGraph) -> Iterator[Example]:
        for law in graph.of_type(Law):
            for provision in law.provisions:
                if (value := getattr(provision, key)) is not None:
                    yield Example(value, law.id, provision.scope)

    return found


def _requirements(key: str) -> Finder:
    def found(graph: KnowledgeGraph) -> Iterator[Example]:
        holders: tuple[Law | ClemencyAction, ...] = (*graph.of_type(Law), *graph.of_type(ClemencyAction))
        for holder in holders:
            for one in holder.requirements:
                claim = one.claims[0]
                yield Example(getattr(one, key), holder.id, claim.stated, claim.id, claim.inference is not None)

    return found


def _outcomes(graph: KnowledgeGraph) -> Iterator[Example]:
    for law in graph.of_type(Law):
        for duty in law.duties:
            if duty.outcome is not None:
                yield Example(duty.outcome, law.id, duty.task)


def _identifiers(graph: KnowledgeGraph) -> Iterator[Example]:
    for entity in graph.entities.values():
        for one in entity.identifiers:
            yield Example(one.scheme, entity.id, one.value)


def _offices(graph: KnowledgeGraph) -> Iterator[Example]:
    for term in graph.terms.values():
        place, person = graph.entities[term.jurisdiction], graph.entities[term.person]
        yield Example(term.office, person.id, f"{person.name}, {place.name}", doubtful=term.end is not None)


def _named(record: type, key: str) -> Finder:
    """Return a function that finds examples among the entities of a type, by the value of a field."""

    def found(graph: KnowledgeGraph) -> Iterator[Example]:
        for entity in graph.entities.values():
            if isinstance(entity, record):
                yield Example(getattr(entity, key), entity.id, entity.name)

    return found


_FINDERS: Final[Mapping[type[Vocabulary], Finder]] = {
    vocabulary.ClaimProperty: _claims(lambda claim: claim.property),
    vocabulary.Stage: _stages,
    vocabulary.Unit: _claims(lambda claim: claim.quantity.unit if claim.quantity else None),
    vocabulary.Rank: _claims(lambda claim: claim.rank if claim.property is ClaimProperty.FIGURE else None),
    vocabulary.ActorRole: _claims(lambda claim: claim.role),
    vocabulary.Qualifier: _claims(lambda claim: claim.quantity.qualifier if claim.quantity else None),
    vocabulary.Extent: _claims(lambda claim: claim.quantity.extent if claim.quantity else None),
    vocabulary.Covers: _claims(lambda claim: claim.quantity.covers if claim.quantity else None),
    vocabulary.ReliefKind: _named(ClemencyAction, "kind"),
    vocabulary.Instrument: _named(Law, "instrument"),
    vocabulary.LawStatus: _named(Law, "status"),
    vocabulary.LawEffect: _provisions("effect"),
    vocabulary.Method: _provisions("method"),
    law_requirement_vocabulary.Disposition: _provisions("disposition"),
    law_requirement_vocabulary.RequirementKind: _requirements("kind"),
    law_requirement_vocabulary.DutyOutcome: _outcomes,
    vocabulary.StateKind: _named(State, "kind"),
    vocabulary.LocalityKind: _named(Locality, "kind"),
    vocabulary.PardonPower: _named(State, "pardon_power"),
    vocabulary.Knowledge: _knowledge,
    vocabulary.Office: _offices,
    vocabulary.OrganizationKind: _named(Organization, "kind"),
    vocabulary.SourceKind: _named(Source, "kind"),
    vocabulary.IdentifierScheme: _identifiers,
}


def _paragraph(text: str) -> str:
    return f"{fill(' '.join(text.split()), 120, break_long_words=False, break_on_hyphens=False)}\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "/")
