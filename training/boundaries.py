"""Treebanks and domain sentences → weights of `communique.model.boundaries`.

Blocks are the treebanks' paragraphs, their sentences joined by a blank as in the treebanks' own raw texts; domain sentences are
put together three by three. Features seen fewer than three times are left out.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from communique.model import BOUNDARY_TABLE
from communique.model.boundaries import gap_features, is_candidate
from communique.parse.words import split_words
from evaluation.domain import read_domain
from evaluation.treebank import TreebankSentence, read_treebank

Block = list[str]  # the texts of the sentences of one paragraph


def blocks(data: Path) -> Iterator[Block]:
    for name in ("ewt/train", "ewt/dev", "gum/train", "gum/train"):
        sentences = read_treebank(data / "ud" / f"{name}.conllu")
        yield from paragraphs(sentences)
    marked = [sentence.text for sentence in read_domain() if not sentence.held_out]
    random.Random(1).shuffle(marked)
    for start in range(0, len(marked), 3):
        yield marked[start : start + 3]


def paragraphs(sentences: list[TreebankSentence]) -> Iterator[Block]:
    for _, document in groupby(sentences, key=lambda sentence: sentence.document):
        block: Block = []
        for sentence in document:
            if sentence.paragraph and block:
                yield block
                block = []
            block.append(sentence.text)
        yield block


def gaps(block: Block) -> Iterator[tuple[list[str], bool]]:
    """Features of each candidate gap of a block, and whether a sentence ends there."""
    text = " ".join(block)
    ends = set()
    position = -1
    for sentence in block:
        position += len(sentence) + 1
        ends.add(position)
    spans = split_words(text)
    words = [text[span.start : span.end] for span in spans]
    spaced = [span.end == len(text) or text[span.end].isspace() for span in spans]
    opened = 0
    for index in range(len(words) - 1):
        opened += (words[index] in "([{") - (words[index] in ")]}")
        if is_candidate(words[index], words[index + 1]):
            yield gap_features(words, spaced, index, opened > 0), spans[index].end in ends


def train(data: Path, out: Path) -> None:
    examples = [gap for block in blocks(data) for gap in gaps(block)]
    counts = Counter(feature for features, _ in examples for feature in features)
    rows = [{feature: 1.0 for feature in features if counts[feature] >= 3} for features, _ in examples]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    matrix.indices, matrix.indptr = (
        matrix.indices.astype(np.int32),
        matrix.indptr.astype(np.int32),
    )  # what liblinear takes
    model = LogisticRegression(C=1.0, solver="liblinear", random_state=1, fit_intercept=False)
    model.fit(matrix, [end for _, end in examples])
    weights = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    lines = [f"{name}\t{weight:.3f}" for name, weight in sorted(weights) if abs(weight) >= 0.02]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(examples)} gaps, {sum(end for _, end in examples)} ends, {len(lines)} weights")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/, see README.md")
    parser.add_argument("--out", type=Path, default=BOUNDARY_TABLE)
    arguments = parser.parse_args()
    train(arguments.data, arguments.out)


if __name__ == "__main__":
    main()
