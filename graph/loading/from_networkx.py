"""Build a knowledge graph from a networkx graph, with the same checks as for data files."""

from __future__ import annotations

import hashlib
import marshal
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import networkx

from ..graph import KnowledgeGraph
from ..model.dates import PartialDate
from ..model.entity_types import ENTITY_TYPES, PLACES, linking
from ..model.records import SCHEDULED, Claim, Dataset, Entity, EntityType, Jurisdiction, Records, Relationship, Term
from ..model.vocabulary import ActorRole, ClaimProperty, Office, RelationshipKind, SourceKind
from ..queries.claim_ranking import best_first, source_order
from ..storage.columnar import to_tables
from .edges import sources_of_series
from .errors import DataError, suggestion
from .fields_from_claims import best_date
from .records_from_nodes import Links, Node, Reader, build_entity, convert, read_nodes

_ACTORS: Final = PLACES | {EntityType.PERSON, EntityType.ORGANIZATION}
_PERSON, _ORGANIZATION, _ACTION, _LAW = (
    frozenset((one,)) for one in (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.ACTION, EntityType.LAW)
)
_ENDS: Final = {
    RelationshipKind.HOLDS: (_PERSON, PLACES),
    RelationshipKind.MEMBER_OF: (_PERSON, frozenset((EntityType.PARTY,))),
    RelationshipKind.SPEAKS_FOR: (_PERSON, _ORGANIZATION),
    RelationshipKind.IN: (linking(RelationshipKind.IN), PLACES),
    RelationshipKind.PART_OF: (linking(RelationshipKind.PART_OF), PLACES),
    **{RelationshipKind(role.value): (_ACTORS, _ACTION) for role in ActorRole},
    RelationshipKind.SIGNED: (_PERSON, _LAW),
    RelationshipKind.VETOED: (_PERSON, _LAW),
    RelationshipKind.UNDER: (_ACTION, _LAW),
    RelationshipKind.AMENDS: (_LAW, _LAW),
    RelationshipKind.EXTENDS: (linking(RelationshipKind.EXTENDS), _ACTION),
    RelationshipKind.INCLUDED_IN: (_ACTION, _ACTION),
    RelationshipKind.SEPARATE_FROM: (_ACTION, _ACTION),
    RelationshipKind.PUBLISHED: (_ORGANIZATION, frozenset((EntityType.SOURCE,))),
    RelationshipKind.REPRINTS: (linking(RelationshipKind.REPRINTS), frozenset((EntityType.SOURCE,))),
    RelationshipKind.SAYS: (frozenset((EntityType.SOURCE,)), frozenset(EntityType)),
}
"""The types of the entities at which edges of each kind start and end."""
_AT_MOST_ONE_OUT: Final = frozenset(kind for one in ENTITY_TYPES.values() for kind in one.links.values())
_AT_MOST_ONE_IN: Final = (RelationshipKind.SIGNED, RelationshipKind.VETOED, RelationshipKind.PUBLISHED)
_TERMS: Final = (RelationshipKind.HOLDS, RelationshipKind.MEMBER_OF)


@dataclass(frozen=True, slots=True)
class _Edge:
    kind: RelationshipKind
    from_: str
    to: str
    attributes: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"edge {self.from_} -> {self.to} ({self.kind.value})"


