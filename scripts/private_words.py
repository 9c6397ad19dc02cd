"""List names of the project's former private language that are still in the package.

Run it from the repository: `python scripts/private_words.py`. It prints one line for each name and exits with 1 if
there are any. The names are those of the design's table: modules, classes, settings, metrics and errors that were
renamed, and the words that no function is named with.

Folders and modules that are not finished are in `UNFINISHED`; `tests/test_house.py` checks all others. To tighten the
check, remove the line of a finished room. The check is complete when `UNFINISHED` is empty.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[1]
ROOMS: Final = ("__init__.py", "server.py", "cli", "graph", "integrations", "library", "schema", "web")

UNFINISHED: Final[tuple[str, ...]] = ()
"""Paths, as prefixes, that are not checked yet. Remove a line when its room is finished; the end is an empty tuple."""

MODULES: Final = frozenset(
    (
        "accepting", "answers", "assistants", "bounds", "careful", "checks", "columns", "connections", "consistency",
        "derive", "differences", "direct", "documents", "expected", "extras", "face", "finding", "form", "grown",
        "keeping", "knowledge", "leaves", "likeness", "making", "marks", "memo", "narrowing", "odd", "operating",
        "orders", "packed", "persisted", "pictures", "prepared", "printing", "problems", "questions", "replies",
        "requests", "resolvers", "results", "running", "seen", "served", "serving", "shapes", "views", "walks",
        "writing",
    )
)  # fmt: skip
"""Names that no module has. `run` and `cite` are left out: they are public functions, and a module may hold one."""

CLASSES: Final = frozenset(("BoundError", "DeadlineError", "DoubtError", "QuestionError", "SurpriseError"))
"""Names that no class or error has, with or without a leading underscore."""

SETTINGS: Final = frozenset(
    ("long_questions", "waiting_questions", "hosts", "proxies", "deadline", "max_values", "max_repeats")
)
"""Names that no setting has, as a field, as an option of the command line or as an environment variable."""

METRICS: Final = re.compile(r"clemency_graph_\w*(?:questions?|answers?|replies|asked|told|kept)\w*")
"""Names that no metric has."""

FUNCTION_WORDS: Final = frozenset(
    (
        "told", "kept", "asked", "given", "made", "followed", "plain", "having", "derived", "once", "note", "swept",
    )
)  # fmt: skip
"""Words that no name of a function, of a method or of a class written like one contains."""

EXCEPTIONS: Final = {}
"""Modules whose functions may use the words of their own name, with the reason."""

PUBLIC_FUNCTIONS: Final = {
    "run": "public: runs an operation, and one command",
    "cite": "public: cites the data or a source",
    "note": "public: a field of claims and of coverage in the GraphQL schema",
    "connection_made": "asyncio calls it so",
}
"""Names that stay because others call or read them, with the reason."""


class Finding(NamedTuple):
    """A name of the private language, and its place."""

    path: str
    line: int
    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.kind} {self.name}"


def findings(root: Path = ROOT) -> list[Finding]:
    """Return all names of the private language in the package, by path and line."""
    paths = (path for room in ROOMS for path in _modules(root / room))
    return sorted(one for path in paths for one in _findings(path, path.relative_to(root).as_posix()))


def finished(found: Finding) -> bool:
    """Return whether a name is in a room that must be free of the private language."""
    return not found.path.startswith(UNFINISHED)


def _modules(room: Path) -> Iterator[Path]:
    if room.suffix:
        return iter((room,))
    return (path for path in room.rglob("*.py") if "node_modules" not in path.parts)


def _findings(path: Path, name: str) -> Iterator[Finding]:
    if path.stem.strip("_") in MODULES:
        yield Finding(name, 1, "module", path.stem)
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef() if node.name.strip("_") in CLASSES or _is_private_language(node.name, name):
                yield Finding(name, node.lineno, "class", node.name)
            case ast.ClassDef(name="Settings"):
                targets = (field.target for field in node.body if isinstance(field, ast.AnnAssign))
                for target in targets:
                    if isinstance(target, ast.Name) and target.id in SETTINGS:
                        yield Finding(name, target.lineno, "setting", target.id)
            case ast.FunctionDef() | ast.AsyncFunctionDef() if _is_private_language(node.name, name):
                yield Finding(name, node.lineno, "function", node.name)
            case ast.Constant(value=str(text)):
                option = text.removeprefix("--").replace("-", "_") if text.startswith("--") else ""
                variable = text.removeprefix("CLEMENCY_GRAPH_").lower() if text.startswith("CLEMENCY_GRAPH_") else ""
                if option in SETTINGS or variable in SETTINGS:
                    yield Finding(name, node.lineno, "setting", text)
                if METRICS.fullmatch(text):
                    yield Finding(name, node.lineno, "metric", text)


def _is_private_language(identifier: str, path: str) -> bool:
    if identifier in PUBLIC_FUNCTIONS:
        return False
    words = set(identifier.strip("_").split("_")) & FUNCTION_WORDS
    return bool(words - (set(Path(path).stem.split("_")) if path in EXCEPTIONS else set()))


def main() -> int:
    """Print the names that are left."""
    found = findings()
    for one in found:
        sys.stdout.write(f"{one}{'' if finished(one) else ' (room not finished)'}\n")
    return 1 if found or UNFINISHED else 0


if __name__ == "__main__":
    sys.exit(main())
