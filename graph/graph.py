"""The graph in memory: records by id, edges by entity and kind, and networkx's view of both."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from threading import RLock
from typing import TYPE_CHECKING, Any, Concatenate, Final, Generic, ParamSpec, Self, TypeVar, cast, overload

from .loading.edges import edges
from .model.records import Claim, ClemencyAction, Dataset, Entity, Law, Locality, Relationship, State, Term
from .model.release_history import NO_HISTORY, ReleaseHistory
from .model.vocabulary import Direction, Office, RelationshipKind

if TYPE_CHECKING:
    import networkx

E = TypeVar("E", bound=Entity)
P = ParamSpec("P")
T = TypeVar("T")

Adjacency = Mapping[str, tuple[Relationship, ...]]

FEW: Final = 16
"""Up to how many edges of an entity are looked through for those of a kind; among more they are looked up."""
_RANK: Final = {kind: place for place, kind in enumerate(RelationshipKind)}


class _kept(Generic[T]):
    """An index of a graph, made when it is first asked for, once, and an attribute like any other from then on."""

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
    """All that is known, immutable and indexed: a look-up or a one-step walk costs the same at any size.

    Made by `load`. Questions about it are functions of the other modules of this package.

    Attributes
    ----------
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
        self, entities: Iterable[Entity], terms: Iterable[Term], dataset: Dataset, history: ReleaseHistory = NO_HISTORY
    ) -> None:
        self.dataset = dataset
        self.history = history
        self.fingerprint = hashlib.sha256(f"{dataset.version} {history.digest}".encode()).hexdigest()[:16]
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in entities}
        self.terms: Mapping[str, Term] = {term.id: term for term in terms}
        self._derived: dict[Hashable, object] = {}
        self._lock = RLock()
        self._locks: dict[Hashable, RLock] = {}

    @_kept
    def claims(self) -> Mapping[str, Claim]:
        """Every claim, by id."""
        return {claim.id: claim for entity in self.entities.values() for claim in entity.claims}

    @_kept
    def relationships(self) -> Mapping[str, Relationship]:
        """Every edge, by id."""
        return {edge.id: edge for edge in edges(self.entities.values(), self.terms.values())}

    @_kept
    def _out(self) -> Adjacency:
        return _adjacent((edge.from_, edge) for edge in self.relationships.values())

    @_kept
    def _in(self) -> Adjacency:
        return _adjacent((edge.to, edge) for edge in self.relationships.values())

    @_kept
    def _by_type(self) -> Mapping[type[Entity], tuple[Entity, ...]]:
        return _grouped((type(one), one) for one in self.entities.values())

    @_kept
    def _codes(self) -> Mapping[str, State]:
        return {state.code: state for state in self.of_type(State)}

    @_kept
    def _terms(self) -> Mapping[str, tuple[Term, ...]]:
        return _grouped(
            (key, term)
            for term in sorted(self.terms.values(), key=lambda term: (term.start, term.id))
            for key in (term.jurisdiction, term.person, term.party)
            if key
        )

    @_kept
    def _actions(self) -> Mapping[str, tuple[ClemencyAction, ...]]:
        own = _grouped((action.jurisdiction, action) for action in self.of_type(ClemencyAction))
        parts = _grouped((place.parent, place.id) for place in self.of_type(Locality) if place.parent)
        return {
            place: tuple(action for one in (place, *parts.get(place, ())) for action in own.get(one, ()))
            for place in {**own, **parts}
        }

    @_kept
    def _laws(self) -> Mapping[str, tuple[Law, ...]]:
        return _grouped((law.jurisdiction, law) for law in self.of_type(Law))

    @_kept
    def _extended(self) -> Mapping[str, tuple[ClemencyAction, ...]]:
        return _grouped((action.extends, action) for action in self.of_type(ClemencyAction) if action.extends)

    @_kept
    def _said(self) -> Mapping[str, tuple[Claim, ...]]:
        return _grouped((claim.source, claim) for claim in self.claims.values())

    def get(self, id: str) -> Entity | Term | Claim | None:
        """Whatever has this id, or None."""
        return self.entities.get(id) or self.terms.get(id) or self.claims.get(id)

    def state(self, code: str) -> State | None:
        """The state, district or territory with this USPS code, in any case."""
        return self._codes.get(code.upper())

    def of_type(self, type: type[E]) -> tuple[E, ...]:
        """All entities of one type, by id."""
        return self._by_type.get(type, ())  # type: ignore[return-value]

    def terms_of(self, id: str, office: Office | None = None) -> tuple[Term, ...]:
        """The terms held in a jurisdiction, by a person, or under a party; oldest first."""
        terms = self._terms.get(id, ())
        return terms if office is None else tuple(term for term in terms if term.office is office)

    def said_by(self, source: str) -> tuple[Claim, ...]:
        """The claims that a source makes, by the entity that they are about."""
        return self._said.get(source, ())

    def extended_by(self, action: str) -> tuple[ClemencyAction, ...]:
        """The further rounds of an action."""
        return self._extended.get(action, ())

    def edges(
        self, id: str, kinds: Sequence[RelationshipKind] | None = None, direction: Direction = Direction.BOTH
    ) -> tuple[Relationship, ...]:
        """The edges at an entity, outgoing first, by kind.

        Parameters
        ----------
        id
            An entity's id; one that is not in the graph has no edges.
        kinds
            Only these kinds; all, when left out.
        direction
            Only those from the entity (OUT), to it (IN), or either (BOTH).

        Returns
        -------
        tuple of Relationship
            In a stable order.
        """
        found: list[Relationship] = []
        for way, side in ((Direction.OUT, self._out), (Direction.IN, self._in)):
            if direction is way or direction is Direction.BOTH:
                at = side.get(id, ())
                if kinds is None:
                    found += at
                else:
                    for kind in dict.fromkeys(kinds):
                        found += _of_kind(at, kind)
        return tuple(found)

    def degree(self, id: str) -> int:
        """How many edges there are at an entity; one from it to itself counts twice."""
        return len(self._out.get(id, ())) + len(self._in.get(id, ()))

    def neighbors(self, id: str, kind: RelationshipKind, direction: Direction, type: type[E]) -> tuple[E, ...]:
        """The entities of one type on the other side of one kind of edge."""
        sides = (edge.to if edge.from_ == id else edge.from_ for edge in self.edges(id, (kind,), direction))
        return tuple(one for side in dict.fromkeys(sides) if isinstance(one := self.entities[side], type))

    def actions_in(self, jurisdiction: str) -> tuple[ClemencyAction, ...]:
        """The actions of a jurisdiction and, for a state, of the localities in it."""
        return self._actions.get(jurisdiction, ())

    def laws_in(self, jurisdiction: str) -> tuple[Law, ...]:
        """The laws of a jurisdiction itself."""
        return self._laws.get(jurisdiction, ())

    def state_of(self, jurisdiction: str) -> State | None:
        """The state that a jurisdiction is or lies in; None for the country."""
        place = self.entities[jurisdiction]
        if isinstance(place, Locality) and place.parent:
            place = self.entities[place.parent]
        return place if isinstance(place, State) else None

    @property
    def nx(self) -> networkx.MultiDiGraph[str]:
        """The graph as a frozen `networkx.MultiDiGraph`, made when first asked for.

        Nodes are entity ids, with the record as attribute `entity` and its type as `type`. Edges are keyed by kind,
        and by kind and term where a person may stand in it twice; their attributes are `kind`, `start`, `end` and
        `claims`, and `relationship` is the record itself.
        """
        return self.derived(_networkx)

    def derived(self, make: Callable[Concatenate[KnowledgeGraph, P], T], *key: P.args, **also: P.kwargs) -> T:
        """What a function makes of this graph and some hashable arguments, made once and kept with the graph."""
        name = (make, key, *also.items())
        if name not in self._derived:
            # Once, however many ask at a time; who asks for something else does not wait.
            with self._lock:
                lock = self._locks.setdefault(name, RLock())
            with lock:
                if name not in self._derived:
                    self._derived[name] = make(self, *key, **also)
        return cast(T, self._derived[name])


