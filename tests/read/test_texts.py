"""What reading does to a text, its title, date and language, and what it never does."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import CommuniqueError, InputError, LanguageError
from communique.lexicon.languages import load_language_names
from communique.read import read_documents, read_text
from communique.read.dates import address_date, parse_date
from communique.read.encoding import clean_text, decode
from communique.read.limits import MAX_TEXT_BYTES
from communique.text import CruftKind, document_id

PROSE = "The deputy foreign ministers met in Vienna on Monday and agreed to meet again in May."
DAY = date(2022, 9, 18)


def test_what_stays_and_what_goes() -> None:
    """Line ends become newlines; BOM, NUL and control characters go; quotes, accents, soft hyphens and blanks stay."""
    raw = "\ufeff“Talks”\r\nin\rVien\u00adna\u00a0–\tIlić\0 \x07met\x85again\u2028now\x1b[0m"
    assert clean_text(raw) == "“Talks”\nin\nVien\u00adna\u00a0–\tIlić met\nagain\nnow[0m"


@given(st.text())
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    """A text once clean stays as it is, and can be written as UTF-8."""
    clean = clean_text(raw)
    assert clean_text(clean) == clean
    assert clean.encode("utf-8").decode("utf-8") == clean


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_the_text_is_the_one_given(raw: str) -> None:
    """A document's text is the cleaned input, whatever is marked in it; anything else is a CommuniqueError."""
    try:
        read = read_text(raw)
    except CommuniqueError:
        return
    assert read.text == clean_text(raw)
    assert all(mark.span.of(read.text).strip() for mark in read.cruft)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    """UTF-8 with or without a byte order mark, UTF-16 and UTF-32 with one, and Windows-1252 are read."""
    text = f"{PROSE} Minister Ilié spoke of “progress”. {PROSE}"
    data = text.encode(encoding)
    assert decode(b"\xff\xfe" + data if encoding == "utf-16-le" else data, "a.txt") == text


def test_ids_are_stable_and_given_ids_are_kept() -> None:
    """The same text gives the same id; a given id is kept."""
    assert read_text(PROSE).id == read_text(PROSE).id == document_id(PROSE)
    assert read_text(PROSE, id="n-7").id == "n-7"


def test_fields_given_by_the_caller() -> None:
    """What the caller knows is in the document."""
    read = read_text(PROSE, title="Talks", outlet="Reuters", url="https://a.example/1", published=DAY, source="mail")
    assert (read.title, read.outlet, read.url, read.published, read.source, read.language) == (
        "Talks",
        "Reuters",
        "https://a.example/1",
        DAY,
        "mail",
        "en",
    )


@pytest.mark.parametrize(
    ("start", "title"),
    [
        ("Ministers meet in Vienna\n\n", "Ministers meet in Vienna"),
        ("\n\n  Will the ministers meet? \r\n\r\n", "Will the ministers meet?"),
        ("Ministers met in Vienna.\n\n", None),
        ("Ministers meet in Vienna\n", None),
        ("By Jane Doe, Reuters\n\n", None),
        ("VIENNA (AP) — Talks are on\n\n", None),
        (f"{'Ministers ' * 40}\n\n", None),
        ("", None),
        ("ADVERTISEMENT\n\nMinisters meet in Vienna\n\n", "Ministers meet in Vienna"),
        ("Story continues below\nIMG_1234.jpg\nMinisters meet in Vienna\n\n", "Ministers meet in Vienna"),
        ("Thursday, October 8, 2020, 14:22 GMT+3\n\nMinisters meet in Vienna\n\n", "Ministers meet in Vienna"),
        ("Ministers meet in Vienna\n15 Sep 2025\n\n", "Ministers meet in Vienna"),
        (
            "Ministers meet in Vienna\nMEDIA NOTE\nOFFICE OF THE SPOKESPERSON\nSEPTEMBER 18, 2022\n\n",
            "Ministers meet in Vienna",
        ),
        ("Ministers meet in Vienna\nMEDIA NOTE\n", "Ministers meet in Vienna"),
        ("PRESS RELEASE\n\nMinisters meet in Vienna\n\n", "Ministers meet in Vienna"),
        ("ADVERTISEMENT\n\n", None),
        ("Ministers meet in Vienna (Photo: VCG)\n\n", None),
    ],
)
def test_the_title_of_a_plain_text(start: str, title: str | None) -> None:
    """The first line is the title where it looks like one, and stays part of the text."""
    read = read_text(start + PROSE)
    assert read.title == title
    assert title is None or title in read.text


