"""The files of a release: two builds in two folders have the same bytes."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import clemency_graph
import pytest
from clemency_graph.graph.release import STATEMENT, verify
from clemency_graph.graph.release.checksums import CHECKSUMS
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from support.scripts import script

ROOT = Path(clemency_graph.__file__).parent
RELEASED = 1_700_000_000


def sdist(members: list[tuple[str, bytes | None, int]], *, time: int, owner: int, name: str) -> bytes:
    """An sdist as tools write it on different machines; a member without content is a folder."""
    whole = io.BytesIO()
    with gzip.GzipFile(name, "wb", fileobj=whole, mtime=time) as out, tarfile.open(fileobj=out, mode="w") as archive:
        for path, content, mode in members:
            member = tarfile.TarInfo(path)
            member.type = tarfile.DIRTYPE if content is None else tarfile.REGTYPE
            member.mtime, member.uid, member.gid, member.mode, member.size = (
                time,
                owner,
                owner,
                mode,
                len(content or b""),
            )
            member.uname = member.gname = f"user{owner}"
            archive.addfile(member, io.BytesIO(content or b""))
    return whole.getvalue()


def test_a_normalized_sdist_does_not_depend_on_the_machine() -> None:
    normalized = script("release_files").normalized_sdist
    members = [("x-1", None, 0o755), ("x-1/run", b"#!/bin/sh\n", 0o755), ("x-1/PKG-INFO", b"Name: x\n", 0o644)]
    other = [(path, content, mode & 0o700) for path, content, mode in reversed(members)]
    one = normalized(sdist(members, time=1, owner=0, name="a.tar"), RELEASED)
    assert one == normalized(sdist(other, time=2**31, owner=1000, name="b.tar"), RELEASED)
    assert one == normalized(one, RELEASED)
    assert one != normalized(one, RELEASED + 1)
    with tarfile.open(fileobj=io.BytesIO(one)) as archive:
        found = archive.getmembers()
        assert [(member.name, oct(member.mode)) for member in found] == [
            ("x-1", "0o755"),
            ("x-1/PKG-INFO", "0o644"),
            ("x-1/run", "0o755"),
        ]
        assert {(member.uid, member.gid, member.uname, member.gname, member.mtime) for member in found} == {
            (0, 0, "", "", RELEASED)
        }
        file = archive.extractfile("x-1/run")
        assert file is not None and file.read() == b"#!/bin/sh\n"


def copy_of_the_project(folder: Path, *, mode: int, time: int) -> Path:
    """What git has, in a folder; the modes and times of files are those of a machine."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not listed:
        pytest.skip("not a clone: what belongs to the project is not known")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            copy = folder / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy)
            copy.chmod(mode | ((ROOT / name).stat().st_mode & 0o100))
            os.utime(copy, (time, time))
    return folder


def built(source: Path, out: Path, *, umask: int, zone: str) -> dict[str, bytes]:
    """The files of a release of a copy of the project."""
    command = [sys.executable, str(source / "scripts" / "release_files.py"), str(out), "--commit", "0" * 40]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(RELEASED), "TZ": zone}
    done = subprocess.run(command, env=environment, umask=umask, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.node
def test_two_builds_in_two_folders_are_equal(tmp_path: Path) -> None:
    first = copy_of_the_project(tmp_path / "one" / "clemency_graph", mode=0o644, time=1_000_000_000)
    second = copy_of_the_project(tmp_path / "another" / "folder" / "clemency_graph", mode=0o660, time=1_200_000_000)
    one = built(first, tmp_path / "out", umask=0o022, zone="UTC")
    other = built(second, tmp_path / "elsewhere" / "out", umask=0o077, zone="America/Denver")
    assert [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)] == []

    (wheel,) = (name for name in one if name.endswith(".whl"))
    (archive,) = (name for name in one if name.endswith(".tar.gz"))
    with zipfile.ZipFile(io.BytesIO(one[wheel])) as zipped:
        page = {name for name in zipped.namelist() if name.startswith("clemency_graph/web/explorer/dist/")}
        modes = {member.external_attr >> 16 & 0o777 for member in zipped.infolist()}
    assert "clemency_graph/web/explorer/dist/index.html" in page and len(page) > 5
    assert modes <= {0o644, 0o664, 0o755}
    with tarfile.open(fileobj=io.BytesIO(one[archive])) as opened:
        assert {name.partition("/")[2] for name in opened.getnames()} >= {name.partition("/")[2] for name in page}
    for bill in ("sbom-python.cdx.json", "sbom-npm.cdx.json"):
        assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(one[bill].decode()) is None
    assert one.keys() > {CHECKSUMS, STATEMENT}
    assert json.loads(one[STATEMENT])["code"]["commit"] == "0" * 40
    assert list(verify(tmp_path / "out")) == []


def test_the_script_wants_a_clean_copy(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "release_files.py"), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "is not a clean copy of a commit" in done.stderr
    assert not (tmp_path / "out").exists()
