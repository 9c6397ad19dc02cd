"""A marked text: all of it is shown once, in its order, with each note at its mark."""

from __future__ import annotations

from clemency_graph.graph.text_check import Finding, Verdict
from clemency_graph.web.pages.text_check_page import Note, blocks_of, style_of
from hypothesis import given
from hypothesis import strategies as st

PARTS = st.lists(st.sampled_from(("a", "b c", "\n", "\n\n", " \n \n", "\U0001f389", "<b>", "&")), max_size=30)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10), st.sampled_from(list(Verdict))), max_size=8)


def notes_of(text: str, spans: list[tuple[int, int, Verdict]]) -> list[Note]:
    """Findings in the order of a text, which may overlap."""
    places = sorted((start, min(len(text), start + size), verdict) for start, size, verdict in spans)
    found = [
        Finding(start, end, text[start:end], verdict, (), None, None, "Because.")
        for start, end, verdict in places
        if start < end
    ]
    return [Note(number, one, style_of(one)) for number, one in enumerate(found, 1)]


@given(PARTS, SPANS)
def test_all_of_the_text_is_shown_once(parts: list[str], spans: list[tuple[int, int, Verdict]]) -> None:
    text = "".join(parts)
    notes = notes_of(text, spans)
    blocks = blocks_of(text, notes)
    shown = [piece for block in blocks for piece in block.pieces]
    assert "".join("".join(piece.text for piece in shown).split()) == "".join(text.split())
    assert [number for piece in shown for number in piece.notes] == [note.number for note in notes]
    for block in blocks:
        assert [note.number for note in block.notes] == [number for piece in block.pieces for number in piece.notes]
        for piece in block.pieces:
            for number in piece.notes:
                assert notes[number - 1].finding.text.rstrip() in piece.text
                # What differs from the record is never marked as the same.
                assert piece.style == "other" or notes[number - 1].style != "other"


def test_a_text_without_empty_lines_has_a_paragraph_a_line() -> None:
    assert [block.pieces[0].text for block in blocks_of("one\ntwo\n", [])] == ["one", "two"]
    assert [block.pieces[0].text for block in blocks_of("one\ntwo\n\nthree", [])] == ["one\ntwo", "three"]
