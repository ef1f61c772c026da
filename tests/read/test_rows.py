"""Corpora in JSON lines, JSON and CSV."""

from __future__ import annotations

import csv
import json
import logging
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from communique.errors import DataError, InputError, LanguageError
from communique.lexicon.columns import load_column_names
from communique.read import read_documents
from communique.text import Document

TEXT = "The deputy foreign ministers met in Vienna on Monday and agreed to meet again in May."
DAY = date(2022, 9, 18)


def results(
    tmp_path: Path, name: str, content: str | bytes, published: date | None = None
) -> list[Document | InputError]:
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_documents([file], published=published))


def shown(results: list[Document | InputError], tmp_path: Path) -> list[str]:
    """Errors as a user sees them, without the folder; of documents the place."""
    lines = [str(each) if isinstance(each, InputError) else each.source for each in results]
    return [line.replace(f"{tmp_path}/", "") for line in lines]


def one(tmp_path: Path, cells: dict[str, object], published: date | None = None) -> Document:
    (result,) = results(tmp_path, "a.jsonl", json.dumps(cells), published)
    assert isinstance(result, Document), result
    return result


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "null"])
def test_numbers_that_json_does_not_have_are_empty_cells(tmp_path: Path, name: str, number: str) -> None:
    """What pandas writes for a missing cell is not the word "nan", neither as a text nor as a title."""
    (error,) = results(tmp_path, name, f'{{"text": {number}, "title": "x"}}')
    assert isinstance(error, InputError)
    assert error.problem == "the column 'text' is empty"
    (row,) = results(tmp_path, name, f'{{"text": "{TEXT}", "title": {number}, "outlet": {number}}}')
    assert isinstance(row, Document)
    assert (row.title, row.outlet) == (None, None)


@pytest.mark.parametrize(
    "cells",
    [
        {
            "id": "7",
            "date": "2022-09-18",
            "text": TEXT,
            "title": "Talks",
            "url": "https://a.example/1",
            "source": "Reuters",
        },
        {
            "ID": "7",
            "DATE": "20220918",
            "TEXT": TEXT,
            "TITLE": "Talks",
            "URL": "https://a.example/1",
            "OUTLET": "Reuters",
        },
        {
            "story_id": 7,
            "event_text": TEXT,
            "headline": "Talks",
            "date": 20220918,
            "link": "https://a.example/1",
            "publisher": "Reuters",
            "source": "wire",
        },
        {
            "id": "7",
            "publishedAt": "2022-09-18T10:00:00Z",
            "content": TEXT,
            "title": "Talks",
            "url": "https://a.example/1",
            "source": {"id": None, "name": "Reuters"},
        },
        {
            "AN": "7",
            "PD": "18 September 2022",
            "HD": "Talks",
            "LP": "",
            "TD": TEXT,
            "SN": "Reuters",
            "url": "https://a.example/1",
        },
        {
            "Document ID": "7",
            "Published date": "September 18, 2022 Sunday",
            "Headline": "Talks",
            "Full text": TEXT,
            "Publication": "Reuters",
            "Link": "https://a.example/1",
        },
        {
            "document": {
                "id": "7",
                "published": "2022-09-18",
                "text": TEXT,
                "title": "Talks",
                "outlet": "Reuters",
                "url": "https://a.example/1",
            },
            "events": [],
        },
        {
            "uuid": "7",
            "date_publish": "2022-09-18 10:00:00",
            "maintext": TEXT,
            "title": "Talks",
            "url": "https://a.example/1",
            "source_domain": "Reuters",
        },
    ],
    ids=["plain", "upper case", "ngec", "newsapi", "factiva", "lexisnexis", "communique", "news-please"],
)
def test_columns_of_the_fields_corpora(tmp_path: Path, cells: dict[str, object]) -> None:
    """The column names of the field's corpora are all understood."""
    read = one(tmp_path, cells)
    assert (read.id, read.published, read.title, read.outlet, read.url, read.text) == (
        "7",
        DAY,
        "Talks",
        "Reuters",
        "https://a.example/1",
        TEXT,
    )


