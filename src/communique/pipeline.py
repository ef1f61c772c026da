"""The corridor: the order of the rooms, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from communique.errors import InputError
from communique.parse import Parser
from communique.read import read_documents, read_text
from communique.text import Document, Parse


class Reader:
    """Reads documents; keeps the model loaded, so make one and use it for all.

    `threads` is the number of threads of the network. The same text always gives the same analysis, whatever else is read
    beside it.

    >>> from communique import Reader
    >>> parse = Reader().parse("Moscow and Delhi don't agree on the draft.")
    >>> [word.text for word in parse.sentences[0].words][:6]
    ['Moscow', 'and', 'Delhi', 'do', "n't", 'agree']
    >>> [(mention.kind.value, mention.span.of(parse.document.text)) for mention in parse.sentences[0].mentions]
    [('place', 'Moscow'), ('place', 'Delhi')]
    """

    def __init__(self, threads: int = 1) -> None:
        self._parser = Parser(threads=threads)

    def parse(self, text: str | Document, *, published: date | None = None) -> Parse:
        """Sentences, words, syntax and names of one text or document.

        Raises InputError where the text is empty or not in English.
        """
        document = text if isinstance(text, Document) else read_text(text, published=published)
        return self._parser.parse(document)

    def parse_many(
        self, sources: Iterable[str | Path], *, published: date | None = None
    ) -> Iterator[Parse | InputError]:
        """Parses of files, folders and globs, one after the other in constant memory.

        A document that cannot be read stands in the stream as its error, and the stream goes on.
        """
        for document in read_documents(sources, published=published):
            yield document if isinstance(document, InputError) else self._parser.parse(document)
