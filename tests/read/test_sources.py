"""Files, folders, patterns and standard input, and all that can be wrong with them."""

from __future__ import annotations

import gzip
import io
import os
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import CommuniqueError, InputError
from communique.read import read_documents
from communique.read.limits import MAX_TEXT_BYTES
from communique.text import Document

TEXT = "The deputy foreign ministers met in Vienna on Monday and agreed to meet again in May."
OFFICE = "Open it in a word processor and save it as plain text (.txt)."
FEED = "this is a feed (RSS or Atom), not an article. Save the pages that it links to, and give those."
XML = "this is an XML or SGML file, which has no fixed place for the text. Save the text as .txt, or as HTML."


def read(*sources: str | Path) -> list[Document | InputError]:
    return list(read_documents(sources))


def message(*sources: str | Path) -> str:
    """What a user sees of the only result, which is an error."""
    (result,) = read(*sources)
    assert isinstance(result, InputError)
    return str(result)


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def test_files_folders_and_patterns_come_in_order(tmp_path: Path) -> None:
    """A folder is read with its folders, sorted and without hidden files; a pattern likewise; the order given is kept."""
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", ".git/x.txt", "c.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{TEXT} ({name})")
    results = read(tmp_path / "c.txt", tmp_path, f"{tmp_path}/*/[12].txt")
    names = [Path(result.source).relative_to(tmp_path).as_posix() for result in results]
    assert names == ["c.txt", "a.txt", "c.txt", "b/1.txt", "b/2.txt", "b/1.txt", "b/2.txt"]


def test_a_single_path_is_taken_as_one(tmp_path: Path) -> None:
    """A path given without a list around it is not taken for a list of letters."""
    file = tmp_path / "a.txt"
    file.write_text(TEXT)
    (result,) = read_documents(str(file))
    assert isinstance(result, Document)


def test_a_file_whose_name_is_a_pattern_is_a_file(tmp_path: Path) -> None:
    """Brackets in the name of a file that exists are no pattern."""
    file = tmp_path / "talks [1].txt"
    file.write_text(TEXT)
    assert [type(result) for result in read(file)] == [Document]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name - reads standard input, whatever its format."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (result,) = read("-")
    assert isinstance(result, Document)
    assert (result.text, result.source) == (TEXT, "standard input")
    rows = "".join(f'{{"text": "{TEXT} ({number})"}}\n' for number in range(3000))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(rows.encode())))
    results = read("-")
    assert len(results) == 3000
    assert isinstance(results[2999], Document)
    assert results[2999].source == "standard input, line 3000"


def test_a_pipe_is_read(tmp_path: Path) -> None:
    """A named pipe, as the shell's <(…) gives, is read as standard input is."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(TEXT,))
    writer.start()
    (result,) = read(pipe)
    writer.join()
    assert isinstance(result, Document)


def test_the_stream_is_lazy(tmp_path: Path) -> None:
    """A document is read when it is asked for, and a bad one does not end the stream."""
    (tmp_path / "a.txt").write_text(TEXT)
    stream = read_documents([tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"])
    assert isinstance(next(stream), Document)
    (tmp_path / "c.txt").write_text(TEXT)
    assert isinstance(next(stream), InputError)
    assert isinstance(next(stream), Document)


def test_missing_things(tmp_path: Path) -> None:
    """What is not there is named, with what to check."""
    empty, link = tmp_path / "empty", tmp_path / "link.txt"
    empty.mkdir()
    link.symlink_to(tmp_path / "nowhere.txt")
    assert message(tmp_path / "no.txt") == f"{tmp_path}/no.txt: there is no such file. Check the name and the folder."
    assert (
        message(f"{tmp_path}/*.pdf") == f"{tmp_path}/*.pdf: no file fits this pattern. Check the folder and the ending."
    )
    assert message(empty) == f"{empty}: the folder has no files. Give a folder with documents in it."
    assert message(link) == f"{link}: the link points to a file that does not exist. Mend the link or leave it out."
    assert (
        message("/dev/zero")
        == "/dev/zero: this is a device, not a file. Give a file, a folder or - for standard input."
    )
    assert "Check the name and the disk" in message("a\0b")
    assert "Check the name and the disk" in message("x" * 5000)


def test_a_dangling_link_in_a_folder_is_reported(tmp_path: Path) -> None:
    """A folder's dangling link is an error among its documents; links in circles do not trap the reader."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "circle").symlink_to(tmp_path)
    assert [type(result) for result in read(tmp_path)] == [Document, InputError]


