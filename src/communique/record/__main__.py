"""`python -m communique.record` writes the JSON Schema file anew from the models."""

from communique.record.schema import SCHEMA_FILE, schema_text

if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
