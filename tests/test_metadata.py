"""codemeta.json: it is valid CodeMeta 3, and agrees with pyproject.toml and CITATION.cff."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import clemency_graph
import pytest
import yaml
from support.scripts import script

ROOT = Path(clemency_graph.__file__).parent
CODEMETA: dict[str, Any] = json.loads((ROOT / "codemeta.json").read_text("utf-8"))
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CITATION: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))

# The properties of SoftwareSourceCode in https://w3id.org/codemeta/3.0; processors drop all others.
TERMS = """
    applicationCategory applicationSubCategory author buildInstructions citation codeRepository continuousIntegration
    contributor copyrightHolder copyrightYear creator dateCreated dateModified datePublished description
    developmentStatus downloadUrl editor embargoEndDate encoding fileFormat fileSize funder funding hasSourceCode
    identifier installUrl isAccessibleForFree isPartOf isSourceCodeOf issueTracker keywords license maintainer
    memoryRequirements name operatingSystem permissions position processorRequirements producer programmingLanguage
    provider publisher readme referencePublication relatedLink releaseNotes review runtimePlatform sameAs
    softwareHelp softwareRequirements softwareSuggestions softwareVersion sponsor storageRequirements supportingData
    targetProduct url version
"""


def test_it_is_codemeta_3() -> None:
    assert CODEMETA["@context"] == "https://w3id.org/codemeta/3.0"
    assert CODEMETA["@type"] == "SoftwareSourceCode"
    assert set(CODEMETA) - {"@context", "@type"} <= set(TERMS.split())


def test_it_agrees_with_the_project() -> None:
    for theirs, ours in {"identifier": "name", "version": "version", "description": "description"}.items():
        assert CODEMETA[theirs] == PROJECT[ours]
    assert CODEMETA["keywords"] == PROJECT["keywords"]
    assert CODEMETA["programmingLanguage"]["version"] == PROJECT["requires-python"]
    assert {url.rpartition("/")[2] for url in CODEMETA["license"]} == set(PROJECT["license"].split(" AND "))


def test_it_agrees_with_the_citation_file() -> None:
    assert CODEMETA["version"] == CITATION["version"]
    assert CITATION["title"].startswith(f"{CODEMETA['name']}:")
    assert [one["name"] for one in CODEMETA["author"]] == [one["name"] for one in CITATION["authors"]]
    assert {url.rpartition("/")[2] for url in CODEMETA["license"]} == set(CITATION["license"])


def test_the_versions_of_python_that_it_names_are_those_whose_tests_were_run() -> None:
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    runs = (ROOT / "tests" / "interpreters.txt").read_text("utf-8").splitlines()
    passed = [re.match(r"Python (3\.\d+)\.\d+: \d+ passed\b(?!.*(?:failed|error))", line) for line in runs]
    assert named == [one[1] for one in passed if one]
    assert f">={named[0]}" == PROJECT["requires-python"]
    assert set(named) <= set(script("wheel_matrix").PYTHONS)


def test_the_tests_that_scripts_run_exist() -> None:
    for name in (ROOT / "tests" / "smoke.txt").read_text("utf-8").splitlines():
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("term", ["readme", "buildInstructions", "releaseNotes"])
def test_the_files_that_it_names_exist(term: str) -> None:
    assert (ROOT / CODEMETA[term]).is_file()
