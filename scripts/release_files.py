"""Build every file of a release from the clean copy of a commit that this script is in.

scripts/release makes such a copy and an environment, and runs this: release_files.py FOLDER. The same copy, constraints
and time give the same bytes in every folder.
"""

from __future__ import annotations

import argparse
import gzip
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = "clemency_graph"
BACKEND: Final = "import sys; from setuptools import build_meta; print(getattr(build_meta, sys.argv[1])(sys.argv[2]))"


def main() -> int:
    """Build the files, and print their names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="an empty or a new folder")
    parser.add_argument("--commit", help="the commit that the copy is of")
    arguments = parser.parse_args()
    if SOURCE.name != PACKAGE or (SOURCE / ".git").exists():
        parser.error(f"{SOURCE} is not a clean copy of a commit in a folder {PACKAGE}; run scripts/release")
    folder: Path = arguments.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        parser.error(f"{folder} is not empty; what was there before would become part of the release")
    released = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not released.isdecimal():
        parser.error("SOURCE_DATE_EPOCH is not set; it is the time of the commit, in seconds since 1970")
    build(folder, int(released), arguments.commit)
    return 0


def build(folder: Path, released: int, commit: str | None) -> None:
    """Build every file of a release of the copy that this script is in."""
    os.umask(0o022)
    set_modes(SOURCE)
    with tempfile.TemporaryDirectory() as work:
        # The modules and the data of the copy are read, and not what is installed or cached.
        os.environ["CLEMENCY_GRAPH_CACHE"] = str(Path(work, "cache"))
        sys.path.insert(0, str(SOURCE.parent))
        build_page()
        distributions(folder, Path(work), released)

        from clemency_graph.graph.release import write_release_data
        from clemency_graph.graph.release.checksums import release_files, write_checksums
        from sbom import npm_sbom, python_sbom

        write_release_data(folder, commit=commit)
        (folder / "sbom-python.cdx.json").write_text(python_sbom(SOURCE, released), "utf-8")
        lock = SOURCE / "web" / "explorer" / "package-lock.json"
        (folder / "sbom-npm.cdx.json").write_text(npm_sbom(lock, released), "utf-8")
        shutil.copyfile(SOURCE / "CHANGELOG.md", folder / "CHANGELOG.md")
        write_checksums(folder)
        print(*release_files(folder), sep="\n")


def set_modes(folder: Path) -> None:
    """Set the modes of all files to 0644 or 0755: they get into the wheel and the sdist."""
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def build_page() -> None:
    """Build the GraphiQL page beside its sources; the wheel and the sdist contain it."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE.parent)}
    command = [sys.executable, "-m", f"{PACKAGE}.web.explorer.build"]
    subprocess.run(command, check=True, cwd=SOURCE.parent, env=environment, stdout=sys.stderr)
    if not (SOURCE / "web" / "explorer" / "dist" / "index.html").is_file():
        sys.exit("the GraphiQL page is not beside its sources")
    set_modes(SOURCE / "web" / "explorer" / "dist")


def distributions(folder: Path, work: Path, released: int) -> None:
    """Build the sdist, and the wheel from it."""
    (backend,) = tomllib.loads((SOURCE / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(work / "backend"), backend]
    subprocess.run(pip, check=True, stdout=sys.stderr)
    environment = {**os.environ, "PYTHONPATH": str(work / "backend"), "PYTHONHASHSEED": "0"}

    def run(hook: str, source: Path, target: Path) -> Path:
        command = [sys.executable, "-c", BACKEND, hook, str(target)]
        done = subprocess.run(command, check=True, cwd=source, env=environment, stdout=subprocess.PIPE, text=True)
        return target / done.stdout.split()[-1]

    (work / "sdist").mkdir()
    (work / "wheel").mkdir()
    made = run("build_sdist", SOURCE, work / "sdist")
    sdist = folder / made.name
    sdist.write_bytes(normalized_sdist(made.read_bytes(), released))
    with tarfile.open(sdist) as archive:
        archive.extractall(work / "unpacked", filter="data")
    set_modes(work / "unpacked")
    (unpacked,) = (work / "unpacked").iterdir()
    run("build_wheel", unpacked, folder)


def normalized_sdist(content: bytes, released: int) -> bytes:
    """Return an sdist with its members sorted by name, one time, no owner, and modes 0644 or 0755."""
    whole = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(content)) as old,
        # Without a name and with one time, so that the header of gzip is the same, too.
        gzip.GzipFile(filename="", mode="wb", fileobj=whole, mtime=released) as compressed,
        tarfile.open(fileobj=compressed, mode="w", format=tarfile.PAX_FORMAT) as new,
    ):
        for member in sorted(old.getmembers(), key=lambda one: one.name):
            plain = tarfile.TarInfo(member.name)
            plain.type, plain.linkname, plain.mtime = member.type, member.linkname, released
            plain.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
            plain.size = member.size if member.isfile() else 0
            new.addfile(plain, old.extractfile(member) if member.isfile() else None)
    return whole.getvalue()


if __name__ == "__main__":
    sys.exit(main())