def test_permissions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is named with the remedy."""
    file = tmp_path / "a.txt"
    file.write_text(TEXT)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr(Path, "open", refuse)
    assert message(file) == f"{file}: you may not read this file. Ask its owner, or change its permissions."


def test_a_name_that_the_system_will_not_explain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in a folder without the right to enter it is an error of its own, and its siblings are read."""
    for name in ("a/1.txt", "b/1.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{TEXT} ({name})")
    is_file = Path.is_file

    def refuse(path: Path, **options: bool) -> bool:
        if path == tmp_path / "a/1.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return is_file(path, **options)

    monkeypatch.setattr(Path, "is_file", refuse)
    results = read(tmp_path)
    assert [type(result) for result in results] == [Document, InputError, Document]
    assert str(results[1]) == (
        f"{tmp_path}/a/1.txt: you may not read this file. Ask its owner, or change its permissions."
    )


def test_a_folder_that_may_not_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be read is called a folder, and its siblings are read."""
    for name in ("a/1.txt", "b/1.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(f"{TEXT} ({name})")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path) == f"{tmp_path}/a":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    errors = [str(result) for result in read(tmp_path) if isinstance(result, InputError)]
    assert errors == [f"{tmp_path}/a: you may not read this folder. Ask its owner, or change its permissions."]
    assert len(read(tmp_path)) == 2


def test_an_empty_name_is_refused() -> None:
    """An empty argument, as an unset shell variable gives, is not the current folder."""
    assert message("") == '"": an empty name is no file. Give a file, or . for the current folder.'


def test_the_file_of_the_results_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The file that is standard output is not read, whether named, in a folder or behind a pattern; it is noted, and is no error."""
    (tmp_path / "a.txt").write_text(TEXT)
    output = tmp_path / "all.jsonl"
    with output.open("w") as stream:
        stream.write('{"text": "Talks"}\n')
        stream.flush()
        monkeypatch.setattr("communique.read.sources._STANDARD_OUTPUT", stream.fileno())
        assert [type(result) for result in read(tmp_path)] == [Document]
        assert [type(result) for result in read(f"{tmp_path}/*")] == [Document]
        assert read(output) == []
    assert caplog.messages == [f"{output}: the results are written to this file, so it is not read."] * 3
    monkeypatch.undo()
    assert len(read(tmp_path)) == 2


