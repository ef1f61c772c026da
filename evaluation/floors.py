"""Floors: figures that a change may not fall below unnoticed."""

from __future__ import annotations

import json
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")
# Ten words of EWT's test set are 0.04; less than this is the difference between two processors' int8 kernels.
TOLERANCE = 0.1

Figures = dict[str, dict[str, float]]


def read_floors(path: Path = FLOORS) -> Figures:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def below(figures: Figures, floors: Figures) -> list[str]:
    """One line for each measured figure that is under its floor; sets that are absent here are not compared."""
    lines = []
    for name, measures in floors.items():
        for measure, floor in measures.items():
            found = figures.get(name, {}).get(measure)
            if found is not None and found < floor - TOLERANCE:
                lines.append(f"{name}: {measure} {found} is below its floor {floor}")
    return lines


def raised(figures: Figures, floors: Figures, lower: bool = False) -> Figures:
    """The floors with every better figure in its place; a worse one only where `lower` says so."""
    result = {name: dict(measures) for name, measures in floors.items()}
    for name, measures in figures.items():
        for measure, found in measures.items():
            known = result.setdefault(name, {}).get(measure)
            if known is None or found > known or lower:
                result[name][measure] = found
    return result


def write_floors(floors: Figures, path: Path = FLOORS) -> None:
    path.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
