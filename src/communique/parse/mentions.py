"""The network's spans → mentions without what only stands beside them: commas, brackets, "Mr."."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.lexicon.tokens import load_token_lists

Found = tuple[int, int, str]  # first word, last word, label
_CLOSERS = {"(": ")", "[": "]", "“": "”", "‘": "’", "«": "»", '"': '"', "'": "'"}
_OPENERS = {closer: opener for opener, closer in _CLOSERS.items()}


def trim_mentions(words: Sequence[str], spans: Iterable[Found]) -> list[Found]:
    """The spans without signs at their edges, and persons without honorifics before them, in order; empty ones are dropped."""
    trimmed = (_trim(words, span) for span in spans)
    return sorted((first, last, label) for first, last, label in trimmed if first <= last)


def _trim(words: Sequence[str], span: Found) -> Found:
    first, last, label = span
    honorifics = load_token_lists().honorifics if label == "PER" else frozenset()
    while first <= last:
        if (_is_sign(words[first]) and not _closes_inside(words, first, last)) or words[first].lower() in honorifics:
            first += 1
        elif _is_sign(words[last]) and not _opens_inside(words, first, last):
            last -= 1
        else:
            break
    return first, last, label


def _is_sign(word: str) -> bool:
    return not any(char.isalnum() for char in word)


def _closes_inside(words: Sequence[str], first: int, last: int) -> bool:
    """Whether the first word opens what closes before the last: “Wagner” group."""
    return _CLOSERS.get(words[first]) in words[first + 1 : last]


def _opens_inside(words: Sequence[str], first: int, last: int) -> bool:
    """Whether the last word closes what opens after the first: Group of Seven (G7)."""
    return _OPENERS.get(words[last]) in words[first + 1 : last]
