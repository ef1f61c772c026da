"""Sentences, with the boundary model that ships with the package and with ones made for a test."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import BOUNDARY_TABLE, Boundaries
from communique.parse.sentences import split_sentences

CASES = Path(__file__).parents[1] / "cases" / "sentences.txt"
NEVER = Boundaries({"bias": -1.0})
ALWAYS = Boundaries({"bias": 1.0})


def cases() -> list[tuple[str, str, list[str]]]:
    found = []
    for block in CASES.read_text(encoding="utf-8").split("\n=== ")[1:]:
        name, _, rest = block.partition("\n")
        text, _, sentences = rest.partition("\n---\n")
        found.append((name, text, sentences.strip().split("\n")))
    return found


@pytest.fixture(scope="module")
def boundaries() -> Boundaries:
    return Boundaries.from_file(BOUNDARY_TABLE)


def sentences_of(text: str, boundaries: Boundaries) -> list[str]:
    return [" ".join(text[words[0].start : words[-1].end].split()) for words in split_sentences(text, boundaries)]


@pytest.mark.parametrize(("text", "sentences"), [pytest.param(text, right, id=name) for name, text, right in cases()])
def test_sentences_case(boundaries: Boundaries, text: str, sentences: list[str]) -> None:
    """A text has the sentences that the table of cases gives."""
    assert sentences_of(text, boundaries) == sentences


def test_lines_end_sentences() -> None:
    """A line that was not wrapped ends a sentence, whatever the model says of it."""
    assert sentences_of("Talks begin\nThey may fail\r\nNo text", NEVER) == ["Talks begin", "They may fail", "No text"]


def test_wrapped_lines_do_not() -> None:
    """Lines broken because the next word did not fit are one paragraph; the model alone decides there."""
    text = "The foreign ministers of the two countries met on the sidelines\nof the General Assembly and agreed to meet again."
    assert len(sentences_of(text, NEVER)) == 1


def test_sentence_never_begins_in_lower_case_without_stop() -> None:
    """Between two words in lower case no sentence ends, whatever the model says."""
    assert sentences_of("the talks went on and on", ALWAYS) == ["the talks went on and on"]


def test_joined_words_stay_together() -> None:
    """No sentence ends inside a written word, whatever the model says."""
    assert sentences_of("the U.S.'s Yahoo!'s", ALWAYS) == ["the", "U.S.'s", "Yahoo", "!'s"]


def test_abbreviation_at_the_end() -> None:
    """The stop of an abbreviation that ends a sentence is a word of its own."""
    words = split_sentences("They met Acme Inc. She left.", Boundaries({"lw=inc.": 1.0}))[0]
    assert [(word.start, word.end) for word in words[-2:]] == [(14, 17), (17, 18)]


def test_part_of_a_text() -> None:
    """Sentences of a part stay inside it and have the offsets of the whole text."""
    text = "Cut this. Keep this one. Cut that."
    [words] = split_sentences(text, NEVER, 10, 24)
    assert text[words[0].start : words[-1].end] == "Keep this one."


@pytest.mark.parametrize("text", ["", " \n\t", "\n\n\n", "\u2028"])
def test_blank_text_has_no_sentence(text: str) -> None:
    """A text of blanks has no sentence."""
    assert split_sentences(text, ALWAYS) == []


@given(st.text(st.sampled_from('Ab1.!?"“”’()\n\r -–…\u2028北é\u0301👍'), max_size=80))
def test_sentences_cover_any_text(text: str) -> None:
    """Sentences are never empty and hold every character that is not blank exactly once, in order."""
    for model in (NEVER, ALWAYS):
        sentences = split_sentences(text, model)
        assert all(sentences)
        words = [word for sentence in sentences for word in sentence]
        assert all(before.end <= after.start for before, after in pairwise(words))
        assert sum(word.end - word.start for word in words) == sum(not char.isspace() for char in text)
