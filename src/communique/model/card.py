"""The model's card: what it was made from, what it scores, and what it needs of the code."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from communique.errors import ModelError
from communique.model.features import FEATURES_VERSION, SHAPES

CARD, WEIGHTS, VOCABULARY = "card.json", "model.onnx", "vocabulary.txt"
LEMMAS, BOUNDARIES = "lemmas.tsv", "boundaries.tsv"
FILES = (WEIGHTS, VOCABULARY, LEMMAS, BOUNDARIES)
_PARTS: dict[str, type] = {"name": str, "version": str, "labels": dict, "sha256": dict}
TASKS = ("upos", "xpos", "relation", "name", "office")


@dataclass(frozen=True, slots=True)
class Card:
    """`labels` maps each task to its label set in the order of the model's outputs; `name` and `version` name the model."""

    name: str
    version: str
    labels: dict[str, tuple[str, ...]]


def read_card(folder: Path) -> Card:
    """The card of the model in `folder`, after all checks.

    Raises ModelError where a file is missing or is not the one the card was written for, or where the features in the
    code are not those that the model was trained with: a silent mismatch would give wrong analyses, not an error.
    """
    path = folder / CARD
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(
            f"{path}: there is no model here. Reinstall the package, or give a folder made by `make train`."
        ) from None
    except ValueError as error:
        raise ModelError(f"{path}: this is not a card ({error}). Reinstall the package.") from None
    if not isinstance(table, dict) or not all(isinstance(table.get(key), kind) for key, kind in _PARTS.items()):
        raise ModelError(f"{path}: this is not a card (it needs {', '.join(_PARTS)}). Reinstall the package.")
    _check_code(path, table)
    for name in FILES:
        _check_file(path, folder / name, table["sha256"].get(name))
    labels = table["labels"]
    missing = [task for task in TASKS if not labels.get(task)]
    if missing:
        raise ModelError(f"{path}: no labels for {', '.join(missing)}. Export the model again.")
    return Card(table["name"], table["version"], {task: tuple(labels[task]) for task in TASKS})


def _check_code(path: Path, table: dict[str, object]) -> None:
    for key, expected in (("features_version", FEATURES_VERSION), ("shapes", list(SHAPES))):
        if table.get(key) != expected:
            raise ModelError(
                f"{path}: the model was trained with {key} {table.get(key)!r}, this code has {expected!r}. "
                "Install the package and its model in one version, or train again."
            )


def _check_file(card: Path, file: Path, expected: str | None) -> None:
    if not file.is_file():
        raise ModelError(f"{file}: missing. Reinstall the package.")
    found = file_digest(file)
    if found != expected:
        raise ModelError(
            f"{file}: its digest {found[:12]}… is not the {str(expected)[:12]}… that {card.name} names. Reinstall the package."
        )


def file_digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
