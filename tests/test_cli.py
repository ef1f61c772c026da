"""The command line: what it prints where, and with which code it leaves."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from communique import __version__
from communique.cli import app

GENEVA = "Talks between Moscow and Delhi began in Geneva on Monday. The two sides don't agree on the draft."
TOKYO = "President Emmanuel Macron arrived in Tokyo. He will meet the prime minister on Tuesday."
FRENCH = "Les ministres se sont rencontrés à Paris pour discuter de la situation et de la suite des négociations."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with two articles, an empty file and one in French."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("geneva.txt", GENEVA), ("tokyo.txt", TOKYO), ("empty.txt", ""), ("paris.txt", FRENCH)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=stdin)


def process(*arguments: str, folder: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "communique", *arguments]
    environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(  # the program as a user starts it
        command, cwd=folder, env=environment, input=stdin, capture_output=True, encoding="utf-8", check=False
    )


def documents(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def words(parsed: dict[str, Any]) -> list[str]:
    return [word["text"] for sentence in parsed["sentences"] for word in sentence["words"]]


def test_version() -> None:
    """--version prints name and version, and leaves with 0."""
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"communique {__version__}\n")


@pytest.mark.parametrize("command", [[], ["parse"], ["demo"]])
def test_help(command: list[str]) -> None:
    """Every command explains itself, with an example, and leaves with 0."""
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout or not command


def test_parse_as_text(folder: Path) -> None:
    """The plain form shows each sentence, its names and its words."""
    result = run("parse", "geneva.txt")
    assert result.exit_code == 0
    assert "geneva.txt" in result.stdout
    assert "2 sentences" in result.stdout
    assert re.search(r"place\s+Geneva", result.stdout)
    assert re.search(r"n't\s+not\s+PART", result.stdout)
    assert result.stderr == ""


def test_parse_as_conllu(folder: Path) -> None:
    """CoNLL-U has one row a word, and sentences apart."""
    result = run("parse", "geneva.txt", "--format", "conllu")
    assert result.exit_code == 0
    rows = [line.split("\t") for line in result.stdout.splitlines() if line and not line.startswith("#")]
    assert {len(row) for row in rows} == {10}
    assert [row[1] for row in rows if "-" in row[0]] == ["don't"]
    assert result.stdout.count("# sent_id") == 2


def test_parse_as_json(folder: Path) -> None:
    """One document is one object, and its offsets are true."""
    result = run("parse", "tokyo.txt", "--format", "json", "--published", "2022-09-18")
    parsed = json.loads(result.stdout)
    assert result.exit_code == 0
    assert parsed["document"]["published"] == "2022-09-18"
    text = parsed["document"]["text"]
    spans = [each for s in parsed["sentences"] for key in ("words", "mentions") for each in s[key]]
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)
    mentions = [(each["kind"], each["text"]) for each in parsed["sentences"][0]["mentions"]]
    assert {("person", "Emmanuel Macron"), ("place", "Tokyo")} <= set(mentions)


def test_json_of_several_is_an_array(folder: Path) -> None:
    """Several documents as JSON are one array, in the order asked for."""
    result = run("parse", "tokyo.txt", "geneva.txt", "--format", "json")
    assert [words(parsed)[0] for parsed in json.loads(result.stdout)] == ["President", "Talks"]


def test_json_of_none_is_an_empty_array(folder: Path) -> None:
    """Where no document could be read, JSON is still JSON."""
    result = run("parse", "empty.txt", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (1, [])


def test_parse_as_jsonl(folder: Path) -> None:
    """JSON Lines has one document a line."""
    result = run("parse", "geneva.txt", "tokyo.txt", "--format", "jsonl")
    assert result.exit_code == 0
    assert [words(parsed)[0] for parsed in documents(result.stdout)] == ["Talks", "President"]


def test_glob(folder: Path) -> None:
    """A pattern that the shell has left alone is resolved, in order of names."""
    result = run("parse", "[gt]*.txt", "--format", "jsonl")
    assert result.exit_code == 0
    assert [words(parsed)[0] for parsed in documents(result.stdout)] == ["Talks", "President"]


def test_standard_input() -> None:
    """A dash reads standard input."""
    result = run("parse", "-", "--format", "jsonl", stdin=TOKYO)
    assert result.exit_code == 0
    assert [parsed["document"]["text"] for parsed in documents(result.stdout)] == [TOKYO]


def test_bad_files_among_good_ones(folder: Path) -> None:
    """Files that cannot be read are named on standard error with the reason, the others are printed, the code is 1."""
    result = run("parse", "geneva.txt", "empty.txt", "paris.txt", "nowhere.txt", "tokyo.txt", "--format", "jsonl")
    assert result.exit_code == 1
    assert [words(parsed)[0] for parsed in documents(result.stdout)] == ["Talks", "President"]
    lines = result.stderr.splitlines()
    assert [re.findall(r"\w+\.txt", line) for line in lines] == [["empty.txt"], ["paris.txt"], ["nowhere.txt"], []]
    assert "French" in lines[1]
    assert lines[3].startswith("3 documents")


@pytest.mark.parametrize("name", ["a[red].txt", "a[/b].txt"])
def test_names_with_brackets(folder: Path, name: str) -> None:
    """The name of a file is shown as it is, whatever its brackets."""
    result = run("parse", name)
    assert result.exit_code == 1
    assert name in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["parse"],
        ["parse", "geneva.txt", "--format", "xml"],
        ["parse", "geneva.txt", "--published", "18 September"],
        ["parse", "geneva.txt", "--published", "2022-13-01"],
        ["parse", "geneva.txt", "--threads", "0"],
        ["parse", "geneva.txt", "--colour"],
        ["translate", "geneva.txt"],
    ],
)
def test_wrong_use(folder: Path, arguments: list[str]) -> None:
    """A wrong option, value or command prints nothing but how to do it, and leaves with 2."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--help" in result.stderr


