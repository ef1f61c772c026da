"""Domain sentences are read with their marks."""

from pathlib import Path

import pytest

from evaluation.domain import parse_marks, read_domain, tag_words


def test_marks_become_spans():
    """Names and offices are spans of the text without marks, and offices may hold names."""
    sentence = parse_marks("{Envoy to [LOC Yemen]} [PER Hans Grundberg] left.")
    assert sentence.text == "Envoy to Yemen Hans Grundberg left."
    assert [sentence.text[start:end] for start, end, _ in sentence.names] == ["Yemen", "Hans Grundberg"]
    assert [sentence.text[start:end] for start, end in sentence.offices] == ["Envoy to Yemen"]
    words, names, offices = tag_words(sentence)
    assert words[:3] == ["Envoy", "to", "Yemen"]
    assert names == ["O", "O", "B-LOC", "B-PER", "I-PER", "O", "O"]
    assert offices == ["B-OFFICE", "I-OFFICE", "I-OFFICE", "O", "O", "O", "O"]


@pytest.mark.parametrize("line", ["[PER Wang", "Wang]", "{a {b} c}", "[PER [LOC x] y]", "[PER {b}]", "a}"])
def test_marks_that_do_not_close_are_refused(line: str):
    """A mark that is open, lost or wrongly nested is an error."""
    with pytest.raises(ValueError, match=r"mark|name|without"):
        parse_marks(line)


def test_a_broken_line_is_named(tmp_path: Path):
    """The error names the file and the line."""
    (tmp_path / "x.txt").write_text("# comment\nFine.\n[PER Open\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.txt:3: a mark that is not closed"):
        read_domain(tmp_path)


def test_the_domain_is_broad_enough():
    """At least 1,500 sentences, of which about a fifth is held out."""
    sentences = read_domain()
    assert len(sentences) >= 1500
    share = sum(sentence.held_out for sentence in sentences) / len(sentences)
    assert 0.15 < share < 0.25