def test_csv_in_its_dialects(tmp_path: Path) -> None:
    """Commas, semicolons and tabs, quoted line breaks, byte order marks, UTF-16 and Excel's sep= line are read alike."""
    quoted = '"First ""line"".\nThe ministers of both countries met in Vienna."'
    contents = [
        f"id,text\n1,{quoted}\n",
        f"sep=;\nid;text\r\n1;{quoted}\r\n",
        f"\ufeffid\ttext\n1\t{quoted}",
        f"id,text\n\n1,{quoted}\n\n",
    ]
    for content in contents:
        for encoding in ("utf-8", "utf-16"):
            (read,) = results(
                tmp_path, "a.csv", content.removeprefix("\ufeff" if encoding == "utf-16" else "").encode(encoding)
            )
            assert isinstance(read, Document)
            assert (read.id, read.text) == ("1", 'First "line".\nThe ministers of both countries met in Vienna.')


def test_rows_are_known_without_an_ending(tmp_path: Path) -> None:
    """Rows are told from a text by their content where the name does not say so."""
    assert shown(results(tmp_path, "corpus", f'{{"text": "{TEXT}"}}\n{{"text": "{TEXT}"}}\n'), tmp_path) == [
        "corpus, line 1",
        "corpus, line 2",
    ]
    assert shown(results(tmp_path, "corpus.txt", f"id,date,text\n1,2022-09-18,{TEXT}\n"), tmp_path) == [
        "corpus.txt, line 2"
    ]
    assert shown(results(tmp_path, "a.txt", f"{{brackets}} {TEXT}"), tmp_path) == ["a.txt"]
    assert shown(results(tmp_path, "a.txt", f"[1] {TEXT}"), tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", json.dumps([{"text": TEXT}, {"text": TEXT}])),
        ("a.json", json.dumps([{"text": TEXT}, {"text": TEXT}], indent=2)),
        ("a.json", json.dumps({"text": TEXT}, indent=2) + "\n" + json.dumps({"text": TEXT}, indent=2)),
        ("a.jsonl", json.dumps([{"text": TEXT}, {"text": TEXT}])),
        ("a", json.dumps([{"text": TEXT}, {"text": TEXT}])),
    ],
)
def test_json_in_its_layouts(tmp_path: Path, name: str, content: str) -> None:
    """An array, or objects over several lines, are records with numbers."""
    assert shown(results(tmp_path, name, content), tmp_path) == [f"{name}, record 1", f"{name}, record 2"]


def test_one_json_object(tmp_path: Path) -> None:
    """A .json file of one object is one document."""
    assert shown(results(tmp_path, "a.json", json.dumps({"text": TEXT})), tmp_path) == ["a.json, record 1"]


def test_broken_json_lines_do_not_end_the_stream(tmp_path: Path) -> None:
    """Each broken line is an error with its number, and the next line is read."""
    lines = [
        json.dumps({"text": TEXT}),
        '{"text": "cut',
        "[1, 2]",
        '"words"',
        "null",
        '{"text": ""}',
        '{"text": null}',
        '{"text": 12}',
        '{"titel": "Talks", "date": "x"}',
        "",
        "[" * 100_000,
        '{"text": ' + "1" * 5000 + "}",
        json.dumps({"text": TEXT}),
    ]
    shape = 'Write it as {"text": "…", "date": "…"}.'
    assert shown(results(tmp_path, "a.jsonl", "\n".join(lines)), tmp_path) == [
        "a.jsonl, line 1",
        "a.jsonl, line 2: this is not valid JSON (unterminated string starting at). Mend the record or remove it.",
        f"a.jsonl, line 3: a record must be a JSON object with named fields, and this is a list. {shape}",
        f"a.jsonl, line 4: a record must be a JSON object with named fields, and this is a string. {shape}",
        f"a.jsonl, line 5: a record must be a JSON object with named fields, and this is a null. {shape}",
        "a.jsonl, line 6: the column 'text' is empty. Fill it in, or remove the row.",
        "a.jsonl, line 7: the column 'text' is empty. Fill it in, or remove the row.",
        "a.jsonl, line 8: this has no words. Give a text, or leave it out.",
        "a.jsonl, line 9: no column holds the text (found: titel, date). "
        "Name that column text; text, body, content, article, article_text, full_text and others are known too.",
        "a.jsonl, line 11: this is not valid JSON (nested too deeply). Mend the record or remove it.",
        "a.jsonl, line 12: this is not valid JSON (a number is too long). Mend the record or remove it.",
        "a.jsonl, line 13",
    ]


def test_a_broken_array_ends_where_it_breaks(tmp_path: Path) -> None:
    """Records before the break are read; the break is named by its record."""
    assert shown(results(tmp_path, "a.json", f'[{{"text": "{TEXT}"}}, {{"text": '), tmp_path) == [
        "a.json, record 1",
        "a.json, record 2: this is not valid JSON (expecting value). Mend the record or remove it.",
    ]


