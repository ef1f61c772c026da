"""The parser with the model that ships with the package: what holds for any decent model, on any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.parse import Parser
from communique.text import Cruft, CruftKind, Document, MentionKind, Parse, Sentence, Span

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NEWS = (
    "President Emmanuel Macron arrived in Tokyo.",
    "“We don't agree,” the minister's aide said",
    "the U.S.-led talks",
    "BEIJING, Sept. 18 (Xinhua) --",
    "5:30 p.m. GMT on 04/05/2021",
    "$5bn – €200m",
    "习近平 met Владимир Путин",
    "الرئيس",
    "👨‍👩‍👧‍👦🇫🇷",
    "e\u0301lan co\u00adoperation \u200b",
    "https://www.mfa.gov.cn/eng/",
    "((([",
    "\n",
    "\n\n- ",
    " ",
    "…",
    ".The",
)


def document(text: str, *cruft: Cruft) -> Document:
    return Document("0", text, cruft=cruft)


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def check(parse: Parse) -> None:
    """Offsets are true, sentences are trees in order, mentions are spans of words."""
    text = parse.document.text
    assert all(before.span.end <= after.span.start for before, after in pairwise(parse.sentences))
    for sentence in parse.sentences:
        words = sentence.words
        assert sentence.span == (words[0].start, words[-1].end)
        assert all(word.text == text[word.start : word.end] and word.text and word.lemma for word in words)
        assert all(before.end <= after.start for before, after in pairwise(words))
        assert all(before.end == after.start for before, after in pairwise(words) if after.joined)
        check_tree(sentence)
        check_mentions(sentence)


def check_tree(sentence: Sentence) -> None:
    words = sentence.words
    assert [word.relation == "root" for word in words] == [word.head == -1 for word in words]
    reached = {sentence.root()}
    waiting = [sentence.root()]
    children = [[] for _ in words]
    for index, word in enumerate(words):
        if word.head >= 0:
            children[word.head].append(index)
    while waiting:
        below = children[waiting.pop()]
        reached.update(below)
        waiting.extend(below)
    assert len(reached) == len(words)
    assert sum(word.head == -1 for word in words) == 1


def check_mentions(sentence: Sentence) -> None:
    for mention in sentence.mentions:
        assert mention.span == (sentence.words[mention.first].start, sentence.words[mention.last].end)
    for offices in (True, False):
        same = [each for each in sentence.mentions if (each.kind is MentionKind.OFFICE) == offices]
        assert all(before.last < after.first for before, after in pairwise(same))


def found(parse: Parse) -> set[tuple[str, str]]:
    return {(each.kind.value, each.span.of(parse.document.text)) for s in parse.sentences for each in s.mentions}


def test_person_and_place(parser: Parser) -> None:
    """A head of state and a capital are a person and a place."""
    parse = parser.parse(document("President Emmanuel Macron arrived in Tokyo."))
    assert found(parse) >= {("person", "Emmanuel Macron"), ("place", "Tokyo")}


@pytest.mark.parametrize(
    ("text", "subject", "root"),
    [
        ("The minister arrived in Beijing on Monday.", "minister", "arrived"),
        ("Russia rejected the proposal.", "Russia", "rejected"),
        ("The two sides will hold talks in Geneva.", "sides", "hold"),
    ],
)
def test_subject_and_root(parser: Parser, text: str, subject: str, root: str) -> None:
    """A plain sentence hangs on its verb, and its subject on that."""
    [sentence] = parser.parse(document(text)).sentences
    top = sentence.root()
    assert sentence.words[top].text == root
    [child] = [sentence.words[index] for index in sentence.children(top) if sentence.words[index].relation == "nsubj"]
    assert child.text == subject


def test_parse_of_contraction(parser: Parser) -> None:
    """The negation of "don't" is a word of its own, joined to its verb, with the lemma "not"."""
    [sentence] = parser.parse(document("They don't agree.")).sentences
    assert [(word.text, word.lemma, word.joined) for word in sentence.words[1:3]] == [
        ("do", "do", False),
        ("n't", "not", True),
    ]


def test_cruft_is_set_apart(parser: Parser) -> None:
    """A credit is a sentence of its own that says what it is, and what stands on both sides keeps its offsets."""
    text = "Talks began on Monday. Photo: Reuters They ended on Friday."
    cut = Cruft(CruftKind.CREDIT, Span(23, 37))
    parse = parser.parse(document(text, cut))
    check(parse)
    assert [(sentence.span.of(text), sentence.cruft) for sentence in parse.sentences] == [
        ("Talks began on Monday.", None),
        ("Photo: Reuters", CruftKind.CREDIT),
        ("They ended on Friday.", None),
    ]


def test_cruft_may_overlap(parser: Parser) -> None:
    """Cruft in any order, overlapping, empty or at the edges, is set apart all the same."""
    text = "Share Talks began. Share this Follow us"
    spans = [Span(30, 39), Span(19, 35), Span(0, 5), Span(0, 6), Span(3, 3)]
    parse = parser.parse(document(text, *(Cruft(CruftKind.SHARE, span) for span in spans)))
    check(parse)
    assert [sentence.span.of(text) for sentence in parse.sentences if not sentence.cruft] == ["Talks began."]


def test_mentions_stay_in_their_cells(parser: Parser) -> None:
    """Names in neighbouring cells of a table are two mentions."""
    assert found(parser.parse(document("Japan\tFrance"))) == {("place", "Japan"), ("place", "France")}


def test_honorific_is_no_part_of_a_person(parser: Parser) -> None:
    """A person's mention begins with the name."""
    persons = {text for kind, text in found(parser.parse(document("Dr. Angela Merkel met Mr. Xi Jinping, in Berlin.")))}
    assert persons >= {"Angela Merkel", "Xi Jinping"}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\t"])
