"""A release folder: it is what it states, or each file that is not has its line."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from clemency_graph import KnowledgeGraph
from clemency_graph.cli.main import main
from clemency_graph.graph.release import STATEMENT, verify, write_release_data
from clemency_graph.graph.release.checksums import CHECKSUMS, write_checksums
from clemency_graph.graph.storage.data_archive import pack

Change = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, small_folder: Path) -> Path:
    """A release of the small data, for tests that change nothing in it."""
    folder = tmp_path_factory.mktemp("whole")
    write_release_data(folder, small_folder, commit="0" * 40)
    write_checksums(folder)
    return folder


@pytest.fixture
def release(tmp_path: Path, whole: Path) -> Path:
    """A copy of the release, to break."""
    return Path(shutil.copytree(whole, tmp_path / "release"))


def export(release: Path, suffix: str) -> Path:
    (path,) = (release / "exports").glob(f"*{suffix}")
    return path


def restate(release: Path, change: Change) -> None:
    """Change the statement, and write the checksums again."""
    path = release / STATEMENT
    statement = json.loads(path.read_text("utf-8"))
    change(statement)
    path.write_text(json.dumps(statement), "utf-8")
    write_checksums(release)


def test_a_release_is_what_it_states(
    whole: Path, small_graph: KnowledgeGraph, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release", "verify", str(whole)]) == 0
    assert "every file has its checksum" in capsys.readouterr().out
    statement = json.loads((whole / STATEMENT).read_text("utf-8"))
    assert statement["data"]["version"] == small_graph.dataset.version
    assert "state/nv.yaml" in statement["data"]["files"]
    exports = {path.relative_to(whole / "exports").as_posix() for path in (whole / "exports").rglob("*.*")}
    assert {name for name in exports if (whole / "exports" / name).is_file()} == statement["exports"].keys()
    assert statement["code"]["commit"] == "0" * 40


def test_the_checksums_are_those_that_sha256sum_reads(whole: Path) -> None:
    if not (program := shutil.which("sha256sum")):
        pytest.skip("no sha256sum on this machine")
    done = subprocess.run([program, "--check", "--strict", "--quiet", CHECKSUMS], cwd=whole, check=False)
    assert done.returncode == 0


def test_the_same_data_give_the_same_release(whole: Path, small_folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    write_release_data(again, Path(shutil.copytree(small_folder, tmp_path / "data")), commit="0" * 40)
    assert write_checksums(again).read_bytes() == (whole / CHECKSUMS).read_bytes()


def test_a_changed_file_is_named_in_one_line(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (release / "notes.txt").write_text("as released", "utf-8")
    write_checksums(release)
    (release / "notes.txt").write_text("changed", "utf-8")
    assert main(["release", "verify", str(release)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("notes.txt: has SHA-256 ") and f"but {CHECKSUMS} states" in line


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("nonsense\n", f"{CHECKSUMS}: line 1 is not a checksum"),
        *(
            pytest.param(f"{'0' * 64}  {path}\n", told, marks=pytest.mark.slow)
            for path, told in (
                ("../elsewhere", f"{CHECKSUMS}: line 1 is not a checksum"),
                ("/etc/passwd", f"{CHECKSUMS}: line 1 is not a checksum"),
                ("gone.txt", f"gone.txt: missing, but it has a checksum in {CHECKSUMS}"),
            )
        ),
    ],
)
def test_lines_that_are_no_checksums_of_files_are_failures(release: Path, lines: str, told: str) -> None:
    path = release / CHECKSUMS
    path.write_text(lines + path.read_text("utf-8"), "utf-8")
    (failure,) = verify(release)
    assert failure.startswith(told)


@pytest.mark.slow
def test_files_without_checksum_and_links_are_failures(release: Path) -> None:
    (release / "added.txt").touch()
    assert list(verify(release)) == [f"added.txt: has no checksum in {CHECKSUMS}"]
    write_checksums(release)
    (release / "added.txt").unlink()
    (release / "added.txt").symlink_to(release / STATEMENT)
    assert list(verify(release)) == ["added.txt: not a regular file"]
    (release / CHECKSUMS).unlink()
    (failure,) = verify(release)
    assert failure.startswith(f"{CHECKSUMS}: missing")


@pytest.mark.slow
def test_an_export_that_does_not_follow_from_the_data_is_found(release: Path) -> None:
    path = export(release, ".jsonl")
    path.write_text(path.read_text("utf-8").replace("15,592", "15,593"), "utf-8")
    write_checksums(release)
    (failure,) = verify(release)
    assert failure.startswith(f"exports/{path.name}: has SHA-256 ") and f"but {STATEMENT} states" in failure

    # A statement of the changed export does not help: it is rebuilt from the data.
    def state_it(statement: dict[str, Any]) -> None:
        statement["exports"][path.name] = failure.split()[3].rstrip(",")

    restate(release, state_it)
    (failure,) = verify(release)
    assert failure.startswith(f"exports/{path.name}: rebuilt from clemency-")


@pytest.mark.slow
def test_an_archive_of_other_data_is_found(release: Path, folder: Path, tmp_path: Path) -> None:
    (stated,) = release.glob("*.zip")
    path = folder / "action/nv/2020-possession-pardons.yaml"
    path.write_text(path.read_text("utf-8").replace("15,592", "15,593").replace("15592", "15593"), "utf-8")
    other = pack(folder, tmp_path / "other")
    shutil.copyfile(other, stated)
    write_checksums(release)
    failures = list(verify(release))
    version = other.stem.removeprefix("clemency-")
    assert any(f"{stated.name}: its data have version {version}, but" in failure for failure in failures)
    assert any(f"{stated.name}: action/nv/2020-possession-pardons.yaml: has SHA-256" in failure for failure in failures)
    assert any(f"rebuilt from {stated.name}" in failure for failure in failures)


def test_an_archive_whose_data_are_not_of_the_version_that_it_declares_is_found(release: Path) -> None:
    (path,) = release.glob("*.zip")
    with zipfile.ZipFile(path) as old:
        texts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, text in texts.items():
            new.writestr(name, text.replace(b"15,592", b"15,593"))
    failures = list(verify(release))
    assert f"{path.name}: declares version {path.stem.removeprefix('clemency-')}, but its data have another" in failures


@pytest.mark.slow
def test_a_file_that_the_statement_does_not_have_is_found(release: Path) -> None:
    added = export(release, ".jsonl").with_name("more.csv")
    added.touch()
    write_checksums(release)
    assert list(verify(release)) == [f"exports/more.csv: an export that {STATEMENT} does not state"]


@pytest.mark.slow
def test_other_code_is_told_as_a_possible_reason(release: Path) -> None:
    def change(statement: dict[str, Any]) -> None:
        statement["code"]["version"] = "99.0.0"
        statement["code"]["libraries"]["pyarrow"] = "1.0.0"
        name = next(name for name in statement["exports"] if name.endswith(".parquet"))
        statement["exports"][name] = "0" * 64

    restate(release, change)
    *_, failure = verify(release)
    assert "rebuilt" in failure and "clemency-graph 99.0.0 (here " in failure and "pyarrow 1.0.0 (here " in failure


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda statement: statement.pop("exports"), "exports: Field required"),
        (lambda statement: statement["exports"].update({"../x": "0" * 64}), "leads out of the folder"),
        (lambda statement: statement["data"].update(archive="../x.zip"), "data.archive: "),
        (lambda statement: statement.update(form="another"), "form: "),
    ],
)
def test_a_statement_that_is_none_is_told(release: Path, change: Change, told: str) -> None:
    restate(release, change)
    (failure,) = verify(release)
    assert failure.startswith(f"{STATEMENT}: ") and told in failure and "\n" not in failure


def test_a_release_without_statement_and_a_folder_that_is_none(
    release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (release / STATEMENT).unlink()
    write_checksums(release)
    (failure,) = verify(release)
    assert failure.startswith(f"{STATEMENT}: missing")
    for words in (["verify", str(release / "nothing")], ["verify"], ["verfy", str(release)]):
        assert main(["release", *words]) == 2
    assert "there is no command release verfy; write: clemency-graph release verify" in capsys.readouterr().err
