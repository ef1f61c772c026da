"""The rules that undo an ending: "urging" → "urge", "hopping" → "hop", "armies" → "army".

Where an ending may come from several bases, known bases decide, then the pattern of the last letters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from communique.lexicon.lemmas import EndingExceptions

_DECADE = re.compile(r"(?:(?:mid|early|late|pre|post)-)?'?\d*0s")
_VOWEL = re.compile(r"[aeiouy]")
_SYLLABLES = re.compile(r"[aeiouy]+")
_SHORT = r"(?:^|[^aeiou]|qu)"  # what comes before a vowel that stands alone; the u of "qu" is none
# A base that ends so, its ending undone, has lost an e: behind a short vowel the consonant would be double ("hopping").
_LOST_E = re.compile(
    rf"""
    (?:
        [cvu] | [^szt]z | [^s]s | [dlr]g | {_SHORT}[aeiouy]g | [eu]ng(?<!oung)
      | [bcdfgkpstz]l | [bctgpdk]r
      | {_SHORT}[aeiouy][dfk] | u[ai]d | {_SHORT}[aeiou]b
      | {_SHORT}at | [iu]at | creat | (?:pl|mp)et | (?:n|v|x?c|[^l]c)it | (?:[vmnd]|qu)ot | {_SHORT}[uy]t
      | {_SHORT}[aiu]m | com | {_SHORT}in | (?:r|n|tra|^|[ou]|per)ven | {_SHORT}[uy]n
      | {_SHORT}[aiy]r | [^t]her | rfer | (?:[pl]l|st|gn)or | phon | {_SHORT}ur
      | {_SHORT}[iouy]l | {_SHORT}[auy]p
      | ^[^aeiou]*[aeiouy][bdfgklmnprtz]
    )$
    """,
    re.VERBOSE,
)
# One syllable that would have doubled its consonant: "scraped" cannot be of "scrap".
_DOUBLES = re.compile(r"[^aeiouy]*(?:[aeiouy]|(?<=q)u[aeio])[bdgmnprt]")
_DOUBLED = re.compile(r"([bdfgklmnprtvz])\1$")


@dataclass(frozen=True, slots=True)
class KnownBases:
    """The lemmas of each class that are known; they settle what the letters leave open."""

    nouns: frozenset[str]
    verbs: frozenset[str]
    adjectives: frozenset[str]


class Endings:
    """Undoes endings of words in lower case."""

    def __init__(self, exceptions: EndingExceptions, known: KnownBases) -> None:
        self._exceptions = exceptions
        self._nouns, self._verbs, self._adjectives = known.nouns, known.verbs, known.adjectives

    # Nouns

    def noun(self, low: str, xpos: str) -> str:
        """The lemma of a common noun."""
        if xpos == "NNS":
            return self.singular(low)
        if low in self._nouns:
            return low
        if xpos == "NN":
            return self._exceptions.inflected["plurals"].get(low, low)
        singular = self.singular(low)
        return singular if singular in self._nouns else low

    def singular(self, low: str) -> str:
        """The singular of a plural; a word that has no plural ending stays."""
        irregular = self._irregular_plural(low)
        if irregular:
            return irregular
        if len(low) < 3 or not low.endswith("s") or low.endswith(("ss", "sis", "ous")):
            return low
        if low.endswith("'s"):
            return low[:-2]
        head, hyphen, tail = low.rpartition("-")
        if hyphen and len(tail) > 2:
            return head + hyphen + self.singular(tail)
        singular = self._choose(_plural_candidates(low, "us"), self._nouns)
        return low if low in self._nouns and singular not in self._nouns else singular

    def _irregular_plural(self, low: str) -> str | None:
        if low in self._exceptions.unchanged or _DECADE.fullmatch(low):
            return low
        if low.endswith("'s") and _DECADE.fullmatch(low[:-2] + "s"):
            return low[:-2] + "s"
        if low in self._exceptions.inflected["plurals"]:
            return self._exceptions.inflected["plurals"][low]
        for ending, singular in self._exceptions.plural_endings.items():
            if low.endswith(ending) and len(low) > len(ending) + 1:
                return low.removesuffix(ending) + singular
        return None

    # Verbs

    def verb(self, low: str, xpos: str) -> str:
        """The base of a verb's form; without a telling tag, of whatever form it looks like."""
        head, hyphen, tail = low.rpartition("-")
        if hyphen and tail:
            return head + hyphen + self.verb(tail, xpos)
        if xpos in ("VB", "VBP", "MD") and (low in self._verbs or not self._irregular_verb(low)):
            return low
        if xpos in ("VBD", "VBN"):
            return self._exceptions.inflected["past"].get(low) or self._prefixed(low) or self._undo(low, ("ed",))
        if xpos == "VBG":
            low = low.removesuffix("'") + "g" if low.endswith(("in", "in'")) and low not in self._verbs else low
            return self._exceptions.inflected["progressive"].get(low) or self._undo(low, ("ing",))
        if xpos == "VBZ":
            return self._exceptions.inflected["third"].get(low) or self._undo(low, ("s",))
        return low if low in self._verbs else self._irregular_verb(low) or self._undo(low, ("ing", "ed", "s"))

    def _irregular_verb(self, low: str) -> str | None:
        forms = self._exceptions.inflected
        return forms["past"].get(low) or forms["progressive"].get(low) or forms["third"].get(low)

    def _prefixed(self, low: str) -> str | None:
        """The base of an irregular past behind a prefix: "rebuilt", "overthrown", "withheld" is listed."""
        for prefix in self._exceptions.verb_prefixes:
            base = self._exceptions.inflected["past"].get(low.removeprefix(prefix))
            if base and low.startswith(prefix) and low not in self._verbs:
                return prefix + base
        return None

    def _undo(self, low: str, endings: Iterable[str]) -> str:
        if low in self._verbs:
            return low
        for ending in endings:
            if low.endswith(ending) and len(low) > len(ending) + 1 and _VOWEL.search(low[: -len(ending)]):
                candidates = _plural_candidates(low, "use") if ending == "s" else _base_candidates(low, ending)
                return self._choose(candidates, self._verbs)
        return low

    # Degrees

    def positive(self, low: str, upos: str, xpos: str) -> str:
        """The positive of a comparative or superlative."""
        if xpos not in ("JJR", "JJS", "RBR", "RBS"):
            return low
        irregular = self._exceptions.inflected["adjectives" if upos == "ADJ" else "adverbs"].get(low)
        if irregular:
            return irregular
        ending = "er" if xpos.endswith("R") else "est"
        stem = low.removesuffix(ending)
        if stem == low or "-" in low or not _VOWEL.search(stem):
            return low
        return self._choose(_base_candidates(low, ending), self._adjectives)

    # Choosing

    def _choose(self, candidates: list[str], known: Collection[str]) -> str:
        """The first known candidate, else the first that has a known base after a prefix, else the first."""
        for candidate in candidates:
            if candidate in known:
                return candidate
        if known is self._verbs and len(candidates) > 1:
            for candidate in candidates:
                if self._is_prefixed(candidate):
                    return candidate
        return candidates[0]

    def _is_prefixed(self, base: str) -> bool:
        # Three letters are too few: "resume" is not re + sum.
        prefixes = self._exceptions.verb_prefixes
        return any(base.startswith(p) and len(base) > len(p) + 3 and base[len(p) :] in self._verbs for p in prefixes)


