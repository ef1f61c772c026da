"""Events: dyadic PLOVER records, who did what to whom, with their CAMEO code."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from communique.record.parts import (
    Distinct,
    End,
    Evidence,
    Fact,
    Identifier,
    PartyCode,
    Place,
    Record,
    RecordDate,
    SpanRecord,
    Start,
    Words,
    content_id,
    date_facts,
    evidence_facts,
)
from communique.record.plover import MODES, QUAD, Context, EventType, Mode, Sector


class EventStatus(StrEnum):
    """Whether it happened (our own set; PLOVER 2.0, section Auxiliary modes, asks for the same knowledge)."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    INTENDED = "intended"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class Actor(SpanRecord):
    """Who does an event, or to whom it is done: the resolved actor, and where the text names it."""

    name: Words = Field(description="The resolved name, or the words where they resolve to nothing.")
    code: PartyCode | None = Field(default=None, description="State or organisation; null where it is not known.")
    sectors: Annotated[tuple[Sector, ...], Distinct] = Field(default=(), description="PLOVER's, the main one first.")
    start: Start
    end: End


class Event(Record):
    """One dyadic record.

    `type`, `mode`, `cameo`, `quad` and `goldstein` code the act itself, whatever its status; `strict_type` is the
    codebook's own reading of it, by which a future visit is AGREE.
    """

    id: Identifier = Field(description="Made from its facts (event_id): reading again gives the same.")
    type: EventType = Field(description="What is done.")
    strict_type: EventType = Field(description="What the codebook makes of type and status: future meetings are AGREE.")
    mode: Mode | None = Field(default=None, description="How it is done; one of the modes of `type`.")
    contexts: Annotated[tuple[Context, ...], Distinct] = Field(default=(), description="What it is about.")
    cameo: Annotated[str, Field(pattern=r"^(0[1-9]|1[0-9]|20)[0-9]{1,2}$")] = Field(
        description="The CAMEO code, three or four digits, with the root in front: 042."
    )
    quad: Annotated[int, Field(strict=True, ge=1, le=4)] = Field(
        description="Of `type`: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict."
    )
    goldstein: Annotated[float, Field(strict=True, ge=-10, le=10)] = Field(
        description="The Goldstein score of `cameo`, from -10 (conflict) to 10 (cooperation)."
    )
    actor: Actor = Field(description="Who does it.")
    recipient: Actor | None = Field(default=None, description="To whom it is done; null where there is none.")
    date: RecordDate | None = Field(default=None, description="When.")
    place: Place | None = Field(default=None, description="Where.")
    status: EventStatus = Field(description="Whether it happened.")
    engagement: Identifier | None = Field(default=None, description="The id of the engagement it is part of.")
    statement: Identifier | None = Field(default=None, description="The id of the statement that tells it.")
    rule: Words | None = Field(default=None, description="The lexicon entry that read it; null if a judge did.")
    probability: Annotated[float, Field(strict=True, ge=0, le=1)] | None = Field(
        default=None, description="How sure the coder is of `strict_type`, 0 to 1; null where it was not asked."
    )
    reason: Words | None = Field(default=None, description="In words, why it was coded so.")
    evidence: tuple[Evidence, ...] = Field(min_length=1, description="The words behind it, field by field.")

    @model_validator(mode="after")
    def _follows_the_codebook(self) -> Self:
        modes = MODES[self.type]
        if self.mode is not None and self.mode not in modes:
            raise ValueError(f"{self.type} has no mode {self.mode}; it has {', '.join(modes) or 'none'}")
        if self.quad != QUAD[self.type]:
            raise ValueError(f"{self.type} is of quad {QUAD[self.type]}, not {self.quad}")
        return self


def event_id(
    document: str,
    *,
    type: EventType,
    actor: Actor,
    status: EventStatus,
    evidence: Sequence[Evidence],
    mode: Mode | None = None,
    recipient: Actor | None = None,
    date: RecordDate | None = None,
) -> str:
    """The id of an event in the document of that id: what is done by whom to whom, when, and the words that say so."""
    act: tuple[Fact, ...] = (type, mode, status, _actor_facts(actor), _actor_facts(recipient))
    return content_id("event", document, *act, date_facts(date), evidence_facts(evidence))


def _actor_facts(actor: Actor | None) -> Fact:
    return (actor.code or actor.name, actor.start, actor.end) if actor else None
