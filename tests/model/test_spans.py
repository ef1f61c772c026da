"""Spans from tag scores: the best allowed sequence, against all that are allowed."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from communique.model.spans import TagSpan, tag_spans

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
Scores = NDArray[np.float32]


def scores_of(most: int) -> st.SearchStrategy[Scores]:
    return st.integers(1, most).flatmap(
        lambda words: arrays.arrays(np.float32, (words, len(LABELS)), elements=st.integers(-9, 9).map(float))
    )


def is_allowed(tags: tuple[str, ...]) -> bool:
    pairs = zip(("O", *tags), tags, strict=False)
    return all(not after.startswith("I-") or before[2:] == after[2:] for before, after in pairs)


def tags_of(spans: list[TagSpan], words: int) -> tuple[str, ...]:
    tags = ["O"] * words
    for first, last, label in spans:
        tags[first : last + 1] = [f"B-{label}", *[f"I-{label}"] * (last - first)]
    return tuple(tags)


def test_no_name() -> None:
    """Where O is best everywhere there is no span."""
    assert tag_spans(np.eye(5, dtype=np.float32)[[0, 0, 0]], LABELS) == []


def test_spans_side_by_side() -> None:
    """A B- begins a new span next to another."""
    scores = np.eye(5, dtype=np.float32)[[1, 2, 1, 0, 3]]
    assert tag_spans(scores, LABELS) == [TagSpan(0, 1, "PER"), TagSpan(2, 2, "PER"), TagSpan(4, 4, "LOC")]


def test_span_moved() -> None:
    """A span of a later window moves by the words before it."""
    assert TagSpan(0, 1, "PER").moved(7) == TagSpan(7, 8, "PER")


@given(scores_of(4))
def test_spans_are_the_best_allowed(scores: Scores) -> None:
    """No I- stands without its B-, and no allowed sequence scores higher."""
    tags = tags_of(tag_spans(scores, LABELS), len(scores))
    assert is_allowed(tags)
    totals = {
        each: sum(float(scores[word, LABELS.index(tag)]) for word, tag in enumerate(each))
        for each in product(LABELS, repeat=len(scores))
        if is_allowed(each)
    }
    assert totals[tags] == max(totals.values())


@given(scores_of(60))
def test_spans_do_not_overlap(scores: Scores) -> None:
    """Spans are in order, apart and inside the sentence."""
    spans = tag_spans(scores, LABELS)
    edges = [edge for span in spans for edge in (span.first, span.last)]
    assert edges == sorted(edges)
    assert all(0 <= span.first <= span.last < len(scores) for span in spans)
    assert all(before.last < after.first for before, after in pairwise(spans))
