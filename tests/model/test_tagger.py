"""Where a sentence too long for the network is cut; the network itself is tested with the parser."""

from __future__ import annotations

import pytest

from communique.model.tagger import WINDOW, WINDOW_WORDS, _window_end


def ends(words: list[str], pieces: int = 1) -> list[int]:
    """The end of each window, where every word has so many pieces."""
    cut = [(0,) * pieces] * len(words)
    found = [0]
    while found[-1] < len(words):
        found.append(_window_end(words, cut, found[-1]))
    return found[1:]


@pytest.mark.parametrize("count", [1, 50, WINDOW_WORDS])
def test_sentence_that_fits_is_one_window(count: int) -> None:
    """A sentence of up to two hundred words is not cut, whatever joints it has."""
    assert ends(["talks", ",", "and", *["word"] * WINDOW_WORDS][:count]) == [count]


@pytest.mark.parametrize(
    ("word", "place", "end"),
    [
        (",", 150, 151),
        (";", 150, 151),
        ("and", 150, 150),
        ("and", WINDOW_WORDS, WINDOW_WORDS),
        (",", WINDOW_WORDS - 1, WINDOW_WORDS),
        (",", WINDOW_WORDS, WINDOW_WORDS),
        (",", 20, WINDOW_WORDS),
        ("word", 150, WINDOW_WORDS),
    ],
)
def test_long_sentence_is_cut_at_a_joint(word: str, place: int, end: int) -> None:
    """A longer one is cut after a comma or before an "and" in the window's second half, or else where it is full."""
    words = ["word"] * 300
    words[place] = word
    assert ends(words)[0] == end


def test_windows_fit_the_encoder() -> None:
    """Words of many pieces make shorter windows; none has more pieces than the encoder takes."""
    assert ends(["word"] * 100, 12) == [(WINDOW - 1) // 12, 2 * ((WINDOW - 1) // 12), 100]
