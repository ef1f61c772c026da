"""A reading refuses what cannot be true, says why, and comes back from JSON as it went."""

from __future__ import annotations

import copy
import datetime
import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from pydantic import ValidationError
from record_samples import example, readings

from communique.record import DocumentRecord, Evidence, Reading
from communique.text import Document


def changed(path: str, value: object) -> dict:
    """The example with one value replaced: "events.0.quad"."""
    reading = example()
    *steps, last = path.split(".")
    holder = reading
    for step in steps:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    holder[int(last) if isinstance(holder, list) else last] = copy.deepcopy(value)
    return reading


WRONG = [
    # where, what, words of the message
    ("document.id", "", "at least 1 character"),
    ("document.id", " ", "nothing but blanks"),
    ("document.title", "", "at least 1 character"),
    ("document.published", "2022-02-30", "day value is outside expected range"),
    ("document.published", 20220918, "is no day: write 2022-09-18"),
    ("document.published", "1663459200", "is no day"),
    ("document.published", datetime.datetime(2022, 9, 18), "is no day"),
    ("document.language", "English", "String should match pattern"),
    ("document.source", "a.txt", "Extra inputs are not permitted"),
    ("document.text", "short", "evidence of ordinal [55, 61) runs past the text, which has 5 characters"),
    ("engagements.0.kind", "party", "'consultation', 'dialogue'"),
    ("engagements.0.status", "planned", "'proposed', 'announced'"),
    ("engagements.0.mechanism.id", "Fisheries Dialogue", "String should match pattern"),
    ("engagements.0.ordinal", 0, "greater than or equal to 1"),
    ("engagements.0.ordinal", "4", "valid integer"),
    ("engagements.0.ordinal", True, "valid integer"),
    ("engagements.0.qualified_ordinals.0.ordinal", 0, "greater than or equal to 1"),
    ("engagements.0.date.edtf", "2024-03-05/2024-03-04", "ends before it begins"),
    ("engagements.0.date", {"edtf": None, "text": None}, "the whole date is null"),
    ("engagements.0.place.country", "Chile", "String should match pattern"),
    ("engagements.0.place.latitude", -33.0, "stand together or not at all"),
    ("engagements.1.place.latitude", 90.5, "less than or equal to 90"),
    ("engagements.1.place.longitude", -180.5, "greater than or equal to -180"),
    ("engagements.0.place", {"name": None, "country": None}, "the whole place is null"),
    ("engagements.0.parties", ["CHL", "CHL"], "said twice: CHL"),
    ("engagements.0.parties.0", "Chile", "String should match pattern"),
    ("engagements.0.participants.0.role", "king", "'host', 'guest'"),
    ("engagements.0.topics.0.certainty", "sure", "'asserted', 'probable'"),
    ("engagements.0.links.0.relation", "next", "'previous_round', 'next_round'"),
    ("engagements.0.links.0.to", "nowhere", "its previous_round nowhere is no engagement here"),
    ("engagements.0.links.0.to", "028c63273091165d", "its previous_round is itself"),
    ("engagements.0.evidence", [], "at least 1 item"),
    ("engagements.0.evidence.0.end", 55, "[55, 55) covers no words"),
    ("engagements.0.evidence.0.start", -1, "greater than or equal to 0"),
    ("engagements.0.evidence.0.end", 9999, "[55, 9999) runs past the text"),
    ("engagements.0.evidence.0.field", "The ordinal", "String should match pattern"),
    ("engagements.1.id", "028c63273091165d", "the id 028c63273091165d stands for 2 records"),
    ("events.0.id", "028c63273091165d", "the id 028c63273091165d stands for 2 records"),
    ("events.0.type", "MEET", "'AGREE', 'CONSULT'"),
    ("events.0.mode", "riot", "CONSULT has no mode riot; it has visit, third-party, multilateral, phone, meet"),
    ("events.0.contexts", ["legal", "legal"], "said twice: legal"),
    ("events.0.cameo", "42", "String should match pattern"),
    ("events.0.cameo", "211", "String should match pattern"),
    ("events.0.cameo", "04211", "String should match pattern"),
    ("events.0.quad", 5, "less than or equal to 4"),
    ("events.0.quad", 2, "CONSULT is of quad 1, not 2"),
    ("events.0.goldstein", 10.1, "less than or equal to 10"),
    ("events.0.goldstein", "1.9", "valid number"),
    ("events.0.goldstein", float("nan"), "10"),
    ("events.0.probability", 1.5, "less than or equal to 1"),
    ("events.0.actor", None, "valid dictionary"),
    ("events.0.actor.start", 260, "[260, 260) covers no words"),
    ("events.0.actor.end", 9999, "actor [253, 9999) runs past the text"),
    ("events.0.recipient.end", 9999, "recipient [272, 9999) runs past the text"),
    ("events.0.actor.sectors", ["GOV", "GOV"], "said twice: GOV"),
    ("events.0.actor.sectors.0", "KING", "'COP', 'GOV'"),
    ("events.0.engagement", "nowhere", "its engagement nowhere is no engagement here"),
    ("events.0.statement", "nowhere", "its statement nowhere is no statement here"),
    ("statements.0.direct", "yes", "valid boolean"),
    ("statements.0.content", "\n", "nothing but blanks"),
    ("statements.0.certainty", "normative_or_expected", "'asserted', 'probable'"),
    ("statements.0.evidence.0.end", 9999, "evidence of speaker"),
]


