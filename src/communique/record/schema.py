"""The JSON Schema of a Reading: made from the models, and shipped as a file for those who do not run Python.

`python -m communique.record` writes the file anew; a test fails as long as file and models differ.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from communique.record.reading import Reading

SCHEMA_FILE: Final = Path(__file__).with_name("reading.schema.json")
"""The shipped file."""


def reading_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every Reading written as JSON is valid under.

    It is the schema of what comes out, so every field is required, null or not. It cannot say what spans, references,
    modes and the calendar must hold to; `Reading` itself checks those.
    """
    schema = Reading.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:communique:reading",
        **schema,
    }


def schema_text() -> str:
    """The schema as the shipped file has it."""
    return json.dumps(reading_schema(), indent=2, ensure_ascii=False) + "\n"
