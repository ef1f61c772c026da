"""Document → Parse: sentences, words with their syntax, names and offices."""

from __future__ import annotations

from collections.abc import Iterator

from communique.model import BOUNDARY_TABLE, LEMMA_TABLE, Boundaries, Tagged, Tagger
from communique.parse.lemmas import Lemmatiser
from communique.parse.mentions import trim_mentions
from communique.parse.sentences import split_sentences
from communique.parse.words import WordSpan
from communique.text import CruftKind, Document, Mention, MentionKind, Parse, Sentence, Span, Word

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
        """All sentences of the document, with offsets of its text; those of cruft say of which kind it is."""
        text = document.text
        cut: list[list[WordSpan]] = []
        kinds: list[CruftKind | None] = []
        for start, end, kind in segments(document):
            found = split_sentences(text, self.boundaries, start, end)
            cut.extend(found)
            kinds.extend([kind] * len(found))
        words = [[text[word.start : word.end] for word in sentence] for sentence in cut]
        tagged = self.tagger.tag(words)
        return Parse(document, tuple(map(self._sentence, cut, words, tagged, kinds)))

    def _sentence(self, cut: list[WordSpan], words: list[str], tagged: Tagged, kind: CruftKind | None) -> Sentence:
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
        return Sentence(Span(cut[0].start, cut[-1].end), built, mentions, kind)


def segments(document: Document) -> Iterator[tuple[int, int, CruftKind | None]]:
    """The whole text in order, cut where cruft begins and ends: start, end, and the kind of cruft or None for prose."""
    start = 0
    for cruft in sorted(document.cruft, key=lambda cruft: cruft.span):
        first = max(start, cruft.span.start)
        if cruft.span.end <= first:
            continue
        if first > start:
            yield start, first, None
        yield first, cruft.span.end, cruft.kind
        start = cruft.span.end
    if start < len(document.text):
        yield start, len(document.text), None