def test_the_day_of_a_plain_text(tmp_path: Path) -> None:
    """For a plain text the user's date wins, then a dateline with its year; a dateline without a year tells no date."""
    dated, undated = f"VIENNA, Sept. 18, 2022 (AP) -- {PROSE}", f"VIENNA, Sept. 18 (AP) -- {PROSE}"
    assert read_text(dated).published == DAY
    assert read_text(undated).published is None
    file = tmp_path / "a.txt"
    file.write_text(dated)
    (read,) = read_documents([file], published=date(2020, 1, 2))
    assert not isinstance(read, InputError)
    assert read.published == date(2020, 1, 2)


CRAWL = "Thursday, October 8, 2020, 14:22 GMT+3"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Talks in Vienna\n\nPublished Sep 18, 2022 02:40 am", DAY),
        ("Talks in Vienna\n\nPosted on 18 September 2022", DAY),
        ("Posted on 18 September 2022\n\nTalks in Vienna", DAY),
        ("Talks in Vienna\n\n- Details\n- Category: Media\n- Published: 18.09.2022", DAY),
        ("Talks in Vienna\n18 Sep 2022", DAY),
        ("Talks in Vienna\n\nBy Jane Doe, Reuters\n\n4:44 pm on 18 September 2022", DAY),
        ("Talks in Vienna\n\nBy Jane Doe | Sept. 18, 2022", DAY),
        ("Talks in Vienna\n\nUpdated: Sep 18, 2022", DAY),
        ("Talks in Vienna\n\nUpdated: Sep 20, 2022\nPublished: Sep 18, 2022", DAY),
        ("Talks in Vienna\n\nPublished: 18 September 2022, Updated: September 20, 2022", DAY),
        ("Talks in Vienna\n\nPublished\n18 September 2022", DAY),
        ("Talks in Vienna\n\nUpdated\n20 September 2022\n\nPublished\n18 September 2022", DAY),
        ("Talks in Vienna\n\nLast updated\n18 September 2022", DAY),
        ("Talks in Vienna\nMEDIA NOTE\nOFFICE OF THE SPOKESPERSON\nSEPTEMBER 18, 2022", DAY),
        ("FOR IMMEDIATE RELEASE\nSeptember 18, 2022\n\nTalks in Vienna", DAY),
        ("MEDIA NOTE\n18 Sep 2022\n\nTalks in Vienna", None),
        (f"{CRAWL}\n\nTalks in Vienna\n\nSeptember 18, 2022", DAY),
        (f"{CRAWL}\n\nTalks in Vienna", None),
        (f"The Border Post\n\n{CRAWL}\n\nTalks in Vienna", None),
        ("18 Sep 2022\n\nTalks in Vienna", None),
        ("Talks in Vienna\n\nWhat comes next\n\n18 Sep 2022", None),
        ("Talks in Vienna\n\nPosted on 09/10/2022", None),
        ("Talks in Vienna\n\n3 days ago", None),
        ("Talks in Vienna\n\nAlso read\nEnvoys meet\nPosted on 18 September 2022", None),
    ],
)
def test_the_day_in_the_lines_of_a_plain_text(head: str, day: date | None) -> None:
    """A line that says the day of publication gives it; the crawl's clock above the title and other stories' days do not."""
    assert read_text(f"{head}\n\n{PROSE}").published == day


