"""In which language a text is written; what is not English is refused by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from communique.errors import LanguageError
from communique.lexicon.languages import load_language_names
from communique.text import Cruft

# Enough to be sure (py3langid's certainty no longer grows after some 1,000 characters), little enough to cost 2 ms.
_SAMPLE: Final = 3_000
_PROSE_LINE: Final = 60
# Below this many letters a text may be a headline of names ("Patrushev visita la China"), so it is taken as English.
_SHORT: Final = 60
_CERTAIN: Final = 0.9
# English news has 25-40 % of these words, lists of Arabic names some 10 %, other languages under 5 %.
_ENGLISH_SHARE: Final = 0.10
_WORD: Final = re.compile(r"[^\W\d_]+")
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
