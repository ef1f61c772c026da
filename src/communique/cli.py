"""The command line: one thin function per command.

Exit codes: 0 done, 1 some inputs failed (listed on standard error), 2 wrong use.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import datetime
from enum import StrEnum
from importlib.resources import files
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
    pretty_exceptions_show_locals=False,
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
        help="Day of publication where the documents do not say it.", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD"
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

    reader = Reader(threads=threads)
    failures: list[InputError] = []
    parses = _good(
        _with_progress(reader.parse_many(sources, published=published.date() if published else None)), failures
    )
    _write(parses, format)
    _finish(failures)


@app.command()
def demo(threads: Threads = 1) -> None:
    """Read the sample articles that come with the package and show what is found in them.

    Example: [bold]communique demo[/]
    """
    from communique.export.terminal import render_parse
    from communique.pipeline import Reader

    reader = Reader(threads=threads)
    console = Console()
    sample = sorted(str(path) for path in files("communique").joinpath("sample").iterdir())
    failures: list[InputError] = []
    for number, parsed in enumerate(_good(reader.parse_many(sample), failures)):
        console.print(render_parse(parsed, tables=2 if number == 0 else 0))
        console.print()
    console.print(
        "Read an article of your own: [bold]communique parse FILE[/] (a file, a folder, a glob, or - for standard input)"
    )
    _finish(failures)


def _with_progress(parses: Iterable[Parse | InputError]) -> Iterator[Parse | InputError]:
    """A count on standard error while a person waits."""
    interactive = messages.is_terminal and not sys.stdout.isatty()
    status: Any = messages.status("reading") if interactive else nullcontext()
    with status:
        for number, parsed in enumerate(parses, 1):
            if interactive:
                status.update(f"{number:,} documents read")
            yield parsed


def _good(parses: Iterable[Parse | InputError], failures: list[InputError]) -> Iterator[Parse]:
    for parsed in parses:
        if isinstance(parsed, InputError):
            failures.append(parsed)
            messages.print(f"[red]not read[/] {escape(str(parsed))}", highlight=False, soft_wrap=True)
        else:
            yield parsed


def _write(parses: Iterable[Parse], format: ParseFormat) -> None:
    from communique.export.conllu import conllu
    from communique.export.parse_json import parse_json
    from communique.export.terminal import render_parse

    console = Console()
    if format is ParseFormat.JSON:
        _write_json([parse_json(parsed, indent=1) for parsed in parses])
        return
    for parsed in parses:
        if format is ParseFormat.TEXT:
            console.print(render_parse(parsed))
        elif format is ParseFormat.CONLLU:
            print("\n".join(conllu(parsed)))
        else:
            print(parse_json(parsed))


def _write_json(objects: list[str]) -> None:
    """One document is one object; several are an array."""
    print(objects[0] if len(objects) == 1 else "[" + ",\n".join(objects) + "]")


def _finish(failures: list[InputError]) -> None:
    if failures:
        messages.print(
            f"{len(failures)} document{'s' if len(failures) > 1 else ''} could not be read.", highlight=False
        )
        raise typer.Exit(1)


def main() -> None:
    """The entry point: errors of ours are a line, not a traceback."""
    try:
        app()
    except CommuniqueError as error:
        messages.print(f"[red]error[/] {escape(str(error))}", highlight=False, soft_wrap=True)
        raise SystemExit(2) from None
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe has left; Python would complain about it at exit
        raise SystemExit(0) from None
