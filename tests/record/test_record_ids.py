"""Ids are made of facts: the same for the same, different for different."""

from __future__ import annotations

import pytest
from record_samples import example

from communique.record import Actor, Evidence, Reading, RecordDate, engagement_id, event_id, statement_id

READING = Reading.model_validate(example())
DOCUMENT = READING.document.id
MEETING, EVENT, STATEMENT = READING.engagements[0], READING.events[0], READING.statements[0]
ELSEWHERE = (Evidence(field="trigger", start=0, end=1),)


def facts(record, *names):
    return {name: getattr(record, name) for name in names}


MAKERS = {
    "engagement": (engagement_id, facts(MEETING, "kind", "mechanism", "ordinal", "date", "parties", "evidence")),
    "event": (event_id, facts(EVENT, "type", "mode", "actor", "recipient", "status", "date", "evidence")),
    "statement": (statement_id, facts(STATEMENT, "speaker", "content", "evidence")),
}


def test_the_example_has_the_ids_that_its_facts_make():
    """Nothing but the facts goes into an id: not the clock, not the process, not the order of reading."""
    for kind, record in (("engagement", MEETING), ("event", EVENT), ("statement", STATEMENT)):
        make, known = MAKERS[kind]
        assert make(DOCUMENT, **known) == record.id


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("engagement", {"kind": "visit"}),
        ("engagement", {"mechanism": None}),
        ("engagement", {"ordinal": 5}),
        ("engagement", {"date": RecordDate(text="on Monday")}),
        ("engagement", {"parties": ("CHL",)}),
        ("engagement", {"evidence": ELSEWHERE}),
        ("event", {"type": "SUPPORT"}),
        ("event", {"mode": None}),
        ("event", {"actor": Actor(name="Jóna Halldal", code="ISL", start=0, end=1)}),
        ("event", {"recipient": None}),
        ("event", {"status": "happened"}),
        ("event", {"date": None}),
        ("event", {"evidence": ELSEWHERE}),
        ("statement", {"content": "Seabed mining"}),
        ("statement", {"evidence": ELSEWHERE}),
    ],
)
def test_another_fact_makes_another_id(kind, change):
    """Two records that differ in a fact are two."""
    make, known = MAKERS[kind]
    assert make(DOCUMENT, **known | change) != make(DOCUMENT, **known)
    assert make("another document", **known) != make(DOCUMENT, **known)


def test_order_makes_no_difference():
    """Parties and evidence are sets, however they were found."""
    known = MAKERS["engagement"][1]
    turned = {"parties": MEETING.parties[::-1], "evidence": (*MEETING.evidence[::-1], MEETING.evidence[0])}
    assert engagement_id(DOCUMENT, **known | turned) == MEETING.id
