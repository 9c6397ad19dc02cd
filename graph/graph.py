"""The graph in memory: a networkx graph of records, and indexes by id, type, code and office."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain
from threading import RLock
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, Self, TypeVar, cast, overload

from .loading.edges import edges
from .model.external_identifiers import Identifier
from .model.moved_ids import hash_of_id
from .model.records import Claim, ClemencyAction, Dataset, Entity, Law, Locality, Relationship, State, Term
from .model.release_history import NO_HISTORY, ReleaseHistory
from .model.vocabulary import Direction, IdentifierScheme, Office, RelationshipKind
from .multigraph import RANKS, multigraph

if TYPE_CHECKING:
    import networkx

E = TypeVar("E", bound=Entity)
P = ParamSpec("P")
T = TypeVar("T")

_At = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""The attributes of the edges at a node, by neighbor and key, as networkx holds them."""


class _LazyIndex(Generic[T]):
    """An index of a graph: built on first access, then an attribute like any other."""

    def __init__(self, make: Callable[[KnowledgeGraph], T]) -> None:
        self.make = make
        self.name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, graph: None, owner: type) -> Self: ...

    @overload
    def __get__(self, graph: KnowledgeGraph, owner: type) -> T: ...

    def __get__(self, graph: KnowledgeGraph | None, owner: type) -> Self | T:
        if graph is None:
            return self
        with graph._lock:
            if self.name not in graph.__dict__:
                graph.__dict__[self.name] = self.make(graph)
        return cast(T, graph.__dict__[self.name])


