"""The public face: what the root offers, what it costs, and that every command is described."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer

import communique
from communique.cli import app

ROOT = Path(__file__).parents[1]
HEAVY = ("numpy", "onnxruntime", "trafilatura", "pydantic", "rich", "typer", "py3langid", "sentencex")


def commands() -> list[str]:
    return sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", communique.__all__)
def test_noun_is_importable(name: str) -> None:
    """Every name of the root's __all__ is there, is a noun, and says what it is."""
    noun = getattr(communique, name)
    assert noun.__name__ == name
    assert name[0].isupper()
    assert noun.__doc__


def test_all_is_sorted_and_complete() -> None:
    """__all__ is sorted and, with the version, is what the root says it has."""
    assert list(communique.__all__) == sorted(set(communique.__all__))
    assert sorted(dir(communique)) == sorted([*communique.__all__, "__version__"])


def test_unknown_noun() -> None:
    """What the root has not is an AttributeError that names it."""
    with pytest.raises(AttributeError, match="Ambassador"):
        communique.Ambassador  # noqa: B018  (the access is the test)


def test_star_import() -> None:
    """A star import brings the nouns and nothing else."""
    names: dict[str, object] = {}
    exec("from communique import *", names)
    assert set(names) - {"__builtins__"} == set(communique.__all__)


def test_import_is_light() -> None:
    """Importing the root loads no library that takes time."""
    command = "import sys, communique; print(*sorted(name.partition('.')[0] for name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", command], capture_output=True, encoding="utf-8", check=True).stdout
    assert not set(loaded.split()) & set(HEAVY)


@pytest.mark.parametrize("command", commands())
def test_command_is_described(command: str) -> None:
    """Every command of the command line stands in the README or the docs."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    assert any(f"communique {command}" in page.read_text(encoding="utf-8") for page in pages if page.is_file())