def test_csv_errors(tmp_path: Path) -> None:
    """Rows with too many cells are named by the line on which they begin; the others are read."""
    content = f'id,text\n1,"{TEXT}\n{TEXT}"\n2,one, two\n3,\n4,{TEXT}\n'
    assert shown(results(tmp_path, "a.csv", content), tmp_path) == [
        "a.csv, line 2",
        "a.csv, line 4: this row has 3 cells, and the header has 2. Put cells that hold the delimiter into double quotes.",
        "a.csv, line 5: the column 'text' is empty. Fill it in, or remove the row.",
        "a.csv, line 6",
    ]


def test_a_table_without_text(tmp_path: Path) -> None:
    """A table without a text column is refused at its first row with the columns found and the names accepted."""
    (line, _) = shown(results(tmp_path, "a.csv", "id,date\n1,2022\n2,2022\n"), tmp_path)
    assert line == (
        "a.csv, line 2: no column holds the text (found: id, date). "
        "Name that column text; text, body, content, article, article_text, full_text and others are known too."
    )


def test_a_table_of_events_is_no_corpus(tmp_path: Path) -> None:
    """ICEWS and GDELT event tables, whose "Event Text" is a code's name, are refused as what they are."""
    (line,) = shown(results(tmp_path, "a.tsv", "Event ID\tEvent Text\tCAMEO Code\n1\tConsult\t040\n"), tmp_path)
    assert line == (
        "a.tsv, line 2: this is a table of coded events, not of documents (its columns: Event ID, Event Text, CAMEO Code). "
        "Give the texts from which the events were coded."
    )


def test_rows_that_are_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row or a cell beyond the limit is named; after a line of JSON the stream goes on."""
    monkeypatch.setattr("communique.read.rows.MAX_ROW_CHARACTERS", 200_000)
    csv.field_size_limit(131_072)
    long = "talks " * 50_000
    split = "Split it into documents of one article each."
    content = f'{{"text": "{TEXT}"}}\n{{"text": "{long}"}}\n{{"text": "{TEXT}"}}\n'
    assert shown(results(tmp_path, "a.jsonl", content), tmp_path) == [
        "a.jsonl, line 1",
        f"a.jsonl, line 2: this row is longer than 0.2 MB. {split}",
        "a.jsonl, line 3",
    ]
    assert shown(results(tmp_path, "a.json", f'[{{"text": "{long}"}}]'), tmp_path) == [
        f"a.json, record 1: this row is longer than 0.2 MB. {split}"
    ]
    unclosed = f'id,text\n1,"{TEXT}\n' + f"2,{TEXT}\n" * 3000
    assert shown(results(tmp_path, "a.csv", unclosed), tmp_path) == [
        "a.csv, line 2: a cell is longer than 0.2 MB. Look for a double quote that is never closed."
    ]


def test_nul_and_control_characters_in_rows(tmp_path: Path) -> None:
    """NULs and other control characters are dropped from cells, and lone surrogates are replaced."""
    (read,) = results(tmp_path, "a.csv", b"id,text\n1,The min\0isters \x07met in Vienna.\n")
    assert isinstance(read, Document)
    assert read.text == "The ministers met in Vienna."
    assert one(tmp_path, {"text": "The \ud800 ministers\u0000 met."}).text == "The \ufffd ministers met."


def test_rows_in_a_legacy_encoding(tmp_path: Path) -> None:
    """A row in Windows-1252 is read as that; one in no known encoding is an error, and the others are read."""
    rows = [
        b"id,text",
        "1,Minister Ilié spoke of “progress” in Vienna.".encode("cp1252"),
        "2,Переговоры".encode("cp1251"),
        b"3,Talks were held.",
    ]
    first, second, third = results(tmp_path, "a.csv", b"\n".join(rows))
    assert isinstance(first, Document)
    assert first.text == "Minister Ilié spoke of “progress” in Vienna."
    assert str(second).endswith("a.csv, line 3, byte 0: this is not UTF-8 text, nor Windows-1252. Save it as UTF-8.")
    assert isinstance(third, Document)


@pytest.mark.parametrize(
    "value", ["09/10/2022", "2022-13-45", "last week", "1066-10-14", "2022", {"a": 1}, ["x"], True]
)
def test_dates_without_a_single_reading_are_left_out(
    tmp_path: Path, value: object, caplog: pytest.LogCaptureFixture
) -> None:
    """A date that can be read two ways, or none, is no date; the log says so once, and the user's date fills in."""
    rows = "\n".join(json.dumps({"text": TEXT, "date": value}) for _ in range(3))
    with caplog.at_level(logging.WARNING):
        assert [each.published for each in results(tmp_path, "a.jsonl", rows) if isinstance(each, Document)] == [
            None
        ] * 3
    assert len(caplog.records) <= 1
    assert one(tmp_path, {"text": TEXT, "date": value}, DAY).published == DAY