class KnowledgeGraph:
    """The whole graph, immutable and indexed: a look-up or a one-step walk costs the same at any size.

    Made by `load` or `from_networkx`. Queries are functions of the other modules of this package. It can be pickled
    and copied; a copy makes its indexes anew.

    Attributes
    ----------
    nx : networkx.MultiDiGraph
        The graph, frozen. A node is the id of an entity; its attributes are the record as `entity` and the scalars
        `type`, `name`, `code` and `date`, None where it has none. The key of an edge is its kind, and the term where it
        stands for one; its attributes are the record as `relationship`, and `kind`, `start`, `end` and `claims`. Every
        relationship is read from it.
    dataset : Dataset
        Version, day of release and license of the data.
    entities : mapping of str to Entity
        Every entity, by id.
    terms : mapping of str to Term
        Every term of office, by id, oldest first within an office.
    claims : mapping of str to Claim
        Every claim, by id.
    relationships : mapping of str to Relationship
        Every edge, by id.
    sourced : bool
        Whether it has any claims. The answers of a graph without claims say that they are unsourced.
    history : ReleaseHistory
        The recorded releases, oldest first, and where the next one is recorded.
    fingerprint : str
        A hash of everything that answers depend on: the version of the data and the recorded releases.

    Examples
    --------
    >>> graph = load()
    >>> graph.state("NV").name
    'Nevada'
    >>> [term.person for term in graph.terms_in("state/nv", Office.GOVERNOR)][1]
    'person/steve-sisolak'
    """

    def __init__(
        self,
        entities: Iterable[Entity],
        terms: Iterable[Term],
        dataset: Dataset,
        history: ReleaseHistory = NO_HISTORY,
        mentions: Iterable[Relationship] = (),
    ) -> None:
        """Build the graph of records whose references all lead to one of them.

        Parameters
        ----------
        entities, terms
            The records.
        dataset
            The data as a whole.
        history
            The recorded releases, and where the next one is recorded.
        mentions
            Edges from a source to an entity that it tells of without a claim; no record implies them.
        """
        self.dataset = dataset
        self.history = history
        self.fingerprint = hashlib.sha256(f"{dataset.version} {history.digest}".encode()).hexdigest()[:16]
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in entities}
        self.terms: Mapping[str, Term] = {term.id: term for term in terms}
        found = edges(self.entities.values(), self.terms.values())
        self.nx: networkx.MultiDiGraph[str] = multigraph(self.entities.values(), chain(found, mentions), dataset)
        self._reset()

    @classmethod
    def from_networkx(cls, graph: networkx.Graph[Any]) -> KnowledgeGraph:
        """Serve a graph that was made elsewhere, or changed: see `loading.from_networkx`."""
        from .loading.from_networkx import from_networkx

        return from_networkx(graph)

    def to_networkx(self, *, plain: bool = False) -> networkx.MultiDiGraph[str]:
        """Return a copy of the graph that may be changed.

        Parameters
        ----------
        plain
            Whether attributes are texts, whole numbers and truth values only, named as the columns of the tables, for
            the file formats that networkx writes; without, they are those of `nx`.

        Returns
        -------
        networkx.MultiDiGraph
            `from_networkx` takes it, changed or not; a plain one has no claims.

        Examples
        --------
        >>> networkx.write_gml(load().to_networkx(plain=True), "clemency.gml")
        """
        if not plain:
            copied: Any = self.nx.copy()
            return copied  # type: ignore[no-any-return]
        from .export.network import network

        return network(self)

    def _reset(self) -> None:
        self.sourced = any(entity.claims for entity in self.entities.values())
        nx: Any = self.nx
        # The adjacency behind `nx.adj` and `nx.pred`, whose views take three times as long for a step.
        self._sides: tuple[Mapping[str, _At], Mapping[str, _At]] = (nx._succ, nx._pred)
        self._cache: dict[Hashable, object] = {}
        self._lock = RLock()
        self._locks: dict[Hashable, RLock] = {}

    def __getstate__(self) -> dict[str, Any]:
        # All else is made of these, and locks cannot be pickled.
        return {name: self.__dict__[name] for name in ("dataset", "history", "entities", "terms", "nx")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._reset()

    @_LazyIndex
    def claims(self) -> Mapping[str, Claim]:
        """Every claim, by id."""
        return {claim.id: claim for entity in self.entities.values() for claim in entity.claims}

    @_LazyIndex
    def relationships(self) -> Mapping[str, Relationship]:
        """Every edge, by id."""
        ways = (by_key for at in self._sides[0].values() for by_key in at.values())
        return {edge.id: edge for by_key in ways for edge in [data["relationship"] for data in by_key.values()]}

    @_LazyIndex
    def _by_type(self) -> Mapping[type[Entity], tuple[Entity, ...]]:
        return _grouped((type(one), one) for one in self.entities.values())

    @_LazyIndex
    def _codes(self) -> Mapping[str, State]:
        return {state.code: state for state in self.of_type(State)}

    @_LazyIndex
    def _identified(self) -> Mapping[Identifier, Entity]:
        return {identifier: one for one in self.entities.values() for identifier in one.identifiers}

    @_LazyIndex
    def _terms(self) -> Mapping[str, tuple[Term, ...]]:
        return _grouped(
            (key, term)
            for term in sorted(self.terms.values(), key=lambda term: (term.start, term.id))
            for key in (term.jurisdiction, term.person, term.party)
            if key
        )

    @_LazyIndex
    def _actions(self) -> Mapping[str, tuple[ClemencyAction, ...]]:
        own = _grouped((action.jurisdiction, action) for action in self.of_type(ClemencyAction))
        parts = _grouped((place.parent, place.id) for place in self.of_type(Locality) if place.parent)
        return {
            place: tuple(action for one in (place, *parts.get(place, ())) for action in own.get(one, ()))
            for place in {**own, **parts}
        }

    @_LazyIndex
    def _laws(self) -> Mapping[str, tuple[Law, ...]]:
        return _grouped((law.jurisdiction, law) for law in self.of_type(Law))

    @_LazyIndex
    def _extended(self) -> Mapping[str, tuple[ClemencyAction, ...]]:
        return _grouped((action.extends, action) for action in self.of_type(ClemencyAction) if action.extends)

    @_LazyIndex
    def _replacements(self) -> Mapping[str, Claim]:
        """Return the claims that correct earlier ones, by the ids of the earlier ones."""
        return {old: claim for claim in self.claims.values() for old in claim.replaces}

    @_LazyIndex
    def _said(self) -> Mapping[str, tuple[Claim, ...]]:
        return _grouped((claim.source, claim) for claim in self.claims.values())

    def get(self, id: str) -> Entity | Term | Claim | None:
        """Return the entity, term or claim with an id, or what has another id now; None if there is none."""
        return (
            self.entities.get(id)
            or self.terms.get(id)
            or self.claims.get(id)
            or self._replacements.get(id)
            or self._moved(id)
        )

    def _moved(self, id: str) -> Entity | None:
        earlier = hash_of_id(id)
        return next((self.entities.get(one.entity) for one in self.dataset.moved if one.hash == earlier), None)

    def state(self, code: str) -> State | None:
        """Return the state, district or territory with a USPS code, in any case; None if there is none."""
        return self._codes.get(code.upper())

    def with_identifier(self, scheme: IdentifierScheme, value: str) -> Entity | None:
        """Return the entity that another dataset identifies by a value; None if there is none.

        Raises
        ------
        ValueError
            If the value does not have the form of the scheme.
        """
        return self._identified.get(Identifier(f"{scheme}:{value}"))

    def of_type(self, type: type[E]) -> tuple[E, ...]:
        """All entities of one type, by id."""
        return self._by_type.get(type, ())  # type: ignore[return-value]

    def terms_of(self, id: str, office: Office | None = None) -> tuple[Term, ...]:
        """Return the terms held in a jurisdiction, by a person, or under a party; oldest first."""
        terms = self._terms.get(id, ())
        return terms if office is None else tuple(term for term in terms if term.office is office)

    def said_by(self, source: str) -> tuple[Claim, ...]:
        """Return the claims that a source makes, by the entity that they are about."""
        return self._said.get(source, ())

    def extended_by(self, action: str) -> tuple[ClemencyAction, ...]:
        """Return the further rounds of an action."""
        return self._extended.get(action, ())

    def edges(
        self, id: str, kinds: Sequence[RelationshipKind] | None = None, direction: Direction = Direction.BOTH
    ) -> tuple[Relationship, ...]:
        """Return the edges at an entity, outgoing first, by kind.

        Parameters
        ----------
        id
            An entity's id; one that is not in the graph has no edges.
        kinds
            Only these kinds, in their order; all, when left out.
        direction
            Only those from the entity (OUT), to it (IN), or either (BOTH).

        Returns
        -------
        tuple of Relationship
            In a stable order.
        """
        outgoing, incoming = self._sides
        found: list[Relationship] = []
        if direction is not Direction.IN and id in outgoing:
            found += _edges_at(outgoing[id], kinds)
        if direction is not Direction.OUT and id in incoming:
            found += _edges_at(incoming[id], kinds)
        return tuple(found)

    def between(self, one: str, other: str) -> tuple[Relationship, ...]:
        """Return the edges between two entities, either way."""
        ways = ((one, other), (other, one)) if one != other else ((one, other),)
        nx: Any = self.nx
        found = (nx.get_edge_data(*way, default={}).values() for way in ways)
        return tuple(data["relationship"] for edges in found for data in edges)

    def degree(self, id: str) -> int:
        """Return the number of edges at an entity; one from it to itself counts twice."""
        return sum(len(by_key) for side in self._sides for by_key in side.get(id, {}).values())

    def neighbors(self, id: str, kind: RelationshipKind, direction: Direction, type: type[E]) -> tuple[E, ...]:
        """Return the entities of one type at the other end of one kind of edge."""
        sides = (edge.to if edge.from_ == id else edge.from_ for edge in self.edges(id, (kind,), direction))
        return tuple(one for side in dict.fromkeys(sides) if isinstance(one := self.entities[side], type))

    def actions_in(self, jurisdiction: str) -> tuple[ClemencyAction, ...]:
        """Return the actions of a jurisdiction and, for a state, of the localities in it."""
        return self._actions.get(jurisdiction, ())

    def laws_in(self, jurisdiction: str) -> tuple[Law, ...]:
        """Return the laws of a jurisdiction itself."""
        return self._laws.get(jurisdiction, ())

    def state_of(self, jurisdiction: str) -> State | None:
        """Return the state that a jurisdiction is or lies in; None for the country."""
        place = self.entities[jurisdiction]
        if isinstance(place, Locality) and place.parent:
            place = self.entities[place.parent]
        return place if isinstance(place, State) else None

    def cached(self, make: Callable[Concatenate[KnowledgeGraph, P], T], *key: P.args, **also: P.kwargs) -> T:
        """Return the result of a function of this graph and hashable arguments, computed once and cached."""
        name = (make, key, *also.items())
        if name not in self._cache:
            # Computed once, however many threads request it; requests for other results do not wait.
            with self._lock:
                lock = self._locks.setdefault(name, RLock())
            with lock:
                if name not in self._cache:
                    self._cache[name] = make(self, *key, **also)
        return cast(T, self._cache[name])


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, tuple[Any, ...]]:
    groups: defaultdict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _edges_at(at: _At, kinds: Sequence[RelationshipKind] | None) -> list[Relationship]:
    """Return the edges at one side of a node, by kind."""
    if kinds is None:
        found: list[Relationship] = [data["relationship"] for by_key in at.values() for data in by_key.values()]
        # They were added kind by kind: only several to one neighbor are out of order.
        if len(found) > len(at):
            found.sort(key=_rank)
        return found
    wanted: dict[str, list[Relationship]] = {kind.value: [] for kind in kinds}
    for by_key in at.values():
        for data in by_key.values():
            if data["kind"] in wanted:
                wanted[data["kind"]].append(data["relationship"])
    return [edge for group in wanted.values() for edge in group]


def _rank(edge: Relationship) -> int:
    return RANKS[edge.kind.value]
