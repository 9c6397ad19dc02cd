"""SECURITY.md: its limits are those of the code, and each line of the baseline names a file or a reason."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import clemency_graph
import pytest
from clemency_graph.web.settings import Settings

ROOT = Path(clemency_graph.__file__).parent
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
CELL = re.compile(r"(?<!\\)\|")
# Constants that a module of the second table has, in the order of the table.
FIXED = (
    ("graph.loading.yaml_reader", "MAX_BYTES"),
    ("graph.loading.yaml_reader", "MAX_DEPTH"),
    ("graph.storage.data_archive", "MAX_ARCHIVE_BYTES"),
    ("graph.storage.data_archive", "MAX_UNPACKED_BYTES"),
    ("graph.storage.data_archive", "MAX_FILES"),
    ("graph.queries.search", "MAX_TEXT_LENGTH"),
    ("schema.replay.kept_answers", "MAX_BYTES"),
    ("schema.replay.kept_answers", "MAX_KEPT"),
    ("graph.release.verification", "MAX_STATEMENT_BYTES"),
)
# The requirements of levels 1 and 2 of version 2026.02.19, by their controls and numbers.
BASELINE = {
    "AC": "01.01 02.01 03.01 03.02 04.01",
    "BR": "01.01 01.03 02.01 03.01 03.02 04.01 05.01 06.01 07.01",
    "DO": "01.01 02.01 06.01 07.01",
    "GV": "01.01 01.02 02.01 03.01 03.02",
    "LE": "01.01 02.01 02.02 03.01 03.02",
    "QA": "01.01 01.02 02.01 03.01 04.01 05.01 05.02 06.01",
    "SA": "01.01 02.01 03.01",
    "VM": "01.01 02.01 03.01 04.01",
}


def rows(text: str) -> list[list[str]]:
    """The cells of the lines of tables."""
    return [[cell.strip() for cell in CELL.split(line)[1:-1]] for line in text.splitlines() if line.startswith("| ")]


LIMITS = TEXT.partition("\n## Limits\n")[2].partition("\n## ")[0]
ANSWERS = [row for row in rows(TEXT) if row[0].startswith("OSPS-")]


def test_the_limits_are_the_defaults_of_the_settings() -> None:
    named = {row[2].strip("`").removeprefix("--").replace("-", "_"): row[1] for row in rows(LIMITS) if "`--" in row[2]}
    assert named == {name: str(Settings.model_fields[name].default) for name in named}
    limits = {name for name in Settings.model_fields if name.startswith("max_")} - {"max_age"}
    assert limits | {"operation_timeout", "cache_memory", "request_timeout", "keep_alive"} == named.keys()


def test_the_fixed_limits_are_those_of_their_modules() -> None:
    told = [(row[2].strip("`"), row[1]) for row in rows(LIMITS) if row[2].endswith(".py`")]
    found = [
        (f"{module.replace('.', '/')}.py", str(getattr(import_module(f"clemency_graph.{module}"), name)))
        for module, name in FIXED
    ]
    assert told == found


def test_each_requirement_of_the_baseline_has_one_answer() -> None:
    wanted = [f"OSPS-{family}-{number}" for family, numbers in BASELINE.items() for number in numbers.split()]
    assert sorted(row[0] for row in ANSWERS) == sorted(wanted)


@pytest.mark.parametrize("row", ANSWERS, ids=lambda row: row[0])
def test_an_answer_names_a_file_or_a_reason(row: list[str]) -> None:
    answer = row[2]
    if answer.startswith("met: "):
        files = re.findall(r"\]\(([^)]+)\)", answer)
        assert files and all((ROOT / name).is_file() for name in files)
    else:
        assert re.match(r"not (met|applicable), because \S+ ", answer)
