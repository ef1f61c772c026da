"""Captions of an article's pictures come back into its text as lines of cruft."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from communique.read import read_documents
from communique.read.captions import with_captions
from communique.read.page import read_page
from communique.text import CruftKind, Document

PAGES = Path(__file__).with_name("pages")
FIRST, SECOND, THIRD = (
    f"In the {number} of their meetings the deputy ministers of the two countries spoke about the border for three hours."
    for number in ("first", "second", "third")
)
BODY = f"<p>{FIRST}</p>{{}}<p>{SECOND}</p><p>{THIRD}</p>"
WORDS = "Envoys Anna Holm and Marko Ilić at the table in Vienna"
FIGURE = f"<figure><img src='a.jpg'><figcaption>{WORDS}</figcaption></figure>"


def lines(markup: str) -> list[str]:
    """The lines of a page with its captions, each caption with a > before it."""
    page = read_page(f"<html><body>{markup}</body></html>", "page.html")
    captions = {span.of(page.text) for span in page.captions}
    return [f"> {line}" if line in captions else line for line in page.text.split("\n")]


@pytest.mark.parametrize(
    "picture",
    [
        FIGURE,
        f"<a href='large.jpg'>{FIGURE}</a>",
        f"<div class='wp-caption alignleft'><img src='a.jpg'><p class='wp-caption-text'>{WORDS}</p></div>",
        f"<div class='image'><img src='a.jpg'><span class='media-caption__text'>{WORDS}</span></div>",
        f"{FIGURE}<div class='mobile'>{FIGURE}</div>",
        f"<figure><figcaption><!-- x -->{WORDS[:11]}\n  {WORDS[12:]}<script>var x = 1</script></figcaption></figure>",
    ],
)
def test_a_caption_between_paragraphs(picture: str) -> None:
    """A caption stands after the paragraph that it follows in the page, once."""
    assert lines(f"<article>{BODY.format(picture)}</article>") == [FIRST, f"> {WORDS}", SECOND, THIRD]


def test_captions_above_and_below_the_report() -> None:
    """A picture above the first paragraph, and one below the last in the same <article>, keep their captions."""
    body = BODY.format("")
    above = [f"> {WORDS}", FIRST, SECOND, THIRD]
    assert lines(f"<article><header>{FIGURE}</header>{body}</article>") == above
    assert lines(f"<main>{FIGURE}<article>{body}</article></main>") == above
    assert lines(f"{FIGURE}<div>{body}</div>") == above
    assert lines(f"<article>{body}{FIGURE}</article>") == [FIRST, SECOND, THIRD, f"> {WORDS}"]


@pytest.mark.parametrize(
    "inner",
    [
        f"<aside>{FIGURE}</aside>",
        f"<div class='related-box'>{FIGURE}</div>",
        f"<a href='/other-story'>{FIGURE}</a>",
        f"<article>{FIGURE}<p>Other story.</p></article>",
        f"<div class='caption'><p>{WORDS * 20}</p></div>",
        "<figure><figcaption>toggle caption</figcaption></figure>",
    ],
)
def test_pictures_of_other_stories_within(inner: str) -> None:
    """Captions in boxes, links and other articles, labels, and articles in a box of captions are not this article's."""
    assert [line for line in lines(f"<article>{BODY.format(inner)}</article>") if line[0] == ">"] == []


@pytest.mark.parametrize(
    "markup",
    [
        f"<main><article>{BODY.format('')}</article><article>{FIGURE}<p>Other story.</p></article></main>",
        f"<div>{BODY.format('')}</div><div>{FIGURE}</div>",
        f"<nav>{FIGURE}</nav><article>{BODY.format('')}</article>",
    ],
)
def test_pictures_of_other_stories_around(markup: str) -> None:
    """Captions of other articles and of the site are left out."""
    assert lines(markup) == [FIRST, SECOND, THIRD]


def test_caption_and_credit_are_kept_apart() -> None:
    """Words that touch across two elements are not glued together, and names are not torn."""
    figure = "<figure><figcaption><span>Anna <b>H</b>olm in Vienna.</span><span>Photo: X</span></figcaption></figure>"
    assert lines(f"<article>{BODY.format(figure)}</article>")[1] == "> Anna Holm in Vienna. Photo: X"


def test_captions_of_a_document_are_cruft(tmp_path: Path) -> None:
    """In the document a caption is marked as that, whatever it looks like; its sentence does not pass for a paragraph."""
    file = tmp_path / "page.html"
    caption = f"{WORDS} on Monday, where they agreed on the border and on the date of the next meeting."
    figure = FIGURE.replace(WORDS, caption)
    file.write_text(f"<html><body><article>{BODY.format('')}<p>Source link</p>{figure}</article></body></html>")
    (read,) = read_documents([file])
    assert isinstance(read, Document)
    marks = [(mark.kind, mark.span.of(read.text)) for mark in read.cruft]
    assert marks == [(CruftKind.CAPTION, caption), (CruftKind.SOURCE_LINK, "Source link")]


@pytest.mark.parametrize("file", sorted(PAGES.glob("*.html")), ids=lambda file: file.stem)
def test_the_body_stays_as_it_is(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its captions the text of a page is the one that it has when captions are not looked for."""
    markup = file.read_text(encoding="utf-8", errors="replace")
    page = read_page(markup, file.name)
    captions = {span.of(page.text) for span in page.captions}
    monkeypatch.setattr("communique.read.page.find_captions", lambda _: [])
    assert [line for line in page.text.split("\n") if line not in captions] == read_page(markup, file.name).text.split(
        "\n"
    )


def test_a_text_without_captions_is_unchanged() -> None:
    """Where a page has no captions its text is given back as it was."""
    assert with_captions("One\n\nTwo", []) == ("One\n\nTwo", ())


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='caption'>" * 200 + BODY.format("") * 40,
        "<div class='caption'>" * 150 + "<b></b>" * 45_000 + BODY.format(""),
        f"<article>{BODY.format(FIGURE) * 5_000}</article>",
    ],
    ids=["nested", "wide", "many"],
)
def test_hostile_captions_take_no_long_time(markup: str) -> None:
    """Captions in captions, empty ones and thousands of them are looked through in a few seconds."""
    started = time.perf_counter()
    lines(markup)
    assert time.perf_counter() - started < 6
