"""The boundary model: its file, and where it asks at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import ModelError
from communique.model import BOUNDARY_TABLE, Boundaries
from communique.model.boundaries import is_candidate
from communique.parse.words import split_words

WORD = st.text(st.sampled_from("aB.1?”(—é北"), min_size=1, max_size=4)


def ends(model: Boundaries, text: str) -> list[int]:
    words = text.split()
    return list(model.ends(words, [True] * len(words)))


@pytest.mark.parametrize("line", ["no weight", "feature\t", "feature\tmuch", "feature\t1\t2", ""])
def test_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    """A line that is not a feature and a weight is refused with file and line."""
    path = tmp_path / "boundaries.tsv"
    path.write_text(f"bias\t-1.5\nl=.\t2\n{line}\nr=title\t1\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"boundaries\.tsv:3"):
        Boundaries.from_file(path)


def test_weights_from_file(tmp_path: Path) -> None:
    """Weights count for the gaps that have their feature."""
    path = tmp_path / "boundaries.tsv"
    path.write_text("bias\t-1\nl=.\t2\n", encoding="utf-8")
    assert ends(Boundaries.from_file(path), "Talks ended . He left") == [2]


def test_threshold_is_not_reached_by_equality() -> None:
    """A gap whose sum is the threshold is no end."""
    assert ends(Boundaries({"bias": 0.5}, threshold=0.5), "A B") == []
    assert ends(Boundaries({"bias": 0.5}, threshold=0.4), "A B") == [0]


def test_shipped_boundaries() -> None:
    """The shipped model ends a sentence at a stop before a capital, not after a title."""
    model = Boundaries.from_file(BOUNDARY_TABLE)
    assert ends(model, "The talks ended . The minister left .") == [3]
    assert ends(model, "They met Mr. Smith in Geneva .") == []


@pytest.mark.parametrize(
    ("before", "after", "is_one"),
    [
        (".", "The", True),
        (".", "the", True),
        ("talks", "The", True),
        ("talks", "the", False),
        ("”", "said", True),
        ("Inc.", "said", True),
        (",", "and", False),
        ("talks", "“", True),
        ("talks", "5", True),
    ],
)
def test_candidates(before: str, after: str, is_one: bool) -> None:
    """A sentence can end after a stop or closer, or before a word that does not begin in lower case."""
    assert is_candidate(before, after) == is_one


@given(st.lists(st.tuples(WORD, st.booleans()), max_size=12))
def test_ends_are_candidates(words: list[tuple[str, bool]]) -> None:
    """Ends are gaps inside the block, in order, each one a candidate."""
    texts, spaced = [word for word, _ in words], [blank for _, blank in words]
    found = list(Boundaries({"bias": 1.0}).ends(texts, spaced))
    assert found == sorted(set(found))
    assert all(is_candidate(texts[index], texts[index + 1]) for index in found)


@pytest.mark.parametrize(
    "text", ['He left. "Good," she said.', 'She said: "(Yes.)" He left.', "It is “done.” He left."]
)
def test_quotation_marks_stay_with_their_words(text: str) -> None:
    """No end parts a quotation mark from the words it opens or closes, however much everything else speaks for it."""
    spans = split_words(text)
    words = [text[span.start : span.end] for span in spans]
    spaced = [text[span.end : span.end + 1] in ("", " ") for span in spans]
    ends = list(Boundaries({"bias": 1.0}).ends(words, spaced))
    assert ends
    assert all(spaced[index] for index in ends if words[index] in '"”' or words[index + 1] in '"”')
