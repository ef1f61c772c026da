"""Where sentences end: a logistic model over the words around a gap, learnt from the treebanks.

Rules and the libraries tried miss ends inside quotations and where no stop stands; here the same features serve training and use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from communique.errors import ModelError

CLOSERS = frozenset("\"'”’)]}»")
# Single quotation marks behave as double ones, which the treebanks have more of.
_QUOTES = {"‘": "“", "’": "”"}


class Boundaries:
    """`weights` by feature; a gap is a sentence's end where their sum is above `threshold`."""

    def __init__(self, weights: dict[str, float], threshold: float = 0.0) -> None:
        self._weights = weights
        self._threshold = threshold

    @classmethod
    def from_file(cls, path: Path) -> Boundaries:
        """From lines "feature<TAB>weight". Raises ModelError with file and line where a line is not that."""
        weights: dict[str, float] = {}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            feature, _, weight = line.partition("\t")
            try:
                weights[feature] = float(weight)
            except ValueError:
                raise ModelError(f"{path}:{number}: not a feature and a weight. Reinstall the package.") from None
        return cls(weights)

    def ends(self, words: Sequence[str], spaced: Sequence[bool]) -> Iterator[int]:
        """Indexes of the words that end a sentence, the last word of the block not counted.

        `spaced[i]` is whether a blank stands after word i.
        """
        weights = self._weights
        opened = 0
        for index in range(len(words) - 1):
            word = words[index]
            opened += (word in "([{") - (word in ")]}")
            if is_candidate(word, words[index + 1]) and not _torn(words, spaced, index):
                features = gap_features(words, spaced, index, opened > 0)
                if sum(weights.get(feature, 0.0) for feature in features) > self._threshold:
                    yield index


def is_candidate(before: str, after: str) -> bool:
    """Only after a stop or closer, or before a word that does not begin in lower case, can a sentence end."""
    return not after[0].islower() or before[-1] in ".!?…" or (before[-1] in CLOSERS and not before[0].isalnum())


def _torn(words: Sequence[str], spaced: Sequence[bool], index: int) -> bool:
    """Whether an end here would leave an opening quotation mark behind, or begin the next sentence with a closing sign."""
    if spaced[index]:
        return False
    opens = words[index] in "\"'" and (index == 0 or spaced[index - 1])
    return opens or words[index + 1] in CLOSERS


def gap_features(words: Sequence[str], spaced: Sequence[bool], index: int, in_brackets: bool) -> list[str]:
    """Names of the features of the gap after `words[index]`."""
    core = index
    while core > 0 and words[core] in CLOSERS and index - core < 3:
        core -= 1
    before, after = words[core], words[index + 1]
    following = words[index + 2] if index + 2 < len(words) else ""
    left, right = _left_class(before), _right_class(after)
    closed = "c" if core < index else ""
    gap = "" if spaced[index] else "glued"
    inside = "in" if in_brackets else ""
    start = min(core, 4)
    return [
        "bias",
        f"l={left}{closed}",
        f"r={right}",
        f"lr={left}{closed}|{right}{gap}",
        f"lw={before.lower()}{closed}",
        f"lwr={before.lower()}|{right}",
        f"rw={after.lower()}",
        f"lrw={left}{closed}|{after.lower()}",
        f"lr2={left}|{right}|{_right_class(following)}",
        f"l2={left}|{_left_class(words[core - 1]) if core else 'start'}|{right}",
        f"in={inside}|{left}{closed}|{right}",
        f"pos={start}|{left}|{right}",
        f"prev={words[core - 1].lower() if core else ''}|{left}|{right}",
    ]


@lru_cache(maxsize=1 << 14)
def _shape(word: str) -> str:
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return "number" if any(char.isdigit() for char in word) else "sign"
    if any(char.isdigit() for char in word):
        return "mixed"
    if word[0].islower():
        return "lower"
    if len(letters) == 1:
        return "initial"
    return "capitals" if all(char.isupper() for char in letters) else "title"


def _left_class(word: str) -> str:
    if not word:
        return "none"
    if not any(char.isalnum() for char in word):
        return _sign(word)
    if word.endswith("."):
        return "dotted" if word.count(".") > 1 else f"abbr-{_shape(word[:1000])}"
    if "@" in word or "://" in word or word.startswith("www."):
        return "address"
    return _shape(word[:1000])


def _right_class(word: str) -> str:
    if not word:
        return "none"
    if not any(char.isalnum() for char in word):
        return _sign(word)
    return "address" if "://" in word or "@" in word else _shape(word[:1000])


def _sign(word: str) -> str:
    return _QUOTES.get(word, word) if len(word) == 1 else word[0] + "+"
