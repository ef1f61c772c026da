"""The parser on treebanks and on the domain sentences: with the words given, and from raw text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from communique.model import Tagged
from communique.parse import Parser
from communique.text import Document, MentionKind, Sentence
from evaluation.domain import MarkedSentence, read_domain
from evaluation.finds import find_key
from evaluation.scores import ScoredWord, Tally
from evaluation.treebank import TreebankSentence, read_iob2, read_treebank

KINDS = {
    MentionKind.PERSON: "PER",
    MentionKind.ORGANISATION: "ORG",
    MentionKind.PLACE: "LOC",
    MentionKind.OTHER: "OTH",
    MentionKind.OFFICE: "OFFICE",
}
# Universal NER marks these three.
UNIVERSAL = {"PER", "ORG", "LOC"}

Figures = dict[str, dict[str, float]]


def evaluate_parser(parser: Parser, data: Path) -> tuple[Figures, set[str]]:
    """Figures of every test set that is present under `data`, by set and measure, and the finds (see finds.py)."""
    figures: Figures = {}
    for name, sentences in _treebanks(data):
        figures[f"{name}, words given"] = _with_words(parser, sentences).figures()
        figures[f"{name}, raw text"] = _raw(parser, sentences).figures()
    names = data / "ner/uner-ewt/test.iob2"
    if names.exists():
        figures["EWT test, names, words given"] = _universal_names(parser, names).figures()
    marked, offices, finds = _domain(parser, [sentence for sentence in read_domain() if sentence.held_out])
    figures["domain held out, raw text"] = marked.figures()
    figures["domain held out, offices"] = offices.figures()
    return figures, finds


def _treebanks(data: Path) -> Iterator[tuple[str, list[TreebankSentence]]]:
    ewt, gum = data / "ud/ewt/test.conllu", [data / "ud/gum/dev.conllu", data / "ud/gum/test.conllu"]
    if ewt.exists():
        yield "EWT test", read_treebank(ewt)
    if all(path.exists() for path in gum):
        both = [sentence for path in gum for sentence in read_treebank(path)]
        yield "GUM news (dev + test)", [sentence for sentence in both if sentence.genre == "news"]
        yield "GUM test", read_treebank(gum[1])


def _with_words(parser: Parser, sentences: list[TreebankSentence]) -> Tally:
    tally = Tally()
    for document in _documents(sentences):
        tagged = parser.tagger.tag([sentence.words for sentence in document])
        for gold, system in zip(document, tagged, strict=True):
            tally.add_words(_gold_words(gold), _tagged_words(gold, system, parser))
    return tally


def _documents(sentences: list[TreebankSentence]) -> Iterator[list[TreebankSentence]]:
    for _, group in groupby(sentences, key=lambda sentence: sentence.document):
        yield list(group)


def _gold_words(sentence: TreebankSentence, start: int = 0) -> list[ScoredWord]:
    places = _places(sentence.words, start)
    return [
        ScoredWord(place, lemma, upos, xpos, places[head - 1] if head else None, relation)
        for place, lemma, upos, xpos, head, relation in zip(
            places, sentence.lemmas, sentence.upos, sentence.xpos, sentence.heads, sentence.relations, strict=True
        )
    ]


def _tagged_words(sentence: TreebankSentence, tagged: Tagged, parser: Parser) -> list[ScoredWord]:
    places = _places(sentence.words, 0)
    words = zip(sentence.words, places, tagged.upos, tagged.xpos, tagged.heads, tagged.relations, strict=True)
    return [
        ScoredWord(
            place, parser.lemmatiser.lemma(word, upos, xpos), upos, xpos, places[head] if head >= 0 else None, relation
        )
        for word, place, upos, xpos, head, relation in words
    ]


def _places(words: Iterable[str], start: int) -> list[tuple[int, int]]:
    places = []
    for word in words:
        end = start + len("".join(word.split()))
        places.append((start, end))
        start = end
    return places


def _raw(parser: Parser, sentences: list[TreebankSentence]) -> Tally:
    """Documents put together from their sentences, paragraphs apart by an empty line, as the parser's users have them."""
    tally = Tally()
    for document in _documents(sentences):
        text = _text(document)
        dense = _dense(text)
        gold: list[ScoredWord] = []
        for sentence in document:
            start = gold[-1].place[1] if gold else 0
            gold.extend(_gold_words(sentence, start))
        parse = parser.parse(Document(id="", text=text))
        system = [word for sentence in parse.sentences for word in _parsed_words(sentence, dense)]
        tally.add_words(gold, system)
    return tally


def _text(document: list[TreebankSentence]) -> str:
    text = ""
    for sentence in document:
        text += ("\n\n" if sentence.paragraph else " ") if text else ""
        text += sentence.text
    return text


def _dense(text: str) -> list[int]:
    """For each offset of the text, how many characters before it are no blanks."""
    counts, count = [], 0
    for char in text:
        counts.append(count)
        count += not char.isspace()
    return [*counts, count]


def _parsed_words(sentence: Sentence, dense: list[int]) -> list[ScoredWord]:
    places = [(dense[word.start], dense[word.end]) for word in sentence.words]
    return [
        ScoredWord(
            place, word.lemma, word.upos, word.xpos, places[word.head] if word.head >= 0 else None, word.relation
        )
        for place, word in zip(places, sentence.words, strict=True)
    ]


def _universal_names(parser: Parser, path: Path) -> Tally:
    tally = Tally()
    sentences = list(read_iob2(path).values())
    for start in range(0, len(sentences), 50):
        chunk = sentences[start : start + 50]
        for (_, tags), tagged in zip(chunk, parser.tagger.tag([words for words, _ in chunk]), strict=True):
            found = {(span.first, span.last, span.label) for span in tagged.names if span.label in UNIVERSAL}
            tally.add_names({span for span in tag_list_spans(tags) if span[2] in UNIVERSAL}, found)
    return tally


def tag_list_spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """IOB2 tags → (first word, last word, type)."""
    spans: list[tuple[int, int, str]] = []
    for number, tag in enumerate(tags):
        if tag.startswith("B-"):
            spans.append((number, number, tag[2:]))
        elif tag.startswith("I-") and spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number, spans[-1][2])
    return set(spans)


def _domain(parser: Parser, sentences: list[MarkedSentence]) -> tuple[Tally, Tally, set[str]]:
    """Tallies of names and of offices, and the finds among both."""
    names, offices = Tally(), Tally()
    finds: set[str] = set()
    for marked in sentences:
        parse = parser.parse(Document(id="", text=marked.text))
        mentions = [mention for sentence in parse.sentences for mention in sentence.mentions]
        system = {(m.span.start, m.span.end, KINDS[m.kind]) for m in mentions}
        gold = {*marked.names, *((start, end, "OFFICE") for start, end in marked.offices)}
        for tally, office in ((names, False), (offices, True)):
            tally.add_names(
                {span for span in gold if (span[2] == "OFFICE") == office},
                {span for span in system if (span[2] == "OFFICE") == office},
            )
        finds |= {find_key(marked.text, *span) for span in gold & system}
    return names, offices, finds
