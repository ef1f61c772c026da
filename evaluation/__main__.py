"""`python -m evaluation --data FOLDER`: the figures of every stage, and whether one fell below its floor (exit 1)."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from communique.model import ENGLISH
from communique.model.card import CARD
from communique.parse import Parser
from evaluation.finds import changes, read_baseline, write_baseline
from evaluation.floors import Figures, below, raised, read_floors, write_floors
from evaluation.parser import evaluate_parser


def show(figures: Figures, floors: Figures) -> Table:
    """A row for each set, a column for each measure; the distance to the floor in brackets where there is one."""
    measures = list(dict.fromkeys(measure for row in figures.values() for measure in row))
    table = Table("set", *measures, box=None, pad_edge=False)
    for name, row in figures.items():
        cells = []
        for measure in measures:
            floor = floors.get(name, {}).get(measure)
            change = (
                f" ({row[measure] - floor:+.1f})"
                if measure in row and floor is not None and abs(row[measure] - floor) >= 0.05
                else ""
            )
            cells.append(f"{row[measure]:.1f}{change}" if measure in row else "")
        table.add_row(name, *cells)
    return table


def write_scores(figures: Figures) -> None:
    """Put the figures into the model's card."""
    path = ENGLISH / CARD
    card = json.loads(path.read_text(encoding="utf-8"))
    card["scores"] = figures
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with ud/ and ner/; sets that are absent are passed over"
    )
    parser.add_argument(
        "--update", action="store_true", help="raise the floors to these figures, and put them into the model's card"
    )
    parser.add_argument("--lower", action="store_true", help="with --update: lower them too, where a loss is accepted")
    arguments = parser.parse_args()
    figures, finds = evaluate_parser(Parser(), arguments.data)
    floors = read_floors()
    console = Console(width=200 if not sys.stdout.isatty() else None)
    console.print(show(figures, floors))
    if not (arguments.data / "ud").exists():
        console.print(f"No treebanks in {arguments.data}: only the project's own sentences were measured.")
    for line in changes(finds, read_baseline()):
        console.print(line, markup=False, highlight=False)
    if arguments.update:
        write_baseline(finds)
        write_floors(raised(figures, floors, arguments.lower))
        write_scores(figures)
    fallen = below(figures, read_floors())
    for line in fallen:
        console.print(f"[red]{line}[/]")
    sys.exit(1 if fallen else 0)


if __name__ == "__main__":
    main()
