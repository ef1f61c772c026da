"""Scores of arcs → a tree with one root."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
_NEVER = -1e12
_ROOT_COST = 1e6


def is_tree(heads: Sequence[int]) -> bool:
    """Whether heads (1-based, 0 the root) make a tree with exactly one word at the root."""
    if heads.count(0) != 1:
        return False
    # 0 unseen, otherwise the number of the walk that passed here; walk 1 is known to reach the root.
    seen = [0] * (len(heads) + 1)
    seen[0] = 1
    for start in range(1, len(heads) + 1):
        node = start
        while not seen[node]:
            seen[node] = start + 1
            node = heads[node - 1]
        if seen[node] == start + 1:
            return False
        node = start
        while seen[node] == start + 1:
            seen[node] = 1
            node = heads[node - 1]
    return True


def best_tree(scores: Scores) -> list[int]:
    """The tree with one root that has the highest sum of arc scores, as heads (1-based, 0 the root).

    `scores` is (words, words + 1): dependent × head, column 0 the root. Chu-Liu/Edmonds; every arc from the root costs so much
    that the best tree has only one.
    """
    words = scores.shape[0]
    full = np.full((words + 1, words + 1), _NEVER)
    full[1:] = scores
    full[1:, 0] -= _ROOT_COST
    np.fill_diagonal(full, _NEVER)
    return [int(head) for head in _arborescence(full)[1:]]


def _arborescence(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Highest-scoring tree over nodes 0…n−1 rooted in 0; `scores[dependent, head]`."""
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.array([node for node in range(len(heads)) if node not in set(cycle)])
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _NEVER)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, inside)]
    smaller[:size, size] = leaving.max(1)
    leaving_from = inside[leaving.argmax(1)]
    entering = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None]
    smaller[size, :size] = entering.max(0)
    entering_at = inside[entering.argmax(0)]
    smaller[0] = _NEVER
    smaller[size, size] = _NEVER
    contracted = _arborescence(smaller)
    result = heads.copy()
    for number in range(1, size):
        head = contracted[number]
        result[outside[number]] = leaving_from[number] if head == size else outside[head]
    result[entering_at[contracted[size]]] = outside[contracted[size]]
    return result


def _cycle(heads: NDArray[np.int64]) -> list[int]:
    """The nodes of one cycle, or none."""
    walk = [0] * len(heads)
    for start in range(1, len(heads)):
        node = start
        while node and not walk[node]:
            walk[node] = start
            node = int(heads[node])
        if node and walk[node] == start:
            cycle = [node]
            while int(heads[cycle[-1]]) != node:
                cycle.append(int(heads[cycle[-1]]))
            return cycle
    return []
