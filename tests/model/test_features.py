"""Word pieces and shapes, the numbers that the network reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import ENGLISH
from communique.model.card import VOCABULARY
from communique.model.features import MAX_PIECES, SHAPES, WordPieces, word_shapes

# As the `tokenizers` package cuts them with the vocabulary of bert-base-uncased.
PIECES = {
    "Embassy": "embassy",
    "negotiations": "negotiations",
    "plenipotentiary": "pl ##eni ##pot ##ent ##iary",
    "rapprochement": "rap ##pro ##che ##ment",
    "Jaishankar": "jai ##shan ##kar",
    "Patrushev": "pat ##rus ##he ##v",
    "JCPOA": "jc ##po ##a",
    "COVID-19": "co ##vid - 19",
    "n't": "n ' t",
    "’s": "' s",
    "U.S.": "u . s .",
    "$5": "$ 5",
    "17th": "17th",
    "2024": "202 ##4",
    "Müller": "muller",
    "Erdoğan": "er ##dog ##an",
    "Côte": "cote",
    "e\u0301lan": "el ##an",
    "Łódź": "łodz",
    "İstanbul": "istanbul",
    "北京": "北 京",
    "习近平": "[UNK] [UNK] 平",
    "Путин": "п ##у ##т ##и ##н",
    "الرئيس": "ا ##ل ##ر ##ي ##ي ##س",
    "👍": "[UNK]",
    "👨‍👩‍👧": "[UNK]",
    "co\u00adoperation": "cooperation",
    "—": "-",
    "…": ". . .",
    "“": '"',
    "Hunga-Tonga": "hung ##a - tonga",
    "antidisestablishmentarianism": "anti ##dis ##est ##ab ##lish ##ment ##arian ##ism",
    "Donaudampfschifffahrtsgesellschaft": "dona ##uda ##mp ##fs ##chi ##ff ##fa ##hr ##ts ##ges ##ell ##schaft",
    "http://www.mfa.gov.cn/eng/wjdt/202209.html": "http : / / www . mfa . gov . cn /",
    "한국": "ᄒ ##ᅡ ##ᆫ ##ᄀ ##ᅮ ##ᆨ",
}
# Nothing is left of these, but every word needs a number.
EMPTY = ("", "\u200b", "\u00ad", "\u0301", "\x00", " ")


@pytest.fixture(scope="module")
def vocabulary() -> list[str]:
    return (ENGLISH / VOCABULARY).read_text(encoding="utf-8").split("\n")[:-1]


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    return WordPieces.from_file(ENGLISH / VOCABULARY)


@pytest.mark.parametrize(("word", "expected"), PIECES.items())
def test_pieces_of_word(pieces: WordPieces, vocabulary: list[str], word: str, expected: str) -> None:
    """A word is cut into the pieces that BERT was trained with."""
    assert " ".join(vocabulary[piece] for piece in pieces.pieces(word)) == expected


@pytest.mark.parametrize("word", EMPTY)
def test_word_without_pieces_is_unknown(pieces: WordPieces, word: str) -> None:
    """A word of which nothing is left is one unknown piece."""
    assert pieces.pieces(word) == (pieces.unknown,)


def test_pieces_of_long_word(pieces: WordPieces) -> None:
    """A word of any length has no more pieces than the network is given, and takes no time."""
    assert len(pieces.pieces("x" * 1_000_000)) == MAX_PIECES


@given(word=st.text(max_size=40))
def test_pieces_are_few_and_repeatable(pieces: WordPieces, vocabulary: list[str], word: str) -> None:
    """Every text has one to twelve pieces, the same each time."""
    found = pieces.pieces(word)
    assert 1 <= len(found) <= MAX_PIECES
    assert all(0 <= piece < len(vocabulary) for piece in found)
    assert pieces.pieces(word) == found


@pytest.mark.parametrize(
    ("sentence", "shapes"),
    [
        ("The talks ended", "first lower lower"),
        ("“ The envoy", "none first lower"),
        ("Wang Yi met NATO and McCain", "first title lower capitals lower mixed"),
        ("G20 leaders in 2023", "digit lower lower digit"),
        ("A plan B", "letter lower letter"),
        ("'s n't -", "lower lower none"),
        ("talks 北京", "lower lower"),
        ("", ""),
    ],
)
def test_shapes_of_words(sentence: str, shapes: str) -> None:
    """Each word has the shape that its letters give it; the first with a capital has one of its own."""
    assert [SHAPES[shape] for shape in word_shapes(sentence.split())] == shapes.split()


def test_long_words_are_not_kept(vocabulary: list[str]) -> None:
    """A word of more than a hundred characters has pieces, but takes no place in memory."""
    fresh = WordPieces(vocabulary)
    assert fresh.pieces("x" * 101) == fresh.pieces("x" * 101)
    fresh.pieces("x" * 100)
    assert list(fresh._seen) == ["x" * 100]
