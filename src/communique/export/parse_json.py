"""A parse as JSON: offsets are code points of the document's text, `head` is an index into the sentence's words, −1 the root."""

from __future__ import annotations

import json
from typing import Any

from communique.text import Parse, Sentence


def parse_json(parse: Parse, indent: int | None = None) -> str:
    """One JSON object for one document."""
    document = parse.document
    table = {
        "document": {
            "id": document.id,
            "source": document.source or None,
            "url": document.url,
            "title": document.title,
            "outlet": document.outlet,
            "published": document.published.isoformat() if document.published else None,
            "language": document.language,
            "text": document.text,
            "cruft": [
                {"kind": cruft.kind.value, "start": cruft.span.start, "end": cruft.span.end} for cruft in document.cruft
            ],
        },
        "sentences": [_sentence(sentence, document.text) for sentence in parse.sentences],
    }
    return json.dumps(table, ensure_ascii=False, indent=indent)


def _sentence(sentence: Sentence, text: str) -> dict[str, Any]:
    return {
        "start": sentence.span.start,
        "end": sentence.span.end,
        "cruft": sentence.cruft.value if sentence.cruft else None,
        "words": [
            {
                "start": word.start,
                "end": word.end,
                "text": word.text,
                "lemma": word.lemma,
                "upos": word.upos,
                "xpos": word.xpos,
                "head": word.head,
                "relation": word.relation,
                "joined": word.joined,
            }
            for word in sentence.words
        ],
        "mentions": [
            {
                "kind": mention.kind.value,
                "start": mention.span.start,
                "end": mention.span.end,
                "text": mention.span.of(text),
            }
            for mention in sentence.mentions
        ],
    }
