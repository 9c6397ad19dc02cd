"""Word documents as Word writes them, made of a few paragraphs."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

_SPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>'


def run(text: str) -> str:
    """A run of characters; & and < are written as in XML."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """A paragraph of runs, of a style such as Heading1."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}{''.join(runs)}</w:p>"


def inserted(*runs: str) -> str:
    """What a tracked change inserts."""
    return f'<w:ins w:id="1" w:author="a">{"".join(runs)}</w:ins>'


def deleted(text: str) -> str:
    """What a tracked change deletes."""
    return f'<w:del w:id="2" w:author="a"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def link(text: str) -> str:
    """A link to a page."""
    return f'<w:hyperlink r:id="rId9">{run(text)}</w:hyperlink>'


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells of text."""
    cells = ("".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


NOTE: Final = '<w:r><w:footnoteReference w:id="2"/></w:r>'
"""The mark of the footnote."""


def write(path: Path, *body: str, footnote: str = "") -> Path:
    """Write a document, and return its path."""
    part = '<Override PartName="/word/{0}.xml" ContentType="{1}.{2}+xml"/>'
    types = part.format("document", _WORD, "document.main") + part.format("footnotes", _WORD, "footnotes")
    relation = '<Relationship Id="{0}" Type="{1}/{2}" Target="{3}"{4}/>'
    to_document = relation.format("rId1", _RELATIONS, "officeDocument", "word/document.xml", "")
    to_notes = relation.format("rId2", _RELATIONS, "footnotes", "footnotes.xml", "")
    to_page = relation.format("rId9", _RELATIONS, "hyperlink", "https://example.org/", ' TargetMode="External"')
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">{to_document}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{to_notes}{to_page}'
        "</Relationships>",
        "word/document.xml": f"<w:document {_SPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/footnotes.xml": f'<w:footnotes {_SPACES}><w:footnote w:id="2">{paragraph(run(footnote))}</w:footnote>'
        "</w:footnotes>",
    }
    with zipfile.ZipFile(path, "w") as file:
        for name, text in files.items():
            file.writestr(name, _HEAD + text)
    return path
