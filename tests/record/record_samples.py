"""What the record's tests share: the example of docs/record.md, and strategies for any record there can be."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from communique.record import (
    MODES,
    QUAD,
    Actor,
    Certainty,
    Context,
    DocumentRecord,
    Engagement,
    EngagementStatus,
    Event,
    EventStatus,
    EventType,
    Evidence,
    Kind,
    Link,
    LinkRelation,
    Mechanism,
    Participant,
    Place,
    QualifiedOrdinal,
    Reading,
    RecordDate,
    Role,
    Sector,
    Speaker,
    Statement,
    Topic,
    edtf,
)

DOCS = Path(__file__).parents[2] / "docs" / "record.md"


def example_json() -> str:
    """The one JSON block of docs/record.md."""
    (block,) = re.findall(r"^```json\n(.*?)^```$", DOCS.read_text(encoding="utf-8"), flags=re.M | re.S)
    return block


def example() -> dict[str, Any]:
    """The example as plain Python, to be changed and tried."""
    return json.loads(example_json())


words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(str.strip)
parties = st.from_regex(r"[A-Z]{3}|[A-Z0-9][A-Z0-9+-]{1,15}", fullmatch=True)
days = st.dates(datetime.date(1, 1, 1))
singles = st.one_of(
    days.map(edtf.day),
    days.map(lambda day: edtf.month(day.year, day.month)),
    days.map(lambda day: edtf.year(day.year)),
    st.dates(datetime.date(10, 1, 1)).map(lambda day: edtf.decade(day.year)),
    st.builds("{:04}-{}".format, st.integers(1, 9999), st.sampled_from([21, 22, 23, 24, 33, 34, 35, 36, 40, 41])),
    st.builds("{:04}-{}".format, st.integers(1, 9999), st.sampled_from(["XX", "XX-XX", "02-XX", "12-XX"])),
    st.integers(1, 99).map("{:02}XX".format),
)
sides = st.one_of(singles, singles.map(edtf.approximate), singles.map(edtf.uncertain))
edges = st.sampled_from(["", ".."])


@st.composite
def edtf_dates(draw: st.DrawFn) -> str:
    """Any EDTF string in use, intervals in order."""
    shape = draw(st.sampled_from(["single", "interval", "from", "to"]))
    if shape == "single":
        return draw(sides)
    if shape == "interval":
        return "/".join(sorted((draw(sides), draw(sides)), key=edtf.bounds))
    return f"{draw(sides)}/{draw(edges)}" if shape == "from" else f"{draw(edges)}/{draw(sides)}"


dates = st.builds(RecordDate, edtf=edtf_dates(), text=st.none() | words)
coordinates = st.just({}) | st.fixed_dictionaries({"latitude": st.floats(-90, 90), "longitude": st.floats(-180, 180)})
places = st.builds(
    lambda name, country, point: Place(name=name, country=country, **point),
    st.none() | words,
    st.from_regex(r"[A-Z]{3}", fullmatch=True),
    coordinates,
)


def tuples(of: st.SearchStrategy[Any], least: int = 0, distinct: bool = False) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, min_size=least, max_size=least + 2, unique=distinct).map(tuple)


mechanisms = st.builds(Mechanism, id=st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), name=words)
participants = st.builds(
    Participant,
    name=words,
    offices=tuples(words),
    party=st.none() | parties,
    role=st.none() | st.sampled_from(Role),
)
speakers = st.builds(Speaker, name=words, offices=tuples(words), party=st.none() | parties)


@st.composite
def spans(draw: st.DrawFn, length: int) -> tuple[int, int]:
    start = draw(st.integers(0, length - 1))
    return start, draw(st.integers(start + 1, length))


def evidence(length: int) -> st.SearchStrategy[tuple[Evidence, ...]]:
    fields = st.sampled_from(["ordinal", "trigger", "participants.0.name"])
    piece = st.builds(lambda field, span: Evidence(field=field, start=span[0], end=span[1]), fields, spans(length))
    return tuples(piece, least=1)


def engagements(id: str, others: list[str], length: int) -> st.SearchStrategy[Engagement]:
    link = st.builds(Link, relation=st.sampled_from(LinkRelation), to=st.sampled_from(others or [""]))
    return st.builds(
        Engagement,
        id=st.just(id),
        kind=st.sampled_from(Kind),
        mechanism=st.none() | mechanisms,
        ordinal=st.none() | st.integers(1, 300),
        qualified_ordinals=tuples(st.builds(QualifiedOrdinal, ordinal=st.integers(1, 9), qualifier=words)),
        status=st.sampled_from(EngagementStatus),
        date=st.none() | dates,
        place=st.none() | places,
        parties=tuples(parties, distinct=True),
        participants=tuples(participants),
        topics=tuples(st.builds(Topic, label=words, certainty=st.sampled_from(Certainty))),
        links=tuples(link, distinct=True) if others else st.just(()),
        evidence=evidence(length),
    )


@st.composite
def actors(draw: st.DrawFn, length: int) -> Actor:
    start, end = draw(spans(length))
    sectors = draw(tuples(st.sampled_from(Sector), distinct=True))
    return Actor(name=draw(words), code=draw(st.none() | parties), sectors=sectors, start=start, end=end)


@st.composite
def events(draw: st.DrawFn, id: str, engagements: list[str], statements: list[str], length: int) -> Event:
    type = draw(st.sampled_from(EventType))
    return Event(
        id=id,
        type=type,
        strict_type=draw(st.sampled_from(EventType)),
        mode=draw(st.sampled_from([None, *MODES[type]])),
        contexts=draw(tuples(st.sampled_from(Context), distinct=True)),
        cameo=draw(st.from_regex(r"(0[1-9]|1[0-9]|20)[0-9]{1,2}", fullmatch=True)),
        quad=QUAD[type],
        goldstein=draw(st.floats(-10, 10)),
        actor=draw(actors(length)),
        recipient=draw(st.none() | actors(length)),
        date=draw(st.none() | dates),
        place=draw(st.none() | places),
        status=draw(st.sampled_from(EventStatus)),
        engagement=draw(st.sampled_from([None, *engagements])),
        statement=draw(st.sampled_from([None, *statements])),
        rule=draw(st.none() | words),
        probability=draw(st.none() | st.floats(0, 1)),
        reason=draw(st.none() | words),
        evidence=draw(evidence(length)),
    )


def statements(id: str, length: int) -> st.SearchStrategy[Statement]:
    return st.builds(
        Statement,
        id=st.just(id),
        speaker=speakers,
        to=st.none() | words,
        date=st.none() | dates,
        content=words,
        direct=st.booleans(),
        certainty=st.sampled_from(Certainty),
        topics=tuples(words, distinct=True),
        evidence=evidence(length),
    )


documents = st.builds(
    DocumentRecord,
    id=words,
    url=st.none() | words,
    title=st.none() | words,
    outlet=st.none() | words,
    published=st.none() | days,
    text=st.text(st.characters(codec="utf-8"), min_size=1, max_size=30),
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading there can be, small."""
    document = draw(documents)
    length = len(document.text)
    meetings = [f"e{number}" for number in range(draw(st.integers(0, 2)))]
    attributions = [f"s{number}" for number in range(draw(st.integers(0, 2)))]
    return Reading(
        document=document,
        engagements=tuple(
            draw(engagements(id, [other for other in meetings if other != id], length)) for id in meetings
        ),
        events=tuple(
            draw(events(f"v{number}", meetings, attributions, length)) for number in range(draw(st.integers(0, 2)))
        ),
        statements=tuple(draw(statements(id, length)) for id in attributions),
    )