def from_networkx(graph: networkx.Graph[Any]) -> KnowledgeGraph:
    """Build a knowledge graph from a networkx graph.

    The graph can be built by other code, or be a changed copy of `KnowledgeGraph.nx` or of the result of
    `to_networkx(plain=True)`.

    Parameters
    ----------
    graph
        A `MultiDiGraph` or `DiGraph`. A node is an id of the form type/slug, such as person/steve-sisolak, with the
        attributes `type` and `name`; further attributes have the names of the fields of the records of its type, such
        as `kind` and `stage` of an action. The attribute `entity` may be a record; its fields are used where there is
        no attribute. An edge has the attribute `kind`; a HOLDS edge also has `start`, and `office` or `term`; a
        MEMBER_OF edge has `term` or `start`, to identify the term. Fields that refer to other entities, such as the
        actors of an action or the signer of a law, are derived from the edges. The graph may have the attributes
        `title`, `released`, `license` and `citation`. Unknown attributes are ignored.

        Claims are optional: the claims about an entity are in the attribute `claims` of the SAYS edges to it. Fields
        that depend on claims, such as the stage of an action, are derived from them. A claim that refers to an entity
        or a term outside the graph is ignored. Responses about entities without claims are marked UNSOURCED.

    Returns
    -------
    KnowledgeGraph
        The graph; its version is a hash of its content.

    Raises
    ------
    DataError
        If there is any error in the graph; it holds all of them, each with its node or edge.

    Examples
    --------
    >>> changed = load().nx.copy()
    >>> changed.remove_edge("person/steve-sisolak", "action/nv/2020-possession-pardons", "proposed")
    >>> from_networkx(changed).entities["action/nv/2020-possession-pardons"].actors
    """
    reader = Reader()
    if not graph.is_directed():
        reader.problem("graph", "", "is undirected; convert it to a networkx.MultiDiGraph")
        raise DataError(reader.problems)
    about = _dataset(graph.graph, reader)
    nodes = read_nodes(graph.nodes(data=True), reader)
    found = _edges(graph, nodes, reader)
    _check_single(found, reader)
    _check_cycles(found, reader)
    terms = _terms(found, reader)
    claims = _claims(found, nodes, terms, reader)
    built = [term.build(claims.get(term.person, ())) for _, term in sorted(terms.items())]
    terms_of: defaultdict[str, list[Term]] = defaultdict(list)
    for one in built:
        terms_of[one.person].append(one)
    links = _links(found)
    entities = [
        entity
        for id, node in sorted(nodes.items())
        if (entity := build_entity(node, links[id], claims.get(id, ()), terms_of, about.released, reader)) is not None
    ]
    if reader.problems:
        raise DataError(reader.problems)
    implied = {(claim.source, claim.about) for one in claims.values() for claim in one}
    implied |= {(id, one.id) for one in entities if isinstance(one, Jurisdiction) for id in sources_of_series(one)}
    mentions = [
        Relationship(id=f"{edge.kind}:{edge.from_}>{edge.to}", kind=edge.kind, from_=edge.from_, to=edge.to)
        for edge in sorted(found, key=lambda edge: (edge.to, edge.from_))
        if edge.kind is RelationshipKind.SAYS and (edge.from_, edge.to) not in implied
    ]
    version = _version(entities, built, mentions)
    dataset = Dataset(about.title, version, about.released, about.license, about.citation)
    return KnowledgeGraph(entities, built, dataset, mentions=mentions)


def _dataset(attributes: Mapping[str, Any], reader: Reader) -> Dataset:
    title = str(attributes.get("title") or attributes.get("name") or "Graph")
    released = attributes.get("released") or date.today()
    try:
        day = convert(date, released)
    except ValueError as error:
        reader.problem("graph", "released", str(error))
        day = date.today()
    return Dataset(title, "", day, str(attributes.get("license", "")), str(attributes.get("citation") or title))


def _edges(graph: Any, nodes: Mapping[str, Node], reader: Reader) -> list[_Edge]:
    """Return the edges with a valid kind and valid ends, each once."""
    found: dict[tuple[Any, ...], _Edge] = {}
    for one, other, attributes in graph.edges(data=True):
        record = attributes.get("relationship")
        kind: Any = attributes.get("kind") or (record.kind if isinstance(record, Relationship) else None)
        name = f"edge {one} -> {other}"
        try:
            known = RelationshipKind(kind)
        except ValueError:
            kinds = ", ".join(RelationshipKind)
            error = "missing" if kind is None else f"{kind!r} is not a kind of edge"
            reader.problem(name, "kind", f"{error}; use one of {kinds}{suggestion(str(kind), RelationshipKind)}")
            continue
        if one not in nodes or other not in nodes:
            # The node has been reported.
            continue
        edge = _Edge(known, one, other, attributes)
        valid = True
        for end, types, verb in zip((one, other), _ENDS[known], ("starts at", "ends at"), strict=True):
            if nodes[end].type not in types:
                valid_types = " or ".join(sorted(type.value for type in types))
                reader.problem(
                    edge.name,
                    "",
                    f"{verb} a node of type {nodes[end].type.value}; an edge of this kind {verb} {valid_types}",
                )
                valid = False
        term = (_term_id(edge), str(attributes.get("start"))) if known in _TERMS else ()
        if (known, one, other, *term) in found:
            reader.problem(edge.name, "", "occurs twice; keep one")
        elif valid:
            found[known, one, other, *term] = edge
    return list(found.values())