@pytest.mark.parametrize(("path", "value", "message"), WRONG)
def test_a_wrong_value_is_refused_in_clear_words(path, value, message):
    """Each wrong value breaks the whole reading, and the message says what to mend."""
    with pytest.raises(ValidationError) as refused:
        Reading.model_validate(changed(path, value))
    assert message in str(refused.value)


def test_all_that_is_loose_is_told_at_once():
    """A reading with three loose ends names the three."""
    reading = changed("events.0.engagement", "a")
    reading["events"][0]["statement"] = "b"
    reading["engagements"][0]["links"][0]["to"] = "c"
    with pytest.raises(ValidationError) as refused:
        Reading.model_validate(reading)
    assert all(f" {name} is no" in str(refused.value) for name in "abc")


def test_a_record_never_changes():
    """Assigning to a field raises, and equal records are one in a set."""
    reading = Reading.model_validate(example())
    with pytest.raises(ValidationError, match="frozen"):
        reading.document.text = "other"
    assert len({reading, Reading.model_validate(example())}) == 1


def test_the_keys_of_the_output_stand_in_the_order_of_the_contract():
    """What a user sees first is what a record is; spans and evidence come last."""
    reading = json.loads(Reading.model_validate(example()).model_dump_json())
    assert list(reading) == ["document", "engagements", "events", "statements"]
    assert list(reading["events"][0]["actor"]) == ["name", "code", "sectors", "start", "end"]
    assert list(reading["statements"][0]["evidence"][0]) == ["field", "start", "end"]


def test_what_a_document_leaves_empty_is_null():
    """A Document becomes a DocumentRecord without its cruft and source, and blank fields become null."""
    document = Document(id="d1", text="Talks.", title="", url=None, published=datetime.date(2024, 3, 1), source="a.txt")
    assert DocumentRecord.of(document).model_dump() == {
        "id": "d1",
        "url": None,
        "title": None,
        "outlet": None,
        "published": datetime.date(2024, 3, 1),
        "language": "en",
        "text": "Talks.",
    }


def test_offsets_count_code_points():
    """A span is Python's own slice, whatever letters come before it."""
    text = "𝔘 Jóna: talks"
    assert Evidence(field="trigger", start=8, end=13).span.of(text) == "talks"


@given(readings())
@settings(max_examples=40, deadline=None)
def test_a_reading_comes_back_from_json_as_it_went(reading):
    """model_dump_json → model_validate_json is the same reading, and so is the way through plain Python."""
    assert Reading.model_validate_json(reading.model_dump_json()) == reading
    assert Reading.model_validate(json.loads(reading.model_dump_json())) == reading
    assert Reading.model_validate(reading.model_dump()) == reading


def test_the_module_is_light():
    """Importing the record loads nothing heavy."""
    code = "import sys, communique.record; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "onnxruntime", "trafilatura", "typer"} & set(loaded)
