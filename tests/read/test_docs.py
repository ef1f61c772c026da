"""The page for users, docs/reading.md, tells all that can be read and all that can go wrong."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import communique.read
from communique.lexicon.columns import load_column_names
from communique.text import CruftKind

DOCS = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")
SOURCES = sorted(Path(communique.read.__file__).parent.glob("*.py"))


def problems(tree: ast.Module) -> Iterator[ast.expr]:
    """What a module says is wrong: second arguments of InputError, and what is called `problem`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "InputError":
            yield node.args[1]
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "problem":
            yield node.value


def fixed_part(message: ast.expr) -> str:
    """The longest part of a message that never changes; of one that begins with what is put in, nothing."""
    parts = message.values if isinstance(message, ast.JoinedStr) else [message]
    return max((str(part.value) for part in parts if isinstance(part, ast.Constant)), key=len, default="")


def test_every_message_is_explained() -> None:
    """Each problem that the room can name is in the table of messages."""
    found = [fixed_part(message) for file in SOURCES for message in problems(ast.parse(file.read_text("utf-8")))]
    assert len([part for part in found if part]) > 20
    assert [part for part in found if part.strip(" (") not in DOCS] == []


def test_every_column_name_is_listed() -> None:
    """The table of columns is that of the lexicon, in its order."""
    for names in load_column_names().fields.values():
        assert ", ".join(f"`{name}`" for name in names) in DOCS


def test_every_kind_of_cruft_has_an_example() -> None:
    """Each kind stands in the table of kinds."""
    assert re.findall(r"^\| `(\w+)` \|", DOCS, re.MULTILINE) == [kind.value for kind in CruftKind]