def test_which_line_tells_the_day() -> None:
    """Published comes before a dateline, that before a bare date under the title, and all before Updated; the user's word wins."""
    lines = ("Published Sep 18, 2022", "19 Sep 2022", "Updated Sep 20, 2022")
    dateline = f"VIENNA, Sept. 21, 2022 (AP) -- {PROSE}"
    for day, kept in ((18, lines), (21, lines[1:]), (21, lines[2:])):
        assert read_text("\n".join(("Talks", *kept, "", dateline))).published == date(2022, 9, day)
    assert read_text("\n".join(("Talks", *lines[1:], "", PROSE))).published == date(2022, 9, 19)
    assert read_text("\n".join(("Talks", *lines, "", PROSE)), published=DAY.replace(year=2020)).published == date(
        2020, 9, 18
    )


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2022-09-18", DAY),
        ("2022-9-18", DAY),
        ("2022/09/18", DAY),
        ("20220918", DAY),
        (20220918, DAY),
        ("20220918.0", DAY),
        (20220918.0, DAY),
        ("20220918103000", DAY),
        ("2022-09-18T23:59:59-05:00", DAY),
        ("2022-09-18 10:00:00", DAY),
        ("Sun, 18 Sep 2022 10:00:00 +0000", DAY),
        ("Sep 18, 2022", DAY),
        ("Sept. 18, 2022", DAY),
        ("SEPTEMBER 18, 2022 SUNDAY", DAY),
        ("18 September 2022", DAY),
        ("18th September, 2022", DAY),
        ("Sunday 18 September 2022 10.03 BST", DAY),
        ("18-Sep-2022", DAY),
        ("18-SEP-2022", DAY),
        ("Sun Sep 18 10:00:00 +0000 2022", DAY),
        ("18/09/2022", DAY),
        ("09/18/2022", DAY),
        ("18.09.2022", DAY),
        ("09/09/2022", date(2022, 9, 9)),
        (1663497000, DAY),
        ("1663497000000", DAY),
        (DAY, DAY),
        (datetime(2022, 9, 18, 23), DAY),
        ("09/10/2022", None),
        ("9-10-2022", None),
        ("2022-02-30", None),
        ("2022", None),
        ("2022-09", None),
        ("18/09/22", None),
        ("", None),
        ("yesterday", None),
        ("1799-01-01", None),
        ("2101-01-01", None),
        ("31/31/2022", None),
        (None, None),
        (True, None),
        (float("nan"), None),
        ("9" * 400, None),
    ],
)
def test_dates(value: object, day: date | None) -> None:
    """Dates are read as written where they have one reading between 1800 and 2100, and are None otherwise."""
    assert parse_date(value) == day


@given(st.text(max_size=40) | st.integers() | st.floats() | st.none())
def test_no_date_crashes(value: object) -> None:
    """Whatever stands in a date's place, the answer is a day or None."""
    day = parse_date(value)
    assert day is None or 1800 <= day.year <= 2100


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2022/09/18/talks/", DAY),
        ("https://a.example/2022/9/18/talks", DAY),
        ("https://a.example/world/2022-09-18/talks", DAY),
        ("http://a.example/english/2022-09/18/c_131.htm", DAY),
        ("http://a.example/20220918/abc/c.html", DAY),
        ("http://a.example/t20220918_107.html", DAY),
        ("http://a.example/202209/18/c.html", DAY),
        ("http://a.example/20221345/", None),
        ("http://a.example/id/20220918123", None),
        ("http://a.example/2022/talks", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_in_addresses(url: str | None, day: date | None) -> None:
    """A year, month and day at the beginning of a part of an address are the day of publication."""
    assert address_date(url) == day


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        (
            "O presidente do Brasil recebeu o ministro das Relações Exteriores da Argentina em Brasília na segunda-feira.",
            "pt",
            "Portuguese",
        ),
        (
            "Le ministre des Affaires étrangères a rencontré son homologue à Paris mardi, selon un communiqué officiel.",
            "fr",
            "French",
        ),
        (
            "Der Außenminister traf am Montag in Wien seinen Amtskollegen, um über die Lage an der Grenze zu sprechen.",
            "de",
            "German",
        ),
        (
            "De minister van Buitenlandse Zaken was maandag in Wenen voor overleg over de situatie aan de grens.",
            "nl",
            "Dutch",
        ),
        (
            "Udenrigsministeren mødtes mandag i Wien med sin kollega for at tale om forholdene ved grænsen mellem de to lande.",
            "da",
            "Danish",
        ),
        ("Министр иностранных дел встретился с послом.", "ru", "Russian"),
        ("王毅会见俄罗斯外长。", "zh", "Chinese"),
        ("وزير الخارجية يلتقي نظيره في الدوحة", "ar", "Arabic"),
        ("외교부 장관이 빈에서 회담을 가졌다", "ko", "Korean"),
    ],
)
def test_other_languages_are_refused_by_name(text: str, code: str, name: str) -> None:
    """A text in another language is refused, and the message names it in English."""
    with pytest.raises(LanguageError) as caught:
        read_text(text)
    assert caught.value.language == code
    assert (
        str(caught.value)
        == f"text: the text is in {name} ({code}), and only English is read. Translate it first, or leave it out."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Talks.",
        "Patrushev visita la China",
        "Xi Jinping, Vladimir Putin, Samarkand",
        "Wang Yi met Sergey Lavrov.",
        "Ministers Abdullah bin Zayed Al Nahyan, Faisal bin Farhan Al Saud, Mohammed bin Abdulrahman Al Thani and Hakan Fidan met.",
        "Nguyễn Phú Trọng and Tập Cận Bình met in Hà Nội, where Phạm Minh Chính and Vương Nghị signed thirty-six agreements.",
        "王毅 (Wang Yi), the foreign minister, met 拉夫罗夫 (Sergey Lavrov) and spoke of the relations between the two countries.",
        "CHINA AND RUSSIA TO HOLD A NEW ROUND OF STRATEGIC SECURITY CONSULTATIONS",
    ],
)
def test_english_with_foreign_names_passes(text: str) -> None:
    """Short texts, and English full of foreign names, are English."""
    assert read_text(text).language == "en"


