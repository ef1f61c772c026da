"""In which language a text is written; what is not English is refused by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, Final

from communique.errors import LanguageError
from communique.lexicon.languages import load_language_names
from communique.text import Cruft, CruftKind, Span

# Enough to be sure (py3langid's certainty no longer grows after some 1,000 characters), little enough to cost 2 ms.
_SAMPLE: Final = 3_000
_PROSE_LINE: Final = 60
# Below this many letters a text may be a headline of names ("Lavrov visita la China"), so it is taken as English.
_SHORT: Final = 60
_CERTAIN: Final = 0.9
# English news has 25-40 % of these words, lists of Arabic names some 10 %, other languages under 5 %.
_ENGLISH_SHARE: Final = 0.10
_WORD: Final = re.compile(r"[^\W\d_]+")
# A paragraph is short, so it has to be more certain than a text, and long enough to be: ordinary French and Spanish of 100
# letters has 0.98 and more. Names are of any language: prose has at least 60 % words without a capital (German), lists fewer.
_FOREIGN_LETTERS: Final = 100
_SURE: Final = 0.95
_SMALL_SHARE: Final = 0.55
# Each costs some 0.5 ms.
_MOST_SUSPECTS: Final = 500
_LINE: Final = re.compile(r"\S[^\n]*")
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")
# Latin letters, with those of Vietnamese and phonetic ones, end here but for the additions at 1E00.
_LATIN_END: Final = 0x250
_LATIN_MORE: Final = range(0x1E00, 0x1F00)


def refuse_other_languages(text: str, cruft: Sequence[Cruft], name: str, place: str) -> None:
    """Raises LanguageError if `text` without its cruft is certainly not English; short and doubtful texts pass."""
    sample = _sample(text, cruft)
    words = _WORD.findall(sample.lower())
    table = load_language_names()
    letters = sum(map(len, words))
    if not words or sum(word in table.function_words for word in words) >= _ENGLISH_SHARE * len(words):
        return
    foreign = sum(not _is_latin(letter) for word in words for letter in word) * 2 > letters
    if not foreign and letters < _SHORT:
        return
    code, probability = _identifier().classify(sample)
    if code in table.no_objection or (not foreign and probability < _CERTAIN):
        return
    code = table.fold.get(code, code)
    raise LanguageError(name, code, table.names.get(code, code), place)


def find_foreign(text: str, cruft: Sequence[Cruft]) -> tuple[Cruft, ...]:
    """`cruft` with the paragraphs of an English text that are surely in another language, in order.

    A paragraph is what stands between lines that are blank, or that have enough English words.
    """
    found = list[Cruft]()
    for pieces in islice(_suspects(text, cruft), _MOST_SUSPECTS):
        if _is_foreign(" ".join(piece.of(text) for piece in pieces)):
            found += [Cruft(CruftKind.FOREIGN, piece) for piece in pieces]
    return tuple(sorted([*cruft, *found], key=lambda mark: mark.span)) if found else tuple(cruft)


def _suspects(text: str, cruft: Sequence[Cruft]) -> Iterator[list[Span]]:
    """Paragraphs that are long enough and have few English words: their lines, without cruft."""
    english, gathered = load_language_names().function_words, list[Span]()
    for line in _lines_without(text, cruft):
        words = line.of(text).lower().split()
        is_suspect = sum(word in english for word in words) < _ENGLISH_SHARE * len(words)
        if gathered and (not is_suspect or _BLANK_LINE.search(text, gathered[-1].end, line.start)):
            yield from [gathered] if _letters(text, gathered) >= _FOREIGN_LETTERS else []
            gathered = []
        if is_suspect:
            gathered.append(line)
    if _letters(text, gathered) >= _FOREIGN_LETTERS:
        yield gathered


def _letters(text: str, pieces: Sequence[Span]) -> int:
    if sum(piece.end - piece.start for piece in pieces) < _FOREIGN_LETTERS:
        return 0
    return sum(len(word) for piece in pieces for word in _WORD.findall(piece.of(text)))


def _lines_without(text: str, cruft: Sequence[Cruft]) -> Iterator[Span]:
    """The pieces of lines between cruft, without blanks at their edges."""
    start = 0
    for end, following in [*(mark.span for mark in cruft), Span(len(text), len(text))]:
        for found in _LINE.finditer(text, start, end):
            yield Span(found.start(), found.start() + len(found[0].rstrip()))
        start = following


def _is_foreign(paragraph: str) -> bool:
    """Whether a paragraph with few English words is in another language, and no list of names."""
    words = _WORD.findall(paragraph)
    foreign = sum(not _is_latin(letter) for word in words for letter in word) * 2 > sum(map(len, words))
    if not foreign and sum(word.islower() for word in words) < _SMALL_SHARE * len(words):
        return False
    code, probability = _identifier().classify(paragraph[:_SAMPLE])
    return code not in load_language_names().no_objection and (foreign or probability >= _SURE)


def _is_latin(letter: str) -> bool:
    return ord(letter) < _LATIN_END or ord(letter) in _LATIN_MORE


def _sample(text: str, cruft: Sequence[Cruft]) -> str:
    """The first lines of prose, or, where there are none, the first of anything."""
    pieces, start, gathered = [], 0, 0
    for mark in cruft:
        pieces.append(text[start : mark.span.start])
        start, gathered = mark.span.end, gathered + len(pieces[-1])
        if gathered > 4 * _SAMPLE:
            break
    else:
        pieces.append(text[start : start + 4 * _SAMPLE])
    rest = "\n".join(pieces)[: 4 * _SAMPLE]
    prose = "\n".join(line for line in rest.split("\n") if len(line) >= _PROSE_LINE)
    return (prose or rest)[:_SAMPLE]


@cache
def _identifier() -> Any:
    """py3langid's model (0.4-1 s to load), once for the process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
