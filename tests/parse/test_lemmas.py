"""Lemmas, from the table that ships with the package and from tables made for one test."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from communique.errors import DataError, ModelError
from communique.lexicon.lemmas import load_lemma_exceptions
from communique.parse.lemmas import LemmaTable, Lemmatiser, read_lemma_table

EXCEPTIONS = Path(__file__).parents[2] / "src" / "communique" / "lexicon" / "lemmas.toml"
TABLE = Path(__file__).parents[2] / "src" / "communique" / "model" / "english" / "lemmas.tsv"
CASES = Path(__file__).parents[1] / "cases" / "lemmas.csv"
LARGEST = 400_000  # bytes; the table ships in the wheel


def cases() -> list[tuple[str, str, str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [(row["word"], row["upos"], row["xpos"], row["lemma"]) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def lemmatiser() -> Lemmatiser:
    return Lemmatiser(TABLE)


@pytest.fixture(scope="module")
def untaught() -> Lemmatiser:
    return Lemmatiser(LemmaTable())


@pytest.mark.parametrize(("word", "upos", "xpos", "lemma"), cases())
def test_case(lemmatiser: Lemmatiser, word: str, upos: str, xpos: str, lemma: str) -> None:
    """The lemma is the one that the table of cases gives."""
    assert lemmatiser.lemma(word, upos, xpos) == lemma


@pytest.mark.parametrize("upos", ["NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM", "PUNCT", "X", ""])
@pytest.mark.parametrize("xpos", ["NN", "NNS", "NNPS", "VBD", "VBG", "VBZ", "JJR", "RBS", "", "?"])
@pytest.mark.parametrize("word", ["s", "'s", "ed", "ing", "-", "--", "a-", "S", "est", "ies", "es", "Ёлка", "ing-s"])
def test_no_word_is_lost(lemmatiser: Lemmatiser, word: str, upos: str, xpos: str) -> None:
    """Whatever the tags, a word has a lemma."""
    assert lemmatiser.lemma(word, upos, xpos)


@pytest.mark.parametrize(
    ("word", "xpos", "lemma"),
    [
        ("tracking", "VBG", "track"),
        ("escalated", "VBN", "escalate"),
        ("stripped", "VBD", "strip"),
        ("flanked", "VBN", "flank"),
        ("scraped", "VBN", "scrape"),
        ("derailed", "VBD", "derail"),
        ("imposes", "VBZ", "impose"),
        ("presses", "VBZ", "press"),
    ],
)
def test_rules_need_no_table(untaught: Lemmatiser, word: str, xpos: str, lemma: str) -> None:
    """Words that no treebank holds are undone by rule."""
    assert untaught.lemma(word, "VERB", xpos) == lemma


def test_known_bases_decide() -> None:
    """A base that is known is preferred to the one that the last letters suggest."""
    assert Lemmatiser(LemmaTable()).lemma("zinging", "VERB", "VBG") == "zing"
    assert Lemmatiser(LemmaTable(known={"verbs": frozenset({"zinge"})})).lemma("zinging", "VERB", "VBG") == "zinge"


def test_learnt_forms_win() -> None:
    """A form in the table goes before exceptions and rules, in its own case or in lower case."""
    taught = Lemmatiser(LemmaTable(forms={("went", "VERB", "VBD"): "wend"}))
    assert taught.lemma("Went", "VERB", "VBD") == "wend"
    assert taught.lemma("went", "VERB", "VBN") == "go"


def test_cache_is_bounded() -> None:
    """Answers do not depend on the cache, and it never holds more than its size."""
    small = Lemmatiser(LemmaTable(), cache_size=2)
    assert [small.lemma(f"envoy{n}s", "NOUN", "NNS") for n in range(5)] == [f"envoy{n}" for n in range(5)]
    assert len(small._cache) <= 2


def test_long_words_are_not_kept() -> None:
    """A word of more than a hundred characters has a lemma, but takes no place in the cache."""
    fresh = Lemmatiser(LemmaTable())
    assert fresh.lemma("a" * 5_000 + "s", "NOUN", "NNS") == "a" * 5_000
    assert not fresh._cache


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ("[past]", "[passed]", "past"),
        ('abide = ["abode"]', 'abide = "abode"', "past.abide"),
        ('men = "man"', "men = 5", "plural_endings.men"),
        ("[bases]", "[based]", "bases.nouns"),
        ("verb_prefixes = [", "verb_prefixes = [5,", "verb_prefixes"),
        ("[past]", "[past", "TOML"),
    ],
)
def test_wrong_exceptions_are_named(tmp_path: Path, right: str, wrong: str, key: str) -> None:
    """Exceptions that miss a key, or have something else there, are refused with file and key."""
    path = tmp_path / "lemmas.toml"
    path.write_text(EXCEPTIONS.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(DataError, match=rf"lemmas\.toml: .*{key}"):
        load_lemma_exceptions(path)


def test_malformed_row_is_named(tmp_path: Path) -> None:
    """A row with three columns is refused, with its place."""
    path = tmp_path / "lemmas.tsv"
    path.write_text("# fine\nnouns\ttalk envoy\nwent\tVERB\tgo\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"lemmas\.tsv:3"):
        read_lemma_table(path)


def test_table_is_small() -> None:
    """The table does not weigh on the package."""
    assert TABLE.stat().st_size < LARGEST
