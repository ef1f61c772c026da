"""The JSON Schema that ships is that of the models, and what comes out is valid under it."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given, settings
from record_samples import example, readings

from communique.record import SCHEMA_FILE, reading_schema
from communique.record.schema import schema_text

VALIDATOR = jsonschema.Draft202012Validator(reading_schema())


def test_the_shipped_file_is_that_of_the_models():
    """After a change to the models, `python -m communique.record` writes the file anew."""
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_one():
    """It is valid under the draft it names, and needs nothing from the net."""
    schema = reading_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    references = [line for line in schema_text().splitlines() if '"$ref"' in line]
    assert references
    assert all('"#/$defs/' in line for line in references)


def test_every_field_is_explained():
    """Whoever has only the schema knows what each field means."""
    schema = reading_schema()
    for name, definition in [("Reading", schema), *schema["$defs"].items()]:
        assert definition.get("description"), name
        for field, content in definition.get("properties", {}).items():
            assert content.get("description"), f"{name}.{field}"


@given(readings())
@settings(max_examples=40, deadline=None)
def test_every_reading_is_valid_under_the_schema(reading):
    """Whatever a Reading holds, its JSON passes."""
    VALIDATOR.validate(json.loads(reading.model_dump_json()))


@pytest.mark.parametrize("key", ["document", "engagements", "events", "statements"])
def test_no_key_may_be_missing(key):
    """The schema is that of the output, where every key stands."""
    reading = example()
    VALIDATOR.validate(reading)
    del reading[key]
    assert not VALIDATOR.is_valid(reading)
