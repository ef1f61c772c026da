"""network.pt → the shipped folder: ONNX in int8, vocabulary, and the card with the digests of these and of the tables already there.

Weights of matrix products are integers of seven bits per channel with dynamic activations, the word embedding int8 per row with its scale.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from communique.model.card import CARD, FILES, VOCABULARY, WEIGHTS, file_digest
from communique.model.features import FEATURES_VERSION, SHAPES
from training.network import PIECES, WIDTH, Network, Sizes
from training.train import ENCODER

INPUTS = ("ids", "shapes", "mask", "first", "words")
# The graph's outputs in the order of `Network.forward`; `states` serve heads that are trained later on the same encoder.
OUTPUTS = ("heads", "relations", "upos", "xpos", "names", "offices", "arcs", "states")


def export(run: Path, folder: Path, name: str, version: str) -> None:
    """Write `folder` from the `network.pt` and `training.json` of a training run."""
    folder.mkdir(parents=True, exist_ok=True)
    stored = torch.load(run / "network.pt", weights_only=True)
    network = Network(Sizes(**stored["sizes"]))
    network.load_state_dict(stored["weights"])
    _to_onnx(network.eval(), run / "full.onnx")
    _quantize(run / "full.onnx", folder / WEIGHTS)
    shutil.copyfile(ENCODER / "vocab.txt", folder / VOCABULARY)
    write_card(run, folder, name, version)


def _to_onnx(network: Network, path: Path) -> None:
    rows, length, words = 3, 20, 12
    example = (
        torch.randint(5, 30000, (rows, length)),
        torch.zeros(rows, length, dtype=torch.long),
        torch.ones(rows, length),
        torch.arange(words + 1)[None].repeat(rows, 1),
        torch.ones(rows, words + 1),
    )
    axes = {name: {0: "rows", 1: "pieces"} for name in INPUTS[:3]} | {
        name: {0: "rows", 1: "places"} for name in INPUTS[3:]
    }
    with torch.no_grad():
        torch.onnx.export(
            network, example, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip


def _quantize(full: Path, out: Path) -> None:
    half = full.with_name("matrices.onnx")
    quantize_dynamic(
        str(full),
        str(half),
        weight_type=QuantType.QInt8,
        per_channel=True,
        # Seven bits: eight overflow in the kernels of processors without VNNI, which then gave other trees for 60 sentences
        # than processors with it; so both give the same. Costs 0.0 LAS on EWT test, 0.2 on GUM test, gains 0.4 on names.
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gemm"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
    )
    model = onnx.load(str(half))
    _quantize_embedding(model.graph)
    onnx.save(model, str(out))


def _quantize_embedding(graph: onnx.GraphProto) -> None:
    """Replace the lookup of float rows by a lookup of int8 rows and their scales."""
    table = next(i for i in graph.initializer if list(i.dims) == [PIECES, WIDTH])
    rows = numpy_helper.to_array(table)
    scales = (np.abs(rows).max(1, keepdims=True) / 127).astype(np.float32)
    small = np.round(rows / scales).astype(np.int8)
    lookup = next(node for node in graph.node if node.op_type == "Gather" and node.input[0] == table.name)
    place = list(graph.node).index(lookup)
    graph.initializer.remove(table)
    graph.initializer.extend(
        [numpy_helper.from_array(small, "pieces_int8"), numpy_helper.from_array(scales, "pieces_scale")]
    )
    replacement = [
        helper.make_node("Gather", ["pieces_int8", lookup.input[1]], ["pieces_small"], axis=0),
        helper.make_node("Cast", ["pieces_small"], ["pieces_float"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["pieces_scale", lookup.input[1]], ["pieces_scales"], axis=0),
        helper.make_node("Mul", ["pieces_float", "pieces_scales"], [lookup.output[0]]),
    ]
    nodes = list(graph.node)
    nodes[place : place + 1] = replacement
    del graph.node[:]
    graph.node.extend(nodes)


def write_card(run: Path, folder: Path, name: str, version: str) -> None:
    report = json.loads((run / "training.json").read_text(encoding="utf-8"))
    card = {
        "name": name,
        "version": version,
        "licence": "CC BY-SA 4.0",
        "features_version": FEATURES_VERSION,
        "shapes": list(SHAPES),
        "labels": report["labels"],
        "sha256": {file: file_digest(folder / file) for file in FILES},
        "recipe": report["recipe"],
        "training_sentences": report["sentences"],
        "training_words": report["words"],
        "training_data_sha256": report["data"],
        "scores": {},
    }
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder that training.train wrote")
    parser.add_argument("--out", type=Path, required=True, help="folder of the shipped model")
    parser.add_argument("--name", default="communique-english")
    parser.add_argument("--version", required=True)
    arguments = parser.parse_args()
    export(arguments.run, arguments.out, arguments.name, arguments.version)


if __name__ == "__main__":
    main()
