"""What stands at the edges of mentions and is no part of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.parse.mentions import trim_mentions

WORD = st.sampled_from(["Mélanie", "Joly", ",", "(", ")", "“", "”", "-", "Dr.", "Mr", "U.S.", "G7", "’"])


def trimmed(text: str, label: str) -> str:
    words = text.split()
    return " | ".join(
        " ".join(words[first : last + 1]) for first, last, _ in trim_mentions(words, [(0, len(words) - 1, label)])
    )


@pytest.mark.parametrize(
    ("words", "label", "mention"),
    [
        ("Mélanie Joly ,", "PER", "Mélanie Joly"),
        ("India –", "LOC", "India"),
        ("U.S. -", "LOC", "U.S."),
        ("“ Wagner ”", "ORG", "Wagner"),
        ("“ Wagner ” group", "ORG", "“ Wagner ” group"),
        ("( G7 )", "ORG", "G7"),
        ("Group of Seven ( G7 )", "ORG", "Group of Seven ( G7 )"),
        ("Group of Seven )", "ORG", "Group of Seven"),
        ("Group of Seven (", "ORG", "Group of Seven"),
        ("minister , for trade ;", "OFFICE", "minister , for trade"),
        (", —", "LOC", ""),
        ("Dr.", "PER", ""),
        ("Lt. - Gen.", "PER", ""),
        ("Rt Hon. David Lammy", "PER", "David Lammy"),
        ("H.E. Mr. Wang Yi", "PER", "Wang Yi"),
        ("Shri V. N. Deshpande", "PER", "V. N. Deshpande"),
        ("Gen Nakatani", "PER", "Gen Nakatani"),
        ("Hun Sen", "PER", "Hun Sen"),
        ("He Lifeng", "PER", "He Lifeng"),
        ("Sen.", "OFFICE", "Sen."),
    ],
)
def test_trimmed_mention(words: str, label: str, mention: str) -> None:
    """A mention begins and ends in words; a person's without honorifics, and an empty one is dropped."""
    assert trimmed(words, label) == mention


def test_mentions_are_sorted_after_trimming() -> None:
    """Mentions come in order of their place, although trimming moved one behind another."""
    assert trim_mentions(["Mr.", "Blair"], [(0, 1, "PER"), (0, 0, "OFFICE")]) == [(0, 0, "OFFICE"), (1, 1, "PER")]


@given(st.lists(WORD, min_size=1, max_size=8), st.sampled_from(["PER", "OFFICE"]))
def test_trimming_only_shortens(words: list[str], label: str) -> None:
    """A trimmed mention lies inside the found one, and trimming it again changes nothing."""
    found = trim_mentions(words, [(0, len(words) - 1, label)])
    assert all(0 <= first <= last < len(words) for first, last, _ in found)
    assert trim_mentions(words, found) == found
