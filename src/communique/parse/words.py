"""Text → words, cut as the Universal Dependencies English treebanks cut them.

Blanks separate runs; each run is cut by one pattern, then hyphens, clitics and stops are decided with the word lists of
`lexicon/tokens.toml`. Contractions ("don't", "Russia's") are several words written as one; their parts lie side by side,
so every word has true offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from communique.lexicon.tokens import TokenLists, load_token_lists


class WordSpan(NamedTuple):
    """One syntactic word of a text; `joined` is true where it is a later part of one written word."""

    start: int
    end: int
    joined: bool = False


_APOSTROPHE = "'’ʼ`´"
# Marks over and under letters, vowel signs, and what no one sees: soft hyphens, joiners, directions, byte order marks. None is
# a word of its own; the ranges cover the scripts that news in English quotes.
_MARK = (
    r"\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061c\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed\u0900-\u0903"
    r"\u093a-\u0dff\u0e31\u0e34-\u0e4e\u0f71-\u0f84\u102b-\u103e\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    r"\u20d0-\u20f0\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\U000e0020-\U000e007f"
)
_FACE = r"[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*"
_RUN = re.compile(r"\S+")
_NEXT_WORD = re.compile(rf"\s+([^\W\d_]+)(?![\w{_APOSTROPHE}-])")
_NEXT_SIGN = re.compile(r"\S")
_HYPHENS = ("-", "‐", "‑")
_CLITIC = re.compile(rf"(?i)(?:n[{_APOSTROPHE}]t|[{_APOSTROPHE}](?:s|m|d|re|ve|ll))$")
_ORDINAL = re.compile(r"(?i)(?:st|nd|rd|th|s)(?![^\W_])")


def split_words(text: str, start: int = 0, end: int | None = None) -> list[WordSpan]:
    """The words of `text[start:end]` in order; they cover every character that is not blank, and none overlaps another."""
    lists = load_token_lists()
    words: list[WordSpan] = []
    for run in _RUN.finditer(text, start, len(text) if end is None else end):
        words.extend(_split_run(text, run.start(), run.end(), lists))
    return words


def detach_stop(text: str, sentence: list[WordSpan]) -> list[WordSpan]:
    """The sentence, its last word without the stop where that is an abbreviation: the treebanks give the stop to the sentence,
    but for initials ("the U.S.").
    """
    start, end, joined = sentence[-1]
    word = text[start:end]
    if end - start > 2 and word[-1] == "." and word.count(".") == 1 and word[0].isalpha():
        return [*sentence[:-1], WordSpan(start, end - 1, joined), WordSpan(end - 1, end)]
    return sentence


class _Patterns(NamedTuple):
    piece: re.Pattern[str]
    unit: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    lists = load_token_lists()
    return _Patterns(_piece_pattern(lists), re.compile(rf"(?i)(?:{_one_of(lists.units)})(?![^\W_])"))


def _one_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _piece_pattern(lists: TokenLists) -> re.Pattern[str]:
    # Alternatives in order: what a full stop, hyphen or slash may not cut comes first. Repeats that may fail at their end are
    # bounded, or a run of 100,000 characters would be scanned from each of them.
    return re.compile(
        rf"""
        [{_MARK}]*
        (?:
            (?P<whole>
                (?:https?|ftp|mailto):[^\s<>"“”]*[\w/=\#-] | www\.[^\s<>"“”]*[\w/=\#-]
              | [\w.+%-]{{0,63}}\w@[\w.-]*\w
              | (?:[A-Za-z0-9][\w-]{{0,62}}\.){{1,8}}
                (?:{_one_of(lists.domains)})(?:/[^\s<>"“”]*[\w/=\#-])?(?![\w])
              | \#\w*[^\W\d]\w* | @[A-Za-z_]\w+
              | [a-z]{{1,40}}(?:\.[a-z]{{1,40}}){{2,8}}(?![\w.])
            )
          | (?P<face> [\U0001f1e6-\U0001f1ff]{{2}} | {_FACE}(?:\u200d{_FACE})* )
          | (?P<smile> [:;=]['^]?-?[)(DPpO/\\|](?!\w) | <3(?!\d) | \^_\^ )
          | (?P<file> \w[\w\#-]{{0,99}}\.(?i:{_one_of(lists.file_endings)})(?!\w) )
          | (?P<decade> \d*0[{_APOSTROPHE}]s(?!\w) | (?<!\w)['’‘]\d0s(?!\w) | (?<!\w)’\d\d(?!\w) )
          | (?P<date>
                (?!(?:24/7|1/[2-9]|2/[35]|3/[458]|4/5|5/[68]|7/8|(?:1[3-9]|[2-9]\d)/(?:1[3-9]|[2-9]\d)|\d{{3,}}/\d+)(?![\d/]))
                \d{{1,4}}(?:/\d{{1,4}}){{1,2}}(?![\w/])
              | \d{{3}}-\d{{3,4}}-\d{{4}}(?![\w-])
            )
          | (?P<number> (?:(?<!\S)\+(?=\d))?(?: \d{{1,3}}(?:,\d{{2,3}}){{0,8}},\d{{3}}(?:\.\d+)?(?!\d) | \d+(?:[.:]\d+)* ) )
          | (?P<dotted> (?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![\w]))? | [^\W\d_]{{1,3}}\.[^\W\d_]\.(?!\w)
              | (?:[A-Z]\.[A-Z]|[AaPp]\.m)(?![\w.]) )
          | (?P<ampersand> [A-Z]{{1,4}}(?:&[A-Z]{{1,4}})+(?![a-z]) )
          | (?P<currency> (?:{_one_of(lists.currencies)})(?=\d) )
          | (?P<clitic> (?<=[\w.)\]”"’»%!?])[{_APOSTROPHE}](?i:s|ve|re|ll|d|m)(?!\w) )
          | (?P<letters> [^\W\d_](?: [^\W_] | [{_MARK}]+(?=[^\W_]) | [{_APOSTROPHE}](?=[^\W\d_]) )* )
          | (?P<symbol>
                \.{{2,}} | !+[?!]* | \?+[?!]* | -{{2,}} | _{{2,}} | \*{{2,}} | ={{2,}} | ~{{2,}} | \#{{2,}}
              | \'\' | `` | [‘’]{{2}} | <{{2,}} | >{{2,}} | \${{2,}} | .
            )
        )
        [{_MARK}]*
        """,
        re.VERBOSE | re.DOTALL,
    )


def _split_run(text: str, start: int, end: int, lists: TokenLists) -> Iterator[WordSpan]:
    run = text[start:end]
    if run.isalpha() and run.lower() not in lists.contracted:
        yield WordSpan(start, end)
        return
    pieces = [(m.start(), m.end(), m.lastgroup or "") for m in _patterns().piece.finditer(text, start, end)]
    for first, last, kind in _join_pieces(text, pieces, lists):
        if kind == "letters":
            yield from _split_contraction(text, first, last, lists)
        else:
            yield WordSpan(first, last, kind == "clitic")


def _join_pieces(text: str, pieces: list[tuple[int, int, str]], lists: TokenLists) -> Iterator[tuple[int, int, str]]:
    """Put together what the pattern cut too finely: hyphens after prefixes, stops of abbreviations, "20th", "+1"."""
    number = 0
    while number < len(pieces):
        start, end, kind = pieces[number]
        number += 1
        while number < len(pieces):
            joined = _joins(text, start, end, kind, pieces, number, lists)
            if not joined:
                break
            number += joined
            end = pieces[number - 1][1]
        yield start, end, kind


def _joins(
    text: str, start: int, end: int, kind: str, pieces: list[tuple[int, int, str]], number: int, lists: TokenLists
) -> int:
    """How many of the pieces from `number` on belong to the word `text[start:end]`."""
    after_start, after_end, after_kind = pieces[number]
    after = text[after_start:after_end]
    if kind == "letters" and after in _HYPHENS and number + 1 < len(pieces):
        following = pieces[number + 1]
        if following[2] in ("letters", "number") and _keeps_hyphen(text, start, end, following, lists):
            return 2
    if (
        after == "."
        and kind == "letters"
        and _keeps_stop(text, start, end, after_end, number + 1 == len(pieces), lists)
    ):
        return 1
    if after_kind == "letters" and text[end - 1].isdigit() and kind in ("number", "letters") and _joins_number(after):
        return 1
    if kind == "letters" and after_kind == "symbol" and after == "_":
        return 1
    return 0


def _joins_number(letters: str) -> bool:
    """Whether they stay with the number: so in "20th", "1990s", "3D" and "4x4", but "5km" and "10am" are number and unit."""
    return bool(_ORDINAL.match(letters)) or not _patterns().unit.match(letters)


def _keeps_hyphen(text: str, start: int, end: int, following: tuple[int, int, str], lists: TokenLists) -> bool:
    before, after = text[start:end], text[following[0] : following[1]]
    if after.lower() in lists.hyphen_suffixes:
        return True
    # "UN-led" and "Lashkar-e-Taiba" have no prefix, "EX-MINISTER" has.
    is_short_name = before.isupper() and len(before) > 1 and not after.isupper()
    return before.lower() in lists.hyphen_prefixes and not is_short_name and text[start - 1 : start] not in _HYPHENS


def _keeps_stop(text: str, start: int, end: int, stop_end: int, at_run_end: bool, lists: TokenLists) -> bool:
    word = text[start:end].lower()
    following = _next_character(text, stop_end)
    if end - start == 1:
        # An initial, if a name follows: "J. Smith"; "c. 1871" and "p. 5"; not the end of "vitamin C."
        return following.isupper() if text[start].isupper() else following.isdigit()
    if word not in lists.abbreviations:
        return False
    if word in lists.doubtful_abbreviations:
        return following.isdigit() or (text[start].isupper() and not at_run_end and not following.isalpha())
    if word in lists.abbreviations_of_names:
        return text[start].isupper() or following.isdigit()
    return True


def _next_character(text: str, position: int) -> str:
    found = _NEXT_SIGN.search(text, position, position + 3)
    return found[0] if found else ""


def _split_contraction(text: str, start: int, end: int, lists: TokenLists) -> Iterator[WordSpan]:
    word = text[start:end].lower()
    lengths = lists.contractions.get(word)
    if lengths or (
        word in lists.contractions_before and _next_word(text, end) in lists.contractions_before[word].words
    ):
        for number, length in enumerate(lengths or lists.contractions_before[word].lengths):
            yield WordSpan(start, start + length, number > 0)
            start += length
        return
    cuts = [end]
    while len(cuts) < 4 and (clitic := _CLITIC.search(text, start, cuts[0])) and clitic.start() > start:
        cuts.insert(0, clitic.start())
    for number, cut in enumerate(cuts):
        yield WordSpan(start, cut, number > 0)
        start = cut


def _next_word(text: str, position: int) -> str:
    following = _NEXT_WORD.match(text, position)
    return following[1].lower() if following else ""
