"""Word and tags → lemma, as the Universal Dependencies English treebanks write lemmas.

Three sources, the first that answers wins: forms learnt from the treebanks (`model/english/lemmas.tsv`), exceptions
written by hand (`lexicon/lemmas.toml`), and the rules that undo an ending (`endings.py`). Tags that contradict the form
leave the word as it is or fall back on its ending.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from communique.errors import ModelError
from communique.lexicon.lemmas import LemmaExceptions, load_lemma_exceptions
from communique.parse.endings import Endings, KnownBases

# Some 5 MB when full. The 306,000 words of the training treebanks are 31,000 distinct questions: a full cache is rare,
# and emptying it costs less than keeping count of use.
CACHE_SIZE = 1 << 15
_LONGEST_KEPT = 100  # characters of a word whose lemma is remembered

_OPEN_CLASSES = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
_AS_WRITTEN = frozenset({"PUNCT", "SYM", "X"})
_APOSTROPHES = str.maketrans("’ʼ`´", "''''")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{2,3})+(?:\.\d+)?")
_ROMAN = re.compile(r"[IVXLCDM]+")
_DEMONYM = re.compile(r"(?:(?<!ari)an|ese|i)$")  # "totalitarian" is none; the few names in -arian and -ish are listed


@dataclass(frozen=True, slots=True)
class LemmaTable:
    """What the treebanks teach: (form, upos, xpos) → lemma where the rules fail, and the known lemmas of each class."""

    forms: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)


def read_lemma_table(path: Path) -> LemmaTable:
    """Rows of four columns are forms (form, upos, xpos, lemma); rows of two are a class and its lemmas.

    Raises ModelError with file and line where a row has another number of columns.
    """
    forms: dict[tuple[str, str, str], str] = {}
    known: dict[str, frozenset[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        match line.split("\t"):
            case [form, upos, xpos, lemma]:
                forms[form, upos, xpos] = lemma
            case [kind, lemmas]:
                known[kind] = frozenset(lemmas.split(" "))
            case _ if line and not line.startswith("# "):
                raise ModelError(
                    f"{path}:{number}: neither (class, lemmas) nor (form, upos, xpos, lemma). Reinstall the package."
                )
    return LemmaTable(forms, known)


class Lemmatiser:
    """Answers from memory where the question was asked before; every answer is always the same, so it may be shared.

    `table` is the file that `training/lemmas.py` writes, or what such a file holds.
    """

    def __init__(self, table: Path | LemmaTable, cache_size: int = CACHE_SIZE) -> None:
        table = read_lemma_table(table) if isinstance(table, Path) else table
        self._forms = table.forms
        self._exceptions: LemmaExceptions = load_lemma_exceptions()
        known = {kind: table.known.get(kind, frozenset()) | words for kind, words in self._exceptions.bases.items()}
        self._nouns, self._adjectives = known["nouns"], known["adjectives"]
        self._endings = Endings(self._exceptions.endings, KnownBases(self._nouns, known["verbs"], self._adjectives))
        self._names = table.known.get("names", frozenset())
        self._capitals = self._capitalised(table)
        self._cache: dict[tuple[str, str, str], str] = {}
        self._cache_size = cache_size

    def lemma(self, word: str, upos: str, xpos: str) -> str:
        """The lemma of `word` under these tags; never empty for a word that is not."""
        key = (word, upos, xpos)
        found = self._cache.get(key)
        if found is None:
            found = self._find(word, upos, xpos)
            if len(word) <= _LONGEST_KEPT:
                if len(self._cache) >= self._cache_size:
                    self._cache.clear()
                self._cache[key] = found
        return found

    def _capitalised(self, table: LemmaTable) -> dict[str, dict[str, str]]:
        """Lower case → usual spelling; adjectives lend to nouns what is no common noun ("Afghan")."""
        capitals = {}
        for upos, common in (("NOUN", self._nouns), ("ADJ", self._adjectives)):
            own = table.known.get(f"capital {upos}", frozenset())
            lent = table.known.get("capital ADJ", frozenset()) | self._exceptions.capitals
            words = own | {word for word in lent if word.lower() not in common}
            capitals[upos] = {word.lower(): word for word in words}
        return capitals

    def _find(self, word: str, upos: str, xpos: str) -> str:
        low = word.lower().translate(_APOSTROPHES)
        is_name = upos == "PROPN" or (xpos in ("NNP", "NNPS") and upos in _OPEN_CLASSES)
        fixed = self._fixed(word, low, upos, xpos)
        if fixed is not None:
            return fixed
        if is_name:
            return self._name(word, low, upos, xpos)
        if upos in _AS_WRITTEN:
            return word
        if upos == "NUM":
            return _number(word, low)
        return self._recase(word, self._common(low, upos, xpos), upos)

    def _fixed(self, word: str, low: str, upos: str, xpos: str) -> str | None:
        for form in (word, low):
            if (form, upos, xpos) in self._forms:
                return self._forms[form, upos, xpos]
        words = self._exceptions.words
        for form in (word, low):
            for tag in (f"{upos} {xpos}", upos):
                if tag in words and form in words[tag]:
                    return words[tag][form]
        return None

    def _common(self, low: str, upos: str, xpos: str) -> str:
        if upos == "NOUN":
            return self._endings.noun(low, xpos)
        if upos in ("VERB", "AUX"):
            return self._endings.verb(low, xpos)
        if upos in ("ADJ", "ADV"):
            return self._endings.positive(low, upos, xpos)
        return low

    # Names

    def _name(self, word: str, low: str, upos: str, xpos: str) -> str:
        if word.isupper():
            word = self._calm(word)
        lemma = word
        if upos == "VERB":
            lemma = _like(word, self._endings.verb(low, ""))
        elif xpos in ("NNPS", "NNS") and word not in self._exceptions.names and not word.isupper():
            lemma = _like(word, self._endings.singular(low))
        careless = lemma.islower() and lemma not in self._names and lemma.capitalize() in self._names
        return lemma.capitalize() if careless else lemma

    def _calm(self, word: str) -> str:
        """A shouted name in the usual case; an abbreviation stays."""
        title = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
        known = len(word) > 3 and (title in self._names or (title.endswith("s") and title[:-1] in self._names))
        # In EWT names in capitals are shouted in 113 of 125 cases from six letters on, in 21 of 825 up to three.
        shouted = known or (len(word) >= 6 and word.isalpha())
        return title if shouted and word not in self._exceptions.acronyms else word

    # Case

    def _recase(self, word: str, lemma: str, upos: str) -> str:
        """Common words take lower case, unless they mostly have capitals ("American") or abbreviate ("NGOs")."""
        usual = self._capitals.get(upos, {}).get(lemma)
        if usual and (word.isupper() or not usual.isupper()):
            return usual
        if word.islower() or upos not in ("NOUN", "ADJ", "ADV"):
            return lemma
        if "-" in word:
            return self._recase_compound(word, lemma)
        if lemma in self._nouns or lemma in self._adjectives:
            return lemma
        return _like(word, lemma) if self._keeps_capitals(word, upos) else lemma

    def _recase_compound(self, word: str, lemma: str) -> str:
        """Names keep their capitals ("US-led", "sub-Saharan"), the first word of a sentence does not ("Anti-war")."""
        head, *tails = word.split("-")
        if not any(self._is_proper(part) or (part.istitle() and head.islower()) for part in (head, *tails)):
            return _like(word, lemma) if any(c.isdigit() for c in word) else lemma
        if head.istitle() and not self._is_proper(head):
            return head.lower() + _like(word, lemma)[len(head) :]
        return _like(word, lemma)

    def _keeps_capitals(self, word: str, upos: str) -> bool:
        if word.isupper():
            return len(word) <= 4 or not word.isalpha()
        return (upos == "ADJ" and bool(_DEMONYM.search(word))) or any(c.isupper() or c.isdigit() for c in word[1:])

    def _is_proper(self, part: str) -> bool:
        """Whether a part of a compound is an abbreviation or a name that is no common word."""
        if part.isupper():
            return 1 < len(part) <= 4
        low = part.lower()
        is_common = low in self._nouns or low in self._adjectives
        return low in self._capitals["ADJ"] or (part in self._names and not is_common)


def _number(word: str, low: str) -> str:
    """Figures without the commas between thousands; Roman numerals as written; words in lower case."""
    if _THOUSANDS.fullmatch(low):
        return low.replace(",", "")
    return word if _ROMAN.fullmatch(word) else low


def _like(word: str, lemma: str) -> str:
    """`lemma` with the capitals of `word` as far as the two agree, or with its first capital where they never do."""
    same = 0
    for written, letter in zip(word.lower(), lemma, strict=False):
        if written != letter:
            break
        same += 1
    if same == 0:
        return lemma.capitalize() if word.istitle() else lemma
    return word[:same] + lemma[same:]