def test_parse_of_nothing(parser: Parser, text: str) -> None:
    """A text of blanks has no sentences."""
    assert parser.parse(document(text)).sentences == ()


@pytest.mark.parametrize("text", ["a", ".", "北", "\u200b", "\u0301", "👍", "\x00", "\ud800", "1", "’"])
def test_parse_of_one_character(parser: Parser, text: str) -> None:
    """A text of one character is a sentence of one word, its root."""
    parse = parser.parse(document(text))
    check(parse)
    assert [len(sentence.words) for sentence in parse.sentences] == [1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("and so the talks went on " * 334, 2004, id="2,000 words"),
        pytest.param("a" * 100_000, 1, id="a word of 100,000 letters"),
        pytest.param("negotiation-" * 1_000, 2_000, id="2,000 words without a blank"),
        pytest.param("-a" * 3_000, 6_000, id="hyphens and letters in turn"),
        pytest.param("👍" * 600, 600, id="600 emoji"),
        pytest.param("👨‍👩‍👧‍👦 🇫🇷 " * 300, 600, id="600 emoji of several characters"),
        pytest.param("(" * 3_000 + "a" + ")" * 3_000, 6_001, id="3,000 nested brackets"),
        pytest.param("talks北京Москва" * 3 + "محادثات", 1, id="mixed scripts"),
        pytest.param("talks.The minister left.He spoke", 8, id="glued words"),
    ],
)
def test_parse_of_hard_texts(parser: Parser, text: str, words: int) -> None:
    """Texts that no one should write are parsed, with true offsets."""
    parse = parser.parse(document(text))
    check(parse)
    assert sum(len(sentence.words) for sentence in parse.sentences) == words


def test_long_sentence_is_one(parser: Parser) -> None:
    """A sentence longer than the encoder's window stays one tree."""
    parse = parser.parse(document("and so the talks went on " * 334))
    assert len(parse.sentences) == 1


@FEW
@given(text=st.text(max_size=200))
def test_any_text_is_parsed(parser: Parser, text: str) -> None:
    """Whatever the characters, parsing gives true offsets and trees."""
    check(parser.parse(document(text)))


@FEW
@given(text=st.lists(st.sampled_from(NEWS), max_size=12).map(" ".join) | st.lists(st.sampled_from(NEWS)).map("".join))
def test_stitched_news_is_parsed(parser: Parser, text: str) -> None:
    """Scraps of news, however stitched, are parsed with true offsets."""
    check(parser.parse(document(text)))


@FEW
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_any_cruft_is_set_apart(parser: Parser, edges: list[tuple[int, int]]) -> None:
    """Every word lies wholly in cruft, in a sentence that says so, or wholly outside, wherever the cruft lies."""
    text = "The U.S. and China's envoys don't agree. Talks go on in Geneva"
    cruft = [Cruft(CruftKind.CAPTION, Span(min(edge), max(edge))) for edge in edges]
    parse = parser.parse(document(text, *cruft))
    check(parse)
    covered = {place for each in cruft for place in range(*each.span)}
    for sentence in parse.sentences:
        places = {place for word in sentence.words for place in range(word.start, word.end)}
        assert places <= covered if sentence.cruft else not places & covered


def test_parse_is_repeatable(parser: Parser) -> None:
    """A document has the same parse the second time, among others, and in another parser."""
    texts = [
        "President Emmanuel Macron arrived in Tokyo. He met the premier, who didn't agree.",
        *NEWS,
        "Talks. " * 200,
    ]
    first = [parser.parse(document(text)) for text in texts]
    again = [parser.parse(document(text)) for text in reversed(texts)][::-1]
    assert first == again
    assert Parser().parse(document(texts[0])) == first[0]
