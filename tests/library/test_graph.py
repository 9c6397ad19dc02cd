"""The library's face: questions without a server, frames, totals, citations and what a notebook shows."""

from __future__ import annotations

import pickle
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import clemency_graph
import pandas
import polars
import pytest
from clemency_graph import ClemencyGraph, DataError, KnowledgeGraph, NotFound, QueryError, load, run
from clemency_graph.graph.export import write
from clemency_graph.graph.model.records import ClemencyAction, State
from clemency_graph.graph.queries.totals import totals
from clemency_graph.graph.storage.data_archive import pack
from clemency_graph.library.repr_html import Totals
from clemency_graph.library.svg import MAX_NODES
from clemency_graph.schema.saved_queries import operations
from support.marking import slow_but
from support.saved_query_examples import EXAMPLES, SMOKE

DOCUMENT = '{ state(code: "NV") { name } }'


@pytest.fixture(scope="module")
def face(graph: KnowledgeGraph) -> ClemencyGraph:
    return ClemencyGraph.of(graph)


def test_it_is_a_knowledge_graph(face: ClemencyGraph, graph: KnowledgeGraph) -> None:
    assert isinstance(load(), ClemencyGraph)
    assert isinstance(face, KnowledgeGraph)
    assert face.nx.number_of_nodes() == len(graph.entities)
    assert run(face, DOCUMENT).data == {"state": {"name": "Nevada"}}


def test_a_version_can_be_insisted_on(folder: Path) -> None:
    version = load(folder).dataset.version
    assert load(folder, version=version).dataset.version == version
    with pytest.raises(DataError, match=f"has version {version}, but version 0123456789abcdef is required"):
        load(folder, version="0123456789abcdef")


def test_a_packed_file_is_loaded(folder: Path, tmp_path: Path) -> None:
    kept = load(folder)
    assert load(pack(folder, tmp_path), version=kept.dataset.version).dataset == kept.dataset


def test_an_export_is_loaded_again(folder: Path, tmp_path: Path) -> None:
    kept = load(folder)
    (path,) = write(kept, "jsonl", tmp_path)
    again = load(path, version=kept.dataset.version)
    with pytest.raises(DataError, match="but version 0123456789abcdef is required"):
        load(path, version="0123456789abcdef")
    assert again.query("GrantedInTotal").data == kept.query("GrantedInTotal").data


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none")


@pytest.mark.parametrize("name", slow_but(SMOKE, operations()))
def test_every_ready_made_question_makes_frames(face: ClemencyGraph, name: str) -> None:
    answer = face.query(name, EXAMPLES[name])
    assert answer.data == run(face, operations()[name].document, EXAMPLES[name]).data
    assert answer.dataset["version"] == face.dataset.version
    for path in answer.lists:
        frame = answer.frame(path)
        assert len(frame) == len(answer.rows(path)) == len(answer.polars(path))
        assert frame.attrs["version"] == face.dataset.version
        assert list(frame.columns) == list(answer.polars(path).columns)
    assert "<table>" in answer._repr_html_()


def test_an_answer_has_its_sources(face: ClemencyGraph) -> None:
    answer = face.query("GovernorsAndPardons")
    urls = {source["url"] for source in answer.sources}
    assert urls >= set(answer.frame()["figure.source.url"].dropna())
    assert all(source["citation"] for source in answer.sources)
    assert answer.frame().attrs["sources"] == answer.sources
    assert face.query("GovernorsAndPardons", provenance=False).sources == []
    assert answer["actions"] == answer.data["actions"]


def test_variables_are_taken(face: ClemencyGraph) -> None:
    assert face.query("ClemencyInAState", {"code": "OR"})["state"]["name"] == "Oregon"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("GovernorsAndPardon", "did you mean 'GovernorsAndPardons'"),
        ("{ nonsense }", "Cannot query field 'nonsense'"),
        ("{ state", "Syntax Error"),
        ("{ states(first: 1000) { totalCount } }", "first"),
    ],
)
def test_a_question_that_is_wrong_is_told(face: ClemencyGraph, question: str, told: str) -> None:
    with pytest.raises(QueryError, match=told):
        face.query(question)


def test_the_questions_are_listed(face: ClemencyGraph) -> None:
    assert set(face.questions) == set(operations())
    assert face.questions["GrantedInTotal"] == "How many were granted clemency in total?"


