"""The command line: one thin function per command.

Exit codes: 0 done, 1 some inputs failed (listed on standard error), 2 wrong use.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from enum import StrEnum
from importlib.resources import files
from io import TextIOWrapper
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from communique import __version__
from communique.errors import CommuniqueError, InputError

if TYPE_CHECKING:
    from communique.text import Parse

app = typer.Typer(
    name="communique",
    help="Reads the news about diplomacy and politics and writes the record of it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
messages = Console(stderr=True)


class ParseFormat(StrEnum):
    TEXT = "text"
    CONLLU = "conllu"
    JSON = "json"
    JSONL = "jsonl"


Sources = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders or globs: text, HTML, JSONL, CSV; [bold]-[/] reads standard input.", metavar="FILE..."
    ),
]
Published = Annotated[
    datetime | None,
    typer.Option(
        help="Day of publication of plain texts, and of pages and rows that state none.",
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
    ),
]
Threads = Annotated[int, typer.Option(min=1, max=64, help="Threads of the network.")]


@app.callback(invoke_without_command=True)
def root(version: Annotated[bool, typer.Option("--version", help="Show the version and leave.")] = False) -> None:
    """Reads the news about diplomacy and politics and writes the record of it."""
    if version:
        print(f"communique {__version__}")
        raise typer.Exit


@app.command()
def parse(
    sources: Sources,
    format: Annotated[ParseFormat, typer.Option(help="How to print it.")] = ParseFormat.TEXT,
    published: Published = None,
    threads: Threads = 1,
) -> None:
    """Show the sentences, words, syntax and names of documents.

    Every offset counts code points of the document's text. A document that cannot be read is named on standard error and passed over.

    Example: [bold]communique parse article.html --format conllu > article.conllu[/]
    """
    from communique.pipeline import Reader

    outcomes = Reader(threads=threads).parse_many(sources, published=published.date() if published else None)
    failures = Failures()
    with _output(machine=format is not ParseFormat.TEXT):
        _write(_with_progress(outcomes), format, failures)
    failures.leave()


@app.command()
def demo(threads: Threads = 1) -> None:
    """Read the sample articles that come with the package and show what is found in them.

    Example: [bold]communique demo[/]
    """
    from communique.export.terminal import render_parse
    from communique.pipeline import Reader

    console = Console()
    sample = sorted(str(path) for path in files("communique").joinpath("sample").iterdir())
    failures = Failures()
    with _output(machine=False):
        for number, parsed in enumerate(failures.pass_over(Reader(threads=threads).parse_many(sample))):
            console.print(render_parse(parsed, tables=2 if number == 0 else 0))
            console.print()
        console.print("Read an article of your own: [bold]communique parse FILE[/] (a file, a folder, a glob, or -)")
    failures.leave()


class Failures:
    """Names on standard error what could not be read, and counts it."""

    def __init__(self) -> None:
        self.count = 0

    def pass_over(self, outcomes: Iterable[Parse | InputError]) -> Iterator[Parse]:
        """The parses among the outcomes."""
        for outcome in outcomes:
            if isinstance(outcome, InputError):
                self.count += 1
                messages.print(f"[red]not read[/] {escape(str(outcome))}", highlight=False, soft_wrap=True)
            else:
                yield outcome

    def leave(self) -> None:
        """Leave with code 1 if there were any."""
        if self.count:
            noun = "document" if self.count == 1 else "documents"
            messages.print(f"{self.count} {noun} could not be read.", highlight=False)
            raise typer.Exit(1)


@contextmanager
def _output(machine: bool) -> Iterator[None]:
    """Standard output for machines in UTF-8, for people in what their terminal can show; a full disk or a reader who has
    left the pipe ends the command without a traceback.
    """
    stream = sys.stdout
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8" if machine else None, errors="surrogatepass" if machine else "replace")
    try:
        yield
        stream.flush()
    except BrokenPipeError:
        _discard_output()
        raise typer.Exit(0) from None
    except OSError as error:
        _discard_output()
        messages.print(
            f"[red]error[/] standard output: {escape(str(error))}. Make room, or write elsewhere.", highlight=False
        )
        raise typer.Exit(2) from None


def _discard_output() -> None:
    """What is left in the buffer goes nowhere; Python would complain about it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _with_progress(parses: Iterable[Parse | InputError]) -> Iterator[Parse | InputError]:
    """A count on standard error while a person waits."""
    interactive = messages.is_terminal and not sys.stdout.isatty()
    status: Any = messages.status("reading") if interactive else nullcontext()
    with status:
        for number, parsed in enumerate(parses, 1):
            if interactive:
                status.update(f"{number:,} documents read")
            yield parsed


def _write(outcomes: Iterator[Parse | InputError], format: ParseFormat, failures: Failures) -> None:
    from communique.export.conllu import conllu
    from communique.export.parse_json import parse_json
    from communique.export.terminal import render_parse

    if format is ParseFormat.JSON:
        _write_json(outcomes, failures)
        return
    console = Console()
    for parsed in failures.pass_over(outcomes):
        if format is ParseFormat.TEXT:
            console.print(render_parse(parsed))
        elif format is ParseFormat.CONLLU:
            print("\n".join(conllu(parsed)))
        else:
            print(parse_json(parsed))


def _write_json(outcomes: Iterator[Parse | InputError], failures: Failures) -> None:
    """One input that is one document is one object; anything else is an array, written as it comes."""
    from communique.export.parse_json import parse_json

    first = list(islice(outcomes, 2))
    parses = failures.pass_over(chain(first, outcomes))
    if len(first) == 1:
        print("".join(parse_json(parsed, indent=1) for parsed in parses) or "[]")
        return
    print("[", end="")
    for number, parsed in enumerate(parses):
        print((",\n" if number else "") + parse_json(parsed, indent=1), end="")
    print("]")


def main() -> None:
    """The entry point: errors of ours are a line, not a traceback."""
    try:
        app()
    except CommuniqueError as error:
        messages.print(f"[red]error[/] {escape(str(error))}", highlight=False, soft_wrap=True)
        raise SystemExit(2) from None
