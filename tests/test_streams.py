"""Streams are lazy and bounded."""

import json
import subprocess
import sys
import tracemalloc
from itertools import islice
from pathlib import Path

from communique.errors import InputError
from communique.read import read_documents

ROW = "Ministers of both countries met in the capital on Monday and agreed to hold another round of talks on border trade in May."

GROWTH = """
import resource, sys
from communique.pipeline import Reader
peaks = []
for number, parse in enumerate(Reader().parse_many([sys.argv[1]]), 1):
    if number in (300, 1500):
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(peaks[1] - peaks[0])
"""


def rows(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            lines.write(
                json.dumps({"id": f"d{number}", "text": f"{ROW} Delegate {number:x} of {number * 7919:x} spoke."})
                + "\n"
            )
    return path


def test_a_hundred_thousand_documents_are_read_in_constant_memory(tmp_path: Path):
    """Reading a long stream holds one row at a time."""
    path = rows(tmp_path / "feed.jsonl", 100_000)
    documents = read_documents([path])
    next(documents)
    tracemalloc.start()
    count = sum(1 for _ in islice(documents, 20_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 5_000_000
    assert not any(isinstance(document, InputError) for document in documents)


def test_parsing_a_stream_does_not_grow(tmp_path: Path):
    """After warming up, 1,200 more documents leave the peak of memory within 15 MB."""
    path = rows(tmp_path / "feed.jsonl", 1500)
    done = subprocess.run([sys.executable, "-c", GROWTH, str(path)], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 15_000