FRENCH = (
    "Le ministre des Affaires étrangères a rencontré son homologue à Paris mardi, selon un communiqué officiel publié "
    "dans la soirée par le gouvernement."
)


@pytest.mark.parametrize(
    "foreign",
    [
        FRENCH,
        FRENCH.replace(", ", ",\n").replace("dans ", "dans\n"),
        "Der Außenminister traf am Montag in Wien seinen Amtskollegen, um über die Lage an der Grenze zwischen beiden "
        "Staaten zu sprechen.",
        "El ministro de Relaciones Exteriores se reunió el lunes en Madrid con su homólogo francés para hablar de la "
        "situación en la frontera.",
        "Министр иностранных дел встретился в понедельник в Вене с послом, чтобы обсудить положение на границе между "
        "двумя государствами.",
    ],
)
def test_a_foreign_paragraph_in_an_english_text_is_cruft(foreign: str) -> None:
    """A paragraph that is surely not English is marked, whole, wherever it stands; the English ones are not."""
    english = f"{PROSE} {PROSE} {PROSE}"
    for text in (f"{english}\n\n{foreign}\n\n{english}", f"{foreign}\n\n{english}", f"{english}\n{foreign}"):
        read = read_text(text)
        assert {mark.kind for mark in read.cruft} == {CruftKind.FOREIGN}
        assert "\n".join(mark.span.of(text) for mark in read.cruft) == foreign


def test_cruft_in_a_foreign_paragraph_keeps_its_kind() -> None:
    """Marks never overlap: what is foreign ends where other cruft begins."""
    text = f"PARIS (AFP) — {FRENCH}\n\n{PROSE} {PROSE}"
    marks = [(mark.kind.value, mark.span.of(text)) for mark in read_text(text).cruft]
    assert marks == [("dateline", "PARIS (AFP) —"), ("foreign", FRENCH)]


@pytest.mark.parametrize(
    "line",
    [
        "Le ministre a rencontré son homologue à Paris mardi.",
        "Jean-Pierre Raffarin, Emmanuel Bonne, Catherine Colonna, Jean-Yves Le Drian, François Hollande, Laurent Fabius, "
        "Dominique de Villepin, Bernard Kouchner",
        "Minister Nguyễn Phú Trọng, Tập Cận Bình, Phạm Minh Chính, Vương Nghị, Trần Đại Quang, Võ Văn Thưởng, Tô Lâm, "
        "Nguyễn Xuân Phúc, Lương Cường",
        "Trade grows; sanctions bite; Washington unhappy, Brussels silent, Tokyo watching closely, Seoul undecided, Delhi "
        "neutral, Ankara mediating, Oslo absent",
        f"“{FRENCH[:90]}”, he said, and left the room after the meeting with the two envoys, who were not pleased.",
    ],
)
def test_what_is_not_surely_foreign_stays(line: str) -> None:
    """Short quotations, lists of names and telegrams are no foreign paragraphs."""
    assert read_text(f"{PROSE} {PROSE}\n\n{line}\n\n{PROSE}").cruft == ()


def test_every_language_has_a_name() -> None:
    """Each code that the identifier can answer has an English name."""
    from communique.read.language import _identifier

    table = load_language_names()
    assert {table.fold.get(code, code) for code in _identifier().labels} <= set(table.names)


def test_a_text_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text beyond the limit is refused with its length."""
    with pytest.raises(InputError, match=r"this text has 10,000,001 characters, and at most 10,000,000 are read"):
        read_text("a" * (MAX_TEXT_BYTES + 1))


def test_a_long_text_is_read_quickly() -> None:
    """Half a megabyte of prose is read with its cruft marked, and offsets far into it are right."""
    text = f"{PROSE}\n\n" * 6000 + "Source link"
    (mark,) = read_text(text).cruft
    assert (mark.kind, mark.span.of(text)) == (CruftKind.SOURCE_LINK, "Source link")


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    """Importing the room, and reading an English text, load neither trafilatura nor py3langid."""
    program = f"""
import sys
from communique.read import read_text
read_text({PROSE!r})
print([name for name in ("trafilatura", "py3langid", "lxml", "numpy") if name in sys.modules])
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
