"""Scores of IOB2 tags → spans."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_FORBIDDEN = np.float32(-1e9)


class TagSpan(NamedTuple):
    """Words `first` to `last`, both included, under one label."""

    first: int
    last: int
    label: str

    def moved(self, offset: int) -> TagSpan:
        return TagSpan(self.first + offset, self.last + offset, self.label)


def tag_spans(scores: NDArray[np.float32], labels: tuple[str, ...]) -> list[TagSpan]:
    """Spans of the best tag sequence in which no `I-` stands without its `B-`; `scores` is (words, labels), label 0 is `O`."""
    best = scores.argmax(-1).tolist()
    if not any(best):
        return []
    if not _allowed(best, labels):
        best = _viterbi(scores, labels)
    spans: list[TagSpan] = []
    for number, tag in enumerate(best):
        label = labels[tag]
        if label.startswith("B-"):
            spans.append(TagSpan(number, number, label[2:]))
        elif label.startswith("I-"):
            spans[-1] = TagSpan(spans[-1].first, number, label[2:])
    return spans


def _allowed(tags: list[int], labels: tuple[str, ...]) -> bool:
    before = "O"
    for tag in tags:
        label = labels[tag]
        if label.startswith("I-") and before[2:] != label[2:]:
            return False
        before = label
    return True


def _viterbi(scores: NDArray[np.float32], labels: tuple[str, ...]) -> list[int]:
    """The best allowed sequence (Viterbi 1967); needed for about one sentence in fifty."""
    moves = _moves(labels)
    total = scores[0] + np.array([_FORBIDDEN if label.startswith("I-") else 0 for label in labels], np.float32)
    back = []
    for row in scores[1:]:
        steps = total[:, None] + moves
        back.append(steps.argmax(0))
        total = steps.max(0) + row
    path = [int(total.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


@cache
def _moves(labels: tuple[str, ...]) -> NDArray[np.float32]:
    moves = np.zeros((len(labels), len(labels)), np.float32)
    for before, left in enumerate(labels):
        for after, right in enumerate(labels):
            if right.startswith("I-") and left[2:] != right[2:]:
                moves[before, after] = _FORBIDDEN
    return moves
