"""Builds `model/english/lemmas.tsv` from the training parts of the treebanks: `python -m training.lemmas --data FOLDER`.

Decisions:
1. Known lemmas first, then the rules are asked about every form with them; only forms that they get wrong are written.
2. A form belongs to a majority: where corpora disagree ("people" → "people" or "person"), the more frequent lemma wins.
3. Misspelt words are annotated with the right lemma; learnt, such a row would harm the word it is mistaken for
   ("mangers" → "manager"). A form must therefore be met twice, or three times where the rules' lemma is a word too, and
   begin as its lemma does; a form without an ending must not be a lemma of its own ("then", written for "than").
4. Abbreviations in capitals keep them. EWT has "gdp" for "GDP" and GUM keeps the capitals; some of either, as each form
   happens to be met, would be worse than one.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.model import LEMMA_TABLE
from communique.parse.lemmas import LemmaTable, Lemmatiser
from evaluation.treebank import read_treebank

TREEBANKS = ("ewt/train.conllu", "ewt/dev.conllu", "gum/train.conllu")
Row = tuple[str, str, str, str]  # form, upos, xpos, lemma
CLASSES = {"NOUN": "nouns", "VERB": "verbs", "AUX": "verbs", "ADJ": "adjectives", "ADV": "adjectives", "PROPN": "names"}
INFLECTED = frozenset({"VBD", "VBN", "VBG", "VBZ", "NNS", "NNPS", "JJR", "JJS", "RBR", "RBS"})
LEAST, LEAST_AGAINST_WORD = 2, 3  # see decision 3
LONGER = 3  # letters that a lemma may have more than its form; with more it resolves an abbreviation
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")


def read_rows(paths: Iterable[Path], every: int = 1) -> Counter[Row]:
    """Counts of the rows; `every` 2 takes every other sentence, to see how the rules do on words that were not met."""
    return Counter(row for path in paths for row in _rows(path, every) if _is_usable(row))


def _rows(path: Path, every: int) -> Iterator[Row]:
    for sentence in read_treebank(path)[::every]:
        yield from zip(sentence.words, sentence.upos, sentence.xpos, sentence.lemmas, strict=True)


def _is_usable(row: Row) -> bool:
    form, _, xpos, lemma = row
    return lemma != "_" and xpos not in ("GW", "AFX", "ADD") and not any(blank in form + lemma for blank in " \t")


def build_table(rows: Counter[Row]) -> LemmaTable:
    """What the treebanks teach beyond the rules and exceptions."""
    known = _known(rows)
    rules = Lemmatiser(LemmaTable({}, known))
    lemmas = {lemma for _, _, _, lemma in rows}
    forms = {}
    for (form, upos, xpos), counts in _by_form(rows).items():
        lemma, count = counts.most_common(1)[0]
        ruled = rules.lemma(form, upos, xpos)
        is_enough = count >= (LEAST_AGAINST_WORD if ruled in lemmas else LEAST)
        if lemma != ruled and is_enough and (form.lower() == lemma.lower() or _is_plain(form, xpos, lemma, lemmas)):
            forms[form, upos, xpos] = lemma
    return LemmaTable(forms, known)


def _known(rows: Counter[Row]) -> dict[str, frozenset[str]]:
    """Lemmas by class; nouns and adjectives that mostly have capitals go to "capital NOUN" and "capital ADJ"."""
    spellings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row, count in rows.items():
        _, upos, xpos, lemma = row
        if upos in CLASSES and (upos == "PROPN" or xpos not in ("NNP", "NNPS")) and _teaches(row):
            spellings[upos, lemma.lower()][lemma] += count
    known = defaultdict(set)
    for (upos, _), counts in spellings.items():
        lemma = counts.most_common(1)[0][0]
        if upos == "PROPN":
            known["names"].update(name for name, count in counts.items() if count >= LEAST or name == lemma)
        elif lemma.islower():
            known[CLASSES[upos]].add(lemma)
        elif upos in ("NOUN", "ADJ"):
            known[f"capital {upos}"].add(lemma)
    return {kind: frozenset(words) for kind, words in known.items()}


def _teaches(row: Row) -> bool:
    """Whether the lemma is a word of two letters or more, and not in lower case by EWT's way with abbreviations."""
    form, upos, _, lemma = row
    return len(lemma) > 1 and bool(_WORD.fullmatch(lemma)) and not (_is_abbreviation(form, upos) and lemma.islower())


def _is_abbreviation(form: str, upos: str) -> bool:
    stem = form.removesuffix("s").removesuffix("'")
    return upos in ("NOUN", "ADJ") and len(stem) <= 4 and stem.isupper()


def _by_form(rows: Counter[Row]) -> dict[tuple[str, str, str], Counter[str]]:
    """Lemma counts by (form, upos, xpos); forms that are neither names nor in capitals count in lower case."""
    forms: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for (form, upos, xpos, lemma), count in rows.items():
        as_written = upos in ("PROPN", "X") or xpos in ("NNP", "NNPS") or form.isupper()
        if not (_is_abbreviation(form, upos) and lemma.islower()):
            forms[form if as_written else form.lower(), upos, xpos][lemma] += count
    return forms


def _is_plain(form: str, xpos: str, lemma: str, lemmas: set[str]) -> bool:
    """Whether the form is neither another word misspelt nor an abbreviation resolved."""
    if xpos not in INFLECTED and form in lemmas and form.isalpha():
        return False
    return form[:1].lower() == lemma[:1].lower() and len(lemma) <= len(form) + LONGER


def write_table(table: LemmaTable, path: Path) -> None:
    """Sorted, so that two runs give the same file."""
    lines = ["# Learnt from UD English EWT and GUM (CC BY-SA 4.0) by training/lemmas.py: lemmas by class, then forms."]
    lines += [f"{kind}\t{' '.join(sorted(words))}" for kind, words in sorted(table.known.items())]
    lines += ["\t".join((*key, lemma)) for key, lemma in sorted(table.forms.items())]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def accuracy(lemmatiser: Lemmatiser, path: Path) -> tuple[float, float]:
    """Share of words with the treebank's lemma under its own tags: exactly, and with case left aside."""
    rows = [row for row in _rows(path, 1) if row[3] != "_"]
    exact = folded = 0
    for form, upos, xpos, gold in rows:
        lemma = lemmatiser.lemma(form, upos, xpos)
        exact += lemma == gold
        folded += lemma.lower() == gold.lower()
    return exact / len(rows), folded / len(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/, see README.md")
    parser.add_argument("--table", type=Path, default=LEMMA_TABLE)
    parser.add_argument("--every", type=int, default=1, help="take every n-th sentence")
    parser.add_argument("--measure", nargs="*", default=["gum/dev.conllu"], help="treebanks under ud/ to report on")
    options = parser.parse_args()
    treebanks = options.data / "ud"
    table = build_table(read_rows([treebanks / name for name in TREEBANKS], options.every))
    write_table(table, options.table)
    size = options.table.stat().st_size / 1e3
    print(f"{len(table.forms)} forms, {sum(map(len, table.known.values()))} lemmas, {size:.0f} kB")
    lemmatiser = Lemmatiser(options.table)
    for name in options.measure:
        exact, folded = accuracy(lemmatiser, treebanks / name)
        print(f"{name}: {exact:.2%} exact, {folded:.2%} without case")


if __name__ == "__main__":
    main()
