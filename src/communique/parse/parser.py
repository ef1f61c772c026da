"""Document → Parse: sentences, words with their syntax, names and offices."""

from __future__ import annotations

from collections.abc import Iterator

from communique.model import BOUNDARY_TABLE, LEMMA_TABLE, Boundaries, Tagged, Tagger
from communique.parse.lemmas import Lemmatiser
from communique.parse.mentions import trim_mentions
from communique.parse.sentences import split_sentences
from communique.parse.words import WordSpan
from communique.text import Document, Mention, MentionKind, Parse, Sentence, Span, Word

_KINDS = {
    "PER": MentionKind.PERSON,
    "ORG": MentionKind.ORGANISATION,
    "LOC": MentionKind.PLACE,
    "OTH": MentionKind.OTHER,
    "OFFICE": MentionKind.OFFICE,
}


class Parser:
    """Keeps the model loaded; `threads` is the number of threads of the network."""

    def __init__(self, threads: int = 1) -> None:
        self.tagger = Tagger(threads=threads)
        self.lemmatiser = Lemmatiser(LEMMA_TABLE)
        self.boundaries = Boundaries.from_file(BOUNDARY_TABLE)

    def parse(self, document: Document) -> Parse:
        """The sentences of the document outside its cruft, with offsets of its text."""
        text = document.text
        cut = [words for start, end in prose(document) for words in split_sentences(text, self.boundaries, start, end)]
        words = [[text[word.start : word.end] for word in sentence] for sentence in cut]
        tagged = self.tagger.tag(words)
        sentences = map(self._sentence, cut, words, tagged)
        return Parse(document, tuple(sentences))

    def _sentence(self, cut: list[WordSpan], words: list[str], tagged: Tagged) -> Sentence:
        lemma = self.lemmatiser.lemma
        built = tuple(
            Word(place[0], place[1], word, lemma(word, upos, xpos), upos, xpos, head, relation, place[2])
            for place, word, upos, xpos, head, relation in zip(
                cut, words, tagged.upos, tagged.xpos, tagged.heads, tagged.relations, strict=True
            )
        )
        found = trim_mentions(words, [*tagged.names, *tagged.offices])
        mentions = tuple(
            Mention(_KINDS[label], Span(cut[first].start, cut[last].end), first, last) for first, last, label in found
        )
        return Sentence(Span(cut[0].start, cut[-1].end), built, mentions)


def prose(document: Document) -> Iterator[tuple[int, int]]:
    """Spans of the text between its cruft."""
    start = 0
    for cruft in sorted(document.cruft, key=lambda cruft: cruft.span):
        if cruft.span.start > start:
            yield start, cruft.span.start
        start = max(start, cruft.span.end)
    if start < len(document.text):
        yield start, len(document.text)
