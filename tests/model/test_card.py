"""The card refuses a model that does not belong to the code, and says what to do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communique.errors import DataError, ModelError
from communique.model import ENGLISH, Tagger
from communique.model.card import BOUNDARIES, CARD, FILES, LEMMAS, TASKS, VOCABULARY, WEIGHTS, file_digest, read_card
from communique.model.features import SHAPES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with small files and the card that names them."""
    for name in FILES:
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    table = json.loads((ENGLISH / CARD).read_text(encoding="utf-8"))
    table["sha256"] = {name: file_digest(tmp_path / name) for name in FILES}
    (tmp_path / CARD).write_text(json.dumps(table), encoding="utf-8")
    return tmp_path


def change(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    table = json.loads((folder / CARD).read_text(encoding="utf-8"))
    edit(table)
    (folder / CARD).write_text(json.dumps(table), encoding="utf-8")


def refusal(folder: Path) -> str:
    with pytest.raises(ModelError) as caught:
        read_card(folder)
    return str(caught.value)


def test_shipped_card() -> None:
    """The model in the package belongs to the code, and names its labels: O first among names and offices, one root."""
    card = read_card(ENGLISH)
    assert card.name
    assert card.version
    assert set(card.labels) == set(TASKS)
    assert card.labels["name"][0] == card.labels["office"][0] == "O"
    assert card.labels["relation"].count("root") == 1


def test_whole_folder_is_accepted(folder: Path) -> None:
    """A card whose files are as it says is read."""
    assert read_card(folder).labels == read_card(ENGLISH).labels


def test_missing_folder(tmp_path: Path) -> None:
    """Without a folder the message names it and both ways to a model."""
    message = refusal(tmp_path / "nowhere")
    assert str(tmp_path / "nowhere" / CARD) in message
    assert "Reinstall" in message
    assert "make train" in message


@pytest.mark.parametrize("content", ["", "{", "not json", "\x00"])
def test_broken_card(folder: Path, content: str) -> None:
    """A card that is not JSON is named."""
    (folder / CARD).write_text(content, encoding="utf-8")
    assert str(folder / CARD) in refusal(folder)


def test_card_in_another_encoding(folder: Path) -> None:
    """A card that is not UTF-8 is named too."""
    (folder / CARD).write_bytes(b'{"name": "\xff\xfe"}')
    assert str(folder / CARD) in refusal(folder)


@pytest.mark.parametrize("version", [0, 99, None, "1"])
def test_other_features_version(folder: Path, version: object) -> None:
    """A model trained with other features is refused, with both versions and the remedy."""
    change(folder, lambda table: table.update(features_version=version))
    message = refusal(folder)
    assert f"features_version {version!r}" in message
    assert "train again" in message


@pytest.mark.parametrize("shapes", [[], list(SHAPES[:-1]), [*SHAPES, "odd"], list(reversed(SHAPES)), None])
def test_other_shapes(folder: Path, shapes: object) -> None:
    """A model trained with other word shapes, or with the same in another order, is refused."""
    change(folder, lambda table: table.update(shapes=shapes))
    assert "shapes" in refusal(folder)


@pytest.mark.parametrize("name", FILES)
def test_changed_file(folder: Path, name: str) -> None:
    """A file with one byte more is refused by name."""
    with (folder / name).open("ab") as stream:
        stream.write(b" ")
    message = refusal(folder)
    assert str(folder / name) in message
    assert "digest" in message
    assert "Reinstall" in message


@pytest.mark.parametrize("name", FILES)
def test_missing_file(folder: Path, name: str) -> None:
    """A file that is not there is named."""
    (folder / name).unlink()
    message = refusal(folder)
    assert str(folder / name) in message
    assert "missing" in message


@pytest.mark.parametrize("name", FILES)
def test_file_that_the_card_does_not_name(folder: Path, name: str) -> None:
    """A file without a digest in the card is refused."""
    change(folder, lambda table: table["sha256"].pop(name))
    assert str(folder / name) in refusal(folder)


@pytest.mark.parametrize("task", TASKS)
def test_missing_labels(folder: Path, task: str) -> None:
    """A card without labels for a task is refused, and the task named."""
    change(folder, lambda table: table["labels"].pop(task))
    assert task in refusal(folder)


def test_weights_that_are_none(folder: Path) -> None:
    """Weights that onnxruntime cannot load are named, though the card agrees with them."""
    shutil.copy(ENGLISH / VOCABULARY, folder / VOCABULARY)
    change(folder, lambda table: table["sha256"].update({VOCABULARY: file_digest(folder / VOCABULARY)}))
    with pytest.raises(ModelError, match=WEIGHTS):
        Tagger(folder)


def test_model_error_is_a_data_error() -> None:
    """Who catches wrong data catches wrong models."""
    assert issubclass(ModelError, DataError)
    assert {LEMMAS, BOUNDARIES} < set(FILES)


def test_the_shipped_card_is_complete() -> None:
    """It tells recipe, data and scores, and its version is the one that the changelog describes."""
    card = json.loads((ENGLISH / "card.json").read_text(encoding="utf-8"))
    changelog = (Path(__file__).parents[2] / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"`{card['name']}` {card['version']}" in changelog
    assert card["recipe"]
    assert card["training_data_sha256"]["ud/ewt/train.conllu"]
    assert card["scores"]["EWT test, words given"]["las"] > 88
