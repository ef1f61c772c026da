"""What we write: the record of a document, as frozen models that check themselves and say what is wrong.

A `Reading` holds a document and its engagements, events and statements; `Reading.model_dump_json()` is the output,
`reading_schema()` its JSON Schema and docs/record.md the contract in words. Dates are EDTF strings, made and read by
the functions of `edtf`.
"""

from communique.record import edtf
from communique.record.edtf import Edtf
from communique.record.engagement import (
    Engagement,
    EngagementStatus,
    Kind,
    Link,
    LinkRelation,
    Mechanism,
    Participant,
    QualifiedOrdinal,
    Role,
    Topic,
    engagement_id,
)
from communique.record.event import Actor, Event, EventStatus, event_id
from communique.record.parts import Certainty, Evidence, Place, RecordDate
from communique.record.plover import MODES, QUAD, Context, EventType, Mode, Sector
from communique.record.reading import DocumentRecord, Reading
from communique.record.schema import SCHEMA_FILE, reading_schema
from communique.record.statement import Speaker, Statement, statement_id

__all__ = [
    "MODES",
    "QUAD",
    "SCHEMA_FILE",
    "Actor",
    "Certainty",
    "Context",
    "DocumentRecord",
    "Edtf",
    "Engagement",
    "EngagementStatus",
    "Event",
    "EventStatus",
    "EventType",
    "Evidence",
    "Kind",
    "Link",
    "LinkRelation",
    "Mechanism",
    "Mode",
    "Participant",
    "Place",
    "QualifiedOrdinal",
    "Reading",
    "RecordDate",
    "Role",
    "Sector",
    "Speaker",
    "Statement",
    "Topic",
    "edtf",
    "engagement_id",
    "event_id",
    "reading_schema",
    "statement_id",
]
