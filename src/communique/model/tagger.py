"""Runs the network: words in, tags, trees and names out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.model.card import VOCABULARY, WEIGHTS, Card, read_card
from communique.model.features import WordPieces, word_shapes
from communique.model.runtime import open_session
from communique.model.spans import TagSpan, tag_spans
from communique.model.trees import best_tree, is_tree

ENGLISH = Path(__file__).with_name("english")
# The encoder has 512 positions; two go to the sentence's start and end.
WINDOW = 510
# None of the 18,690 sentences of the treebanks' training and development parts is longer. The time of a tree grows with the
# square of its words.
WINDOW_WORDS = 200
_CUTS_AFTER = frozenset(",;")
# Padded pieces per batch. Within one document smaller batches waste less on padding: 256 is 8 % faster than 512 on news articles.
BATCH_PIECES = 256
OUTPUTS = ("heads", "relations", "upos", "xpos", "names", "offices", "arcs")

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Tagged:
    """One sentence's analysis. Lists are parallel to its words; `heads` are 0-based, −1 the root."""

    upos: list[str]
    xpos: list[str]
    heads: list[int]
    relations: list[str]
    names: list[TagSpan]
    offices: list[TagSpan]


@dataclass(frozen=True, slots=True)
class _Window:
    """A sentence, or the part of a long one that fits the encoder: its place in the input and its words in numbers."""

    sentence: int
    ids: list[int]
    shapes: list[int]
    first: list[int]


class Tagger:
    """The shipped network on CPU.

    `threads` is the number of threads of one call. Results are the same for the same call, but may differ in the last
    digits with other sentences beside them, since activations are quantised batch by batch: give it one document a call.
    """

    def __init__(self, folder: Path = ENGLISH, threads: int = 1) -> None:
        self.card: Card = read_card(folder)
        self._pieces = WordPieces.from_file(folder / VOCABULARY)
        self._session = open_session(folder / WEIGHTS, threads)
        self._labels = {task: np.array(labels, dtype=object) for task, labels in self.card.labels.items()}
        self._root = self.card.labels["relation"].index("root")

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[Tagged]:
        """Analyses of sentences, each a sequence of words that are not empty; an empty sentence gives empty lists."""
        windows = self._all_windows(sentences)
        parts: list[Tagged | None] = [None] * len(windows)
        for numbers in _batches(windows):
            outputs = self.run(self.inputs([windows[number] for number in numbers]))
            for row, number in enumerate(numbers):
                parts[number] = self._decode(outputs, row, len(windows[number].first) - 1)
        return _assemble(len(sentences), windows, [part for part in parts if part])

    def batches(self, sentences: Sequence[Sequence[str]]) -> Iterator[dict[str, Array]]:
        """The inputs of every call that `tag` would make, for measuring the bare network."""
        windows = self._all_windows(sentences)
        for numbers in _batches(windows):
            yield self.inputs([windows[number] for number in numbers])

    def run(self, inputs: dict[str, Array]) -> list[Array]:
        """One call of the network; outputs as in `OUTPUTS`."""
        return self._session.run(list(OUTPUTS), inputs)  # type: ignore[no-any-return]

    def inputs(self, windows: Sequence[_Window]) -> dict[str, Array]:
        rows, length = len(windows), max(len(window.ids) for window in windows)
        words = max(len(window.first) for window in windows)
        ids, shapes = np.zeros((rows, length), np.int64), np.zeros((rows, length), np.int64)
        mask, present = np.zeros((rows, length), np.float32), np.zeros((rows, words), np.float32)
        first = np.zeros((rows, words), np.int64)
        for row, window in enumerate(windows):
            size, count = len(window.ids), len(window.first)
            ids[row, :size], shapes[row, :size], mask[row, :size] = window.ids, window.shapes, 1
            first[row, :count], present[row, :count] = window.first, 1
        return {"ids": ids, "shapes": shapes, "mask": mask, "first": first, "words": present}

    def _all_windows(self, sentences: Sequence[Sequence[str]]) -> list[_Window]:
        return [window for number, words in enumerate(sentences) for window in self._windows(number, words)]

    def _windows(self, number: int, words: Sequence[str]) -> Iterator[_Window]:
        pieces = [self._pieces.pieces(word) for word in words]
        shapes = word_shapes(words)
        start = 0
        while start < len(words):
            stop = _window_end(words, pieces, start)
            yield self._window(number, pieces[start:stop], shapes[start:stop])
            start = stop

    def _window(self, number: int, pieces: Sequence[tuple[int, ...]], shapes: Sequence[int]) -> _Window:
        ids, piece_shapes, first = [self._pieces.start], [0], [0]
        for word, shape in zip(pieces, shapes, strict=True):
            first.append(len(ids))
            ids.extend(word)
            piece_shapes.extend([shape] * len(word))
        return _Window(number, [*ids, self._pieces.end], [*piece_shapes, 0], first)

    def _decode(self, outputs: Sequence[Array], row: int, count: int) -> Tagged:
        heads, relations, upos, xpos, names, offices, arcs = (output[row, :count] for output in outputs)
        tree = heads.tolist()
        labels = relations.argmax(-1)
        if not is_tree(tree):
            tree = best_tree(arcs[:, : count + 1])
        for number, head in enumerate(tree):
            if head == 0:
                labels[number] = self._root
            elif labels[number] == self._root:
                labels[number] = np.delete(relations[number], self._root).argmax()
                labels[number] += labels[number] >= self._root
        return Tagged(
            upos=self._labels["upos"][upos].tolist(),
            xpos=self._labels["xpos"][xpos].tolist(),
            heads=[head - 1 for head in tree],
            relations=self._labels["relation"][labels].tolist(),
            names=tag_spans(names, self.card.labels["name"]),
            offices=tag_spans(offices, self.card.labels["office"]),
        )


def _window_end(words: Sequence[str], pieces: Sequence[tuple[int, ...]], start: int) -> int:
    """Where the window from `start` on ends: with the sentence, or in the second half of what fits, where the sentence has a joint."""
    room, stop = WINDOW - 1, start
    while stop < len(words) and stop - start < WINDOW_WORDS and len(pieces[stop]) <= room:
        room -= len(pieces[stop])
        stop += 1
    if stop == len(words):
        return stop
    for cut in range(stop, (start + stop) // 2, -1):
        if words[cut - 1] in _CUTS_AFTER or words[cut].lower() == "and":
            return cut
    return stop


def _batches(windows: Sequence[_Window]) -> Iterator[list[int]]:
    """Numbers of the windows of each call, short windows first, so that little is padded."""
    order = sorted(range(len(windows)), key=lambda number: len(windows[number].ids))
    batch: list[int] = []
    for number in order:
        if batch and len(windows[number].ids) * (len(batch) + 1) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _assemble(count: int, windows: Sequence[_Window], parts: Sequence[Tagged]) -> list[Tagged]:
    """Put the windows of long sentences together: the later windows' roots hang on the first one's."""
    whole = [Tagged([], [], [], [], [], []) for _ in range(count)]
    for window, part in zip(windows, parts, strict=True):
        sentence = whole[window.sentence]
        offset = len(sentence.heads)
        if not offset:
            whole[window.sentence] = part
            continue
        root = sentence.heads.index(-1)
        sentence.upos.extend(part.upos)
        sentence.xpos.extend(part.xpos)
        sentence.heads.extend(root if head < 0 else head + offset for head in part.heads)
        sentence.relations.extend("parataxis" if label == "root" else label for label in part.relations)
        sentence.names.extend(span.moved(offset) for span in part.names)
        sentence.offices.extend(span.moved(offset) for span in part.offices)
    return whole
