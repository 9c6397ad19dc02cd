"""Panels as frames and files: one dtype a column, read back by pandas, polars, pyarrow and Stata's reader."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import clemency_graph
import pandas
import polars
import pytest
from clemency_graph import ClemencyGraph, KnowledgeGraph, Panel, QueryError
from clemency_graph.cli.main import main
from clemency_graph.graph.tables.panels import MAX_STATA_NAME, PANELS, stata_name
from clemency_graph.graph.tables.table_definition import Type

STATES = ("NV", "ma", "AS")


@pytest.fixture(scope="module")
def panel(graph: KnowledgeGraph) -> Panel:
    return ClemencyGraph.of(graph).panel("state-year", STATES)


@pytest.mark.parametrize("name", PANELS)
def test_the_codebook_defines_each_column(name: str, graph: KnowledgeGraph) -> None:
    found = Panel(graph, name)
    codebook = found.codebook()
    assert [row["column"] for row in codebook] == found.columns
    assert len(set(found.columns)) == len(found.columns)
    assert all(row["meaning"] and row["type"] for row in codebook)
    short = [row["stata"] for row in codebook]
    assert len(set(short)) == len(short) and max(map(len, short)) <= MAX_STATA_NAME
    numbers = {one.name: one for one in PANELS[name].columns if one.type in (Type.INTEGER, Type.NUMBER)}
    assert [one for one in numbers if not numbers[one].unit] == ["fips"]


def test_each_value_has_a_status_and_none_without_value(panel: Panel) -> None:
    rows = panel.rows()
    assert len(rows) == 3 * (panel.graph.dataset.released.year - 1995)
    named = [column.removesuffix("_status") for column in panel.columns if column.endswith("_status")]
    for row in rows:
        for name in named:
            cells = [row.get(one) for one in (name, f"{name}_low", f"{name}_high")]
            assert any(cell is not None for cell in cells) == (row[f"{name}_status"] == "value"), (row["year"], name)
            low, high = cells[1:]
            assert low is None or high is None or low <= high  # type: ignore[operator] # both are numbers
        assert [row[one] for one in row if one.startswith("possession_arrests")] == [None, None, "not_looked_for", None]


def test_claims_and_sources_are_in_the_graph(panel: Panel) -> None:
    for row in panel.rows():
        for name, cell in row.items():
            if name.endswith("_claims") and cell is not None:
                assert all(id in panel.graph.claims for id in str(cell).split("; "))
            if name.endswith("_source") and cell is not None:
                assert cell in panel.graph.entities


def test_a_frame_has_one_numeric_dtype_a_column(panel: Panel) -> None:
    frame = panel.frame()
    types = {column.name: column.type for column in PANELS["state-year"].columns}
    for name, dtype in frame.dtypes.items():
        expected = {
            Type.TEXT: "str",
            Type.DAY: "datetime64[s]",
        }.get(types[str(name)], "int64" if name == "year" else "float64")
        assert dtype == expected, name
    nevada = frame[(frame["code"] == "NV") & (frame["year"] == 2020)].iloc[0]
    assert (nevada["pardon_people_low"], nevada["pardon_people_high"], nevada["fips"]) == (15_001, 15_500, 32)
    assert (nevada["adult_use"], nevada["geoid"], nevada["iso_3166_2"], nevada["wikidata"]) == (
        1,
        "32",
        "US-NV",
        "Q1227",
    )
    assert frame.attrs["version"] == panel.graph.dataset.version


def test_a_state_without_any_value_has_the_same_dtypes(panel: Panel, graph: KnowledgeGraph) -> None:
    empty = Panel(graph, "state-year", ["AS"])
    assert empty.frame().dtypes.equals(panel.frame().dtypes)
    assert empty.polars().schema == panel.polars().schema
    assert empty.arrow().schema == panel.arrow().schema


def test_polars_and_arrow_have_the_same_cells(panel: Panel) -> None:
    assert panel.polars().to_dicts() == panel.rows()
    assert panel.arrow().to_pylist() == panel.rows()
    field = panel.arrow().schema.field("adult_use")
    assert field.metadata[b"description"].startswith(b"Whether a law of the state that allows adults")


def test_parquet_and_csv_are_read_back(panel: Panel, tmp_path: Path) -> None:
    file = panel.write(tmp_path / "new" / "states.parquet")
    assert polars.read_parquet(file).equals(panel.polars())
    written = panel.write(tmp_path / "states.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(written)))
    assert [row["geoid"] for row in rows] == [row["geoid"] or "" for row in panel.rows()]
    assert [row["cum_pardon_people_low"] for row in rows] == [
        "" if row["cum_pardon_people_low"] is None else str(row["cum_pardon_people_low"]) for row in panel.rows()
    ]
    codebook = list(csv.DictReader(io.StringIO((tmp_path / "states-codebook.csv").read_text("utf-8"))))
    assert codebook == panel.codebook()


def test_a_stata_file_is_read_back(panel: Panel, tmp_path: Path) -> None:
    file = panel.write(tmp_path / "states.dta")
    frame = panel.frame()
    with pandas.read_stata(file, iterator=True) as reader:
        labels, title = reader.variable_labels(), reader.data_label
    found = pandas.read_stata(file)
    assert panel.graph.dataset.version in title
    assert labels["year"] == "The year."
    assert list(found.columns) == [stata_name(name) for name in panel.columns]
    for name in panel.columns:
        read, own = found[stata_name(name)], frame[name]
        if own.dtype == "str":
            assert list(read) == list(own.fillna(""))
        else:
            pandas.testing.assert_series_equal(read, own, check_dtype=False, check_names=False)
    assert panel.write(tmp_path / "again.dta").read_bytes() == file.read_bytes()


def test_what_is_wrong_is_told(graph: KnowledgeGraph, panel: Panel, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"there is no panel 'state_year'.*state-year, county-year"):
        Panel(graph, "state_year")
    with pytest.raises(QueryError, match=r"a panel has no format '\.xlsx'.*\.csv, \.parquet, \.dta"):
        panel.write(tmp_path / "states.xlsx")
    with pytest.raises(QueryError, match="no state has the code 'XX'"):
        Panel(graph, "state-year", ["XX"]).rows()


def test_the_command_writes_what_the_library_does(
    panel: Panel, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--state", "NV", "--state", "MA", "--state", "AS"]
    assert main(["panel", "state-year", *options, "-o", str(tmp_path / "a.csv")]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'a.csv'}\n"
    panel.write(tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert main(["panel", "county-year", "--codebook"]) == 0
    assert capsys.readouterr().out.startswith("column,stata,type,unit,values,meaning\ncounty,county,text,")


def test_it_is_a_name_of_the_package(graph: KnowledgeGraph) -> None:
    counties = clemency_graph.panel("county-year", ["WY"])
    assert counties.columns[0] == "county"
    assert counties.graph.dataset.version == graph.dataset.version


@pytest.mark.slow
def test_a_regression_with_effects_of_state_and_year_runs(graph: KnowledgeGraph) -> None:
    formula = pytest.importorskip("statsmodels.formula.api", reason="statsmodels is an extra of the tests")
    frame = ClemencyGraph.of(graph).panel("state-year").frame()
    # An assumption of this regression, which the record does not make: what is not recorded was not so.
    frame["adult_use"] = frame["adult_use"].fillna(0)
    fitted = formula.ols("adult_use ~ democratic_share_low + C(state) + C(year)", frame).fit(
        cov_type="cluster", cov_kwds={"groups": frame.loc[frame["democratic_share_low"].notna(), "fips"]}
    )
    assert fitted.nobs == frame["democratic_share_low"].notna().sum() > 1_500
    assert 0 < fitted.rsquared < 1
