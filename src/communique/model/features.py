"""Words → numbers, the same in training and in use.

Each word is cut into word pieces on its own, so no offsets are needed, and carries a shape class, because the encoder is
uncased and names are not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

# A change in what is computed here makes a trained file useless: raise this and train again.
FEATURES_VERSION = 1
SHAPES = ("lower", "title", "first", "capitals", "mixed", "digit", "letter", "none")
_LOWER, _TITLE, _FIRST, _CAPITALS, _MIXED, _DIGIT, _LETTER, _NONE = range(len(SHAPES))
# Longer words are runs of glued text or addresses; their first twelve pieces say what they are.
MAX_PIECES = 12
_LONGEST_KEPT = 100  # characters of a word whose pieces are remembered

_PLAIN = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "´": "'", "`": "'", "ʼ": "'",
        "–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-", "…": "...",
    }
)  # fmt: skip


def word_shapes(words: Iterable[str]) -> list[int]:
    """The shape class of each word of one sentence; its first word has a class of its own, as any word may stand there."""
    shapes = []
    first = True
    for word in words:
        shape = _shape(word)
        if shape == _TITLE and first:
            shape = _FIRST
        if shape != _NONE:
            first = False
        shapes.append(shape)
    return shapes


def _shape(word: str) -> int:
    if word.islower() and word.isalpha():
        return _LOWER
    letters = [c for c in word if c.isalpha()]
    if any(c.isdigit() for c in word):
        return _DIGIT
    if not letters:
        return _NONE
    if len(letters) == 1:
        return _LETTER if letters[0].isupper() else _LOWER
    if all(c.isupper() for c in letters):
        return _CAPITALS
    rest_lower = not any(c.isupper() for c in letters[1:])
    if rest_lower:
        return _TITLE if letters[0].isupper() else _LOWER
    return _MIXED


class WordPieces:
    """BERT's uncased WordPiece (Wu et al. 2016, https://arxiv.org/abs/1609.08144) for single words, with a memory of words seen.

    The `tokenizers` package does the same, but brings 34 MB and a client of a model hub.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._longest = max(map(len, vocabulary))
        self.start, self.end, self.unknown, self.mask = (self._ids[p] for p in ("[CLS]", "[SEP]", "[UNK]", "[MASK]"))
        self._seen: dict[str, tuple[int, ...]] = {}

    @classmethod
    def from_file(cls, path: Path) -> WordPieces:
        return cls(path.read_text(encoding="utf-8").split("\n")[:-1])

    def pieces(self, word: str) -> tuple[int, ...]:
        """The ids of a word's pieces: one to `MAX_PIECES`, never none."""
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) > 30_000:  # bounded memory on endless streams
                self._seen.clear()
            known = self._cut(word)
            if len(word) <= _LONGEST_KEPT:
                self._seen[word] = known
        return known

    def _cut(self, word: str) -> tuple[int, ...]:
        ids: list[int] = []
        for part in _basic_parts(word[:200].translate(_PLAIN)):
            ids.extend(self._match(part))
            if len(ids) >= MAX_PIECES:
                break
        return tuple(ids[:MAX_PIECES]) or (self.unknown,)

    def _match(self, part: str) -> list[int]:
        """Longest piece first; a part with a piece that is not in the vocabulary is unknown as a whole."""
        ids = []
        start = 0
        while start < len(part):
            for end in range(min(len(part), start + self._longest), start, -1):
                piece = part[start:end] if start == 0 else "##" + part[start:end]
                if piece in self._ids:
                    break
            else:
                return [self.unknown]
            ids.append(self._ids[piece])
            start = end
        return ids


def _basic_parts(word: str) -> list[str]:
    """Lower case, no accents, no control characters; punctuation and ideographs are parts of their own."""
    parts: list[str] = []
    run = ""
    for char in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(char)
        if category == "Mn" or category.startswith("C"):
            continue
        if char.isspace() or _stands_alone(char, category):
            if run:
                parts.append(run)
            run = ""
            if not char.isspace():
                parts.append(char)
        else:
            run += char
    if run:
        parts.append(run)
    return parts


def _stands_alone(char: str, category: str) -> bool:
    if ord(char) < 128:
        return not char.isalnum()
    return category.startswith("P") or 0x4E00 <= ord(char) <= 0x9FFF or 0x3400 <= ord(char) <= 0x4DBF