def test_totals_are_those_of_the_graph(face: ClemencyGraph) -> None:
    every = face.of_type(ClemencyAction)
    assert face.totals().rows() == Totals(face, totals(face, every)).rows()
    nevada = face.totals(by=["party"], kind="pardon", state="nv", known_at="2022-11-30")
    assert {total.kind for total in nevada} == {"pardon"}
    frame = nevada.frame()
    assert frame.attrs["version"] == face.dataset.version
    assert frame["low"].tolist() == [total.low for total in nevada]
    with pytest.raises(QueryError, match="state: 'ZZ' is not the USPS code"):
        face.totals(state="ZZ")
    with pytest.raises(QueryError, match=r"'pardons' is not one of: pardon, .*did you mean 'pardon'"):
        face.totals(kind="pardons")


def test_totals_without_rows_have_their_columns(face: ClemencyGraph) -> None:
    none, some = face.totals(state="as"), face.totals()
    assert not none.rows() and some.rows()
    assert none.frame().dtypes.to_dict() == some.frame().dtypes.to_dict()
    assert list(some.rows()[0]) == list(some.frame().columns)
    assert "<th" in none._repr_html_()


def test_two_states_with_and_without_data_make_one_frame(face: ClemencyGraph) -> None:
    nevada, samoa = (face.query("ClemencyInAState", {"code": code}) for code in ("NV", "AS"))
    full, empty = nevada.frame(), samoa.frame()
    assert len(full) and not len(empty)
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert len(pandas.concat([full, empty])) == len(full)
    assert len(polars.concat([nevada.polars(), samoa.polars()])) == len(full)
    exploded = nevada.frame(explode="actors")
    assert samoa.frame(explode="actors").dtypes.to_dict() == exploded.dtypes.to_dict()
    assert set(exploded.columns) == set(full.columns)


@pytest.mark.slow
def test_the_actions_of_all_states_make_one_frame(face: ClemencyGraph) -> None:
    codes = [state.code for state in face.of_type(State)]
    frames = [face.query("ClemencyInAState", {"code": code}).frame() for code in codes]
    counts = [len(face.query("ClemencyInAState", {"code": code})["state"]["actions"]["nodes"]) for code in codes]
    assert len(pandas.concat(frames)) == sum(counts)
    assert {tuple(frame.columns) for frame in frames} == {tuple(frames[0].columns)}


def test_days_of_a_result_are_days(face: ClemencyGraph) -> None:
    frame = face.query("WhatWasLookedFor").frame()
    assert str(frame["coverage.checked"].dtype) == "datetime64[s]"
    assert face.query("WhatWasLookedFor").polars().schema["coverage.checked"] == polars.Date


def test_a_result_can_be_pickled(face: ClemencyGraph) -> None:
    result = face.query("ClemencyInAState", {"code": "NV"})
    again = pickle.loads(pickle.dumps(result))
    assert again == result
    assert again.rows() == result.rows()


def test_a_result_without_rows_shows_its_columns(face: ClemencyGraph) -> None:
    shown = face.query("ClemencyInAState", {"code": "AS"})._repr_html_()
    assert "figure.quantity.low</th>" in shown


def test_a_total_to_which_nothing_was_added_has_no_unit(face: ClemencyGraph) -> None:
    rows = Totals(face, [total for total in face.totals(state="nj", kind="pardon") if not total.actions]).rows()
    assert rows
    assert all((row["unit"], row["low"], row["high"]) == (None, 0, None) and row["uncounted"] for row in rows)
    assert "person" in (face.totals.__doc__ or "") and "law" in (face.totals.__doc__ or "")


def test_citations(face: ClemencyGraph) -> None:
    assert face.dataset.version in face.cite()
    assert str(face.dataset.released.year) in face.cite()
    assert face.cite(style="bibtex").startswith("@misc{")
    claim = face.entities["action/nv/2020-possession-pardons"].claims[0]
    assert face.cite(claim.source) == face.cite(claim.id)
    assert face.cite(claim.source) in face.cite(claim.about).splitlines()
    assert face.cite("term/nv/governor/2019-01-07")
    with pytest.raises(QueryError, match="is not the id of"):
        face.cite("state/zz")
    with pytest.raises(QueryError, match="'chicago' is not one of: apa, bibtex, csl_json"):
        face.cite(style="chicago")


