"""Trees from arc scores, against every tree there is."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from communique.model.trees import Scores, best_tree, is_tree


def is_tree_by_walking(heads: list[int]) -> bool:
    """The definition: one word hangs on the root, and from every word the way up ends there."""
    for start in range(1, len(heads) + 1):
        node, steps = start, 0
        while node and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node:
            return False
    return heads.count(0) == 1


def total(scores: Scores, heads: list[int]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


def small_scores(most: int) -> st.SearchStrategy[Scores]:
    """Whole numbers, so that sums are exact and ties are frequent."""
    return st.integers(1, most).flatmap(
        lambda words: arrays.arrays(np.float32, (words, words + 1), elements=st.integers(-20, 20).map(float))
    )


@pytest.mark.parametrize("words", [1, 2, 3, 4])
def test_is_tree_of_all_heads(words: int) -> None:
    """Of all ways to choose heads, those are trees that the definition says are."""
    trees = 0
    for heads in product(range(words + 1), repeat=words):
        assert is_tree(list(heads)) == is_tree_by_walking(list(heads))
        trees += is_tree(list(heads))
    assert trees == words ** (words - 1)  # Cayley: rooted trees with labels


@given(small_scores(5))
def test_best_tree_equals_brute_force(scores: Scores) -> None:
    """No tree with one root has a higher sum than the one found."""
    words = len(scores)
    heads = best_tree(scores)
    assert is_tree(heads)
    trees = (list(each) for each in product(range(words + 1), repeat=words) if is_tree_by_walking(list(each)))
    assert total(scores, heads) == max(total(scores, tree) for tree in trees)


@given(small_scores(20))
def test_best_tree_is_a_tree(scores: Scores) -> None:
    """Whatever the scores, a tree with one root comes out."""
    assert is_tree(best_tree(scores))


def test_one_root_although_two_score_higher() -> None:
    """Where two words prefer the root, only the better tree's root stays there."""
    scores = np.array([[9, 0, 2], [8, 1, 0]], np.float32)
    assert best_tree(scores) == [0, 1]


@pytest.mark.parametrize("words", [1, 2, 50, 1_500])
def test_nested_cycles_are_no_burden(words: int) -> None:
    """Scores that nest a cycle in another for each word give the best tree, without recursion."""
    place = np.arange(words + 1)
    scores = -np.maximum(place[1:, None], place[None, :]).astype(np.float32)
    heads = best_tree(scores)
    assert is_tree(heads)
    # Each word but the first costs at least its own place, whatever its head; the root's own arc costs the root's place.
    assert total(scores, heads) == -words * (words + 1) / 2


def test_equal_scores_of_a_long_sentence() -> None:
    """Where all arcs score the same, any tree is the best, and one comes out."""
    assert is_tree(best_tree(np.zeros((600, 601), np.float32)))