def _check_single(edges: Iterable[_Edge], reader: Reader) -> None:
    """Check that no entity has two places, parents, signers, vetoes, publishers or earlier rounds."""
    seen: dict[tuple[RelationshipKind, str], str] = {}
    for edge in edges:
        for kinds, end, other in ((_AT_MOST_ONE_OUT, edge.from_, edge.to), (_AT_MOST_ONE_IN, edge.to, edge.from_)):
            if edge.kind in kinds and seen.setdefault((edge.kind, end), other) != other:
                known = seen[edge.kind, end]
                reader.problem(
                    edge.name, "", f"{end} already has an edge of this kind, with {known}; keep one of the two"
                )


def _check_cycles(edges: Iterable[_Edge], reader: Reader) -> None:
    """Check that no entity extends itself or is part of itself, directly or through others."""
    for kind in (RelationshipKind.EXTENDS, RelationshipKind.PART_OF):
        after = {edge.from_: edge.to for edge in edges if edge.kind is kind}
        for start in after:
            seen, at = {start}, after[start]
            while at in after and at not in seen:
                seen.add(at)
                at = after[at]
            if at == start:
                reader.problem(
                    f"node {start}", kind.value, f"is in a cycle that leads back to {start}; remove one of its edges"
                )


@dataclass(slots=True)
class _Term:
    """A term of office without its claims, and at first without its party."""

    id: str
    office: Office
    person: str
    jurisdiction: str
    start: PartialDate
    end: PartialDate | None
    scheduled_end: PartialDate | None
    party: str | None = None

    def build(self, claims: Iterable[Claim]) -> Term:
        """Return the term with its claims, selected from those about the person, best first."""
        own = tuple(claim for claim in claims if claim.term == self.id)
        scheduled = best_date((claim for claim in own if claim.text == SCHEDULED), ClaimProperty.END)
        fields = {name: getattr(self, name) for name in _Term.__slots__}
        return Term(**fields | {"scheduled_end": scheduled or self.scheduled_end, "claims": own})


def _term_id(edge: _Edge) -> str | None:
    record = edge.attributes.get("relationship")
    return edge.attributes.get("term") or (record.term if isinstance(record, Relationship) else None)


def _terms(edges: Iterable[_Edge], reader: Reader) -> dict[str, _Term]:
    terms: dict[str, _Term] = {}
    for edge in (one for one in edges if one.kind is RelationshipKind.HOLDS):
        term = _term(edge, reader)
        if term is not None and terms.setdefault(term.id, term) is not term:
            reader.problem(
                edge.name, "term", f"{term.id} is already held by {terms[term.id].person}; correct one of the two"
            )
    # A copy of a graph can lack the term of an edge: such an edge is ignored.
    for edge in (one for one in edges if one.kind is RelationshipKind.MEMBER_OF):
        id, start = _term_id(edge), edge.attributes.get("start")
        matches = [term for term in terms.values() if term.person == edge.from_]
        if id:
            matches = [term for term in matches if term.id == id]
        else:
            matches = [term for term in matches if start in (None, term.start)]
        if len(matches) == 1:
            matches[0].party = edge.to
        elif not isinstance(edge.attributes.get("relationship"), Relationship):
            error = "matches several terms" if matches else "matches no term of the person"
            reader.problem(edge.name, "term", f"{error}; use the term of the edge of kind holds")
    _check_terms(terms.values(), reader)
    return terms


