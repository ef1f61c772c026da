"""The network: the six layers of all-MiniLM-L6-v2 with one small head per task.

Arcs and labels are scored by deep biaffine attention (Dozat & Manning 2017, https://arxiv.org/abs/1611.01734); tags and
names by linear heads on the first piece of each word. Word shapes take the place of the encoder's segment embeddings:
the encoder is uncased, and names need case.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from communique.model.features import SHAPES

WIDTH, HEADS, INNER, LAYERS, PIECES, POSITIONS = 384, 12, 1536, 6, 30522, 512
MASKED = -1e4


@dataclass(frozen=True, slots=True)
class Sizes:
    """Number of labels of each task, and width of the arc and relation vectors."""

    upos: int
    xpos: int
    relation: int
    name: int
    office: int
    arc_width: int = 192
    relation_width: int = 80


class Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.attention_in = nn.Linear(WIDTH, 3 * WIDTH)
        self.attention_out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.attention_dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        split = self.attention_in(x).view(batch, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():
            scores = query @ key.transpose(-1, -2) * (1 / math.sqrt(WIDTH // HEADS)) + mask
            seen = torch.softmax(scores, -1) @ value
        else:
            rate = self.attention_dropout if self.training else 0.0
            seen = functional.scaled_dot_product_attention(query, key, value, mask.to(query.dtype), rate)
        seen = self.attention_out(seen.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.attention_norm(x + self.dropout(seen))
        return self.outer_norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Network(nn.Module):
    """`forward` gives what the shipped file gives; `word_states` and the heads serve training."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1, head_dropout: float = 0.2) -> None:
        super().__init__()
        self.sizes = sizes
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.head_dropout = nn.Dropout(head_dropout)
        self.upos = nn.Linear(WIDTH, sizes.upos)
        self.xpos = nn.Linear(WIDTH, sizes.xpos)
        self.name_inner = nn.Linear(WIDTH, 192)
        self.name = nn.Linear(192, sizes.name)
        self.office_inner = nn.Linear(WIDTH, 96)
        self.office = nn.Linear(96, sizes.office)
        self.tree = nn.Linear(WIDTH, 2 * sizes.arc_width + 2 * sizes.relation_width)
        self.arc = nn.Parameter(torch.zeros(sizes.arc_width + 1, sizes.arc_width))
        nn.init.orthogonal_(self.arc.data[: sizes.arc_width])
        self.arc.data *= 0.3
        side = sizes.relation_width + 1
        self.relation = nn.Parameter(torch.randn(side, side * sizes.relation) * 0.02)

    def word_states(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """(batch, words + 1, width); position 0 is the sentence's start and stands for the root."""
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        scores_mask = (1 - mask)[:, None, None, :] * MASKED
        for layer in self.layers:
            x = layer(x, scores_mask)
        return x.gather(1, first[:, :, None].expand(-1, -1, WIDTH))

    def tree_parts(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Arc scores (batch, words, words + 1) and the relation vectors of dependents and heads."""
        sizes = self.sizes
        vectors = self.head_dropout(functional.gelu(self.tree(self.head_dropout(states))))
        arc_dep, arc_head, rel_dep, rel_head = vectors.split([sizes.arc_width] * 2 + [sizes.relation_width] * 2, -1)
        arcs = (functional.pad(arc_dep[:, 1:], (0, 1), value=1.0) @ self.arc) @ arc_head.transpose(1, 2)
        return arcs, rel_dep[:, 1:], rel_head

    def relations(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """(batch, words, relations) for each word with the relation vector of its head."""
        batch, words, _ = dependents.shape
        side = self.sizes.relation_width + 1
        left = functional.pad(dependents, (0, 1), value=1.0) @ self.relation
        right = functional.pad(heads, (0, 1), value=1.0).unsqueeze(-1)
        return (left.view(batch, words, self.sizes.relation, side) @ right).squeeze(-1)

    def tags(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        words = self.head_dropout(states[:, 1:])
        name = self.name(self.head_dropout(functional.gelu(self.name_inner(words))))
        office = self.office(functional.gelu(self.office_inner(words)))
        return self.upos(words), self.xpos(words), name, office

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        """What the shipped graph gives, in the order of `training.export.OUTPUTS`."""
        states = self.word_states(ids, shapes, mask, first)
        arcs, dependents, heads = self.tree_parts(states)
        arcs = arcs + (1 - words)[:, None, :] * MASKED
        best = arcs.argmax(-1)
        chosen = heads.gather(1, best[:, :, None].expand(-1, -1, self.sizes.relation_width))
        relation = self.relations(dependents, chosen)
        upos, xpos, name, office = self.tags(states)
        return (best, relation, upos.argmax(-1), xpos.argmax(-1), name, office, arcs, states)


def load_encoder(network: Network, weights: Path) -> None:
    """Fill the encoder from all-MiniLM-L6-v2's safetensors file; word and position embeddings are frozen, which keeps
    names that training never saw where the encoder put them, and halves the optimiser's work.
    """
    stored = load_file(weights)

    def tensor(name: str) -> Tensor:
        return (stored[name] if name in stored else stored["bert." + name]).clone()

    network.pieces.weight.data = tensor("embeddings.word_embeddings.weight")
    network.positions.weight.data = tensor("embeddings.position_embeddings.weight")
    segment = tensor("embeddings.token_type_embeddings.weight")[:1]
    network.shapes.weight.data = segment.repeat(len(SHAPES), 1) + torch.randn(len(SHAPES), WIDTH) * 0.005
    _fill(network.norm, tensor, "embeddings.LayerNorm")
    for number, layer in enumerate(network.layers):
        base = f"encoder.layer.{number}."
        parts = [f"{base}attention.self.{part}" for part in ("query", "key", "value")]
        layer.attention_in.weight.data = torch.cat([tensor(part + ".weight") for part in parts])
        layer.attention_in.bias.data = torch.cat([tensor(part + ".bias") for part in parts])
        _fill(layer.attention_out, tensor, base + "attention.output.dense")
        _fill(layer.attention_norm, tensor, base + "attention.output.LayerNorm")
        _fill(layer.inner, tensor, base + "intermediate.dense")
        _fill(layer.outer, tensor, base + "output.dense")
        _fill(layer.outer_norm, tensor, base + "output.LayerNorm")
    freeze_embeddings(network)


def freeze_embeddings(network: Network) -> None:
    """Keep word and position embeddings as they are."""
    network.pieces.weight.requires_grad = False
    network.positions.weight.requires_grad = False


def _fill(module: nn.Module, tensor, name: str) -> None:  # type: ignore[no-untyped-def]
    module.weight.data = tensor(name + ".weight")
    module.bias.data = tensor(name + ".bias")
