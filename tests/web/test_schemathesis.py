"""Some hundreds of valid and invalid operations that schemathesis makes up, against a running server.

Thousands are asked with, say, CLEMENCY_TESTS_RANDOM_REQUESTS=200, the number for each field of Query.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.servers import server

HERE = Path(__file__).parent
EXAMPLES = os.environ.get("CLEMENCY_TESTS_RANDOM_REQUESTS", "20")
CHECKS = ("no_error_is_of_the_server", "negative_data_rejection", "AnswersAsTheSchemaSays")


@pytest.mark.slow
def test_no_operation_goes_wrong_on_our_side_and_answers_are_as_the_schema_says(tmp_path: Path) -> None:
    with server("--operation-timeout", "60") as one:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "schemathesis.cli",
                f"--config-file={HERE / 'schemathesis.toml'}",
                "run",
                f"{one.address}graphql",
                f"--max-examples={EXAMPLES}",
                f"--checks={','.join(CHECKS)}",
                "--phases=fuzzing",
                "--request-timeout=60",
                "--continue-on-failure",
            ],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(HERE.parent)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    generated = re.search(r"(\d+) generated, (\d+) passed", done.stdout)
    assert generated, done.stdout
    assert int(generated[1]) == int(generated[2]) > 20 * int(EXAMPLES)