def _term(edge: _Edge, reader: Reader) -> _Term | None:
    id, attributes = _term_id(edge), edge.attributes
    parts = id.split("/") if isinstance(id, str) else []
    office = reader.value(
        edge.name, "office", Office, attributes.get("office") or (parts[-2] if len(parts) > 2 else None)
    )
    start = reader.value(edge.name, "start", PartialDate, attributes.get("start"))
    end = reader.value(edge.name, "end", PartialDate | None, attributes.get("end"))
    scheduled = reader.value(edge.name, "scheduled_end", PartialDate | None, attributes.get("scheduled_end"))
    if office is None or start is None:
        return None
    place = edge.to.partition("/")[2]
    return _Term(id or f"term/{place}/{office.value}/{start}", office, edge.from_, edge.to, start, end, scheduled)


def _check_terms(terms: Iterable[_Term], reader: Reader) -> None:
    """Check that terms end after they start, and that those of one office do not overlap."""
    of_office: dict[tuple[str, str], _Term] = {}
    for term in sorted(terms, key=lambda term: (term.start.first_day, term.id)):
        name = f"edge {term.person} -> {term.jurisdiction} (holds)"
        if term.end and term.end.first_day <= term.start.first_day:
            reader.problem(name, "end", f"ends on {term.end}, not after its start on {term.start}; correct one of them")
        before = of_office.get((term.jurisdiction, term.office))
        if before and (before.end is None or term.start.first_day < before.end.first_day):
            end = (
                f"before the end of {before.person} on {before.end}"
                if before.end
                else f"but {before.person} has no end"
            )
            reader.problem(name, "start", f"starts on {term.start}, {end}; correct one of the two days")
        of_office[term.jurisdiction, term.office] = term


def _claims(
    edges: Iterable[_Edge], nodes: Mapping[str, Node], terms: Mapping[str, object], reader: Reader
) -> dict[str, tuple[Claim, ...]]:
    """Return the claims about each entity that refer only to entities and terms of the graph, best first."""
    about: defaultdict[str, list[Claim]] = defaultdict(list)
    seen: set[str] = set()
    for edge in (one for one in edges if one.kind is RelationshipKind.SAYS):
        values = edge.attributes.get("claims") or ()
        # Exports for network tools contain the ids of claims as text.
        for claim in () if isinstance(values, str) else values:
            if not isinstance(claim, Claim):
                reader.problem(edge.name, "claims", f"{claim!r} is not a Claim; use records of claims")
            elif (claim.source, claim.about) != (edge.from_, edge.to):
                message = f"{claim.id} is of {claim.source} about {claim.about}; move it to that edge"
                reader.problem(edge.name, "claims", message)
            elif claim.id in seen:
                reader.problem(edge.name, "claims", f"{claim.id} occurs twice; keep one")
            elif all(id is None or id in nodes for id in (claim.target, claim.reported_by)) and (
                claim.term is None or claim.term in terms
            ):
                about[edge.to].append(claim)
                seen.add(claim.id)
    order = {id: _source_order(node) for id, node in nodes.items() if node.type is EntityType.SOURCE}
    return {id: best_first(claims, order.__getitem__) for id, claims in about.items()}


def _source_order(node: Node) -> int:
    kind = Reader().value(node.name, "kind", SourceKind, node.field("kind"))
    return source_order(kind, reprint=node.field("reprint_of") is not None) if kind else 0


def _links(edges: Iterable[_Edge]) -> defaultdict[str, Links]:
    links: defaultdict[str, Links] = defaultdict(Links)
    for edge in edges:
        links[edge.from_].outgoing[edge.kind].append(edge.to)
        links[edge.to].incoming[edge.kind].append(edge.from_)
    return links


def _version(entities: Iterable[Entity], terms: Iterable[Term], mentions: Iterable[Relationship]) -> str:
    """Return a hash of the content."""
    digest = hashlib.sha256()
    records = Records({one.id: one for one in entities}, {one.id: one for one in terms})
    part: Any
    for part in (*to_tables(records), [edge.id for edge in mentions]):
        # Version 2 of marshal has no references, so that equal values always give equal bytes.
        digest.update(marshal.dumps(part, 2))
    return digest.hexdigest()[:16]
