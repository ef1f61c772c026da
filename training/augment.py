"""Copies of sentences as news also writes them: other names in the same places, headlines, capitals, no final stop."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from training.corpora import Sentence

# How often a sentence is changed on its way into a batch.
CAPITALS, LOWER, TITLE, HEADLINE, NO_STOP = 0.04, 0.02, 0.03, 0.04, 0.04


class NameSwapper:
    """Puts names of the same type from a pool in the places of a sentence's names; given and family names are mixed anew."""

    def __init__(self, sentences: Sequence[Sentence], extra: dict[str, list[list[str]]]) -> None:
        self._pool: dict[str, list[list[str]]] = defaultdict(list)
        for sentence in sentences:
            for first, last, kind in name_spans(sentence):
                self._pool[kind].append(sentence.words[first : last + 1])
        for kind, names in extra.items():
            self._pool[kind].extend(names)
        people = [name for name in self._pool["PER"] if 2 <= len(name) <= 3]
        self._given = [name[:-1] for name in people]
        self._family = [name[-1:] for name in people]

    def swapped(self, sentence: Sentence, dice: random.Random) -> Sentence:
        """A copy with every name replaced; only for sentences without a tree."""
        words: list[str] = []
        names: list[tuple[str, ...] | None] = []
        offices: list[str] = []
        position = 0
        for first, last, kind in name_spans(sentence):
            self._copy(sentence, position, first, words, names, offices)
            name = self._draw(kind, last - first + 1, dice)
            inside = sentence.offices[first] if sentence.offices else "O"
            words.extend(name)
            names.extend([("B-" + kind,)] + [("I-" + kind,)] * (len(name) - 1))
            rest = "I-OFFICE" if inside != "O" else "O"
            offices.extend([inside] + [rest] * (len(name) - 1))
            position = last + 1
        self._copy(sentence, position, len(sentence.words), words, names, offices)
        return Sentence(words, "swapped", names=names, offices=offices if sentence.offices else None)

    def _draw(self, kind: str, length: int, dice: random.Random) -> list[str]:
        if kind == "PER" and length > 1 and dice.random() < 0.6:
            return [*dice.choice(self._given), *dice.choice(self._family)]
        if kind == "PER" and length == 1:
            return dice.choice(self._family)
        return dice.choice(self._pool[kind])

    @staticmethod
    def _copy(sentence: Sentence, start: int, end: int, words: list, names: list, offices: list) -> None:  # type: ignore[type-arg]
        words.extend(sentence.words[start:end])
        names.extend((sentence.names or [])[start:end])
        offices.extend((sentence.offices or ["O"] * len(sentence.words))[start:end])


def name_spans(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Names that are sure: (first word, last word, type)."""
    spans: list[tuple[int, int, str]] = []
    for number, tags in enumerate(sentence.names or []):
        tag = tags[0] if tags and len(tags) == 1 else "O"
        if tag.startswith("B-"):
            spans.append((number, number, tag[2:]))
        elif tag.startswith("I-") and spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number, spans[-1][2])
    return spans


def varied(sentence: Sentence, dice: random.Random) -> Sentence:
    """The sentence as it is, or one of its other guises; annotations follow."""
    draw = dice.random()
    if len(sentence.words) < 4:
        return sentence
    if draw < CAPITALS:
        return replace(sentence, words=[word.upper() for word in sentence.words])
    draw -= CAPITALS
    if draw < LOWER:
        return replace(sentence, words=[word.lower() for word in sentence.words])
    draw -= LOWER
    if draw < TITLE:
        return replace(sentence, words=[_title(word) for word in sentence.words])
    draw -= TITLE
    if draw < HEADLINE:
        return _without(sentence, _headline_drops(sentence))
    draw -= HEADLINE
    if draw < NO_STOP and sentence.words[-1] == ".":
        return _without(sentence, {len(sentence.words) - 1})
    return sentence


def _title(word: str) -> str:
    small = {"a", "an", "the", "of", "in", "on", "to", "for", "and", "or", "at", "by", "with", "'s", "’s", "n't"}
    return word if word in small else word[:1].upper() + word[1:]


def _headline_drops(sentence: Sentence) -> set[int]:
    """Articles and auxiliaries that nothing hangs on, and the final stop."""
    if sentence.heads is None or sentence.relations is None:
        return set()
    governors = set(sentence.heads)
    drops = set()
    for number, (word, relation) in enumerate(zip(sentence.words, sentence.relations, strict=True)):
        leaf = number + 1 not in governors
        article = relation == "det" and word.lower() in {"the", "a", "an"}
        auxiliary = relation in {"aux:pass", "cop", "aux"} and word.lower() in {
            "is",
            "are",
            "was",
            "were",
            "has",
            "have",
        }
        if leaf and (article or auxiliary or (word == "." and number == len(sentence.words) - 1)):
            drops.add(number)
    return drops if len(drops) < len(sentence.words) - 2 else set()


def _without(sentence: Sentence, drops: set[int]) -> Sentence:
    """The sentence without some leaves of its tree."""
    if sentence.heads is not None and drops & {head - 1 for head in sentence.heads}:
        return sentence
    kept = [number for number in range(len(sentence.words)) if number not in drops]
    place = {old + 1: new + 1 for new, old in enumerate(kept)} | {0: 0}

    def pick(values: list | None) -> list | None:  # type: ignore[type-arg]
        return None if values is None else [values[number] for number in kept]

    heads = pick(sentence.heads)
    return Sentence(
        words=pick(sentence.words) or [],
        source=sentence.source,
        upos=pick(sentence.upos),
        xpos=pick(sentence.xpos),
        heads=None if heads is None else [place[head] for head in heads],
        relations=pick(sentence.relations),
        names=pick(sentence.names),
        offices=pick(sentence.offices),
    )
