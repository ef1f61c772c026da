"""Pages in the manner of many outlets: main text, title, outlet, address and date."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from communique.errors import InputError
from communique.read import read_documents
from communique.read.limits import MAX_HTML_BYTES
from communique.text import CruftKind, Document

PAGES = Path(__file__).with_name("pages")
PARAGRAPH = (
    "<p>The deputy foreign ministers of the two countries met in Vienna on Monday and agreed to meet again in May.</p>"
)
DAY = date(2022, 9, 18)
AS_TEXT = "Save the article's text as a .txt file, or leave the page out."


def only(source: Path, published: date | None = None) -> Document | InputError:
    """The one thing that reading `source` gives."""
    (result,) = read_documents([source], published=published)
    return result


def document(source: Path, published: date | None = None) -> Document:
    result = only(source, published)
    assert isinstance(result, Document), result
    return result


def page_of(tmp_path: Path, head: str = "", body: str = PARAGRAPH * 4) -> Path:
    file = tmp_path / "page.html"
    file.write_text(f"<html><head>{head}</head><body><article>{body}</article></body></html>", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("name", "title", "outlet", "published"),
    [
        ("json_ld", "Norland and Sudland resume dialogue in Vienna", "The Continental Post", DAY),
        ("open_graph", "Ninth round of Norland–Sudland talks ends in Vienna", "Daily Courier", date(2022, 9, 19)),
        ("old_table", "Norland, Sudland hold talks", None, date(2002, 9, 18)),
        ("wordpress", "Norland and Sudland talk again", "bordernotes.example", DAY),
        ("government", "Ninth round of the strategic dialogue with Sudland", None, DAY),
        ("clock_banner", "Norland, Sudland set date for talks", None, None),
        ("url_date", "Norland, Sudland hold ninth round of dialogue", "central-news.example", DAY),
    ],
)
def test_fields_of_a_page(name: str, title: str, outlet: str | None, published: date | None) -> None:
    """Title, outlet and publication date are those that the page states; the day of the crawl is never among them."""
    read = document(PAGES / f"{name}.html")
    assert (read.title, read.outlet, read.published) == (title, outlet, published)


@pytest.mark.parametrize("file", sorted(PAGES.glob("*.html")), ids=lambda file: file.stem)
def test_main_text_of_a_page(file: Path) -> None:
    """The report is there in paragraphs; menus, footers, sidebars and the clock are not."""
    text = document(file).text
    assert "Anna Holm" in text
    assert "Marko Ilić" in text
    assert text.count("\n") >= 2
    assert not any(word in text for word in ("Archive", "Recent Posts", "2026", "Imprint", "Home"))


def test_cruft_of_a_page() -> None:
    """What is left of cruft in the main text is marked."""
    kinds = [mark.kind for mark in document(PAGES / "open_graph.html").cruft]
    assert kinds == [CruftKind.DATELINE, CruftKind.RELATED]


def test_address_of_a_page() -> None:
    """The canonical address is the document's."""
    assert (
        document(PAGES / "wordpress.html").url
        == "https://bordernotes.example/2022/09/18/norland-and-sudland-talk-again/"
    )


