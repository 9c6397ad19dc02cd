"""The text of Word documents, and its check."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from clemency_graph.cli.main import main
from clemency_graph.cli.word_documents import read_docx
from clemency_graph.graph.errors import QueryError
from support import word_documents as word


def test_the_text_is_read_with_headings_changes_tables_and_notes(tmp_path: Path) -> None:
    path = word.write(
        tmp_path / "draft.docx",
        word.paragraph(word.run("Nevada"), style="Heading1"),
        word.paragraph(word.run("More than "), word.run("15,000"), word.run(" people &amp; more."), word.NOTE),
        word.paragraph(word.run("It was "), word.deleted("nine"), word.inserted(word.run("12")), word.run(" people.")),
        word.paragraph(word.link("A page"), word.run(" says so.")),
        word.table(("Oregon", "47,144 convictions")),
        word.paragraph(),
        footnote="In Utah too.",
    )
    assert read_docx(path).split("\n\n") == [
        "## Nevada",
        "More than 15,000 people & more.",
        "It was 12 people.",
        "A page says so.",
        "Oregon",
        "47,144 convictions",
        "In Utah too.",
    ]


def test_a_document_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = word.write(
        tmp_path / "Draft.DOCX",
        word.paragraph(word.run("Oregon"), style="Heading2"),
        word.paragraph(word.run("47,144 "), word.inserted(word.run("people")), word.run(" were pardoned.")),
        word.paragraph(word.link("Source")),
    )
    assert main(["check-text", str(path), "--json"]) == 1
    [row] = json.loads(capsys.readouterr().out)
    assert (row["verdict"], row["text"]) == ("other_unit", "47,144 people")
    assert read_docx(path)[row["start"] : row["end"]] == row["text"]


def test_what_is_no_document_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in (("text.docx", b"Nevada"), ("empty.docx", b"")):
        (tmp_path / name).write_bytes(content)
        assert main(["check-text", str(tmp_path / name)]) == 2
        assert "is no .docx document" in capsys.readouterr().err
    with zipfile.ZipFile(tmp_path / "other.docx", "w") as file:
        file.writestr("a.txt", "a")
    with pytest.raises(QueryError, match=r"no \.docx document"):
        read_docx(tmp_path / "other.docx")
    with pytest.raises(QueryError, match=r"no \.docx document"):
        read_docx(word.write(tmp_path / "wrong.docx", "<w:p>"))
    with pytest.raises(QueryError, match="there is no file"):
        read_docx(tmp_path / "none.docx")
    (tmp_path / "folder.docx").mkdir()
    with pytest.raises(QueryError, match="is a folder"):
        read_docx(tmp_path / "folder.docx")


@pytest.mark.slow
def test_a_document_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "large.docx", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "")
        file.writestr("word/document.xml", " " * 100_000_001)
    with pytest.raises(QueryError, match="more than 100,000,000 bytes"):
        read_docx(tmp_path / "large.docx")
