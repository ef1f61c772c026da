"""Reads the domain sentences: text with marks → words, names and offices."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from communique.parse.words import split_words

MARK = re.compile(r"\[(PER|ORG|LOC|OTH) |[\]{}]")
FOLDER = Path(__file__).parents[1] / "training" / "domain"


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """Text without marks; names as (start, end, type) and offices as (start, end), in characters of it."""

    text: str
    names: tuple[tuple[int, int, str], ...]
    offices: tuple[tuple[int, int], ...]

    @property
    def held_out(self) -> bool:
        """One sentence in five, by its digest, is never trained on."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 5 == 0


def read_domain(folder: Path = FOLDER) -> list[MarkedSentence]:
    """All domain sentences, without repeats. Raises ValueError with file and line where marks do not close."""
    sentences: dict[str, MarkedSentence] = {}
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                try:
                    sentence = parse_marks(line.strip())
                except ValueError as error:
                    raise ValueError(f"{path}:{number}: {error}; see GUIDELINES.md beside it") from None
                sentences.setdefault(sentence.text, sentence)
    return list(sentences.values())


def parse_marks(line: str) -> MarkedSentence:
    text, position = "", 0
    names: list[tuple[int, int, str]] = []
    offices: list[tuple[int, int]] = []
    name: tuple[int, str] | None = None
    office: int | None = None
    for mark in MARK.finditer(line):
        text += line[position : mark.start()]
        position = mark.end()
        if mark[1]:
            if name:
                raise ValueError(f"a name inside a name at character {mark.start()}")
            name = (len(text), mark[1])
        elif mark[0] == "]":
            if not name:
                raise ValueError(f"']' without '[' at character {mark.start()}")
            names.append((name[0], len(text), name[1]))
            name = None
        elif mark[0] == "{":
            if office is not None or name:
                raise ValueError(f"an office inside another mark at character {mark.start()}")
            office = len(text)
        else:
            if office is None or name:
                raise ValueError(f"'}}' without '{{' at character {mark.start()}")
            offices.append((office, len(text)))
            office = None
    if name or office is not None:
        raise ValueError("a mark that is not closed")
    return MarkedSentence(text + line[position:], tuple(names), tuple(offices))


def tag_words(sentence: MarkedSentence) -> tuple[list[str], list[str], list[str]]:
    """Words, name tags and office tags (IOB2)."""
    spans = split_words(sentence.text)
    words = [sentence.text[span.start : span.end] for span in spans]
    bounds = [(span.start, span.end) for span in spans]
    offices = [(start, end, "OFFICE") for start, end in sentence.offices]
    return words, _tags(bounds, sentence.names), _tags(bounds, offices)


def _tags(bounds: list[tuple[int, int]], spans) -> list[str]:  # type: ignore[no-untyped-def]
    tags = ["O"] * len(bounds)
    for start, end, kind in spans:
        inside = [n for n, (first, last) in enumerate(bounds) if first < end and last > start]
        for place, number in enumerate(inside):
            tags[number] = ("I-" if place else "B-") + kind
    return tags
