"""The graph as a researcher holds it: the records, and the same questions as over GraphQL, with no server."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path as File
from typing import TYPE_CHECKING, Any, Self

from ..graph import KnowledgeGraph
from ..graph.errors import QueryError
from ..graph.loading.errors import suggestion
from ..graph.loading.load_from import load_from
from ..graph.loading.loader import ExtraFolders
from ..graph.model.records import Claim, ClemencyAction, Source
from ..graph.model.vocabulary import (
    CitationStyle,
    Level,
    RelationshipKind,
    ReliefKind,
    SourceKind,
    Stage,
    TotalDimension,
    Unit,
)
from ..graph.queries.citations import cite as cite_source
from ..graph.queries.citations import cite_dataset
from ..graph.queries.neighborhood import neighborhood
from ..graph.queries.paths import paths
from ..graph.queries.record_lookup import entity_by_id, record_by_id, state_by_code
from ..graph.queries.totals import totals
from .days import Day, as_day
from .repr_html import EntityView, PathView, SubgraphView, Totals
from .term import term

if TYPE_CHECKING:
    import networkx
    import pandas
    import polars

    from ..graph.text_check import TextCheck
    from ..schema.saved_queries import Operation
    from .panel import Panel
    from .result import Result


class ClemencyGraph(KnowledgeGraph):
    """A `KnowledgeGraph` that answers GraphQL, gives data frames and shows itself in a notebook.

    Examples
    --------
    >>> graph = load()
    >>> graph.query('{ state(code: "NV") { name } }').data
    {'state': {'name': 'Nevada'}}
    >>> graph.frame("actions")[["name", "low", "high", "unit"]]
    """

    @classmethod
    def of(cls, graph: KnowledgeGraph) -> Self:
        """Wrap a graph that is loaded; the records and indexes are the same."""
        face = cls.__new__(cls)
        vars(face).update(vars(graph))
        return face

    @classmethod
    def from_networkx(cls, graph: networkx.Graph[Any]) -> Self:
        """Serve a graph that was made elsewhere with networkx, or changed.

        See `clemency_graph.graph.loading.from_networkx` for the attributes that its nodes and edges have.

        Parameters
        ----------
        graph
            A `networkx.MultiDiGraph` or `DiGraph`, such as a changed copy of `nx`, or what `to_networkx(plain=True)`
            gives.

        Raises
        ------
        DataError
            When anything in the graph is wrong; it holds every problem, each with the node or the edge.

        Examples
        --------
        >>> copied = load().to_networkx()
        >>> copied.remove_edge("person/steve-sisolak", "action/nv/2020-possession-pardons", "proposed")
        >>> ClemencyGraph.from_networkx(copied).query("GovernorsAndPardons")
        """
        return cls.of(KnowledgeGraph.from_networkx(graph))

    def query(
        self,
        question: str,
        variables: Mapping[str, Any] | None = None,
        *,
        operation_name: str | None = None,
        provenance: bool = True,
    ) -> Result:
        """Ask a question in GraphQL.

        Parameters
        ----------
        question
            The name of a saved query, such as `GovernorsAndPardons` (see `questions`), or a GraphQL document.
        variables
            Values of its variables.
        operation_name
            Which operation of a document to run, where it has several.
        provenance
            Whether to tell the sources behind everything that was selected; a large answer comes sooner without.

        Returns
        -------
        Result
            The answer: `data` as a dict, `frame()` and `polars()` as a data frame, `sources`.

        Raises
        ------
        NotFound
            When nothing has the id, code or version that the question names. Where a part of the question is answered,
            the result has what was found, and its `errors` say what was not.
        QueryError
            When the question is wrong; the message says what would be right.
        """
        from ..schema import run
        from ..schema.document_cache import prepare
        from ..schema.response import raise_unless_found
        from .result import Result

        saved = None if "{" in question else self._ready(question)
        document = question if saved is None else saved.document
        operation = prepare(document, operation_name).operation
        if operation is not None:
            known = [one.variable.name.value for one in operation.variable_definitions or ()]
            for name in variables or ():
                if name not in known:
                    raise QueryError(f"the question has no variable {name!r}; it has {', '.join(known) or 'none'}.")
        answer = run(self, document, variables, operation_name, provenance=provenance)
        raise_unless_found(answer)
        assert answer.data is not None
        extensions = answer.extensions
        sources, warnings = (extensions.get(name, []) for name in ("sources", "warnings"))
        path = None if saved is None else saved.rows
        return Result(
            answer.data,
            sources,
            extensions["dataset"],
            warnings,
            answer.errors,
            document,
            operation_name,
            dict(variables or {}),
            path,
        )

    @property
    def questions(self) -> dict[str, str]:
        """Return the saved queries: their names, and the question that each answers."""
        from ..schema.saved_queries import operations

        return {name: one.title for name, one in operations().items()}

    @staticmethod
    def _ready(name: str) -> Operation:
        from ..schema.saved_queries import operations

        if name not in operations():
            near = suggestion(name, operations())
            told = f"{near or ';'} those that there are: {', '.join(operations())}."
            raise QueryError(f"there is no saved query {name!r}{told}")
        return operations()[name]

    def frame(self, name: str) -> pandas.DataFrame:
        """One of the tables of the graph as a pandas frame, such as `actions`, `figures`, `claims` or `laws`.

        See `graph.frames.pandas_frame`, and the data dictionary for the columns of each table.
        """
        from ..graph.tables.frames import pandas_frame

        return pandas_frame(self, name)

    def polars(self, name: str) -> polars.DataFrame:
        """One of the tables of the graph as a polars frame: see `graph.frames.polars_frame`."""
        from ..graph.tables.frames import polars_frame

        return polars_frame(self, name)

    def panel(self, name: str, states: Iterable[str] | None = None) -> Panel:
        """Return a panel, with one row for each place and year: see `clemency_graph.panel`."""
        from .panel import Panel

        return Panel(self, name, states)

    def entity(self, id: str) -> EntityView:
        """Return an entity with its neighbors, for display in a notebook.

        Raises
        ------
        NotFound
            When there is none with this id.
        """
        return EntityView(self, entity_by_id(self, id))

    def path(self, from_: str, to: str, kinds: Collection[str] | None = None, max_length: int = 6) -> PathView | None:
        """Return the cheapest path between two entities, or None; see `graph.queries.paths.paths`."""
        asked = None if kinds is None else [term(RelationshipKind, kind) for kind in kinds]
        found = paths(self, from_, to, asked, max_length, 1)
        return PathView(found[0].nodes, found[0].relationships) if found else None

    def subgraph(self, *of: str, depth: int = 1, kinds: Sequence[str] | None = None, limit: int = 200) -> SubgraphView:
        """Everything within some steps of some entities, nearest first.

        See `graph.queries.neighborhood.neighborhood` for the order.

        Examples
        --------
        >>> load().subgraph("state/nv", depth=2, kinds=["in", "decided", "under"])
        """
        asked = None if kinds is None else [term(RelationshipKind, kind) for kind in kinds]
        found = neighborhood(self, of, depth, asked, limit)
        return SubgraphView(found.nodes, found.relationships, found.truncated, found.total_count, self)

    def totals(
        self,
        by: Iterable[str] = (),
        *,
        stage: str = Stage.GRANTED,
        kind: str | None = None,
        state: str | None = None,
        actions: Iterable[ClemencyAction] | None = None,
        known_at: date | str | None = None,
        level: str | None = None,
        source_kinds: Iterable[str] | None = None,
        on: date | str | None = None,
        unit: str | None = None,
    ) -> Totals:
        """Totals that add only what may be added, and say what was left out. See `graph.totals.totals`.

        Parameters
        ----------
        by
            Dimensions of the rows beside kind and unit, which are always apart: `state`, `level`, `party`, `person`,
            `year`, `law`.
        stage
            The stage whose figures are added.
        kind
            Only relief of this kind.
        state
            Only actions of the state with this USPS code, its localities included.
        actions
            Only these actions.
        known_at
            Only figures that had been published by this day.
        level
            Only actions of this level of government: `country`, `state`, `county` or `city`.
        source_kinds
            Only figures whose sources are of these kinds, such as `official` or `press`.
        on
            Only what was done by this day.
        unit
            Only figures in this unit, such as `people`.

        Examples
        --------
        >>> load().totals(by=["party"], kind="pardon").frame()
        """
        counted = self.of_type(ClemencyAction) if actions is None else actions
        if state is not None:
            within = {action.id for action in self.actions_in(state_by_code(self, state, "state").id)}
            counted = [action for action in counted if action.id in within]
        if kind is not None:
            asked = term(ReliefKind, kind)
            counted = [action for action in counted if action.kind is asked]
        found = totals(
            self,
            counted,
            [term(TotalDimension, one) for one in by],
            term(Stage, stage),
            as_day(known_at),
            level=None if level is None else term(Level, level),
            source_kinds=None if source_kinds is None else [term(SourceKind, one) for one in source_kinds],
            on=as_day(on),
            unit=None if unit is None else term(Unit, unit),
        )
        return Totals(self, found)

    def check_text(self, text: str, published: date | str | None = None) -> TextCheck:
        """Compare the figures of a text with the record.

        Parameters
        ----------
        text
            Plain text, Markdown or HTML, of up to 64,000 characters. It is not kept.
        published
            The day on which the text was published: figures of later days were unknown to it.

        Returns
        -------
        TextCheck
            `findings` in the order of the text, each with `start`, `end`, `text`, `verdict`, `claims`, `correction`,
            `citation` and `reason`.

        Raises
        ------
        QueryError
            When the text is too long.

        Examples
        --------
        >>> [finding] = load().check_text("Nevada pardoned more than 15,000 people on June 17, 2020.").findings
        >>> finding.verdict
        <Verdict.AGREES: 'agrees'>
        """
        from ..graph.text_check import check_text

        return check_text(self, text, as_day(published))

    def check_texts(self, texts: Iterable[str], published: Day | Iterable[Day] = None) -> list[TextCheck]:
        """Compare several texts with the record, such as a column of a frame: see `library.text_checks.check_texts`."""
        from .text_checks import check_texts

        return check_texts(self, texts, published)

    def cite(self, id: str | None = None, style: str = CitationStyle.APA) -> str:
        """Return a citation.

        Parameters
        ----------
        id
            Of a source; or of anything that sources tell of, to cite all of them, one a line; the data as a whole, with
            its version and day, when left out.
        style
            `apa`, `bibtex` or `csl_json`.

        Raises
        ------
        QueryError
            When there is no such id or style.
        """
        asked = term(CitationStyle, style)
        if id is None:
            return cite_dataset(self.dataset, asked)
        match record := record_by_id(self, id):
            case Source():
                sources = [record.id]
            case Claim():
                sources = [record.source]
            case _:
                sources = [claim.source for claim in record.claims]
        return "\n".join(self._citation(source, asked) for source in dict.fromkeys(sources))

    def _citation(self, id: str, style: CitationStyle) -> str:
        source = self.entities[id]
        assert isinstance(source, Source)
        return cite_source(source, self.entities[source.publisher].name if source.publisher else None, style)

    def _repr_html_(self) -> str:
        from .html_table import table

        counts: dict[str, int] = {}
        for one in self.entities.values():
            counts[one.type.value] = counts.get(one.type.value, 0) + 1
        rows = [{"type": type, "count": count} for type, count in sorted(counts.items())]
        rows += [{"type": name, "count": len(of)} for name, of in (("term", self.terms), ("claim", self.claims))]
        dataset = self.dataset
        return table(rows, f"{dataset.title}, version {dataset.version} of {dataset.released}")


def load(data: str | File | None = None, *, version: str | None = None, extra: ExtraFolders = ()) -> ClemencyGraph:
    """Load the graph.

    Parameters
    ----------
    data
        A folder of data files; a packed file of them (`clemency-graph pack`); a JSON Lines export of this graph; or the
        URL of such a file. The data that the package carries, when left out.
    version
        The version that it must be, so that work that rests on one version cannot run on another unseen. An earlier
        version is had from a packed file or an export that was kept of it.
    extra
        A folder of data files of your own that are laid over the data, or several. They are marked as `origin`.

    Returns
    -------
    ClemencyGraph
        The whole graph, immutable.

    Raises
    ------
    DataError
        When anything in the data is wrong, or they are of another version; it holds every problem.
    OSError
        When there is nothing there.

    Examples
    --------
    >>> load().state("nv").name
    'Nevada'
    """
    return ClemencyGraph.of(load_from(None if data is None else str(data), version, extra))
