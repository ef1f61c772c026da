"""Statements: who said or thinks what, to whom, when, how certain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from communique.record.parts import (
    Certainty,
    Distinct,
    Evidence,
    Identifier,
    PartyCode,
    Record,
    RecordDate,
    Words,
    content_id,
    evidence_facts,
)


class Speaker(Record):
    """The one to whom words are attributed: a person, a body, or unnamed people ("Chinese experts")."""

    name: Words = Field(description="The resolved name, or the words that stand for the unnamed.")
    offices: tuple[Words, ...] = Field(default=(), description="The offices held on that date, as the text names them.")
    party: PartyCode | None = Field(default=None, description="The state or organisation the speaker belongs to.")


class Statement(Record):
    """One attribution: a speaker, what was said or thought, and how sure of it the speaker is."""

    id: Identifier = Field(description="Made from its facts (statement_id): reading again gives the same.")
    speaker: Speaker = Field(description="To whom the words are attributed.")
    to: Words | None = Field(default=None, description="To whom they were said: an outlet, a person, a body.")
    date: RecordDate | None = Field(default=None, description="When they were said.")
    content: Words = Field(description="The attributed words, without the words of attribution.")
    direct: Annotated[bool, Field(strict=True)] = Field(description="True where they are quoted, false where reported.")
    certainty: Certainty = Field(description="How sure the speaker is of the content.")
    topics: Annotated[tuple[Words, ...], Distinct] = Field(default=(), description="What it is about, in its words.")
    evidence: tuple[Evidence, ...] = Field(min_length=1, description="The words behind it, field by field.")


def statement_id(document: str, *, speaker: Speaker, content: str, evidence: Sequence[Evidence]) -> str:
    """The id of a statement in the document of that id, from who says what, and where the text has it."""
    return content_id("statement", document, speaker.name, content, evidence_facts(evidence))
