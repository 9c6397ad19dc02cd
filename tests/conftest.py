"""What the tests share: the real graph, and a way to ask it."""

from __future__ import annotations

import gc
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import pytest
from clemency_graph import KnowledgeGraph, load
from clemency_graph.graph import DATA, DataError
from clemency_graph.graph.loading import yaml_reader
from clemency_graph.graph.loading.models.files import FILE_MODELS
from clemency_graph.web.explorer import build as graphiql
from hypothesis import settings
from support.asking import Ask, asker
from support.npm import Scripts
from support.servers import Server, server

# The real graph lives as long as the process. Visiting it in each full collection took a tenth of the time.
gc.set_threshold(100_000, 50, 50)

# How long an example takes says nothing of whether it is right, and machines differ.
EXAMPLES = int(os.environ.get("CLEMENCY_TESTS_RANDOM_QUERIES", "8"))
settings.register_profile("house", deadline=None, max_examples=EXAMPLES)
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[None]:
    """A cache of the tests' own, so that they leave nothing in the user's."""
    base = tmp_path_factory.getbasetemp()
    # The processes of one run share it: the data are read from their files once.
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "cache"
    assert pytestconfig.cache is not None
    kept = pytestconfig.cache.mkdir("graph")
    with pytest.MonkeyPatch.context() as patch:
        # The snapshot of the package's own data is kept from run to run; it is passed over if data or code changed.
        patch.setenv("CLEMENCY_GRAPH_CACHE", str(kept))
        with suppress(DataError):  # which the tests of the data tell
            load()
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        patch.setenv("CLEMENCY_GRAPH_CACHE", str(folder))
        yield


@pytest.fixture(scope="session", autouse=True)
def parsed_files() -> Iterator[None]:
    """Parse a data file once, by its path and content: a test that breaks one file loads all others again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("clemency_graph.graph.loading.pipeline.read", lru_cache(maxsize=1_000)(yaml_reader.read))
        yield


@pytest.fixture(scope="session")
def whole_graph() -> KnowledgeGraph:
    """The graph of the package's own data."""
    return load()


@pytest.fixture(scope="session")
def graph(whole_graph: KnowledgeGraph) -> KnowledgeGraph:
    """The graph of the package's own data; a module where size is not the point takes `sample` in its place."""
    return whole_graph


@pytest.fixture(scope="session")
def ask(graph: KnowledgeGraph) -> Ask:
    """Ask the graph and get the data; an error fails the test."""
    return asker(graph)


@pytest.fixture(scope="session")
def node() -> graphiql.Node:
    """The Node.js of this machine, or of the extra."""
    try:
        return graphiql.find_node()
    except graphiql.BuildError as error:
        pytest.skip(f"NO NODE: the audits and the clients from npm were not run. {error}")


@pytest.fixture(scope="session")
def scripts(node: graphiql.Node, pytestconfig: pytest.Config) -> Iterator[Scripts]:
    """The scripts of tests/clients, with the npm packages that they are about."""
    assert pytestconfig.cache is not None
    found = Scripts(node, pytestconfig.cache.mkdir("clients"))
    yield found
    found.remove_copies()


@pytest.fixture(scope="session")
def page_workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of the GraphiQL page with the packages that it is built from and tested with."""
    root = tmp_path_factory.mktemp("page").resolve()
    sources = graphiql.workshop(graphiql.find_node(), root, lambda told: None, dev=True)
    for name in ("tests", ".prettierignore", "fallback"):
        copy = shutil.copytree if (graphiql.HERE / name).is_dir() else shutil.copyfile
        copy(graphiql.HERE / name, sources / name)
    shutil.copyfile(graphiql.PACKAGE / "schema" / "schema.graphql", root / "schema" / "schema.graphql")
    return sources


@pytest.fixture(scope="session")
def running() -> Iterator[Server]:
    """A server with the default settings, for all tests of a worker that change nothing in it."""
    with server() as one:
        yield one


@pytest.fixture
def whole_folder(tmp_path: Path) -> Path:
    """A copy of the package's own data, to break."""
    return Path(shutil.copytree(DATA, tmp_path / "whole"))