def _networkx(known: KnowledgeGraph) -> networkx.MultiDiGraph[str]:
    import networkx

    graph: Any = networkx.MultiDiGraph(version=known.dataset.version)
    graph.add_nodes_from((id, {"entity": one, "type": one.type.value}) for id, one in known.entities.items())
    graph.add_edges_from((edge.from_, edge.to, _key(edge), _attributes(edge)) for edge in known.relationships.values())
    frozen: networkx.MultiDiGraph[str] = networkx.freeze(graph)
    return frozen


def _key(edge: Relationship) -> str:
    return f"{edge.kind} {edge.term}" if edge.term else edge.kind.value


def _attributes(edge: Relationship) -> dict[str, Any]:
    dates = {"start": edge.start, "end": edge.end}
    return {"kind": edge.kind.value, **dates, "claims": edge.claims, "relationship": edge}


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, tuple[Any, ...]]:
    groups: defaultdict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _adjacent(pairs: Iterable[tuple[str, Relationship]]) -> Adjacency:
    """Edges by entity, by kind within each: one tuple an entity takes a fifth of the memory of one a kind."""
    groups: defaultdict[str, list[Relationship]] = defaultdict(list)
    for id, edge in pairs:
        groups[id].append(edge)
    return {id: tuple(sorted(group, key=_rank)) for id, group in groups.items()}


def _rank(edge: Relationship) -> int:
    return _RANK[edge.kind]


def _of_kind(edges: Sequence[Relationship], kind: RelationshipKind) -> Sequence[Relationship]:
    if len(edges) <= FEW:
        return [edge for edge in edges if edge.kind is kind]
    rank = _RANK[kind]
    return edges[bisect_left(edges, rank, key=_rank) : bisect_right(edges, rank, key=_rank)]