def test_demo() -> None:
    """The demo reads every sample and says what to do next."""
    result = run("demo")
    assert result.exit_code == 0
    assert "Jaishankar" in result.stdout
    assert "communique parse FILE" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["parse", "geneva.txt", "--format", "jsonl"], 0),
        (["parse", "-", "empty.txt", "--format", "jsonl"], 1),
        (["parse", "--format", "xml"], 2),
    ],
)
def test_exit_codes(folder: Path, arguments: list[str], code: int) -> None:
    """As a program: 0 where all was read, 1 where some was not, 2 where it was called wrongly; never a traceback."""
    done = process(*arguments, folder=folder, stdin=TOKYO)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert len(documents(done.stdout)) == (1 if code < 2 else 0)
    assert bool(done.stderr) == (code > 0)


def test_reader_of_the_pipe_may_leave(folder: Path) -> None:
    """Where the next program in a pipe stops reading, this one leaves without complaint."""
    command = f'"{sys.executable}" -m communique parse ' + "geneva.txt " * 40 + "--format conllu"
    command += " | head -n 1; echo ${PIPESTATUS[0]}"
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    first, code = done.stdout.splitlines()
    assert first.startswith("# newdoc")
    assert (code, done.stderr) == ("0", "")


def test_a_full_disk_is_said(folder: Path) -> None:
    """Where the output cannot be written, one line says so and the code is 2."""
    command = f'"{sys.executable}" -m communique parse geneva.txt --format jsonl > /dev/full'
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "standard output: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("format", ["text", "jsonl", "conllu"])
def test_output_goes_through_narrow_encodings(folder: Path, format: str) -> None:
    """Formats for machines are UTF-8 whatever the terminal's encoding; a person sees what it can show."""
    (folder / "names.txt").write_text("Premier Li Qiang (李强) met Türkiye's envoy in Beijing.", encoding="utf-8")
    command = [sys.executable, "-m", "communique", "parse", "names.txt", "--format", format]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=folder, capture_output=True, env=environment, check=False)
    assert done.returncode == 0
    assert ("李强" in done.stdout.decode("utf-8")) == (format != "text")
