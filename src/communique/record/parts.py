"""The parts that several records share: identifiers and codes, evidence, dates, places, certainty, and content ids."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Self, TypeAlias, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from communique.record.edtf import Edtf
from communique.text import Span


class Record(BaseModel):
    """The manner of every record: it never changes, and knows no fields but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


Item = TypeVar("Item")


def _distinct(items: tuple[Item, ...]) -> tuple[Item, ...]:
    repeated = [str(item) for item, count in Counter(items).items() if count > 1]
    if repeated:
        raise ValueError(f"said twice: {', '.join(repeated)}")
    return items


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("nothing but blanks; where nothing is known the value is null")
    return text


Words = Annotated[str, Field(min_length=1), AfterValidator(_not_blank)]
"""A string with something in it."""

Identifier = Words
"""An id; those that Communiqué makes are 16 hexadecimal digits, a user's own documents may bring any."""

CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
"""ISO 3166 alpha-3 by shape: CHN. Which codes exist is the lexicon's to say."""

PartyCode = Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9+-]{1,15}$")]
"""A state as ISO 3166 alpha-3, or an organisation's code: CHN, EU, ASEAN, G20."""

Offset = Annotated[int, Field(strict=True, ge=0)]
"""A position in `document.text`, counted in Python code points."""

Start = Annotated[Offset, Field(description="Where the words begin in `document.text`.")]
End = Annotated[Offset, Field(description="The position after their last code point.")]

Ordinal = Annotated[int, Field(strict=True, ge=1)]
"""A number in a series, from 1."""

Distinct = AfterValidator(_distinct)
"""For tuples in which nothing may stand twice."""


class Certainty(StrEnum):
    """How sure the one who says it is (our own set)."""

    ASSERTED = "asserted"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    NORMATIVE = "normative"
    QUESTIONED = "questioned"
    DENIED = "denied"


class SpanRecord(Record):
    """Anything that stands somewhere in the text: the half-open range `[start, end)` of `document.text`."""

    if TYPE_CHECKING:  # each kind declares the two itself, because a field declared here would be written first
        start: Offset
        end: Offset

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"[{self.start}, {self.end}) covers no words: start must come before end")
        return self

    @property
    def span(self) -> Span:
        """The same range as a `Span`: `evidence.span.of(document.text)` gives the words."""
        return Span(self.start, self.end)


class Evidence(SpanRecord):
    """The words that support one field of the record they stand in."""

    field: Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+)*$")] = Field(
        description="The field they support (ordinal, participants.0.name), or the part they play (trigger, cue)."
    )
    start: Start
    end: End


class RecordDate(Record):
    """When, as EDTF and in the text's own words; at least one of the two is there."""

    edtf: Edtf | None = Field(default=None, description="The date, or null where its words cannot be anchored.")
    text: Words | None = Field(default=None, description="The words it was read from, or null where none say it.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.edtf is None and self.text is None:
            raise ValueError("a date has edtf, text or both; where nothing is known the whole date is null")
        return self


class Place(Record):
    """Where; at least its name or its country is there."""

    name: Words | None = Field(default=None, description="City or venue, in English: Bishkek.")
    country: CountryCode | None = Field(default=None, description="ISO 3166 alpha-3: KGZ.")
    latitude: Annotated[float, Field(strict=True, ge=-90, le=90)] | None = Field(
        default=None, description="Degrees north; with longitude or not at all."
    )
    longitude: Annotated[float, Field(strict=True, ge=-180, le=180)] | None = Field(
        default=None, description="Degrees east; with latitude or not at all."
    )

    @model_validator(mode="after")
    def _is_somewhere(self) -> Self:
        if self.name is None and self.country is None:
            raise ValueError("a place has a name, a country or both; where nothing is known the whole place is null")
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude stand together or not at all")
        return self


Fact: TypeAlias = "str | int | float | Sequence[Fact] | None"


def content_id(*facts: Fact) -> str:
    """A short id made of facts, the same for the same facts: 16 hexadecimal digits of SHA-256 over their JSON."""
    return hashlib.sha256(json.dumps(facts, separators=(",", ":")).encode()).hexdigest()[:16]


def date_facts(date: RecordDate | None) -> Fact:
    """What of a date goes into an id."""
    return (date.edtf, date.text) if date else None


def evidence_facts(evidence: Sequence[Evidence]) -> Fact:
    """What of evidence goes into an id: the set of its spans, in any order and under any field."""
    return sorted({(piece.start, piece.end) for piece in evidence})
