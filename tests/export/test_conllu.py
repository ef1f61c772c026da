"""CoNLL-U, written and read back with the evaluation's reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.export import conllu
from communique.text import Document, Mention, MentionKind, Parse, Sentence, Span, Word
from evaluation.treebank import TreebankSentence, read_treebank

TEXT = "Mr. Wang's aide, Li Na, won't go.Talks  ended\nin “Rome”."
# Words by their text, joined ones behind a plus; mentions as (kind, first word, last word).
FIRST = (
    "Mr.|Wang|+'s|aide|,|Li|Na|,|wo|+n't|go|.",
    ((MentionKind.PERSON, 1, 1), (MentionKind.OFFICE, 3, 3), (MentionKind.PERSON, 5, 6)),
)
SECOND = ("Talks|ended|in|“|Rome|”|.", ((MentionKind.PLACE, 4, 4), (MentionKind.OFFICE, 4, 5)))


def built(text: str, words: str, mentions: tuple[tuple[MentionKind, int, int], ...], start: int) -> Sentence:
    """A flat tree: every word hangs on the first."""
    found: list[Word] = []
    for index, word in enumerate(words.split("|")):
        form = word.removeprefix("+")
        start = text.index(form, start)
        end, head = start + len(form), 0 if index else -1
        found.append(Word(start, end, form, form.lower(), "X", "FW", head, "dep" if index else "root", form != word))
        start = end
    marks = tuple(Mention(kind, Span(found[a].start, found[b].end), a, b) for kind, a, b in mentions)
    return Sentence(Span(found[0].start, found[-1].end), tuple(found), marks)


@pytest.fixture
def parse() -> Parse:
    first = built(TEXT, *FIRST, 0)
    second = built(TEXT, *SECOND, first.span.end)
    return Parse(Document("abc", TEXT), (first, second))


def read_back(parse: Parse, folder: Path) -> list[TreebankSentence]:
    path = folder / "out.conllu"
    path.write_text("\n".join(conllu(parse)) + "\n", encoding="utf-8")
    return read_treebank(path)


def rows(parse: Parse) -> list[list[str]]:
    return [line.split("\t") for line in conllu(parse) if line and not line.startswith("#")]


def misc(row: list[str]) -> dict[str, str]:
    return dict(part.split("=", 1) for part in row[9].split("|")) if row[9] != "_" else {}


def rebuilt(rows: list[list[str]]) -> str:
    """The text of the tokens: those written as one count once."""
    text, inside = "", 0
    for row in rows:
        first, _, last = row[0].partition("-")
        if int(first) <= inside:
            continue
        inside = int(last or 0)
        text += row[1] + ("" if misc(row).get("SpaceAfter") == "No" else " ")
    return text.strip()


def test_columns(parse: Parse) -> None:
    """Every row has ten columns, none empty and none with a blank at its edges."""
    assert all(len(row) == 10 and all(cell and cell == cell.strip() for cell in row) for row in rows(parse))


def test_comments(parse: Parse) -> None:
    """A document begins with its id; each sentence has an id and its text on one line, and ends with an empty line."""
    lines = list(conllu(parse))
    assert [line for line in lines if line.startswith("#")] == [
        "# newdoc id = abc",
        "# sent_id = abc-1",
        "# text = Mr. Wang's aide, Li Na, won't go.",
        "# sent_id = abc-2",
        "# text = Talks ended in “Rome”.",
    ]
    assert [number for number, line in enumerate(lines) if not line] == [17, len(lines) - 1]


def test_reader_gets_what_was_written(parse: Parse, tmp_path: Path) -> None:
    """Read back, words, lemmas, tags, heads and relations are those of the parse."""
    for sentence, found in zip(parse.sentences, read_back(parse, tmp_path), strict=True):
        assert found.document == "abc"
        assert found.words == [word.text for word in sentence.words]
        assert found.lemmas == [word.lemma for word in sentence.words]
        assert found.upos == [word.upos for word in sentence.words]
        assert found.xpos == [word.xpos for word in sentence.words]
        assert found.relations == [word.relation for word in sentence.words]
        assert found.heads == [word.head + 1 for word in sentence.words]


def test_heads_are_ids(parse: Parse) -> None:
    """Ids count from 1 in each sentence, and heads are ids of the sentence or 0."""
    for sentence in parse.sentences:
        part = [row for row in rows(Parse(parse.document, (sentence,))) if row[0].isdigit()]
        assert [row[0] for row in part] == [str(number) for number in range(1, len(sentence.words) + 1)]
        assert {row[6] for row in part} <= {"0", *(row[0] for row in part)}


def test_words_written_as_one(parse: Parse, tmp_path: Path) -> None:
    """Joined words stand under a row with their range and the written form."""
    first, second = read_back(parse, tmp_path)
    assert first.multiword == [(1, 2, "Wang's"), (8, 9, "won't")]
    assert second.multiword == []


def test_offsets_are_true(parse: Parse) -> None:
    """TokenRange gives the token's place in the document, once for words written as one."""
    for row in rows(parse):
        place = misc(row).get("TokenRange")
        if place:
            start, end = map(int, place.split(":"))
            assert TEXT[start:end] == row[1]
    covered = [misc(row)["TokenRange"] for row in rows(parse) if "TokenRange" in row[9]]
    assert len(covered) == len(set(covered)) == len(re.findall(r"Wang's|won't|Mr\.|\w+|[^\w\s]", TEXT))


