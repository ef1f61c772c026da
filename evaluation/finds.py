"""What a change gained and lost, find by find: one overall score hides it.

A find is a name or office of a held-out domain sentence that the parser gets exactly right. The baseline holds those found when
the floors were last raised.
"""

from __future__ import annotations

import json
from pathlib import Path

BASELINE = Path(__file__).with_name("finds.json")
SHOWN = 12


def read_baseline(path: Path = BASELINE) -> set[str]:
    return set(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else set()


def write_baseline(finds: set[str], path: Path = BASELINE) -> None:
    path.write_text(json.dumps(sorted(finds), indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def changes(finds: set[str], baseline: set[str]) -> list[str]:
    """Lines to print: how many finds were gained and lost, and the first of each."""
    gained, lost = sorted(finds - baseline), sorted(baseline - finds)
    lines = [f"names and offices: {len(gained)} gained, {len(lost)} lost"]
    lines += [f"  + {find}" for find in gained[:SHOWN]]
    lines += [f"  - {find}" for find in lost[:SHOWN]]
    return lines


def find_key(text: str, start: int, end: int, kind: str) -> str:
    """A find as a person reads it, with a little of the words around it."""
    left, right = text[max(0, start - 25) : start], text[end : end + 25]
    return f"{kind} {left}⟦{text[start:end]}⟧{right}"
