"""Engagements: real-world encounters of states and organisations, whether or not a mechanism is behind them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from communique.record.parts import (
    Certainty,
    Distinct,
    Evidence,
    Fact,
    Identifier,
    Ordinal,
    PartyCode,
    Place,
    Record,
    RecordDate,
    Words,
    content_id,
    date_facts,
    evidence_facts,
)


class Kind(StrEnum):
    """What sort of encounter (our own set).

    `round` is a sitting of a mechanism whose kind is not said, `meeting` any encounter that no narrower kind fits.
    """

    CONSULTATION = "consultation"
    DIALOGUE = "dialogue"
    JOINT_COMMISSION = "joint_commission"
    SUMMIT = "summit"
    FORMAT = "format"
    ROUND = "round"
    NEGOTIATION = "negotiation"
    MEETING = "meeting"
    VISIT = "visit"
    CALL = "call"
    SIGNING = "signing"


class EngagementStatus(StrEnum):
    """How far it has come, as the document knows (our own set)."""

    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    UNDER_WAY = "under_way"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Role(StrEnum):
    """The part a person has in an engagement (our own set: the parts that diplomatic reports tell apart)."""

    HOST = "host"
    GUEST = "guest"
    CHAIR = "chair"
    CO_CHAIR = "co_chair"
    HEAD_OF_DELEGATION = "head_of_delegation"
    DELEGATE = "delegate"
    SIGNATORY = "signatory"
    MEDIATOR = "mediator"
    GUARANTOR = "guarantor"
    OBSERVER = "observer"


class LinkRelation(StrEnum):
    """How one engagement stands to another (our own set): that one is its previous round, or it is part of that one."""

    PREVIOUS_ROUND = "previous_round"
    NEXT_ROUND = "next_round"
    PART_OF = "part_of"
    ON_SIDELINES_OF = "on_sidelines_of"
    FOLLOWS = "follows"


class Mechanism(Record):
    """The named recurring forum that an engagement is a round of."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")] = Field(
        description="The same for every document: parties and name in lower case, joined with hyphens."
    )
    name: Words = Field(description="Its usual English name.")


class QualifiedOrdinal(Record):
    """A number that counts something narrower than the series: "the third in-person meeting"."""

    ordinal: Ordinal = Field(description="The number.")
    qualifier: Words = Field(description="What it counts, in the text's words: in-person, this year.")


class Participant(Record):
    """A person in an engagement."""

    name: Words = Field(description="The full name, where the document gives it anywhere.")
    offices: tuple[Words, ...] = Field(default=(), description="The offices held on that date, as the text names them.")
    party: PartyCode | None = Field(default=None, description="The state or organisation the person acts for.")
    role: Role | None = Field(default=None, description="The person's part, or null where the text tells none.")


class Topic(Record):
    """Something that an engagement deals with, and how sure the document is that it does."""

    label: Words = Field(description="The topic, in the text's words.")
    certainty: Certainty = Field(description="asserted where it was or will be on the table, possible where it may.")


class Link(Record):
    """The relation of an engagement to another one of the same reading."""

    relation: LinkRelation = Field(description="previous_round: the one at `to` is this one's previous round.")
    to: Identifier = Field(description="The id of the other engagement.")


class Engagement(Record):
    """One real-world encounter: a round, meeting, visit, call, negotiation, signing or summit."""

    id: Identifier = Field(description="Made from its facts (engagement_id): reading again gives the same.")
    kind: Kind = Field(description="What sort of encounter.")
    mechanism: Mechanism | None = Field(default=None, description="The recurring forum behind it, if there is one.")
    ordinal: Ordinal | None = Field(default=None, description="Its number in the mechanism's series, as printed.")
    qualified_ordinals: tuple[QualifiedOrdinal, ...] = Field(
        default=(), description="Numbers that count something narrower than the series, kept apart from it."
    )
    status: EngagementStatus = Field(description="How far it has come.")
    date: RecordDate | None = Field(default=None, description="When it is or was held.")
    place: Place | None = Field(default=None, description="Where.")
    parties: Annotated[tuple[PartyCode, ...], Distinct] = Field(default=(), description="Who takes part, as codes.")
    participants: tuple[Participant, ...] = Field(default=(), description="The persons named in it.")
    topics: tuple[Topic, ...] = Field(default=(), description="What it deals with.")
    links: Annotated[tuple[Link, ...], Distinct] = Field(default=(), description="Its relations to other engagements.")
    evidence: tuple[Evidence, ...] = Field(min_length=1, description="The words behind it, field by field.")


def engagement_id(
    document: str,
    *,
    kind: Kind,
    evidence: Sequence[Evidence],
    mechanism: Mechanism | None = None,
    ordinal: int | None = None,
    date: RecordDate | None = None,
    parties: Sequence[str] = (),
) -> str:
    """The id of an engagement in the document of that id.

    Its links are not in it, so that they can point by it; nor are status, place, people and topics.
    """
    series: tuple[Fact, ...] = (mechanism.id if mechanism else None, ordinal)
    return content_id("engagement", document, kind, series, date_facts(date), sorted(parties), evidence_facts(evidence))
