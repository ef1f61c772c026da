"""Words, as the Universal Dependencies English treebanks cut them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import DataError
from communique.lexicon.tokens import load_token_lists
from communique.parse.words import WordSpan, detach_stop, split_words

CASES = Path(__file__).parents[1] / "cases" / "words.txt"
LISTS = Path(__file__).parents[2] / "src" / "communique" / "lexicon" / "tokens.toml"
ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def unescaped(text: str) -> str:
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def cases() -> list[tuple[str, list[str]]]:
    rows = (line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("## "))
    return [(unescaped(text), unescaped(words).split("¦")) for text, words in rows]


# Texts glued from the table of cases in ways that no one writes on purpose.
FRAGMENTS = st.sampled_from(
    [*(text for text, _ in cases()), "-", "—", ".", ",", "“", ")", "’", " ", "\n", "\u00a0", "\u200b"]
)
GLUED = st.lists(FRAGMENTS, max_size=8).map("".join)


def texts(text: str, words: list[WordSpan]) -> list[str]:
    return [text[word.start : word.end] for word in words]


@pytest.mark.parametrize(("text", "words"), cases())
def test_words_case(text: str, words: list[str]) -> None:
    """A text is cut into the words that the table of cases gives."""
    assert texts(text, split_words(text)) == words


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("They don't", ["n't"]),
        ("Russia's envoy", ["'s"]),
        ("the U.S.'s view", ["'s"]),
        ("they'd've gone", ["'d", "'ve"]),
        ("dunno", ["n", "no"]),
        ("its a pity", ["s"]),
        ("US-led talks (AP)", []),
        ("$5bn, 10km", []),
    ],
)
def test_joined_words(text: str, joined: list[str]) -> None:
    """Only the later parts of a contraction are joined."""
    assert texts(text, [word for word in split_words(text) if word.joined]) == joined


def check_cover(text: str, words: list[WordSpan]) -> None:
    covered = [position for word in words for position in range(word.start, word.end)]
    assert covered == [position for position, char in enumerate(text) if not char.isspace()]
    assert all(word.start < word.end for word in words)
    assert all(before.end == word.start for before, word in pairwise(words) if word.joined)
    assert not words or not words[0].joined


@given(st.text())
def test_words_cover_any_text(text: str) -> None:
    """Words cover every character that is not blank exactly once, in order; joined words touch the word before."""
    check_cover(text, split_words(text))


@given(GLUED)
def test_words_cover_news_fragments(text: str) -> None:
    """Words cover texts glued from what the news is written in."""
    check_cover(text, split_words(text))


@given(GLUED, st.integers(0, 30), st.integers(0, 30))
def test_part_of_text(text: str, start: int, end: int) -> None:
    """The words of a part stay inside it, with offsets of the whole text."""
    inside = split_words(text, start, min(end, len(text)))
    assert all(start <= word.start < word.end <= end for word in inside)
    covered = sum(word.end - word.start for word in inside)
    assert covered == sum(not char.isspace() for char in text[start : min(end, len(text))])


@pytest.mark.parametrize(
    "text", ["a-", "a.", "a's", "11,", "1,11", "a\u0301", "👨\u200d", "a@", "ab.cd-", "re-", "a_", "\u00ad"]
)
def test_long_runs_are_cut(text: str) -> None:
    """A run of 30,000 characters without a blank is cut like any other."""
    long = text * (30_000 // len(text))
    check_cover(long, split_words(long))


@pytest.mark.parametrize(
    ("sentence", "last"),
    [
        ("They met Acme Inc.", ["Inc", "."]),
        ("oil, gas, etc.", ["etc", "."]),
        ("the U.S.", ["U.S."]),
        ("at 5 p.m.", ["p.m."]),
        ("talks failed.", ["."]),
        ("talks ...", ["..."]),
    ],
)
def test_stop_of_last_word(sentence: str, last: list[str]) -> None:
    """The stop of an abbreviation that ends a sentence is the sentence's, but for that of initials."""
    words = detach_stop(sentence, split_words(sentence))
    assert texts(sentence, words)[-len(last) :] == last


def test_contraction_of_wrong_length_is_named(tmp_path: Path) -> None:
    """A contraction whose parts are not as long as the whole is refused by name."""
    lists = LISTS.read_text(encoding="utf-8")
    path = tmp_path / "tokens.toml"
    path.write_text(lists.replace("gonna = [3, 2]", "gonna = [3, 3]"), encoding="utf-8")
    with pytest.raises(DataError, match="gonna"):
        load_token_lists(path)


@pytest.mark.parametrize("key", ["domains", "units", "honorifics"])
def test_missing_list_is_named(tmp_path: Path, key: str) -> None:
    """A list that is missing or empty is refused by name: a pattern of nothing would match everywhere."""
    lists = LISTS.read_text(encoding="utf-8")
    path = tmp_path / "tokens.toml"
    path.write_text(lists.replace(f"\n{key} = [", f"\n{key} = []\nother = ["), encoding="utf-8")
    with pytest.raises(DataError, match=key):
        load_token_lists(path)
