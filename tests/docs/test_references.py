"""What the documents refer to exists: files, headings, commands, options, environment variables and modules."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path

import clemency_graph
import pytest
from clemency_graph.cli.main import main

ROOT = Path(clemency_graph.__file__).resolve().parent
DOCS = ROOT / "docs"
GENERATED = DOCS / "reference" / "generated"
PAGES = [
    *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")),
    ROOT / "data" / "README.md",
    ROOT / "tests" / "bench" / "README.md",
    *sorted(page for page in DOCS.rglob("*.md") if GENERATED not in page.parents and DOCS / "site" not in page.parents),
]
# It names what was renamed or removed.
CURRENT = [page for page in PAGES if page.name != "CHANGELOG.md"]
ROOMS = ("cli", "data", "docs", "graph", "integrations", "library", "schema", "scripts", "tests", "web")
# Folders that are not in git.
MADE = ("docs/reference/generated/", "docs/site", "web/explorer/dist/")
# The cache folder of the library, and a placeholder.
NO_SETTINGS = {"CLEMENCY_GRAPH_CACHE", "CLEMENCY_GRAPH_NAME"}

FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def prose(page: Path) -> str:
    """The page without its blocks of code."""
    return FENCE.sub("", page.read_text("utf-8"))


def spans(page: Path) -> list[str]:
    """The code within sentences, and the lines of blocks of commands."""
    blocks = FENCE.findall(page.read_text("utf-8"))
    lines = [line for name, block in blocks if name in ("bash", "text") for line in joined(block).splitlines()]
    return [*SPAN.findall(prose(page)), *lines]


def joined(block: str) -> str:
    return block.replace("\\\n", " ")


def slugs(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and MyST make them."""
    headings = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@cache
def help_of(*command: str) -> str:
    """What `clemency-graph COMMAND --help` prints."""
    printed = StringIO()
    with redirect_stdout(printed), pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    assert ended.value.code == 0, command
    return printed.getvalue()


@cache
def commands() -> set[str]:
    """The names of all commands."""
    return set(re.findall(r"^    ([a-z][a-z-]*)(?: |$)", help_of(), re.MULTILINE))


def options(command: str) -> set[str]:
    return set(re.findall(r"--[a-z][a-z-]*", help_of(command)))


@cache
def all_options() -> set[str]:
    """The options of all commands."""
    return {option for command in commands() for option in options(command)}


@cache
def generated_pages() -> set[Path]:
    """The pages that are made when the site is built."""
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    notebooks = {f"{path.stem}.md" for path in (DOCS / "notebooks").glob("*.ipynb")}
    return {GENERATED / name for name in {*module.pages(clemency_graph.load()), *notebooks}}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_within_the_project_resolve(page: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", SPAN.sub("", prose(page))):
        address, _, fragment = target.partition("#")
        if "://" in address or address.startswith("mailto:"):
            continue
        path = (page.parent / address).resolve() if address else page
        if path in generated_pages():
            continue
        if not path.exists() or (fragment and fragment not in slugs(path)):
            broken.append(target)
    assert broken == []


def calls(page: Path) -> Iterator[tuple[str, str]]:
    """Every call of the command in a page: its command, and what follows."""
    for text in spans(page):
        for call in re.split(r"\|\||&&|;", text):
            found = re.match(r"(?:.*/)?(?:uv run )?clemency-graph ([a-z][a-z-]*)\b(.*)", call.strip())
            if found:
                yield found[1], found[2]


@pytest.mark.parametrize("page", CURRENT, ids=named)
def test_commands_and_their_options_exist(page: Path) -> None:
    for command, rest in calls(page):
        assert command in commands(), f"there is no clemency-graph {command}"
        given = set(re.findall(r"(?<!\S)--[a-z][a-z-]*", rest))
        assert given <= options(command), f"clemency-graph {command} has no {given - options(command)}"


@pytest.mark.parametrize("page", CURRENT, ids=named)
def test_options_and_environment_variables_exist(page: Path) -> None:
    # A span that starts with an option is one of ours; other programs' are named with the program.
    given = {option for span in SPAN.findall(prose(page)) for option in re.findall(r"(?:^|/)(--[a-z][a-z-]*)", span)}
    if page.parent.name != "bench":  # its scripts have options of their own
        assert given <= {*all_options(), "--help"}, given - all_options()
    variables = set(re.findall(r"\bCLEMENCY_GRAPH_[A-Z_]+\b", page.read_text("utf-8"))) - NO_SETTINGS
    settings = {f"CLEMENCY_GRAPH_{option[2:].replace('-', '_').upper()}" for option in options("serve")}
    assert variables <= settings, variables - settings


def test_every_command_is_in_the_guide() -> None:
    guide = (DOCS / "guides" / "command-line.md").read_text("utf-8")
    told = {span for line in guide.splitlines() if line.startswith("| `") for span in SPAN.findall(line)}
    assert commands() <= told


@pytest.mark.parametrize("page", CURRENT, ids=named)
def test_modules_and_folders_exist(page: Path) -> None:
    missing = []
    for span in SPAN.findall(prose(page)):
        if not re.fullmatch(rf"(?:{'|'.join(ROOMS)})/[\w.*/-]*", span) or span.startswith(MADE):
            continue
        # A folder in capitals, or a name to be chosen, is a pattern for the reader.
        if "a_name" in span or any(part.isupper() for part in re.split(r"[/.]", span)):
            continue
        if not any(ROOT.glob(span.rstrip("/"))):
            missing.append(span)
    assert missing == []
