"""The reading of one document: the document, and everything taken from it."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from communique.record.engagement import Engagement
from communique.record.event import Event
from communique.record.parts import Identifier, Record, SpanRecord, Words
from communique.record.statement import Statement
from communique.text import Document


def _day(value: object) -> object:
    """Refuse what pydantic would take for a day and nobody writes as one: moments, numbers, numbers in quotes."""
    plain = isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
    if value is None or plain or (isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)):
        return value
    raise ValueError(f"{value!r} is no day: write 2022-09-18")


class DocumentRecord(Record):
    """The document as it was read; its text is never altered after."""

    id: Identifier = Field(description="Stable: the same article gives the same.")
    url: Words | None = Field(default=None, description="Where it was found.")
    title: Words | None = Field(default=None, description="Its headline.")
    outlet: Words | None = Field(default=None, description="Who published it.")
    published: Annotated[datetime.date | None, BeforeValidator(_day)] = Field(
        default=None, description="The day it came out, as its outlet says; relative dates are anchored to it."
    )
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = Field(
        default="en", description="ISO 639 code."
    )
    text: str = Field(description="The whole text; every offset counts its Unicode code points.")

    @classmethod
    def of(cls, document: Document) -> Self:
        """What is written of a document that was read; empty fields become null."""
        return cls(
            id=document.id,
            url=document.url or None,
            title=document.title or None,
            outlet=document.outlet or None,
            published=document.published,
            language=document.language,
            text=document.text,
        )


class Reading(Record):
    """What Communiqué takes from one document.

    Every span lies in the text, every id is one of a kind, and every reference points to a record of the same reading.
    """

    document: DocumentRecord = Field(description="What was read.")
    engagements: tuple[Engagement, ...] = Field(default=(), description="The encounters it tells of.")
    events: tuple[Event, ...] = Field(default=(), description="Who did what to whom.")
    statements: tuple[Statement, ...] = Field(default=(), description="Who said what.")

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        problems = [*self._repeated_ids(), *self._loose_spans(), *self._loose_references()]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _records(self) -> Iterator[tuple[str, Engagement | Event | Statement]]:
        """Every record with the words that name it in a message."""
        kinds: tuple[tuple[str, Sequence[Engagement | Event | Statement]], ...] = (
            ("engagement", self.engagements),
            ("event", self.events),
            ("statement", self.statements),
        )
        for kind, records in kinds:
            for record in records:
                yield f"{kind} {record.id}", record

    def _repeated_ids(self) -> Iterator[str]:
        for id, count in Counter(record.id for _, record in self._records()).items():
            if count > 1:
                yield f"the id {id} stands for {count} records"

    def _loose_spans(self) -> Iterator[str]:
        length = len(self.document.text)
        for name, record in self._records():
            spans: list[tuple[str, SpanRecord]] = [(f"evidence of {piece.field}", piece) for piece in record.evidence]
            if isinstance(record, Event):
                spans += [("actor", record.actor), *([("recipient", record.recipient)] if record.recipient else [])]
            for what, span in spans:
                if span.end > length:
                    yield f"{name}: {what} [{span.start}, {span.end}) runs past the text, which has {length} characters"

    def _loose_references(self) -> Iterator[str]:
        engagements = {engagement.id for engagement in self.engagements}
        statements = {statement.id for statement in self.statements}
        for engagement in self.engagements:
            for link in engagement.links:
                if link.to == engagement.id:
                    yield f"engagement {engagement.id}: its {link.relation} is itself"
                elif link.to not in engagements:
                    yield f"engagement {engagement.id}: its {link.relation} {link.to} is no engagement here"
        for event in self.events:
            if event.engagement is not None and event.engagement not in engagements:
                yield f"event {event.id}: its engagement {event.engagement} is no engagement here"
            if event.statement is not None and event.statement not in statements:
                yield f"event {event.id}: its statement {event.statement} is no statement here"
