"""All training data as one kind of sentence. What a corpus does not annotate stays None and costs no loss."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.model import BOUNDARY_TABLE, Boundaries
from communique.parse.sentences import split_sentences
from evaluation.domain import read_domain, tag_words
from evaluation.treebank import TreebankSentence, read_iob2, read_treebank

NAMES = Path(__file__).parent / "names"
# What a name tag may be where the annotators marked persons, organisations and places only.
OUTSIDE = ("O", "B-OTH", "I-OTH")
LINKS = {"of", "the", "and", "for", "&", "-", "/", "de", "a"}


@dataclass(slots=True)
class Sentence:
    """Parallel lists over words. `names[i]` holds the tags allowed at a word, None where nothing is known of it."""

    words: list[str]
    source: str
    upos: list[str] | None = None
    xpos: list[str] | None = None
    heads: list[int] | None = None
    relations: list[str] | None = None
    names: list[tuple[str, ...] | None] | None = None
    offices: list[str] | None = None


def training_sentences(data: Path) -> list[Sentence]:
    """Every sentence that the model is trained on, from the folder of public corpora and from this one."""
    sentences = [
        *_treebank(data / "ud/ewt/train.conllu", NAMES / "ewt-train.tsv"),
        *_treebank(data / "ud/gum/train.conllu", NAMES / "gum-train.tsv"),
        *_ewt_development(data),
        *_wikigold(data / "ner/wikigold/wikigold.conll"),
        *_re3d(data / "ner/re3d"),
    ]
    sentences.extend(domain_sentences(held_out=False))
    return sentences


def domain_sentences(held_out: bool) -> Iterator[Sentence]:
    for marked in read_domain():
        if marked.held_out == held_out:
            words, names, offices = tag_words(marked)
            yield Sentence(words, "domain", names=[(tag,) for tag in names], offices=offices)


def treebank_sentence(sentence: TreebankSentence, source: str) -> Sentence:
    return Sentence(sentence.words, source, sentence.upos, sentence.xpos, sentence.heads, sentence.relations)


def _treebank(path: Path, names: Path) -> Iterator[Sentence]:
    annotated = read_names(names)
    source = path.parent.name
    for original in read_treebank(path):
        sentence = treebank_sentence(original, source)
        sentence.names = _annotated_names(sentence, annotated.get(original.id, []))
        yield sentence


def read_names(path: Path) -> dict[str, list[tuple[int, int, str]]]:
    """Stand-off names of a treebank: sentence id → (first word, last word, type), 0-based; `?` is undecided."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            identity, first, last, kind = line.split("\t")
            found.setdefault(identity, []).append((int(first), int(last), kind))
    return found


def _annotated_names(sentence: Sentence, spans: list[tuple[int, int, str]]) -> list[tuple[str, ...] | None]:
    names: list[tuple[str, ...] | None] = [("O",)] * len(sentence.words)
    for first, last, kind in spans:
        for number in range(first, last + 1):
            names[number] = None if kind == "?" else ((("B-" if number == first else "I-") + kind),)
    _doubt_links(sentence.words, names)
    return names


def _doubt_links(words: list[str], names: list[tuple[str, ...] | None]) -> None:
    """Small words between two names may belong to one longer name ("Health and Human Services"): no loss there."""
    named = [tag is not None and tag != ("O",) for tag in names]
    for number in range(1, len(words) - 1):
        if named[number] or words[number].lower() not in LINKS or not named[number - 1]:
            continue
        if named[number + 1]:
            names[number] = None
            after = names[number + 1]
            if after and after[0].startswith("B-"):
                names[number + 1] = (after[0], "I-" + after[0][2:])


def _ewt_development(data: Path) -> Iterator[Sentence]:
    tags = read_iob2(data / "ner/uner-ewt/dev.iob2")
    for original in read_treebank(data / "ud/ewt/dev.conllu"):
        sentence = treebank_sentence(original, "ewt")
        words, names = tags.get(original.id, ([], []))
        if len(words) == len(sentence.words):
            sentence.names = [OUTSIDE if tag == "O" else (tag,) for tag in names]
        yield sentence


def _wikigold(path: Path) -> Iterator[Sentence]:
    """Wikigold (Balasuriya et al. 2009); its MISC mixes nationalities, which are no names here, with other names."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.rsplit(" ", 1) for line in block.splitlines() if " " in line]
        if not rows or rows[0][0] == "-DOCSTART-":
            continue
        words = [word for word, _ in rows]
        previous = "O"
        names: list[tuple[str, ...] | None] = []
        for _, tag in rows:
            kind = tag[2:]
            if tag == "O":
                names.append(("O",))
            elif kind == "MISC":
                names.append(OUTSIDE)
            else:
                names.append((("I-" if previous == kind else "B-") + kind,))
            previous = kind if tag != "O" else "O"
        yield Sentence(words, "wikigold", names=names)


# Pronouns, articles and titles inside a span: its edges are not a name's.
NOT_A_NAME = re.compile(
    r"^(?:The|We|Our|It|Its|They|I|He|She|You|Who)\b"
    r"|\b(?:Mr|Mrs|Ms|Dr|President|Minister|Secretary|Prime|Foreign|Advis[eo]r|Ambassador|King|Envoy|Representative|Gen|General|Col|Colonel|Lt|Maj|Sgt|Capt)\b"
)
RE3D_TYPES = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "MilitaryPlatform": "OTH", "Weapon": "OTH"}


def _re3d(folder: Path) -> Iterator[Sentence]:
    """re3d (Defence Science and Technology Laboratory): only spans that are capitalised throughout are sure to be names;
    of the rest of the capitalised words nothing is known.
    """
    boundaries = Boundaries.from_file(BOUNDARY_TABLE)
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            text = document["text"]
            spans = list(_re3d_names(text, document["entities"]))
            for cut in split_sentences(text, boundaries):
                bounds = [(word.start, word.end) for word in cut]
                words = [text[first:last] for first, last in bounds]
                if len(words) > 1:
                    yield Sentence(words, "re3d", names=_re3d_tags(words, bounds, spans))


def _re3d_names(text: str, entities: list[list]) -> Iterator[tuple[int, int, str]]:  # type: ignore[type-arg]
    places = {text[start:end] for start, end, kind in entities if kind == "Location"}
    for start, end, kind in entities:
        name = text[start:end]
        if kind not in RE3D_TYPES or not name or not name[0].isupper():
            continue
        if any(word[0].islower() and word not in {"of", "the", "for", "and", "al", "bin"} for word in name.split()):
            continue
        if kind == "Organisation" and name in places:
            continue
        if NOT_A_NAME.search(name):
            continue
        yield start, end, RE3D_TYPES[kind]


def _re3d_tags(
    words: list[str], bounds: list[tuple[int, int]], spans: list[tuple[int, int, str]]
) -> list[tuple[str, ...] | None]:
    tags: list[tuple[str, ...] | None] = [
        ("O",) if not any(c.isupper() for c in word) and word.isalpha() else None for word in words
    ]
    for start, end, kind in sorted(spans, key=lambda span: span[1] - span[0]):
        inside = [n for n, (first, last) in enumerate(bounds) if first < end and last > start]
        for number in inside:
            tags[number] = (("B-" if number == inside[0] else "I-") + kind,)
    return tags