def test_blanks_between_tokens(parse: Parse) -> None:
    """With SpaceAfter the tokens make the sentence's text, and nothing but a missing blank is marked."""
    texts = [line.removeprefix("# text = ") for line in conllu(parse) if line.startswith("# text")]
    parts = [rows(Parse(parse.document, (sentence,))) for sentence in parse.sentences]
    assert [rebuilt(part) for part in parts] == texts
    assert {misc(row).get("SpaceAfter") for row in rows(parse)} == {None, "No"}


def test_names_and_offices(parse: Parse) -> None:
    """Names are IOB2 in NER, offices IOB2 in Office; a word may bear both."""
    marks = {row[1]: (misc(row).get("NER"), misc(row).get("Office")) for row in rows(parse) if row[0].isdigit()}
    assert {word: mark for word, mark in marks.items() if any(mark)} == {
        "Wang": ("B-PER", None),
        "aide": (None, "B"),
        "Li": ("B-PER", None),
        "Na": ("I-PER", None),
        "Rome": ("B-LOC", "B"),
        "”": (None, "I"),
    }


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        (MentionKind.PERSON, "NER=B-PER"),
        (MentionKind.ORGANISATION, "NER=B-ORG"),
        (MentionKind.PLACE, "NER=B-LOC"),
        (MentionKind.OTHER, "NER=B-OTH"),
        (MentionKind.OFFICE, "Office=B"),
    ],
)
def test_every_kind_has_a_tag(kind: MentionKind, tag: str) -> None:
    """Each kind of mention is written."""
    parse = Parse(Document("abc", "Rome"), (built("Rome", "Rome", ((kind, 0, 0),), 0),))
    assert tag in rows(parse)[0][9].split("|")


def test_no_sentence() -> None:
    """A document without sentences is its first line."""
    assert list(conllu(Parse(Document("abc", ""), ()))) == ["# newdoc id = abc"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Rome", "“", "don't", "_", "#", "a-b", "北", "="]), st.sampled_from(["", " ", " \n\t"])
        ),
        min_size=1,
    )
)
def test_any_tokens_are_rebuilt(tokens: list[tuple[str, str]]) -> None:
    """Whatever the tokens and blanks, rows have ten columns and the text comes out with single blanks."""
    text = "".join(form + blank for form, blank in tokens).rstrip()
    words = "|".join(form.replace("don't", "do|+n't") for form, _ in tokens)
    sentence = built(text, words, (), 0)
    found = rows(Parse(Document("abc", text), (sentence,)))
    assert all(len(row) == 10 for row in found)
    assert rebuilt(found) == " ".join(text.split())
