"""Finds gained and lost are told apart."""

from pathlib import Path

from evaluation.finds import changes, find_key, read_baseline, write_baseline


def test_gained_and_lost_finds_are_listed():
    """What is new and what is gone are counted and named."""
    assert changes({"a", "b"}, {"b", "c"}) == ["names and offices: 1 gained, 1 lost", "  + a", "  - c"]


def test_the_baseline_is_kept(tmp_path: Path):
    """A baseline reads back as it was written, and an absent one is empty."""
    path = tmp_path / "finds.json"
    assert read_baseline(path) == set()
    write_baseline({"PER ⟦Wang⟧ said"}, path)
    assert read_baseline(path) == {"PER ⟦Wang⟧ said"}


def test_a_find_shows_its_words():
    """A find is shown between the words around it."""
    assert find_key("Talks in Oslo ended.", 9, 13, "LOC") == "LOC Talks in ⟦Oslo⟧ ended."