def test_a_growing_file_is_read_as_it_was(tmp_path: Path) -> None:
    """What is appended to a file while it is read is not read."""
    file = tmp_path / "a.jsonl"
    row = f'{{"text": "{TEXT}"}}\n'
    file.write_text(row * 3000)
    count = 0
    with file.open("a") as more:
        for _ in read_documents([file]):
            count += 1
            more.write(row)
            more.flush()
    assert count == 3000


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    """A file that is deleted between finding and reading is an error, not a crash."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    stream = read_documents([tmp_path])
    next(stream)
    (tmp_path / "b.txt").unlink()
    assert str(next(stream)) == f"{tmp_path}/b.txt: there is no such file. Check the name and the folder."


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.txt", b"", "this is empty. Give a file with a text in it, or leave it out."),
        ("a.txt", b" \r\n\t\n", "this is empty. Give a file with a text in it, or leave it out."),
        ("a.txt", b"\xef\xbb\xbf", "this is empty. Give a file with a text in it, or leave it out."),
        ("a.html", b"", "this is empty. Give a file with a text in it, or leave it out."),
        ("a.jsonl", b"\n\n", "this is empty. Give a file with a text in it, or leave it out."),
        ("a.json", b"[]", "this is empty. Give a file with a text in it, or leave it out."),
        ("a.csv", b"id,text\n", "this is empty. Give a file with a text in it, or leave it out."),
        ("a.txt", b"---- 1234 ----", "this has no words. Give a text, or leave it out."),
        (
            "a.txt",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "this is a PNG image, not a text. Leave it out: only text is read.",
        ),
        (
            "a.txt",
            b"%PDF-1.7\n%\xe2\xe3",
            "this is a PDF document, not a text. Save its text as a .txt file first, for example with pdftotext.",
        ),
        ("a.html", zipped("a.html"), "this is a zip archive, not a text. Unpack it first and give the files inside."),
        (
            "a.html",
            gzip.compress(b"<html>"),
            "this is a gzip archive, not a text. Unpack it first and give the files inside.",
        ),
        (
            "a.docx",
            zipped("[Content_Types].xml", "word/document.xml"),
            f"this is a Word document (.docx), not a text. {OFFICE}",
        ),
        (
            "a.csv",
            zipped("xl/workbook.xml"),
            "this is an Excel workbook (.xlsx), not a text. Save the sheet as CSV first.",
        ),
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1",
            f"this is an old Office document (.doc, .xls or .ppt), not a text. {OFFICE}",
        ),
        ("a.txt", bytes(range(256)) * 4, "this is binary data, not a text. Save it as UTF-8 text, or leave it out."),
        ("a.xml", b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', FEED),
        ("a.xml", b'<?xml version="1.0"?><nitf><body>x</body></nitf>', XML),
        (
            "a.txt",
            "Переговоры прошли в Вене".encode("cp1251"),
            "byte 0: this is not UTF-8 text, nor Windows-1252. Save it as UTF-8.",
        ),
        (
            "a.txt",
            "He said “so” – and left.".encode()[:-8] + b"\xe2\x80 left.",
            "byte 22: this is not UTF-8 text, nor Windows-1252. Save it as UTF-8.",
        ),
        (
            "a.txt",
            b"\xff\xfeT\x00h\x00\x00\xd8",
            "byte 6: this is not UTF-16 text, nor Windows-1252. Save it as UTF-8.",
        ),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_what_is_not_a_text(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    """Each thing that is not a text is named for what it is, with the remedy, whatever its ending says."""
    file = tmp_path / name
    file.write_bytes(content)
    separator = ", " if what.startswith("byte") else ": "
    assert message(file) == f"{file}{separator}{what}"


def test_a_text_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """A text of 50 MB is refused before it is read."""
    file = tmp_path / "a.txt"
    with file.open("wb") as stream:
        stream.write(TEXT.encode() * 1000)
        stream.truncate(5 * MAX_TEXT_BYTES)
    assert message(file) == (
        f"{file}: this has 50 MB, and at most 10 MB are read as one document. "
        "Split it into one file per article, or give a JSONL or CSV file with one article per row."
    )


def test_endless_standard_input_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream without end is left when the limit is reached."""
    monkeypatch.setattr("communique.read.documents.MAX_TEXT_BYTES", 200_000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode() * 10_000)))
    assert message("-").startswith("standard input: this goes on, and at most")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    prefix=st.sampled_from(
        [b"", b"<html>", b'{"text": "', b"[", b"id,text\n", b"text\tid\n", b"\xff\xfe", b"\xef\xbb\xbf", b"{", b"<!--"]
    ),
    ending=st.sampled_from([".txt", ".html", ".json", ".jsonl", ".csv", ".tsv", ""]),
)
def test_reading_never_crashes(tmp_path: Path, content: bytes, prefix: bytes, ending: str) -> None:
    """Whatever bytes a file holds, reading it gives documents and CommuniqueErrors, and nothing else is raised."""
    file = tmp_path / f"input{ending}"
    file.write_bytes(prefix + content)
    for result in read(file):
        assert isinstance(result, Document | CommuniqueError)
        if isinstance(result, Document):
            assert result.text.encode("utf-8").decode("utf-8") == result.text
            assert all(0 <= mark.span.start < mark.span.end <= len(result.text) for mark in result.cruft)