def _plural_candidates(low: str, us: str) -> list[str]:
    """Bases of a form in -s, the likeliest first; `us` is what "-uses" comes from: "us", "use"."""
    if low.endswith("ies"):
        return [low[:-1], low[:-3] + "y"] if len(low) <= 4 else [low[:-3] + "y", low[:-1]]
    if low.endswith(("ches", "shes", "xes", "sses", "zzes", "oes")):
        return [low[:-2], low[:-1]]
    if low.endswith("uses") and us == "us" and not low.endswith(("auses", "ouses")):
        return [low[:-2], low[:-1]]
    if low.endswith("ves"):
        return [low[:-1], low[:-3] + "f", low[:-3] + "fe"]
    if low.endswith(("ses", "zes")):
        return [low[:-1], low[:-2]]
    return [low[:-1]]


def _base_candidates(low: str, ending: str) -> list[str]:
    """Bases of a form in -ed, -ing, -er or -est, the likeliest first."""
    stem = low.removesuffix(ending)
    if stem.endswith("i") and ending != "ing":
        return [stem + "e", stem[:-1] + "y"] if len(low) <= 4 else [stem[:-1] + "y", stem + "e", stem]
    if stem.endswith("e") and ending != "ing":
        return [stem + "e", stem]
    if _DOUBLED.search(stem):
        keeps = stem.endswith(("ff", "zz")) or (stem.endswith("ll") and len(_SYLLABLES.findall(stem)) == 1)
        return [stem, stem[:-1]] if keeps else [stem[:-1], stem, stem + "e"]
    if _DOUBLES.fullmatch(stem):
        return [stem + "e"]
    return [stem + "e", stem] if _LOST_E.search(stem) else [stem, stem + "e"]