def test_the_users_date_fills_in_only_where_a_page_has_none() -> None:
    """A page with its own date keeps it; one without takes the user's."""
    given = date(2020, 1, 2)
    assert document(PAGES / "json_ld.html", given).published == DAY
    assert document(PAGES / "clock_banner.html", given).published == given


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2022-09-18T23:30:00-05:00">', DAY),
        ('<meta name="pubdate" content="20220918">', DAY),
        ('<meta itemprop="datePublished" content="Sun, 18 Sep 2022 10:00:00 GMT">', DAY),
        ('<meta name="date" content="2022-09-18">', DAY),
        ('<meta property="article:modified_time" content="2022-09-18">', None),
        ('<meta itemprop="copyrightYear" content="2022">', None),
        ('<meta property="article:published_time" content="0022-09-18">', None),
        ('<meta property="article:published_time" content="09/10/2022">', None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2022-09-18"}</script>', DAY),
        (
            '<script type="application/ld+json">[{"@type": "Person"}, {"@type": "Article", "datePublished": "2022-09-18"}]</script>',
            DAY,
        ),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2022-09-18", }</script>', DAY),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": ["x", 7]}</script>', None),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", None),
        ('<link rel="canonical" href="https://example.org/a/20220918/talks.html">', DAY),
        ('<link rel="canonical" href="https://example.org/a/20221345/talks.html">', None),
    ],
)
def test_where_a_page_may_state_its_date(tmp_path: Path, head: str, published: date | None) -> None:
    """Metadata, JSON-LD and the address tell the publication date; modification, copyright and nonsense do not."""
    assert document(page_of(tmp_path, head)).published == published


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ("<time pubdate datetime='2022-09-18'>18 Sept</time>", DAY),
        ("<h1>Talks</h1><time datetime='2022-09-18T10:00'>18 Sept</time>", DAY),
        ("<span class='dt-published'>18 September 2022</span>", DAY),
        ("<p>Copyright 2022</p><p>2022-09-18</p>", None),
    ],
)
def test_dates_in_the_body_of_a_page(tmp_path: Path, body: str, published: date | None) -> None:
    """A <time> that heads the article tells its date; a bare date in the text does not."""
    assert document(page_of(tmp_path, body=body + PARAGRAPH * 4)).published == published


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("windows-1251", "cp1251"),
        ("gb2312", "gb18030"),
        ("utf-8", "utf-8"),
        ("nonsense", "utf-8"),
        ("zlib", "utf-8"),
    ],
)
def test_declared_charset(tmp_path: Path, declaration: str, encoding: str) -> None:
    """A page in a legacy encoding is read by its declaration; what is valid UTF-8 is read as that."""
    name = {"cp1251": "Иванов", "gb18030": "王毅"}.get(encoding, "Ilié")
    body = f"<article>{PARAGRAPH * 4}<p>{PARAGRAPH[3:50]} {name}.</p></article>"
    markup = f'<html><head><meta charset="{declaration}"></head><body>{body}</body></html>'
    file = tmp_path / "page.html"
    file.write_bytes(markup.encode(encoding))
    assert name in document(file).text


def test_a_page_without_ending_is_known_by_its_content(tmp_path: Path) -> None:
    """A page is read as a page whatever its name."""
    file = tmp_path / "talks"
    file.write_bytes((PAGES / "json_ld.html").read_bytes())
    assert document(file).title == "Norland and Sudland resume dialogue in Vienna"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", f"this page has no main text (an index, a video, or a page that a script fills). {AS_TEXT}"),
        ("<div>" * 100_000 + PARAGRAPH, f"this page has elements within elements more than 250 deep. {AS_TEXT}"),
        ("<b>x</b>" * 60_000, f"this page has more than 50,000 elements. {AS_TEXT}"),
    ],
    ids=["no main text", "nested", "wide"],
)
def test_pages_that_cannot_be_read(tmp_path: Path, body: str, message: str) -> None:
    """A page without text, or one built to exhaust its reader, is refused quickly and by name."""
    file = page_of(tmp_path, body=body)
    started = time.perf_counter()
    assert str(only(file)) == f"{file}: {message}"
    assert time.perf_counter() - started < 2


def test_a_page_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """A page beyond the limit is refused before it is read."""
    file = tmp_path / "page.html"
    with file.open("wb") as stream:
        stream.write(b"<html><body><p>" + b"talks " * 15_000)
        stream.truncate(MAX_HTML_BYTES + 500_000)
    assert str(only(file)) == (
        f"{file}: this has 20.5 MB, and at most 20 MB are read as one document. Save the article's text as a .txt file."
    )
