"""How well a parser did, by the measures of the CoNLL 2018 shared task (https://universaldependencies.org/conll18/evaluation.html).

A word of the system counts as found where its characters are exactly a word's of the treebank; F1 over the words found that
have the right head, label, tag or lemma. With the treebank's own words given, F1 is plain accuracy. Labels are compared without
subtypes, names by exact span and type.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

MEASURES = ("words", "upos", "xpos", "lemma", "uas", "las")


@dataclass(frozen=True, slots=True)
class ScoredWord:
    """A word by the range of its characters in the text without blanks; `head` is its head's range, None for the root."""

    place: tuple[int, int]
    lemma: str
    upos: str
    xpos: str
    head: tuple[int, int] | None
    relation: str


@dataclass(slots=True)
class Tally:
    """Counts of one evaluation; `add` words and names of one text after the other."""

    gold: int = 0
    system: int = 0
    right: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)

    def add_words(self, gold: list[ScoredWord], system: list[ScoredWord]) -> None:
        self.gold += len(gold)
        self.system += len(system)
        found = {word.place: word for word in system}
        for word in gold:
            other = found.get(word.place)
            if other is None:
                continue
            attached = other.head == word.head
            self.right["words"] += 1
            self.right["upos"] += other.upos == word.upos
            self.right["xpos"] += other.xpos == word.xpos
            self.right["lemma"] += other.lemma.lower() == word.lemma.lower()
            self.right["uas"] += attached
            self.right["las"] += attached and other.relation.split(":")[0] == word.relation.split(":")[0]

    def add_names(self, gold: set[tuple[int, int, str]], system: set[tuple[int, int, str]]) -> None:
        for kind in {span[2] for span in gold | system}:
            self.names[f"gold {kind}"] += sum(span[2] == kind for span in gold)
            self.names[f"system {kind}"] += sum(span[2] == kind for span in system)
            self.names[f"right {kind}"] += sum(span[2] == kind for span in gold & system)

    def figures(self) -> dict[str, float]:
        """Percentages by measure; names as `entities` over all types and `entities PER` and so on for each."""
        result: dict[str, float] = {}
        if self.gold:
            result = {name: _f1(self.right[name], self.gold, self.system) for name in MEASURES}
        kinds = sorted({key.split(" ", 1)[1] for key in self.names})
        if kinds:
            totals = [sum(self.names[f"{part} {kind}"] for kind in kinds) for part in ("right", "gold", "system")]
            result["entities"] = _f1(*totals)
            for kind in kinds:
                parts = [self.names[f"{part} {kind}"] for part in ("right", "gold", "system")]
                result[f"entities {kind}"] = _f1(*parts)
        return result


def _f1(right: int, gold: int, system: int) -> float:
    return round(200 * right / (gold + system), 2) if gold + system else 100.0
