"""docs/record.md is true: it names every field and every code, no others, and its example is a reading."""

from __future__ import annotations

import json
import re
from enum import StrEnum

import pytest
from record_samples import DOCS, example_json

from communique import record
from communique.record import MODES, QUAD, Context, EventType, Kind, Mode, Reading, Role, Sector
from communique.record.parts import Record

SECTIONS = {
    part.split("\n", 1)[0].strip(): part.split("\n", 1)[1]
    for part in re.split(r"^#{2,3} ", DOCS.read_text(encoding="utf-8"), flags=re.M)[1:]
}
PUBLIC = [getattr(record, name) for name in record.__all__]
MODELS = [thing for thing in PUBLIC if isinstance(thing, type) and issubclass(thing, Record)]
ENUMS = [
    thing
    for thing in PUBLIC
    if isinstance(thing, type) and issubclass(thing, StrEnum) and thing not in (EventType, Mode)
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_table_of_a_record_names_its_fields_in_order(model):
    """Every field has its row, and no row names a field that is not there."""
    table = SECTIONS[model.__name__].split("| field |", 1)[1].split("\n\n", 1)[0]
    cells = re.findall(r"^\| (`.*?`) \|", table, flags=re.M)
    assert [name for cell in cells for name in re.findall(r"`(\w+)`", cell)] == list(model.model_fields)


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_the_list_of_codes_is_whole(enum):
    """Every code of a closed set stands in its section, in order."""
    assert re.findall(r"`([\w-]+)`", SECTIONS[enum.__name__]) == list(enum)


def test_the_table_of_modes_is_that_of_the_code():
    """Types with their quad and their modes."""
    rows = re.findall(r"^\| `(\w+)` \| (\d) \| (.*) \|$", SECTIONS["EventType and Mode"], flags=re.M)
    table = {type: (int(quad), re.findall(r"`([\w-]+)`", modes)) for type, quad, modes in rows}
    assert table == {type: (QUAD[type], list(MODES[type])) for type in EventType}


def test_the_example_is_a_reading_as_it_comes_out():
    """It validates, and writing it gives the same JSON again."""
    reading = Reading.model_validate_json(example_json())
    assert json.loads(reading.model_dump_json()) == json.loads(example_json())


def test_the_evidence_of_the_example_covers_the_words_meant():
    """Offsets in the example are true."""
    reading = Reading.model_validate_json(example_json())
    text = reading.document.text
    words = {
        (number, piece.field): piece.span.of(text)
        for number, entry in enumerate((*reading.engagements, *reading.events, *reading.statements))
        for piece in entry.evidence
    }
    assert words[0, "ordinal"] == "fourth"
    assert words[1, "date"] == "around May 2022"
    assert words[3, "trigger"] == "visit"
    assert words[4, "content"] == reading.statements[0].content
    assert reading.events[0].actor.span.of(text) == "Halldal"


def test_closed_sets_have_the_size_of_the_codebook():
    """PLOVER 2.0 has 16 types, 37 contexts and 25 sectors; every mode belongs to a type."""
    assert (len(EventType), len(Context), len(Sector)) == (16, 37, 25)
    assert {mode for modes in MODES.values() for mode in modes} == set(Mode)
    assert len(Kind) == 11
    assert len(Role) == 10
