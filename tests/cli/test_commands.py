"""The commands for people and scripts: what they print, and how they end."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from clemency_graph import KnowledgeGraph, load, run
from clemency_graph.cli.main import main
from clemency_graph.graph.export import FORMATS
from clemency_graph.graph.queries.release_comparison import record
from clemency_graph.schema.saved_queries import operations
from support.marking import slow_but

COMMAND = Path(sys.executable).with_name("clemency-graph")
Captured = pytest.CaptureFixture[str]


def said(capsys: Captured, *words: str, code: int = 0, data: Path | None = None) -> str:
    """What a command prints, its exit code held against what it should be."""
    assert main([*words, "--data", str(data)] if data else list(words)) == code
    return capsys.readouterr().out


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def help_of(*command: str) -> str:
    """Return the help that is printed."""
    printed = io.StringIO()
    with redirect_stdout(printed), pytest.raises(SystemExit):
        main([*command, "--help"])
    return printed.getvalue()


def commands() -> list[str]:
    return re.findall(r"^    (\S+)", help_of().partition("COMMAND\n")[2], re.MULTILINE)


def examples() -> list[str]:
    """The examples of the helps that need nothing but the data."""
    lines = [line.strip() for name in commands() for line in help_of(name).partition("examples:")[2].splitlines()]
    kept = [re.sub(r" {3,}.*", "", line) for line in lines if line.startswith("clemency-graph ")]
    return [line for line in kept if not re.search(r"query\.graphql|old-data|0123456789abcdef|>", line)]


SMOKE = ["clemency-graph cite action/nv/2020-possession-pardons"]


def test_the_questions_are_listed(capsys: Captured, small_folder: Path) -> None:
    assert [row["name"] for row in json.loads(said(capsys, "query", "--json", data=small_folder))] == list(operations())
    assert "GovernorsAndPardons" in said(capsys, "query", data=small_folder)


def test_a_question_is_answered_as_json(capsys: Captured, graph: KnowledgeGraph) -> None:
    answer = json.loads(said(capsys, "query", "GovernorsAndPardons", "--json", "--sources"))
    assert answer["data"] == run(graph, operations()["GovernorsAndPardons"].document).data
    assert answer["extensions"]["dataset"] == {
        "version": graph.dataset.version,
        "released": str(graph.dataset.released),
    }
    assert all(source["citation"] for source in answer["extensions"]["sources"])


def test_a_question_is_answered_as_csv_and_as_a_table(capsys: Captured) -> None:
    rows = read(said(capsys, "query", "ClemencyInAState", "code=OR", "--rows", "state.actions", "--csv"))
    assert {row["state.name"] for row in rows} == {"Oregon"}
    assert "47144" in {row["figure.quantity.low"] for row in rows}
    assert "47,144" in said(capsys, "query", "ClemencyInAState", "code=OR")


def test_a_document_is_taken_from_a_file_the_line_or_a_pipe(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_folder: Path
) -> None:
    document = "query A($code: String!) { state(code: $code) { name } } query B { parties { id } }"
    (tmp_path / "question.graphql").write_text(document, "utf-8")
    words = ["--operation", "A", "--variables", '{"code": "NV"}', "--csv"]
    for question in (str(tmp_path / "question.graphql"), document, "-"):
        monkeypatch.setattr("sys.stdin", io.StringIO(document))
        assert read(said(capsys, "query", question, *words, data=small_folder)) == [{"state.name": "Nevada"}]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["query", "GovernorsAndPardon"], "did you mean 'GovernorsAndPardons'"),
        (["query", "{ nonsense }"], "nonsense"),
        (["query", "none.graphql"], "none.graphql"),
        (["query", "ClemencyInAState", "OR"], "write it like code=NV"),
        (["query", "ClemencyInAState", "--variables", "OR"], "--variables is not JSON"),
        (["query", "ClemencyInAState", "--variables", "[1]"], "not a JSON object"),
        (["query", "ClemencyInAState", "state=OR"], "has no variable 'state'; it has code"),
        (["query", "{ states { nodes { code } } parties { id } }", "--csv"], "select one as the rows: states, parties"),
        (
            ["query", "ClemencyInAState", "code=NV", "--rows", "actions", "--csv"],
            "no list 'actions'; it has state.actions",
        ),
        (["search", "Sisolak", "--data", "none"], "there are no data at none"),
    ],
)
def test_what_is_wrong_is_told(capsys: Captured, small_folder: Path, words: list[str], told: str) -> None:
    assert main([*words, "--data", str(small_folder)] if "--data" not in words else words) == 2
    streams = capsys.readouterr()
    assert told in streams.err
    assert streams.out == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["show", "zzzzz"], "nothing is found for 'zzzzz'"),
        (["cite", "state/zz"], "'state/zz' is not the id of"),
        (["diff", "0123456789abcdef"], "is no recorded release"),
        (["query", "ClemencyInAState", "code=ZZ"], "code: 'ZZ' is not the USPS code"),
        (["query", '{ nodes(ids: ["state/zz"]) { id } }'], "ids: 'state/zz' is not the id"),
    ],
)
def test_what_is_not_there_is_told(capsys: Captured, small_folder: Path, words: list[str], told: str) -> None:
    assert main([*words, "--data", str(small_folder)]) == 1
    streams = capsys.readouterr()
    assert told in streams.err
    assert streams.out == ""


def test_what_is_there_is_printed_beside_what_is_not(capsys: Captured, small_folder: Path) -> None:
    words = ["query", '{ a: state(code: "NV") { name } b: state(code: "ZZ") { name } }', "--json"]
    assert main([*words, "--data", str(small_folder)]) == 0
    streams = capsys.readouterr()
    assert (
        streams.err
        == "code: 'ZZ' is not the USPS code of a state, district or territory; states have codes such as NV.\n"
    )
    answer = json.loads(streams.out)
    assert answer["data"] == {"a": {"name": "Nevada"}, "b": None}
    assert [error["path"] for error in answer["errors"]] == [["b"]]


def test_csv_without_rows_has_its_columns(capsys: Captured, small_folder: Path) -> None:
    full = said(capsys, "query", "ClemencyInAState", "code=NV", "--csv").splitlines()
    assert len(full) > 1
    assert said(capsys, "query", "ClemencyInAState", "code=AS", "--csv").splitlines() == full[:1]
    none = said(
        capsys, "query", '{ states(where: { code: { eq: "XX" } }) { nodes { code name } } }', "--csv", data=small_folder
    )
    assert none == "code,name\n"
    assert said(capsys, "search", "zzzzz", "--csv", code=1, data=small_folder) == "id,name,matched,score\n"
    words = ("path", "state/nv", "state/nc", "--max-length", "1", "--csv")
    assert said(capsys, *words, code=1, data=small_folder) == "from,kind,to,start,end,sources\n"


def test_csv_for_excel(capsys: Captured) -> None:
    words = ("query", '{ states(where: { code: { eq: "CA" } }) { nodes { code geoid: fips } } }')
    assert said(capsys, *words, "--csv") == "code,geoid\nCA,06\n"
    assert said(capsys, *words, "--excel") == "\ufeffcode,geoid\nCA,'06\n"


def test_search(capsys: Captured, small_folder: Path) -> None:
    rows = json.loads(said(capsys, "search", "Sisolak", "--type", "person", "--json", data=small_folder))
    assert [row["id"] for row in rows] == ["person/steve-sisolak"]
    assert len(read(said(capsys, "search", "pardon", "--first", "3", "--csv", data=small_folder))) == 3
    assert "Nevada" in said(capsys, "search", "15,592", data=small_folder)
    assert said(capsys, "search", "zzzzz", "--json", code=1, data=small_folder) == "[]\n"
    assert main(["search", "pardons in Kansas", "--json"]) == 0
    assert capsys.readouterr().err.startswith("No pardon is recorded in Kansas: none was found")


@pytest.mark.parametrize(
    "id",
    [
        "action/nv/2020-possession-pardons",
        "state/nv",
        "law/nv/ab-192-2019",
        "term/nv/governor/2019-01-07",
        "party/democratic",
    ],
)
def test_show(capsys: Captured, small_folder: Path, small_graph: KnowledgeGraph, id: str) -> None:
    told = json.loads(said(capsys, "show", id, "--json", data=small_folder))
    assert told["record"]["id"] == id
    assert told["dataset"]["version"] == small_graph.dataset.version
    assert id in said(capsys, "show", id, data=small_folder)


def test_show_takes_a_source_a_claim_and_a_name(
    capsys: Captured, small_folder: Path, small_graph: KnowledgeGraph
) -> None:
    claim = small_graph.entities["action/nv/2020-possession-pardons"].claims[0]
    assert claim.stated in said(capsys, "show", claim.id, data=small_folder)
    assert claim.stated in said(capsys, "show", claim.source, data=small_folder)
    assert "person/steve-sisolak" in said(capsys, "show", "Steve Sisolak", data=small_folder)


def test_path(capsys: Captured, small_folder: Path) -> None:
    ends = ("person/lou-leon-guerrero", "Steve Sisolak")
    rows = json.loads(said(capsys, "path", *ends, "--kind", "member_of", "--json", data=small_folder))
    assert [row["to"] for row in rows] == ["Democratic Party", "Democratic Party"]
    assert all(url.startswith("http") for url in rows[0]["sources"])
    assert "Democratic Party" in said(capsys, "path", *ends, data=small_folder)
    assert said(capsys, "path", *ends, "--kind", "member_of", "--max-length", "1", code=1, data=small_folder) == ""


def test_export(capsys: Captured, tmp_path: Path, folder: Path) -> None:
    printed = said(capsys, "export", "all", "--data", str(folder), "--to", str(tmp_path / "to")).split()
    assert len(printed) == len(FORMATS)
    version = load(folder).dataset.version
    assert all(Path(one).exists() and version in one for one in printed)
    with pytest.raises(SystemExit):
        main(["export", "xlsx"])


def test_cite(capsys: Captured, small_folder: Path, small_graph: KnowledgeGraph) -> None:
    assert small_graph.dataset.version in said(capsys, "cite", data=small_folder)
    assert said(capsys, "cite", "--style", "bibtex", data=small_folder).startswith("@misc{")
    sources = dict.fromkeys(claim.source for claim in small_graph.entities["state/nv"].claims)
    assert len(said(capsys, "cite", "state/nv", data=small_folder).splitlines()) == len(sources)


@pytest.mark.slow
def test_diff_tells_what_changed(capsys: Captured, folder: Path, tmp_path: Path) -> None:
    old = Path(shutil.copytree(folder, tmp_path / "old"))
    record(load(folder))
    version = load(folder).dataset.version
    path = folder / "action/nv/2020-possession-pardons.yaml"
    path.write_text(path.read_text("utf-8").replace("15,592", "15,593").replace("15592", "15593"), "utf-8")
    for words in (["diff", str(old), str(folder)], ["diff", version, "--data", str(folder)]):
        rows = json.loads(said(capsys, *words, "--json", code=1))
        assert {(row["kind"], row["about"]) for row in rows} == {
            ("added", "action/nv/2020-possession-pardons"),
            ("removed", "action/nv/2020-possession-pardons"),
        }
        text = said(capsys, *words, code=1)
        assert "+" in text and "15,593" in text
    assert said(capsys, "diff", str(old), str(old), "--json") == "[]\n"
    assert said(capsys, "diff", str(old), str(old), "--csv") == "kind,about,claim,stated,rank_before,rank_after\n"
    assert "15,593" in said(capsys, "changelog", "--data", str(folder))


def test_help_has_examples(capsys: Captured) -> None:
    for name in ("query", "search", "show", "path", "export", "cite", "diff", "completion"):
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])
        assert ended.value.code == 0
        assert f"clemency-graph {name}" in capsys.readouterr().out.partition("examples:")[2]


@pytest.mark.parametrize("line", slow_but(SMOKE, examples()))
def test_the_examples_of_the_helps_run(line: str, tmp_path: Path) -> None:
    assert line
    # The extra folder of the examples, with a page of somebody's own.
    page = tmp_path / "mine" / "source" / "my-lab" / "2025-count.yaml"
    page.parent.mkdir(parents=True)
    page.write_text("title: Our count\nretrieved: 2026-02-01\nkind: research\n", "utf-8")
    environment = {**os.environ, "PATH": f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        line,
        shell=True,
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    # What differs is no failure of `diff`; a shell that evaluates, and a server whose input is closed, say nothing.
    assert done.returncode in ((0, 1) if " diff " in line else (0,)), done.stderr
    assert done.stdout or line.startswith("eval") or line.endswith(" mcp")


def test_a_shell_can_complete(capsys: Captured) -> None:
    for shell in ("bash", "zsh"):
        script = said(capsys, "completion", shell)
        assert all(name in script for name in commands())
    done = subprocess.run(["bash", "-n"], input=said(capsys, "completion", "bash"), text=True, check=False)
    assert done.returncode == 0


def test_a_reader_that_has_read_enough_is_no_error() -> None:
    done = subprocess.run(
        f"set -o pipefail; {COMMAND} query --csv | head -1",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("text", ["64", "{", '{"a": 1}', "[1]", "true"])
def test_a_variable_is_read_by_its_type(capsys: Captured, small_folder: Path, text: str) -> None:
    query = "query Q($text: String!, $first: Int) { search(text: $text, first: $first) { nodes { entity { id } } } }"
    printed = json.loads(said(capsys, "query", query, f"text={text}", "first=1", "--json", data=small_folder))
    assert len(printed["data"]["search"]["nodes"]) <= 1
    assert said(capsys, "query", "ClemencyInAState", f"code={text}", "--json", code=1, data=small_folder) == ""


def test_a_number_of_too_many_digits_is_an_error(capsys: Captured, small_folder: Path) -> None:
    data = ["--data", str(small_folder)]
    assert main(["query", "AroundAnEntity", f"depth={'9' * 5000}", *data]) == 2
    assert "(5,000 characters); it must be a whole number" in capsys.readouterr().err
    assert main(["query", "AroundAnEntity", "--variables", f'{{"depth": {"9" * 5000}}}', *data]) == 2
    assert "a number has 5,000 characters" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["query", "nope.graphql"], "there is no file nope.graphql"),
        (["query", "folder.graphql"], "folder.graphql is a folder"),
        (["query", "folder"], "folder is a folder"),
        (["query", "bytes.graphql"], "bytes.graphql is not UTF-8: byte 3"),
        (["search", "Nevada", "--data", "nope.jsonl"], "nope.jsonl: no such file or directory"),
        (["search", "Nevada", "--data", "folder.jsonl"], "folder.jsonl: is a directory"),
        (["export", "csv", "--to", "bytes.graphql"], "bytes.graphql/clemency-graph-"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_words(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_folder: Path, words: list[str], told: str
) -> None:
    monkeypatch.setenv("CLEMENCY_GRAPH_DATA", str(small_folder))
    monkeypatch.chdir(tmp_path)
    for name in ("folder", "folder.graphql", "folder.jsonl"):
        (tmp_path / name).mkdir()
    (tmp_path / "bytes.graphql").write_bytes(b"{ \xff }")
    assert main(words) == 2
    streams = capsys.readouterr()
    assert told in streams.err
    assert "Errno" not in streams.err and "Traceback" not in streams.err


def test_an_export_that_is_not_utf_8_is_no_data(capsys: Captured, tmp_path: Path) -> None:
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\n")
    assert main(["search", "Nevada", "--data", str(tmp_path / "bytes.jsonl")]) == 1
    assert "bytes.jsonl:1: not a line of an export" in capsys.readouterr().err


def test_check_text(capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = tmp_path / "article.md"
    article.write_text("In Oregon, 47,144 convictions were pardoned on **21 November 2022**.", encoding="utf-8")
    table = said(capsys, "check-text", str(article))
    assert "agrees" in table and "47,144 convictions" in table
    article.write_text("<p>In Oregon, 47,144 people were pardoned.</p>", encoding="utf-8")
    [row] = json.loads(said(capsys, "check-text", str(article), "--json", code=1))
    assert (row["verdict"], row["text"], row["start"]) == ("other_unit", "47,144 people", 14)
    [line] = read(said(capsys, "check-text", str(article), "--csv", code=1))
    assert line["correction"].startswith("47,144 convictions")
    monkeypatch.setattr("sys.stdin", io.StringIO("Nevada pardoned more than 15,000 people."))
    [row] = json.loads(said(capsys, "check-text", "-", "--json", "--published", "2020-01-01"))
    assert row["verdict"] == "unsure"


def test_check_text_of_nothing(capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Hello."))
    assert main(["check-text", "-"]) == 0
    assert "no figure of clemency" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO("Hello."))
    assert json.loads(said(capsys, "check-text", "-", "--json")) == []
    monkeypatch.setattr("sys.stdin", io.StringIO("a" * 70_000))
    assert main(["check-text", "-"]) == 2
    assert "at most 64,000" in capsys.readouterr().err
    assert main(["check-text", str(tmp_path / "none.md")]) == 2
    with pytest.raises(SystemExit):
        main(["check-text", "-", "--published", "June"])
    assert "write it as 2024-06-18" in capsys.readouterr().err


def test_check_text_keeps_no_text(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    marker = "zq7marker"
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{marker}: Nevada pardoned more than 15,000 people. {marker}"))
    assert main(["check-text", "-"]) == 0
    printed = capsys.readouterr()
    assert marker not in printed.out + printed.err + caplog.text
    cache = Path(os.environ["CLEMENCY_GRAPH_CACHE"])
    assert not [file for file in cache.rglob("*") if file.is_file() and marker.encode() in file.read_bytes()]
