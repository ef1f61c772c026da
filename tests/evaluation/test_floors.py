"""Floors hold figures that may not fall unnoticed."""

from evaluation.floors import below, raised, read_floors

FLOORS = {"EWT test, words given": {"las": 90.0, "upos": 97.3}}


def test_a_lower_figure_is_named():
    """A figure under its floor is reported with set, measure and both numbers."""
    lines = below({"EWT test, words given": {"las": 89.0, "upos": 97.4}}, FLOORS)
    assert lines == ["EWT test, words given: las 89.0 is below its floor 90.0"]


def test_noise_is_tolerated():
    """The difference between two processors' kernels does not fail."""
    assert below({"EWT test, words given": {"las": 89.95}}, FLOORS) == []


def test_absent_sets_are_not_compared():
    """Where a treebank is not present, its floors say nothing."""
    assert below({}, FLOORS) == []


def test_raising_never_lowers():
    """An update takes better figures and keeps floors that were not reached."""
    figures = {"EWT test, words given": {"las": 91.0, "upos": 96.0}, "new": {"las": 80.0}}
    assert raised(figures, FLOORS) == {"EWT test, words given": {"las": 91.0, "upos": 97.3}, "new": {"las": 80.0}}


def test_lowering_must_be_asked_for():
    """Only an explicit request lowers a floor."""
    assert (
        raised({"EWT test, words given": {"upos": 96.0}}, FLOORS, lower=True)["EWT test, words given"]["upos"] == 96.0
    )


def test_the_floors_file_is_there():
    """The project's floors cover treebanks and its own sentences."""
    floors = read_floors()
    assert any(name.startswith("domain") for name in floors)
    assert floors["EWT test, words given"]["las"] > 88