REJECTED = "law/nd/measure-3-2018.yaml"
"""A measure that the voters rejected: the places of the small data have none."""


@pytest.fixture(scope="session")
def small_files() -> dict[str, bytes]:
    """Files enough to load by themselves: a few places with their laws, actions and terms, and all that these name.

    Of the country only the name: its tallies name a hundred sources.
    """
    places = ("nv", "gu", "nc")
    country, _, _ = (DATA / "country/us.yaml").read_text("utf-8").partition("coverage:")
    checked = "coverage: {pardons: unknown, expungements: unknown, laws: unknown, checked: 2026-11-28}\n"
    texts = {"dataset.yaml": (DATA / "dataset.yaml").read_text("utf-8"), "country/us.yaml": country + checked}
    left = {f"state/{place}.yaml" for place in places} | {"person/joe-biden.yaml", REJECTED}
    for place in places:
        for kind in ("law", "action", "term"):
            left |= {path.relative_to(DATA).as_posix() for path in (DATA / kind / place).glob("*.yaml")}
    id = re.compile(rf"\b(?:{'|'.join(FILE_MODELS)})/[a-z0-9/-]+")
    while left:
        name = left.pop()
        texts[name] = (DATA / name).read_text("utf-8")
        named = {f"{one}.yaml" for one in id.findall(texts[name])} - texts.keys()
        left |= {one for one in named if (DATA / one).is_file()}
    return {name: texts[name].encode() for name in sorted(texts)}


def write_files(root: Path, files: dict[str, bytes]) -> Path:
    """Write files below a folder."""
    for parent in {(root / name).parent for name in files}:
        parent.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (root / name).write_bytes(content)
    return root


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, small_files: dict[str, bytes]) -> Path:
    """The folder behind `folder`: tests must not take it themselves."""
    return write_files(tmp_path_factory.mktemp("shared") / "data", small_files)


@pytest.fixture
def folder(shared_folder: Path, small_files: dict[str, bytes]) -> Iterator[Path]:
    """A small data folder of real files, to break: what a test changes in it is put back when it ends."""
    before = stamps(shared_folder)
    yield shared_folder
    after = stamps(shared_folder) if shared_folder.is_dir() else {}
    for path in sorted(after, reverse=True):
        if before.get(path) != after[path]:
            shutil.rmtree(path) if stat.S_ISDIR(after[path][0]) else path.unlink()
    if before != after:
        lacking = [name for name in small_files if not (shared_folder / name).exists()]
        write_files(shared_folder, {name: small_files[name] for name in lacking})


def stamps(root: Path) -> dict[Path, tuple[int, ...]]:
    """Return mode, inode, size and time of every file below a folder, which tell of a change; of folders the mode."""
    found: dict[Path, tuple[int, ...]] = {}
    folders = [root]
    while folders:
        # Path.rglob takes five times as long, and every test that breaks a file waits for it twice.
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                path, one = Path(entry.path), entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(one.st_mode):
                    found[path] = (one.st_mode,)
                    folders.append(path)
                else:
                    found[path] = (one.st_mode, one.st_ino, one.st_size, one.st_mtime_ns)
    return found


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory, small_files: dict[str, bytes]) -> Path:
    """The small data folder, for tests that change nothing in it."""
    return write_files(tmp_path_factory.mktemp("small"), small_files)


@pytest.fixture(scope="session")
def small_graph(small_folder: Path) -> KnowledgeGraph:
    """The graph of the small data folder."""
    return load(small_folder)


@pytest.fixture(scope="session", params=["small", pytest.param("whole", marks=pytest.mark.slow)])
def sample(request: pytest.FixtureRequest) -> KnowledgeGraph:
    """A small graph of real data; the whole one with `-m slow`."""
    graph: KnowledgeGraph = request.getfixturevalue(f"{request.param}_graph")
    return graph


@pytest.fixture(scope="module")
def serve_small_folder(small_folder: Path) -> Iterator[None]:
    """Let the applications and the servers of a module serve the small data folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLEMENCY_GRAPH_DATA", str(small_folder))
        yield
