"""The command line, as processes that people start."""

from __future__ import annotations

import json
import re
import signal
import socket
from pathlib import Path
from urllib.request import urlopen

import pytest
from clemency_graph.cli.main import main
from clemency_graph.graph.loading.data_file_schemas import json_schemas
from clemency_graph.schema import schema
from clemency_graph.schema.saved_queries import operations
from support.servers import asked, server


def test_serve_takes_its_options_from_the_environment_prints_its_address_and_answers(folder: Path) -> None:
    (folder / "state" / "nv.yaml").write_text(
        (folder / "state" / "nv.yaml").read_text("utf-8").replace("name: Nevada", "name: Battle Born", 1), "utf-8"
    )
    with server(
        port=None,
        end=signal.SIGINT,
        CLEMENCY_GRAPH_PORT="0",
        CLEMENCY_GRAPH_DATA=str(folder),
    ) as one:
        assert one.address.startswith("http://127.0.0.1:")
        assert asked(one.address, '{ state(code: "NV") { name } }') == {"state": {"name": "Battle Born"}}
        with urlopen(one.address, timeout=60) as page:
            assert b"<title>" in page.read()
    assert one.process.returncode == 0, "Ctrl-C is how a user ends it"


def test_serve_says_so_when_the_port_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    assert f"cannot listen on 127.0.0.1, port {port}" in capsys.readouterr().err


def test_serve_refuses_a_setting_that_is_not_right(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLEMENCY_GRAPH_WORKERS", "many")
    assert main(["serve", "--port", "0"]) == 2
    assert "CLEMENCY_GRAPH_WORKERS is 'many'; it must be a whole number" in capsys.readouterr().err


def test_check_says_that_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "no problem" in capsys.readouterr().out


def test_check_tells_what_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "state" / "nv.yaml").write_text("name: Nevada\n", "utf-8")
    assert main(["check", str(folder)]) == 1
    told = capsys.readouterr().err
    assert "state/nv.yaml:1: code: missing; add it" in told
    assert told.splitlines()[-1].endswith("problems; nothing was loaded")


def test_check_wants_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "none")]) == 2
    assert "there is no data folder" in capsys.readouterr().err


def test_schema_prints_the_sdl(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == schema().as_str() + "\n"


@pytest.mark.parametrize("kind", json_schemas())
def test_json_schema_prints_that_of_a_kind(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["json-schema", kind]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"]


def test_json_schema_wants_a_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["json-schema", "governor"]) == 2
    assert "kinds are state, country, " in capsys.readouterr().err


def test_a_command_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert "COMMAND" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["serve", "query"])
def test_data_are_named_by_a_value(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--data"])
    assert ended.value.code == 2
    assert "argument --data: expected one argument" in capsys.readouterr().err


@pytest.mark.slow
def test_the_report_shows_every_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--report"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == [
        "id",
        "name",
        "actions",
        "laws",
        "claims",
        "sources",
        "pardons",
        "expungements",
        "checked",
    ]
    assert any(line.startswith("state/nv") and "Nevada" in line for line in lines)
    assert "disagreements between sources" in lines[-2]


def test_the_report_lists_running_totals_that_do_not_declare_what_they_cover(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = next((folder / "source").rglob("*.yaml")).relative_to(folder).with_suffix("").as_posix()
    figure = "figure: {low: 9, high: 9, qualifier: exactly, unit: people, cumulative: true"
    claim = f"  - source: {source}\n    stage: granted\n    stated: nine so far\n    {figure}"
    head = "name: x\nkind: pardon\njurisdiction: state/nv\nextends: action/nv/2020-possession-pardons\nclaims:\n"
    path = folder / "action/nv/2021-pardons.yaml"

    def reported(declared: str) -> str:
        path.write_text(f"{head}{claim}{declared}}}\n", "utf-8")
        assert main(["check", str(folder), "--report"]) == 0
        return capsys.readouterr().out

    assert "action/nv/2021-pardons: " not in reported(", covers: series")
    listed = r"action/nv/2021-pardons: 'nine so far' \(claim/[0-9a-f]{16}\) does not declare what it covers"
    assert re.search(listed, reported(""))


def test_a_release_is_recorded_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["release", str(folder)]) == 0
    first = capsys.readouterr().out
    assert "nothing to replay" in first and "recorded in " in first and "answers kept in " in first
    assert main(["release", str(folder)]) == 0
    second = capsys.readouterr().out
    assert f"{len(operations())} saved queries" in second and ": 0 values changed" in second
    assert "this version is already recorded" in second and "already kept" in second
    assert main(["check", str(folder)]) == 0


@pytest.mark.slow
def test_a_release_with_a_silent_change_is_not_recorded(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release", str(folder)]) == 0
    path = folder / "action/nv/2020-possession-pardons.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("stated: more than 15,000 people auto", "stated: over 15,000 people auto"), "utf-8")
    capsys.readouterr()
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text("## [Unreleased]\n\n- `Total.low` is another.\n", "utf-8")
    assert main(["release", str(folder), "--changelog", str(changelog)]) == 1
    told = capsys.readouterr().err
    assert 'was "more than 15,000 people automatically pardoned", and is "over 15,000 people automatically' in told
    assert "a new entry of the changelog that names `Claim.stated` or `Query.state`." in told
    assert "values changed silently; nothing was recorded" in told
    assert len(list((folder / "history").iterdir())) == len(list((folder / "answers").iterdir())) == 1
    changelog.write_text("## [Unreleased]\n\n- `Claim.stated` and\n  `Change.stated`: other words.\n", "utf-8")
    assert main(["release", str(folder), "--changelog", str(changelog)]) == 0
    assert " on the changelog" in capsys.readouterr().out
    assert len(list((folder / "history").iterdir())) == len(list((folder / "answers").iterdir())) == 2
    assert main(["release", str(folder), "--changelog", str(tmp_path / "none.md")]) == 2
