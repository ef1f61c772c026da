"""Cruft is marked and prose is not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import DataError
from communique.lexicon.cruft import CruftPattern, CruftPatterns, Zone, load_cruft_patterns
from communique.read import read_text
from communique.read.cruft import find_cruft
from communique.text import CruftKind, Span

CASES = Path(__file__).parents[1] / "cases" / "cruft"
TITLE = "Two countries to hold talks"
PROSE = "The deputy foreign ministers of the two countries met in Vienna on Monday and agreed to hold a second round in May."


def case_lines(*names: str) -> list[tuple[str, str]]:
    """(kind, line) of each case in the files called `names`, or in all but those that are about other places."""
    files = [CASES / f"{name}.txt" for name in names]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [(kind, text) for line in lines if line and line[0] != "#" for kind, _, text in [line.partition(" | ")]]


POSITIVE = case_lines("wires", "asia", "middle_east_russia", "europe_america")
NEGATIVE = case_lines("prose")


def expected_part(line: str) -> tuple[str, str]:
    """The line without its marks, and the part of it that is cruft."""
    clean = line.replace("⟦", "").replace("⟧", "")
    return clean, line.partition("⟦")[2].partition("⟧")[0] or clean


def marked(text: str) -> list[tuple[str, str]]:
    return [(mark.kind.value, mark.span.of(text)) for mark in find_cruft(text, load_cruft_patterns())]


def test_there_are_enough_cases() -> None:
    """At least 60 lines must be marked and 40 must not."""
    assert len(POSITIVE) >= 60
    assert len(NEGATIVE) >= 40


@pytest.mark.parametrize(("kind", "line"), POSITIVE)
def test_cruft_between_title_and_report(kind: str, line: str) -> None:
    """A line of cruft after the title is marked with its kind, and nothing else is."""
    clean, part = expected_part(line)
    assert marked(f"{TITLE}\n\n{clean}\n\n{PROSE}\n\n{PROSE}") == [(kind, part)]


@pytest.mark.parametrize(("kind", "line"), case_lines("tail"))
def test_cruft_after_the_report(kind: str, line: str) -> None:
    """A line of cruft after the last paragraph is marked with its kind."""
    assert marked(f"{TITLE}\n\n{PROSE}\n\n{PROSE}\n\n{line}") == [(kind, line)]


@pytest.mark.parametrize(("kind", "line"), NEGATIVE)
def test_prose_is_left_alone(kind: str, line: str) -> None:
    """Prose that looks like cruft is not marked, before, within or after the report."""
    assert kind == "prose"
    assert marked(f"{TITLE}\n\n{line}\n\n{PROSE}") == []
    assert marked(f"{line}\n\n{PROSE}") == []
    assert marked(f"{TITLE}\n\n{PROSE}\n\n{line}\n\n{PROSE}\n\n{line}") == []


@pytest.mark.parametrize("pattern", load_cruft_patterns().patterns, ids=lambda pattern: pattern.example[:40])
def test_each_pattern_keeps_its_example_and_counter_example(pattern: CruftPattern) -> None:
    """Each pattern marks its example and leaves its counter-example alone."""
    alone = CruftPatterns((pattern,))
    lines = (TITLE, PROSE, PROSE, "{}") if pattern.zone is Zone.LAST else (TITLE, "{}", PROSE, PROSE)
    frame = "\n".join(lines)
    assert [mark.kind for mark in find_cruft(frame.format(pattern.example), alone)] == [pattern.kind]
    assert find_cruft(frame.format(pattern.counter), alone) == ()


def test_a_box_of_related_stories_ends_where_the_report_goes_on() -> None:
    """The titles under "Related stories" are marked, the paragraph after them is not."""
    box = "Related stories\nEnvoys meet in Geneva\n- What is the quartet?\n"
    text = f"{TITLE}\n{PROSE}\n{box}{PROSE}"
    assert marked(text) == [
        ("related", line) for line in ("Related stories", "Envoys meet in Geneva", "What is the quartet?")
    ]


def test_a_heading_after_a_box_is_not_in_it() -> None:
    """A blank line ends a box whose titles stand close together."""
    text = f"{TITLE}\n\n{PROSE}\n\nAlso read\nEnvoys meet in Geneva\n\nThe nuclear issue\n\n{PROSE}"
    assert marked(text) == [("related", "Also read"), ("related", "Envoys meet in Geneva")]


def test_a_flattened_article_keeps_its_last_words_apart() -> None:
    """The words "Source link" at the end of a text without line breaks is marked."""
    text = f"{PROSE} Source link"
    assert marked(text) == [("source_link", "Source link")]


def test_credit_inside_a_paragraph() -> None:
    """A credit in brackets within a long paragraph is marked without the paragraph."""
    text = f"{TITLE}\n{PROSE} (Photo by Jane Doe) {PROSE}"
    assert marked(text) == [("credit", "(Photo by Jane Doe)")]


def test_a_whole_article_in_the_manner_of_a_republisher() -> None:
    """Title, credit, report, link and comments of a republished article are told apart."""
    text = f"{TITLE}\n\n\nVienna talks Photo: VCG\n\n{PROSE}\n\n{PROSE}\n\nSource link\n\n\nComments are closed."
    kinds = [mark.kind for mark in read_text(text).cruft]
    assert kinds == [CruftKind.CAPTION, CruftKind.SOURCE_LINK, CruftKind.COMMENTS]


@pytest.mark.parametrize(
    "piece",
    [
        "a\n",
        "Read ",
        "Home > ",
        "(Photo by ",
        "BEIJING, ",
        "By Jane Doe, ",
        "Share Tweet Copy link ",
        "| A ",
        "[Image: ",
        "- ",
        "FILE PHOTO: x (L) y (R) ",
        "Suva: Leaders ",
        "Suva A.A.A.A.A.A.A.A.A.A.A.",
        "Anna meets B ",
        "a (@b) May 1 ",
        "pic.twitter.com/abcd ",
        "x.y.png ",
        "Star, Honiara ",
        "Tags: a ",
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    """100,000 characters of anything are looked through in well under two seconds, in one line or in lines of 440."""
    text = piece * (100_000 // len(piece))
    line = (piece * 440)[:440]
    lines = f"{line}\n" * (100_000 // 441)
    started = time.perf_counter()
    find_cruft(text, load_cruft_patterns())
    find_cruft(lines, load_cruft_patterns())
    assert time.perf_counter() - started < 2.0


fragments = st.sampled_from([line for _, line in POSITIVE + NEGATIVE] + ["\n", "\n\n", " ", PROSE, "—", "("])


@settings(max_examples=60, deadline=None)
@given(st.lists(fragments | st.text(max_size=20), max_size=12).map("".join))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    """Cruft spans are never empty, never overlap, are in order and within the text."""
    marks = find_cruft(text, load_cruft_patterns())
    ends = [0, *(mark.span.end for mark in marks)]
    assert all(
        before <= mark.span.start < mark.span.end <= len(text) for before, mark in zip(ends, marks, strict=False)
    )


REPORT = "Leaders of the Pacific gathered on Sunday for their annual meeting, and none of them stayed away."


@pytest.mark.parametrize(
    "other",
    [
        "Secretary Suva was there",
        "Suva said so",
        "Suva Holm was there",
        "Suva: Not yet.",
        "Spokeswoman Anna Suva, who was there, said no more.",
        "Of suva nobody spoke.",
    ],
)
def test_a_name_before_a_colon_is_a_place_unless_it_is_none_elsewhere(other: str) -> None:
    """What looks like "Suva: Leaders …" is a dateline only where nothing else in the text makes a person or a thing of it."""
    text = f"{TITLE}\n\nSuva: {REPORT}\n\n{PROSE}\n\n"
    assert marked(text) == [("dateline", "Suva:")]
    assert marked(f"{text}{other}") == []


def test_a_place_before_a_colon_opens_a_report_only() -> None:
    """In the third paragraph, or where a sentence does not follow, a name before a colon is left alone."""
    assert marked(f"{TITLE}\n\n{PROSE}\n\n{PROSE}\n\nSuva: {REPORT}") == []
    assert marked(f"Suva: {REPORT[:-1]}\n\n{PROSE}") == []
    assert marked(f"{TITLE}\n\nSuva: Leaders gather\n\n{PROSE}") == []


@pytest.mark.parametrize("heading", ["Related", "Also read", "More on this story", "Recommended", "Most read"])
def test_a_list_of_other_stories_ends_at_a_blank_line_or_a_sentence(heading: str) -> None:
    """Bullets and short titles under such a heading are marked."""
    for bullet in ("- ", "• ", ""):
        text = f"{TITLE}\n\n{PROSE}\n\n{heading}\n{bullet}Envoys meet\n{bullet}What next?\nThe envoys met again.\nAnother line"
        assert marked(text) == [("related", heading), ("related", "Envoys meet"), ("related", "What next?")]


def test_a_tweet_within_a_paragraph() -> None:
    """Of a tweet in a paragraph only the link and the signature are marked."""
    tweet = "pic.twitter.com/aB3dE5fG7h — Jane Doe (@janedoe) September 8, 2025"
    assert marked(f"{TITLE}\n\n{PROSE} {tweet} {PROSE}") == [("source_link", tweet)]


def test_captions_known_from_the_page_are_marked_whole() -> None:
    """A span that is known to be a caption is marked as it is, and is neither title nor paragraph."""
    text = f"{PROSE}\n{PROSE}\nSource link"
    caption = Span(len(PROSE) + 1, 2 * len(PROSE) + 1)
    marks = find_cruft(text, load_cruft_patterns(), [caption])
    assert [(mark.kind.value, mark.span.start) for mark in marks] == [
        ("caption", caption.start),
        ("source_link", len(text) - 11),
    ]


def test_a_wrong_pattern_is_named(tmp_path: Path) -> None:
    """A pattern with a capturing group, an unknown kind or part is refused when the file is loaded."""
    entry = '[parts]\n[[pattern]]\nkind = "{}"\nregex = "{}"\nexample = "a"\ncounter = "b"\n'
    for kind, regex in (("share", "(a)"), ("nonsense", "a"), ("share", "<<none>>"), ("share", "(?:a")):
        file = tmp_path / f"{len(list(tmp_path.iterdir()))}.toml"
        file.write_text(entry.format(kind, regex))
        with pytest.raises(DataError, match=file.name):
            load_cruft_patterns(file)