class Reader(HTMLParser):
    """Holds what HTML loads, and how often it opens and closes things."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br", "img"):
            self.open.append(tag)
        self.loaded += [
            str(value) for name, value in attrs if name in ("src", "xlink:href") or tag in ("link", "script")
        ]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def shown(thing: Any) -> str:
    """What a notebook shows of a thing, well formed and in need of nothing."""
    html: str = thing._repr_html_()
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    assert reader.loaded == []
    return html


def picture(html: str) -> ElementTree.Element:
    start, end = html.index("<svg"), html.index("</svg>") + len("</svg>")
    return ElementTree.fromstring(html[start:end])


SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    "id", ["state/nv", "person/steve-sisolak", "party/democratic", "action/nv/2020-possession-pardons"]
)
def test_an_entity_is_shown_as_a_picture_and_a_table(face: ClemencyGraph, id: str) -> None:
    view = face.entity(id)
    html = shown(view)
    assert view.name == face.entities[id].name
    assert 2 <= len(picture(html).findall(f".//{SVG}circle")) <= MAX_NODES
    assert view.name in html
    assert id in repr(view)


def test_an_entity_that_is_not_there_is_told(face: ClemencyGraph) -> None:
    with pytest.raises(QueryError, match="did you mean 'state/nv'"):
        face.entity("state/nvv")


def test_a_path_is_shown_as_a_picture_and_a_table(face: ClemencyGraph) -> None:
    path = face.path("person/paul-armentano", "person/gavin-newsom")
    assert path is not None
    html = shown(path)
    assert len(picture(html).findall(f".//{SVG}circle")) == path.length + 1
    assert len(picture(html).findall(f".//{SVG}line")) == path.length
    assert all(edge.kind.value in html for edge in path.relationships)
    assert face.path("person/paul-armentano", "person/gavin-newsom", kinds=["holds"]) is None


def test_a_subgraph_is_shown_as_a_picture_and_a_table(face: ClemencyGraph) -> None:
    part = face.subgraph("state/nv", depth=2, kinds=["in", "decided", "under"])
    html = shown(part)
    assert "Nevada" in html
    assert part.nx.number_of_edges() == len(part.relationships)
    assert part.nx.number_of_nodes() == len(part.nodes)
    for start, end, key, data in part.nx.edges(keys=True, data=True):
        assert face.nx.edges[start, end, key] == data
    with pytest.raises(QueryError, match="'inside' is not one of"):
        face.subgraph("state/nv", kinds=["inside"])


def test_a_large_subgraph_says_what_it_leaves_out(face: ClemencyGraph) -> None:
    html = shown(face.subgraph("country/us", depth=2, limit=100))
    assert f"{MAX_NODES} drawn" in html
    assert "the first 100 of" in html
    assert len(picture(html).findall(f".//{SVG}circle")) == MAX_NODES


def test_the_graph_and_totals_are_shown(face: ClemencyGraph) -> None:
    assert face.dataset.version in shown(face)
    assert "pardon" in shown(face.totals())


def test_what_the_data_say_is_escaped() -> None:
    from clemency_graph.library.html_table import table

    assert "<script>" not in table([{"a": "<script>", "<b>": 'https://x/?"><script>'}], "<i>")
    assert table([]) == "<p>none</p>"


def test_the_face_is_what_it_says() -> None:
    for name in clemency_graph.__all__:
        assert getattr(clemency_graph, name) is not None
    with pytest.raises(AttributeError):
        clemency_graph.nothing  # noqa: B018


def test_what_is_not_there_is_an_error_or_told_beside_the_rest(face: ClemencyGraph) -> None:
    with pytest.raises(NotFound, match="'ZZ' is not the USPS code"):
        face.query('{ state(code: "ZZ") { name } }')
    with pytest.raises(NotFound, match="state/zz"):
        face.query('{ nodes(ids: ["state/zz"]) { id } }')
    with pytest.raises(QueryError, match="first is 500") as wrong:
        face.query('{ state(code: "ZZ") { name } states(first: 500) { totalCount } }')
    assert not isinstance(wrong.value, NotFound)
    result = face.query('{ a: state(code: "NV") { name } b: state(code: "<b>") { name } }')
    assert result.data == {"a": {"name": "Nevada"}, "b": None}
    assert [error["path"] for error in result.errors] == [["b"]]
    assert "<b>" not in result._repr_html_()
    assert "is not the USPS code" in result._repr_html_()


def test_texts_are_checked() -> None:
    graph = load()
    text = "In Oregon, 47,144 convictions were pardoned."
    [finding] = graph.check_text(text, "2022-12-01").findings
    assert (finding.verdict, finding.text) == ("agrees", "47,144 convictions")
