"""The disposition of a provision agrees with the words of its scope, and is given for relief alone."""

from pathlib import Path

import pytest
from clemency_graph.graph import DataError, load
from clemency_graph.graph.model.records import Law

SOURCE = "source/norml/2019-nevada-sealing"
RIGHT = (
    ("Acquittals and convictions of possession", "both"),
    ("Possession, after five years without another conviction", "conviction"),
    ("Charges, if none of them ended in a conviction", "no_conviction"),
)
WRONG = (
    ("Arrests that ended without a conviction", "conviction", "the cases without a conviction of the scope"),
    ("Acquittals and convictions of possession", "conviction", "the cases without a conviction of the scope"),
    ("Convictions of possession, and dismissals", "no_conviction", "the convictions of the scope"),
)


def write(folder: Path, *provisions: tuple[str, str], effect: str = "sealing") -> None:
    """Add a law with provisions, each with a scope and more lines."""
    text = "name: A law\njurisdiction: state/nv\nnumber: AB 999\ninstrument: statute\nprovisions:\n"
    for scope, lines in provisions:
        text += f"  - effect: {effect}\n    source: {SOURCE}\n    scope: {scope}\n{lines}"
    text += f"claims:\n  - source: {SOURCE}\n    status: enacted\n"
    (folder / "law/nv/ab-999-2022.yaml").write_text(text, "utf-8")


def test_a_disposition_covers_what_the_scope_names(folder: Path) -> None:
    write(folder, *((scope, f"    disposition: {ended}\n") for scope, ended, *_ in (*RIGHT, *WRONG)))
    with pytest.raises(DataError) as error:
        load(folder)
    for index, (_, _, words) in enumerate(WRONG, start=len(RIGHT)):
        assert f"provisions[{index}].disposition: leaves out {words}" in str(error.value)
    assert str(error.value).count("leaves out") == len(WRONG)


def test_a_rule_on_use_has_no_disposition_and_is_of_cannabis_alone(folder: Path) -> None:
    given = [("Up to one ounce", f"    {one}\n") for one in ("disposition: conviction", "cannabis_only: false")]
    write(folder, *given, effect="decriminalization")
    with pytest.raises(DataError) as error:
        load(folder)
    assert str(error.value).count("is for relief; remove it, since decriminalization gives none") == len(given)
    write(folder, ("Up to one ounce", ""), effect="decriminalization")
    law = load(folder).entities["law/nv/ab-999-2022"]
    assert isinstance(law, Law)
    assert [(one.disposition, one.cannabis_only) for one in law.provisions] == [(None, True)]


def test_what_a_provision_covers_is_no_part_of_the_id_of_its_claim(folder: Path) -> None:
    found = []
    for lines in ("", "    disposition: both\n    cannabis_only: true\n"):
        write(folder, ("Records of possession", lines))
        found.append({one.id for one in load(folder).entities["law/nv/ab-999-2022"].claims})
    assert found[0] == found[1]
