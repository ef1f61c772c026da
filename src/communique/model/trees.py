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
    return _Arborescence(full).heads()[1:]


class _Arborescence:
    """The highest-scoring tree over nodes 0…n−1 rooted in 0; `scores[dependent, head]`.

    Grows a path of best heads and contracts each cycle in place when it closes (Tarjan 1977), so that the time is quadratic
    however the cycles are nested. A cycle lives on in the row and column of one of its nodes.
    """

    def __init__(self, scores: NDArray[np.float64]) -> None:
        size = len(scores)
        self._size = size
        self._scores = scores
        self._everyone = np.arange(size)
        self._arcs = np.arange(size * size).reshape(size, size)  # the arc between words behind each score
        self._node_in = list(range(size))  # by row; numbers from `size` on are cycles
        self._chosen = [0] * size  # by node: the arc that enters it
        self._cycle_of = [-1] * size  # by node: the cycle that it is in

    def heads(self) -> list[int]:
        """The head of each node, 0 for node 0."""
        is_placed = [True] + [False] * (self._size - 1)
        for start in range(1, self._size):
            if is_placed[start]:
                continue
            path, place = [start], {start: 0}
            while not is_placed[head := self._best_head(path[-1])]:
                if head in place:
                    cycle = path[place[head] :]
                    self._contract(cycle)
                    for row in cycle[1:]:
                        is_placed[row] = True  # its column is closed, so no one asks again
                    del path[place[head] + 1 :]
                else:
                    place[head] = len(path)
                    path.append(head)
            for row in path:
                is_placed[row] = True
        self._expand()
        return [arc % self._size for arc in self._chosen[: self._size]]

    def _best_head(self, row: int) -> int:
        head = int(self._scores[row].argmax())
        self._chosen[self._node_in[row]] = int(self._arcs[row, head])
        return head

    def _contract(self, cycle: list[int]) -> None:
        """Put the rows and columns of a cycle together in its first; what an arc adds is counted against the one it replaces."""
        rows, everyone, first = np.array(cycle), self._everyone, cycle[0]
        gains = self._scores[rows] - self._scores[rows].max(1)[:, None]
        best = gains.argmax(0)
        self._scores[first], self._arcs[first] = gains[best, everyone], self._arcs[rows[best], everyone]
        columns = self._scores[:, rows]
        best = columns.argmax(1)
        self._scores[:, first], self._arcs[:, first] = columns[everyone, best], self._arcs[everyone, rows[best]]
        self._scores[:, rows[1:]] = _NEVER
        self._scores[first, first] = _NEVER
        node = len(self._chosen)
        for row in cycle:
            self._cycle_of[self._node_in[row]] = node
        self._node_in[first] = node
        self._chosen.append(0)
        self._cycle_of.append(-1)

    def _expand(self) -> None:
        """In each cycle, the outermost first, the arc gives way over which the tree enters it."""
        done: set[int] = set()
        for cycle in range(len(self._chosen) - 1, self._size - 1, -1):
            node = self._chosen[cycle] // self._size
            while cycle not in done and node != cycle:
                self._chosen[node] = self._chosen[cycle]
                if node >= self._size:
                    done.add(node)
                node = self._cycle_of[node]
