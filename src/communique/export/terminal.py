"""A parse as a person reads it on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from communique.text import MentionKind, Parse, Sentence

_STYLES = {
    MentionKind.PERSON: "bold cyan",
    MentionKind.ORGANISATION: "bold magenta",
    MentionKind.PLACE: "bold green",
    MentionKind.OTHER: "bold yellow",
    MentionKind.OFFICE: "underline",
}
_INDENT = (0, 0, 0, 4)


def render_parse(parse: Parse, tables: int | None = None) -> RenderableType:
    """Title and date, then each sentence with its names, cruft dimmed; a table of words for the first `tables` sentences, or for all."""
    parts: list[RenderableType] = [_heading(parse)]
    for number, sentence in enumerate(parse.sentences, 1):
        parts.extend(_sentence(number, sentence, parse.document.text, tables is None or number <= tables))
    return Group(*parts)


def _heading(parse: Parse) -> Text:
    document = parse.document
    words = sum(len(sentence.words) for sentence in parse.sentences)
    facts = [document.outlet, document.published.isoformat() if document.published else None]
    facts += [f"{len(parse.sentences)} sentences, {words} words"]
    if document.cruft:
        kinds = sorted({cruft.kind.value.replace("_", " ") for cruft in document.cruft})
        facts.append(f"beside the report: {', '.join(kinds)}")
    line = Text(document.title or document.source or document.id, style="bold")
    return line.append("\n" + " · ".join(fact for fact in facts if fact), style="dim not bold")


def _sentence(number: int, sentence: Sentence, text: str, words: bool) -> Iterator[RenderableType]:
    shown = Text(sentence.span.of(text))
    for mention in sentence.mentions:
        start = mention.span.start - sentence.span.start
        shown.stylize(_STYLES[mention.kind], start, start + mention.span.end - mention.span.start)
    kind = f" {sentence.cruft.value.replace('_', ' ')}" if sentence.cruft else ""
    yield Text(f"\n{number}{kind}", style="dim")
    if sentence.cruft:
        yield Padding(Text(sentence.span.of(text), style="dim"), _INDENT)
        return
    yield Padding(shown, _INDENT)
    if sentence.mentions:
        yield Padding(_mentions(sentence, text), _INDENT)
    if words:
        yield Padding(_words(sentence), _INDENT)


def _mentions(sentence: Sentence, text: str) -> Text:
    named = [
        Text(f"{mention.kind.value} ", style="dim").append(mention.span.of(text), style=_STYLES[mention.kind])
        for mention in sentence.mentions
    ]
    return Text("   ").join(named)


def _words(sentence: Sentence) -> Table:
    table = Table(box=None, padding=(0, 1), pad_edge=False, show_header=True, header_style="dim")
    for column in ("#", "word", "lemma", "upos", "xpos", "relation", "head"):
        table.add_column(column, justify="right" if column == "#" else "left", no_wrap=True)
    for index, word in enumerate(sentence.words):
        head = sentence.words[word.head].text if word.head >= 0 else ""
        row = (str(index + 1), word.text, word.lemma, word.upos, word.xpos, word.relation, head)
        table.add_row(*(Text(cell) for cell in row))
    return table