def test_the_warning_about_a_date(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The warning names file, line, date and remedy."""
    one(tmp_path, {"text": TEXT, "date": "09/10/2022"})
    assert caplog.messages == [
        f"{tmp_path}/a.jsonl, line 1: the date '09/10/2022' in column 'date' has no single reading and is left out; "
        "write it as 2022-09-18. Further ones in this input are not reported."
    ]


def test_whose_date_wins(tmp_path: Path) -> None:
    """A row's date wins over the user's; the user's over none; a dated dateline and address count as the row's own."""
    given = date(2020, 1, 2)
    assert one(tmp_path, {"text": TEXT, "date": "2022-09-18"}, given).published == DAY
    assert one(tmp_path, {"text": TEXT}, given).published == given
    assert one(tmp_path, {"text": f"VIENNA, 18 September 2022 (APA) -- {TEXT}"}, given).published == DAY
    assert one(tmp_path, {"text": TEXT, "url": "https://a.example/2022/09/18/talks"}, given).published == DAY


def test_pages_and_paragraphs_in_cells(tmp_path: Path) -> None:
    """A cell with markup is read as a page, a list of paragraphs as lines."""
    page = f"<div><p>{TEXT}</p><p>The talks went on for three hours, and both sides called them useful.</p></div>"
    expected = f"{TEXT}\nThe talks went on for three hours, and both sides called them useful."
    assert one(tmp_path, {"body": page}).text == expected
    assert one(tmp_path, {"html": page, "text": ""}).text == expected
    assert one(tmp_path, {"text": [TEXT, "They met again."]}).text == f"{TEXT}\nThey met again."


def test_an_outlet_that_is_an_address(tmp_path: Path) -> None:
    """A column "source" with an address in it is the address."""
    read = one(tmp_path, {"text": TEXT, "source": "https://a.example/talks"})
    assert (read.outlet, read.url) == (None, "https://a.example/talks")


def test_other_languages_among_rows(tmp_path: Path) -> None:
    """A row in another language is a LanguageError in its place."""
    rows = [
        TEXT,
        "O presidente do Brasil recebeu o ministro das Relações Exteriores da Argentina em Brasília na segunda-feira.",
    ]
    first, second = results(tmp_path, "a.jsonl", "\n".join(json.dumps({"text": row}) for row in rows))
    assert isinstance(first, Document)
    assert isinstance(second, LanguageError)
    assert str(second) == (
        f"{tmp_path}/a.jsonl, line 2: the text is in Portuguese (pt), and only English is read. Translate it first, or leave it out."
    )


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.json"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, name: str) -> None:
    """A corpus of 6 MB is read in less than 2 MB."""
    text = TEXT * 25
    row = {"a.csv": f"1,{text}\n", "a.json": f'{{"text": "{text}"}},\n', "a.jsonl": f'{{"text": "{text}"}}\n'}[name]
    start, end = {"a.csv": ("id,text\n", ""), "a.json": ("[", "]"), "a.jsonl": ("", "")}[name]
    file = tmp_path / name
    file.write_text(start + row * 3000 + end)
    list(read_documents([tmp_path / "none"]))
    stream = read_documents([file])
    next(stream)
    tracemalloc.start()
    count = sum(isinstance(each, Document) for each in (next(stream) for _ in range(300)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 300
    assert peak < 2_000_000


def test_column_names_stand_for_one_field(tmp_path: Path) -> None:
    """A name listed for two fields is refused when the lexicon is loaded."""
    file = tmp_path / "columns.toml"
    file.write_text(
        '[columns]\ntext = ["body"]\ntitle = ["Body"]\n[events]\ncolumns = []\n[page_dates]\nmeta=[]\nweak_meta=[]\ntime=[]\n'
    )
    with pytest.raises(DataError, match="body stands for both text and title"):
        load_column_names(file)
