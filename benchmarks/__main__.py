"""`python -m benchmarks`: words a second of each stage, and the whole as a ratio to the bare network in the same run.

Texts are the sample articles, read over and over under new names; times are the best of several rounds, taken in turns so
that a slower moment of the machine meets all stages alike.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files

from rich.console import Console
from rich.table import Table

from communique.parse import Parser
from communique.parse.parser import segments
from communique.parse.sentences import split_sentences
from communique.parse.words import WordSpan, split_words
from communique.read import read_documents, read_text
from communique.text import Document

ROUNDS = 5


def sample_documents(copies: int) -> list[Document]:
    folder = files("communique").joinpath("sample")
    documents = [document for document in read_documents([str(folder)]) if isinstance(document, Document)]
    return [replace(document, id=f"{document.id}-{copy}") for copy in range(copies) for document in documents]


def best_times(stages: dict[str, Callable[[], object]]) -> dict[str, float]:
    best = dict.fromkeys(stages, float("inf"))
    for _ in range(ROUNDS):
        for name, stage in stages.items():
            start = time.perf_counter()
            stage()
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def measure(threads: int, copies: int) -> tuple[int, dict[str, float]]:
    """Number of words, and seconds of each stage."""
    parser = Parser(threads=threads)
    documents = sample_documents(copies)
    cut = [_sentences(parser, document) for document in documents]
    words = [[[d.text[w.start : w.end] for w in s] for s in own] for d, own in zip(documents, cut, strict=True)]
    batches = [list(parser.tagger.batches(own)) for own in words]
    count = sum(len(sentence) for own in words for sentence in own)
    parser.parse(documents[0])  # the first call loads lists and warms caches
    stages: dict[str, Callable[[], object]] = {
        "read": lambda: [read_text(document.text) for document in documents],
        "words": lambda: [split_words(document.text) for document in documents],
        "sentences of words": lambda: [_sentences(parser, document) for document in documents],
        "bare network": lambda: [parser.tagger.run(batch) for own in batches for batch in own],
        "network with decoding": lambda: [parser.tagger.tag(own) for own in words],
        "read and parse, whole": lambda: [parser.parse(read_text(document.text)) for document in documents],
    }
    return count, best_times(stages)


def _sentences(parser: Parser, document: Document) -> list[list[WordSpan]]:
    parts = ((start, end) for start, end, _ in segments(document))
    return [words for part in parts for words in split_sentences(document.text, parser.boundaries, *part)]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--copies", type=int, default=20, help="how often the sample articles are read in a round")
    copies = arguments.parse_args().copies
    table = Table("threads", "stage", "words/s", "ratio to the bare network", box=None)
    for threads in (1, 2):
        count, times = measure(threads, copies)
        for stage, seconds in times.items():
            ratio = seconds / times["bare network"]
            table.add_row(str(threads), stage, f"{count / seconds:,.0f}", f"{ratio:.2f}")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
