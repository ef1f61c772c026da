"""CoNLL-U, version 2 (https://universaldependencies.org/format.html).

Names and offices stand in MISC as `NER=` and `Office=` in IOB2, and every token's offsets in the document as
`TokenRange=start:end`.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.text import MentionKind, Parse, Sentence, Word

_TAGS = {
    MentionKind.PERSON: "PER",
    MentionKind.ORGANISATION: "ORG",
    MentionKind.PLACE: "LOC",
    MentionKind.OTHER: "OTH",
}


def conllu(parse: Parse) -> Iterator[str]:
    """The lines of one document, without line ends."""
    document = parse.document
    yield f"# newdoc id = {document.id}"
    if document.source:
        yield f"# source = {' '.join(document.source.split())}"
    for number, sentence in enumerate(parse.sentences, 1):
        text = sentence.span.of(document.text)
        yield f"# sent_id = {document.id}-{number}"
        if sentence.cruft:
            yield f"# cruft = {sentence.cruft.value}"
        yield f"# text = {' '.join(text.split())}"
        yield from _rows(sentence, document.text)
        yield ""


def _rows(sentence: Sentence, text: str) -> Iterator[str]:
    words = sentence.words
    names = _tags(sentence, len(words))
    for index, word in enumerate(words):
        last = _last_joined(words, index)
        if not word.joined and last > index:
            form = text[word.start : words[last].end]
            misc = _token_misc(sentence, text, word.start, words[last].end)
            yield "\t".join([f"{index + 1}-{last + 1}", form, *["_"] * 7, misc])
        misc_parts = [names[index]] if names[index] else []
        if not word.joined and last == index:
            misc_parts.append(_token_misc(sentence, text, word.start, word.end))
        fields = (word.text, word.lemma, word.upos, word.xpos, "_", str(word.head + 1), word.relation, "_")
        yield "\t".join([str(index + 1), *fields, "|".join(misc_parts) or "_"])


def _last_joined(words: tuple[Word, ...], index: int) -> int:
    """Index of the last word written as one with the word at `index`."""
    while index + 1 < len(words) and words[index + 1].joined:
        index += 1
    return index


def _token_misc(sentence: Sentence, text: str, start: int, end: int) -> str:
    # The last token of a sentence leaves the question to the next sentence's start, as the treebanks do.
    spaced = end >= sentence.span.end or text[end].isspace()
    return ("" if spaced else "SpaceAfter=No|") + f"TokenRange={start}:{end}"


def _tags(sentence: Sentence, count: int) -> list[str]:
    names, offices = [""] * count, [""] * count
    for mention in sentence.mentions:
        for index in range(mention.first, mention.last + 1):
            prefix = "B" if index == mention.first else "I"
            if mention.kind is MentionKind.OFFICE:
                offices[index] = f"Office={prefix}"
            else:
                names[index] = f"NER={prefix}-{_TAGS[mention.kind]}"
    return ["|".join(filter(None, pair)) for pair in zip(names, offices, strict=True)]
