"""Reads treebanks in CoNLL-U (https://universaldependencies.org/format.html) and names in two-column files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class TreebankSentence:
    """One sentence; `words` and the lists beside it are parallel. `heads` are 1-based, 0 the root."""

    id: str
    document: str
    text: str
    words: list[str]
    lemmas: list[str]
    upos: list[str]
    xpos: list[str]
    heads: list[int]
    relations: list[str]
    misc: list[str]
    multiword: list[tuple[int, int, str]] = field(
        default_factory=list
    )  # first and last word, 0-based, and surface form
    paragraph: bool = False  # whether a paragraph starts here

    @property
    def genre(self) -> str:
        """GUM's ids carry the genre: GUM_news_election-3."""
        return self.id.split("_")[1] if self.id.startswith("GUM_") else ""


def read_treebank(path: Path) -> list[TreebankSentence]:
    """All sentences of a CoNLL-U file. Raises ValueError with file and line where a row has not ten columns."""
    return list(_sentences(path))


def _sentences(path: Path) -> Iterator[TreebankSentence]:
    meta: dict[str, str] = {}
    rows: list[list[str]] = []
    document = ""
    paragraph = False
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                meta[key.strip()] = value.strip()
                if key.strip() == "newdoc id":
                    document, paragraph = value.strip(), True
                if key.strip().startswith("newpar"):
                    paragraph = True
            elif line:
                rows.append(line.split("\t"))
                if len(rows[-1]) != 10:
                    raise ValueError(f"{path}:{number}: {len(rows[-1])} columns, CoNLL-U has 10")
            elif rows:
                yield _sentence(meta, rows, document, paragraph)
                meta, rows, paragraph = {}, [], False
    if rows:
        yield _sentence(meta, rows, document, paragraph)


def _sentence(meta: dict[str, str], rows: list[list[str]], document: str, paragraph: bool) -> TreebankSentence:
    words = [row for row in rows if row[0].isdigit()]
    multiword = []
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            multiword.append((first - 1, last - 1, row[1]))
    return TreebankSentence(
        id=meta.get("sent_id", ""),
        document=document,
        text=meta.get("text", ""),
        words=[row[1] for row in words],
        lemmas=[row[2] for row in words],
        upos=[row[3] for row in words],
        xpos=[row[4] for row in words],
        heads=[int(row[6]) for row in words],
        relations=[row[7] for row in words],
        misc=[row[9] for row in words],
        multiword=multiword,
        paragraph=paragraph,
    )


def read_iob2(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Universal NER's files: sentence id → words and tags."""
    sentences: dict[str, tuple[list[str], list[str]]] = {}
    words: list[str] = []
    tags: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id"):
            words, tags = [], []
            sentences[line.split("=", 1)[1].strip()] = (words, tags)
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            if columns[0].isdigit():
                words.append(columns[1])
                tags.append(columns[2] if columns[2] != "--" else "O")
    return sentences
