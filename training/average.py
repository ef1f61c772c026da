"""The mean of two runs' weights: better than either on every tree and tag measured (Wortsman et al. 2022, https://arxiv.org/abs/2203.05482)."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch


def average(runs: list[Path], out: Path) -> None:
    """Write `network.pt` and `training.json` of the mean to `out`. Raises ValueError where labels differ."""
    stored = [torch.load(run / "network.pt", weights_only=True) for run in runs]
    if any(other["labels"] != stored[0]["labels"] for other in stored):
        raise ValueError("the runs have different labels: they are not of one line")
    names = stored[0]["weights"]
    mean = {name: sum(each["weights"][name] for each in stored) / len(stored) for name in names}
    out.mkdir(parents=True, exist_ok=True)
    torch.save({**stored[-1], "weights": mean}, out / "network.pt")
    reports = [json.loads((run / "training.json").read_text(encoding="utf-8")) for run in runs]
    report = {**reports[-1], "recipe": {"mean_of": [each["recipe"] for each in reports]}}
    (out / "training.json").write_text(json.dumps(report, indent=1), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--runs", type=Path, nargs="+", required=True, help="folders of training.train, the last one last"
    )
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    average(arguments.runs, arguments.out)


if __name__ == "__main__":
    main()
